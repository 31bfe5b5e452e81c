"""Mechanisms: the expectations of scenarios that take out one mechanism each, as one table a scenario."""

import tomllib
from pathlib import Path

from paradiplomacy.experiments.evidence.claim import Library
from paradiplomacy.experiments.evidence.libraries import merged
from paradiplomacy.experiments.evidence.libraries.scenarios import of_scenario
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings

FILE = Path(__file__).with_name("mechanisms.toml")
COLUMNS = ("mechanism", "with it", "without", "change when taken out (95 %)", "adjusted p", "expected: found")


def library(settings: Settings = AS_IS) -> Library:
    """Return the expectations of the scenarios of mechanisms."""
    page = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = merged([of_scenario(name, settings) for name in page["scenarios"]])
    return found._replace(
        name="mechanisms", title=page["title"], introduction=page["introduction"].strip(), columns=COLUMNS
    )
