"""Read designs from files, and report all errors together. Nothing heavy is imported."""

import os
from collections.abc import Mapping
from pathlib import Path as File
from typing import NamedTuple

from paradiplomacy.experiments.design.check_claim import check_claim
from paradiplomacy.experiments.design.check_design import (
    bases_of,
    check_limits,
    check_measures,
    check_names,
    check_own_rules,
    check_prepare,
    check_scopes,
)
from paradiplomacy.experiments.design.check_effect import check_effects
from paradiplomacy.experiments.design.check_factor import Bases, check_factor
from paradiplomacy.experiments.design.check_search import check_search
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.scenarios.format import read as scenarios
from paradiplomacy.scenarios.format.location import readable
from paradiplomacy.scenarios.format.problem import Report, ScenarioError, did_you_mean, one_problem, path_text, shown
from paradiplomacy.scenarios.typed import toml
from paradiplomacy.scenarios.typed.data import Data, as_data
from paradiplomacy.scenarios.typed.reader import read_typed

SHIPPED = File(__file__).parents[1] / "designs"
LEAST = 'title = "...", scenario = "baseline" and measures = ["agreements"]'


class Ready(NamedTuple):
    """A design that can be run.

    Attributes:
        design: The design.
        bases: The scenario of each of its experiments, in order, with fixed changes and months.
        folder: Folder of the files that it refers to.
        source: Its name among the shipped designs, or the full path of its file; empty where it was made in Python.
    """

    design: Design
    bases: Bases
    folder: File
    source: str = ""


def names() -> list[str]:
    """Return the names of the shipped designs, sorted."""
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def read(name_or_path: str | os.PathLike[str]) -> Ready:
    """Return the shipped design of a name, or the design in a file whose name ends in ``.toml``.

    Raises:
        ScenarioError: With all errors.
    """
    file, text = scenarios.located(name_or_path), os.fspath(name_or_path)
    source = text if text in names() else readable(str(file.absolute()))
    if not (text.endswith(".toml") or os.sep in text):
        if text not in names():
            near = did_you_mean(text, names())
            raise one_problem("", f"unknown design {shown(text)}", near or "expected a file that ends in .toml")
        file = SHIPPED / f"{text}.toml"
    draft = scenarios.draft(file, least=LEAST)
    # The default folder of the results has this name: designs without one would otherwise share results/design.
    draft.raw.setdefault("name", readable(file.stem))
    return _ready(draft.raw, Report(draft.place, path_text), file.parent)._replace(source=source)


def checked(design: Design, *, folder: File | None = None) -> Ready:
    """Check a design that was made in Python.

    Args:
        design: The design.
        folder: Folder of the files that it refers to; the working folder unless given.

    Raises:
        ScenarioError: With all errors.
    """
    # Through plain tables, as from a file, so that a design made in Python passes exactly the same checks.
    return _ready(plain(design), Report(lambda _: "", path_text), folder or File())


def plain(design: Design) -> Data:
    """Return the design as plain tables, without values that are None or empty."""
    return as_data(design)


def to_toml(design: Design) -> str:
    """Return the design as the text of a design file."""
    return toml.to_toml(design)


def _ready(raw: Mapping[str, object], report: Report, folder: File) -> Ready:
    """Read the design and check its fields against each other and against its scenarios."""
    design = read_typed(raw, Design, report)
    check_names(design, report)
    check_measures(design, folder, report)
    check_own_rules(design, folder, report)
    check_prepare(design, folder, report)
    check_limits(design, report)
    # The scenarios come before scopes, factors and claims, which are checked against them.
    bases = bases_of(design, folder, report)
    check_scopes(design, bases, report)
    for key, factors in (("levers", design.levers), ("uncertainties", design.uncertainties)):
        for index, factor in enumerate(factors):
            check_factor(factor, (key, index), bases, report)
    check_effects(design, bases, report)
    check_search(design, report)
    for index, claim in enumerate(design.claims):
        check_claim(claim, ("claims", index), design, report)
    if report.problems:
        # Experiments share a scenario: an error in it would be reported once for each of them.
        raise ScenarioError(list(dict.fromkeys(report.problems)))
    return Ready(design, bases, folder)
