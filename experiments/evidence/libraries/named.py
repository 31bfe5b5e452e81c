"""The claims of scenarios and designs that are named one by one."""

from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.experiments.design.read import names as designs
from paradiplomacy.experiments.evidence.claim import Library
from paradiplomacy.experiments.evidence.libraries import NAMES, merged
from paradiplomacy.experiments.evidence.libraries.designs import of_design
from paradiplomacy.experiments.evidence.libraries.scenarios import of_scenario
from paradiplomacy.experiments.evidence.settings import Settings
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import did_you_mean, one_problem, shown


def library(names: Sequence[str], settings: Settings) -> Library:
    """Return the claims of scenarios and designs; of both where a name is that of both.

    Raises:
        ScenarioError: A name is unknown, or a file is wrong.
    """
    found = merged([each for name in names for each in _of(name, settings)])
    return found._replace(name="-".join(Path(name).stem for name in names), title="Claims and verdicts")


def _of(name: str, settings: Settings) -> list[Library]:
    if name.endswith(".toml"):
        return [of_design(name, settings) if _is_design(name) else of_scenario(name, settings)]
    # A design may be named after its scenario; a user who gives the name wants all claims about it.
    found = [of_scenario(name, settings)] if name in read.names() else []
    if name in designs():
        found.append(of_design(name, settings))
    if not found:
        known = (*NAMES, *read.names(), *designs())
        raise one_problem("", f"unknown scenario or design {shown(name)}", did_you_mean(name, known))
    return found


def _is_design(file: str) -> bool:
    """Return whether a file is a design: it says what is measured, which a scenario never does."""
    return "measures" in read.draft(read.located(file), least='title = "..."').raw
