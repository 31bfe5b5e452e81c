"""File to design, and everything that is wrong with one at once. Nothing heavy is imported."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path as File
from typing import Any, NamedTuple

from paradiplomacy.experiments.design.check_claim import check_claim
from paradiplomacy.experiments.design.check_factor import Bases, check_changes, check_factor
from paradiplomacy.experiments.design.design import Claim, Design, Experiment, Factor, Precision, Sampling, Stop
from paradiplomacy.experiments.measures import registry as measures
from paradiplomacy.scenarios.format import expected
from paradiplomacy.scenarios.format import read as scenarios
from paradiplomacy.scenarios.format.problem import (
    Path,
    Report,
    ScenarioError,
    did_you_mean,
    one_problem,
    path_text,
    shown,
)
from paradiplomacy.scenarios.typed import toml
from paradiplomacy.scenarios.typed.schema import REQUIRED, fields
from paradiplomacy.scenarios.typed.value import WRONG, check_value, kind_of, missing

SHIPPED = File(__file__).parents[1] / "designs"
LEAST = 'title = "...", scenario = "baseline" and measures = ["agreements"]'
GROUPS: dict[str, type] = {"sampling": Sampling, "stop": Stop, "precision": Precision}
LISTS: dict[str, type] = {"levers": Factor, "uncertainties": Factor, "experiments": Experiment, "claims": Claim}
MOST_ENTRIES = 1000
MAPS = {
    "changes": 'want a table such as { "response.tolerance" = 0.2 }',
    "case": 'want a table such as { experiment = "as it is" }',
    "against": 'want a table such as { experiment = "as it is" }',
}
FREE = (*MAPS, "values")
"""Keys whose values are checked against the scenario or the design, not against a field."""


class Ready(NamedTuple):
    """A design that can be run.

    Attributes:
        design: The design.
        bases: The scenario of each of its experiments, fixed changes and months included, in order.
        folder: Where files that it names are.
    """

    design: Design
    bases: Bases
    folder: File


def names() -> list[str]:
    """The names of the designs that ship, sorted."""
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def read(name_or_path: str | os.PathLike[str]) -> Ready:
    """The design of a shipped name or of a file (whose name ends in ``.toml``).

    Raises:
        ScenarioError: With everything that is wrong.
    """
    text = os.fspath(name_or_path)
    if not (text.endswith(".toml") or os.sep in text):
        if text not in names():
            near = did_you_mean(text, names())
            raise one_problem("", f"no design is called {shown(text)}", near or "want a file that ends in .toml")
        text = str(SHIPPED / f"{text}.toml")
    draft = scenarios.draft(File(text), least=LEAST)
    draft.raw.setdefault("name", File(text).stem)
    return _ready(draft.raw, Report(draft.place, path_text), File(text).parent)


def checked(design: Design, *, folder: File | None = None) -> Ready:
    """A design made by hand, checked.

    Raises:
        ScenarioError: With everything that is wrong.
    """
    return _ready(plain(design), Report(lambda _: "", path_text), folder or File())


def plain(design: Design) -> dict[str, Any]:
    """The design as plain tables, without what is None or empty."""

    def told(holder: Any) -> dict[str, Any]:
        pairs = holder._asdict().items()
        return {key: value for key, value in pairs if value is not None and not (key in FREE and not value)}

    raw = told(design)
    for key in GROUPS:
        raw[key] = told(raw[key])
    for key in LISTS:
        raw[key] = [told(each) for each in raw[key]]
    return raw


def to_toml(design: Design) -> str:
    """The design as the text of a design file."""
    raw = plain(design)
    tables = ("changes", *GROUPS, *LISTS)
    parts = [toml.lines({key: value for key, value in raw.items() if key not in tables})]
    parts += [f"[{key}]\n{toml.lines(raw[key])}" for key in ("changes", *GROUPS) if raw.get(key)]
    parts += [f"[[{key}]]\n{toml.lines(entry)}" for key in LISTS for entry in raw[key]]
    return "\n".join(parts)


def _ready(raw: Mapping[str, Any], report: Report, folder: File) -> Ready:
    known = (*fields(Design), *GROUPS, *LISTS, "changes")
    _unknown_keys(raw, known, (), report)
    values = _fields(raw, Design, (), report)
    for key, owner in GROUPS.items():
        values[key] = owner(**_table(raw.get(key, {}), owner, (key,), report))
    for key, owner in LISTS.items():
        values[key] = _list(raw.get(key, []), owner, key, report)
    values["changes"] = _map(raw, "changes", (), report)
    design = Design(**values)
    _names(design, report)
    _measures(design, report)
    _limits(design, report)
    bases = _bases(design, folder, report)
    _whose(design, bases, report)
    for key in ("levers", "uncertainties"):
        for index, factor in enumerate(getattr(design, key)):
            check_factor(factor, (key, index), bases, report)
    for index, claim in enumerate(design.claims):
        check_claim(claim, ("claims", index), design, report)
    if report.problems:
        raise ScenarioError(list(dict.fromkeys(report.problems)))
    return Ready(design, bases, folder)


def _fields(raw: Mapping[str, Any], owner: type, path: Path, report: Report) -> dict[str, Any]:
    """Every field with its value; its default, or nothing, where the value is wrong, so that the rest is checked."""
    values: dict[str, Any] = {}
    for name, field in fields(owner).items():
        default = (() if field.kind is tuple else "") if field.default is REQUIRED else field.default
        if name in raw:
            value = check_value(raw[name], field, (*path, name), report)
            values[name] = default if value is WRONG else value
        else:
            if field.default is REQUIRED:
                missing(field, path, report)
            values[name] = default
    return values


def _table(raw: Any, owner: type, path: Path, report: Report) -> dict[str, Any]:
    """The fields of a table; those of an empty one where it is none."""
    if not isinstance(raw, Mapping):
        report.add(path, raw, kind_of(raw), f"want a table [{path[0]}]")
        return _fields({}, owner, path, Report(lambda _: "", path_text))
    own: tuple[str, ...] = getattr(owner, "_fields", ())
    _unknown_keys(raw, own, path, report)
    values = _fields(raw, owner, path, report)
    for key in MAPS:
        if key in own:
            values[key] = _map(raw, key, path, report)
    if "values" in own:
        values["values"] = _values(raw.get("values", []), (*path, "values"), report)
    return values


def _list(raw: Any, owner: type, key: str, report: Report) -> tuple[Any, ...]:
    if not isinstance(raw, (list, tuple)):
        report.add((key,), raw, kind_of(raw), f"want tables [[{key}]]")
        return ()
    if len(raw) > MOST_ENTRIES:
        report.add((key,), None, f"{len(raw)} {key}", f"want at most {MOST_ENTRIES}")
        return ()
    return tuple(owner(**_table(entry, owner, (key, index), report)) for index, entry in enumerate(raw))


def _map(raw: Mapping[str, Any], key: str, path: Path, report: Report) -> dict[str, Any]:
    found = raw.get(key, {})
    if isinstance(found, Mapping):
        return {str(name): value for name, value in found.items()}
    report.add((*path, key), found, kind_of(found), MAPS[key])
    return {}


def _values(raw: Any, path: Path, report: Report) -> tuple[Any, ...]:
    if isinstance(raw, (list, tuple)):
        return tuple(raw)
    report.add(path, raw, f"{shown(raw)} is {kind_of(raw)}", "want a list of values")
    return ()


def _unknown_keys(raw: Mapping[str, Any], known: Iterable[str], path: Path, report: Report) -> None:
    own = list(known)
    for key in raw:
        if key not in own:
            report.add((*path, key), None, "unknown key", did_you_mean(str(key), own))


def _names(design: Design, report: Report) -> None:
    """No two experiments, and no two columns, of one name."""
    seen: set[str] = set()
    for index, experiment in enumerate(design.experiments):
        if experiment.name and experiment.name in seen:
            report.add(
                ("experiments", index, "name"),
                experiment.name,
                f"{shown(experiment.name)} is there twice",
                "want each name once",
            )
        seen.add(experiment.name)
    taken = {"run", "setting", "replicate", "experiment", "scenario", "seed"}
    for key in ("levers", "uncertainties"):
        for index, factor in enumerate(getattr(design, key)):
            if factor.column and factor.column in taken:
                report.add(
                    (key, index, "name" if factor.name else "path"),
                    factor.column,
                    f"{shown(factor.column)} is there twice or a column of every table",
                    "want another name = ...",
                )
            taken.add(factor.column)


def _measures(design: Design, report: Report) -> None:
    """Every measure that is named exists; at least one is named."""
    if not design.measures and not _concerns(report, "measures"):
        report.add(("measures",), None, "empty", "want at least one measure, such as agreements")
    for index, name in enumerate(design.measures):
        _measure(name, ("measures", index), report)
    for key, holder in (("stop", design.stop), ("precision", design.precision)):
        if holder.measure is not None:
            _measure(holder.measure, (key, "measure"), report)


def _whose(design: Design, bases: Bases, report: Report) -> None:
    """Whom and what the restricted measures name, there is in every scenario."""
    for index, name in enumerate(design.measures):
        if measures.fault(name) is None and not measures.OWN.fullmatch(name):
            for base in bases.values():
                for path, value, wrong, right in expected.faults_of_measure(base, name, ("measures", index)):
                    report.add(path, value, wrong, right)


def _concerns(report: Report, key: str) -> bool:
    """Whether something is known to be wrong with a key already."""
    return any(each.path.startswith(key) for each in report.problems)


def _measure(name: str, path: Path, report: Report) -> None:
    fault = measures.fault(name)
    own = measures.OWN.fullmatch(name)
    if fault is not None:
        report.add(path, name, *fault)
    elif own is not None and not File(own["file"]).is_file():
        report.add(path, name, f"{shown(own['file'])}: no such file", "want a Python file, seen from where you start")


def _limits(design: Design, report: Report) -> None:
    """What belongs together is there together, and the right way round."""
    stop, precision, sampling = design.stop, design.precision, design.sampling
    if _concerns(report, "stop") or _concerns(report, "sampling") or _concerns(report, "precision"):
        return
    if stop.measure is not None and stop.above is None and stop.below is None:
        report.add(("stop", "measure"), stop.measure, "says nothing alone", "want above or below too")
    if stop.measure is None and (stop.above is not None or stop.below is not None):
        report.add(("stop",), None, "above or below of nothing", "want measure too")
    if (precision.measure is None) != (precision.half_width is None):
        report.add(("precision",), None, "half a wish", "want both measure and half_width")
    if precision.least > precision.most:
        report.add(
            ("precision", "least"),
            precision.least,
            f"{precision.least} is above most, {precision.most}",
            "want least at or below most",
        )
    asked = (sampling.together,) if sampling.together else (sampling.levers, sampling.uncertainties)
    if "table" in asked and sampling.table is None:
        report.add(("sampling",), None, "the table sampler has no table", 'want table = "points.csv" too')
    if sampling.table is not None and "table" not in asked:
        report.add(("sampling", "table"), sampling.table, "no sampler reads it", 'want levers = "table" or so')
    if sampling.together and not design.factors:
        report.add(("sampling", "together"), sampling.together, "nothing is varied", "want [[levers]] too")


def _bases(design: Design, folder: File, report: Report) -> Bases:
    """The scenario of every experiment, changed; those that cannot be had are left out after a note."""
    bases: Bases = {}
    months = {} if design.months is None else {"months": design.months}
    for index, case in enumerate(design.cases):
        path: Path = ("experiments", index) if design.experiments else ()
        own = case.scenario is not None
        name = case.scenario or design.scenario
        if not name:
            continue
        try:
            found = scenarios.read(folder / name if name.endswith(".toml") else name)
        except ScenarioError as error:
            for each in error.problems:
                where = (*path, "scenario") if own else ("scenario",)
                report.add(
                    where, name, ": ".join(part for part in (each.place, each.path, each.wrong) if part), each.right
                )
            if not own:
                break
            continue
        found = check_changes(found, months | dict(design.changes), ("changes",), report) or found
        bases[case.name] = check_changes(found, case.changes, (*path, "changes"), report) or found
    return bases
