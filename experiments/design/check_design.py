"""Checks of a design across its fields, and against its scenarios and the measures."""

from pathlib import Path as File

from paradiplomacy.experiments.design.check_factor import Bases, check_changes
from paradiplomacy.experiments.design.check_sampling import check_sampling
from paradiplomacy.experiments.design.design import Design, Precision, Stop
from paradiplomacy.experiments.measures import registry as measures
from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format import expected
from paradiplomacy.scenarios.format import read as scenarios
from paradiplomacy.scenarios.format.placed import changes_placed
from paradiplomacy.scenarios.format.problem import Path, Report, ScenarioError, shown

# A factor of one of these names would overwrite a column that identifies its runs.
COLUMNS_OF_EVERY_TABLE = ("run", "setting", "replicate", "experiment", "scenario", "seed")


def check_names(design: Design, report: Report) -> None:
    """Require different names of experiments and of columns."""
    seen: set[str] = set()
    for index, experiment in enumerate(design.experiments):
        if experiment.name and experiment.name in seen:
            wrong = f"{shown(experiment.name)} is given twice"
            report.add(("experiments", index, "name"), experiment.name, wrong, "expected each name once")
        seen.add(experiment.name)
    taken = set(COLUMNS_OF_EVERY_TABLE)
    for key, factors in (("levers", design.levers), ("uncertainties", design.uncertainties)):
        for index, factor in enumerate(factors):
            if factor.column and factor.column in taken:
                where = (key, index, "name" if factor.name else "path")
                wrong = f"{shown(factor.column)} is given twice, or is a column of every table"
                report.add(where, factor.column, wrong, "expected another name = ...")
            taken.add(factor.column)


def check_measures(design: Design, folder: File, report: Report) -> None:
    """Require at least one measure, and that every measure exists; own files are relative to the folder."""
    if not design.measures and not report.wrong(("measures",)):
        report.add(("measures",), None, "empty", "expected at least one measure, such as agreements")
    for index, name in enumerate(design.measures):
        _check_measure(name, ("measures", index), folder, report)
    for key, listed in (("measures", design.measures), ("keep", design.keep)):
        for index, name in enumerate(listed):
            if name in listed[:index]:
                report.add((key, index), name, f"{shown(name)} is given twice", "expected each once")
    for key, asked in (("stop", design.stop.measure), ("precision", design.precision.measure)):
        if asked is not None:
            _check_measure(asked, (key, "measure"), folder, report)


def check_prepare(design: Design, folder: File, report: Report) -> None:
    """Require that the function that prepares worlds exists; its file is relative to the folder."""
    fault = None if design.prepare is None else own_files.fault_of_name(design.prepare, folder)
    if fault is not None:
        report.add(("prepare",), design.prepare, *fault)


def check_own_rules(design: Design, folder: File, report: Report) -> None:
    """Require that the rules from a user's files that a design puts into scenarios exist."""
    named: list[tuple[Path, object]] = [(("changes", path), value) for path, value in design.changes.items()]
    for at, case in enumerate(design.experiments):
        named += [(("experiments", at, "changes", path), value) for path, value in case.changes.items()]
    for key, factors in (("levers", design.levers), ("uncertainties", design.uncertainties)):
        for at, factor in enumerate(factors):
            named += [((key, at, "values", index), value) for index, value in enumerate(factor.values)]
    for where, value in named:
        fault = own_files.fault(value, folder) if own_files.is_own(value) else None
        if fault is not None:
            report.add(where, value, *fault)


def check_scopes(design: Design, bases: Bases, report: Report) -> None:
    """Require that every scenario has the actors and issues to which measures are restricted."""
    for index, name in enumerate(design.measures):
        # A measure from a user's file takes the whole world, so that it has no scope to check.
        if measures.fault(name) is None and not own_files.is_own(name):
            for base in bases.values():
                for fault in expected.faults_of_measure(base, name, ("measures", index)):
                    report.add(*fault)


def check_limits(design: Design, report: Report) -> None:
    """Require that values which depend on each other are consistent."""
    # Comparing fields makes sense only where each of them could be read.
    if report.wrong(("stop",), ("sampling",), ("precision",)):
        return
    _check_stop(design.stop, report)
    _check_precision(design.precision, report)
    check_sampling(design, report)


def bases_of(design: Design, folder: File, report: Report) -> Bases:
    """Return the changed scenario of every experiment; those with errors are noted and left out."""
    bases: Bases = {}
    fixed = ({} if design.months is None else {"months": design.months}) | dict(design.changes)
    for index, case in enumerate(design.cases):
        path: Path = ("experiments", index) if design.experiments else ()
        name = case.scenario or design.scenario
        if not name:
            continue
        try:
            # A scenario file is relative to the design, not to the working folder, so that both can be moved together.
            found = scenarios.read(folder / scenarios.located(name) if name.endswith(".toml") else name)
        except ScenarioError as error:
            where = ("scenario",) if case.scenario is None else (*path, "scenario")
            _note(error, where, name, report)
            if case.scenario is None:
                break  # the other experiments would repeat the errors of the common scenario
            continue
        # A wrong change is noted and then left out, so that the errors of later changes are found in the same reading.
        found = check_changes(found, changes_placed(fixed, folder), ("changes",), report) or found
        changes = changes_placed(case.changes, folder)
        bases[case.name] = check_changes(found, changes, (*path, "changes"), report) or found
    return bases


def _note(error: ScenarioError, where: Path, name: str, report: Report) -> None:
    """Note the errors of a scenario at the key that names it."""
    for each in error.problems:
        wrong = ": ".join(part for part in (each.place, each.path, each.wrong) if part)
        report.add(where, name, wrong, each.right)


def _check_measure(name: str, path: Path, folder: File, report: Report) -> None:
    fault = own_files.fault(name, folder) if own_files.is_own(name) else measures.fault(name)
    if fault is not None:
        report.add(path, name, *fault)


def _check_stop(stop: Stop, report: Report) -> None:
    has_limit = stop.above is not None or stop.below is not None
    if stop.measure is not None and not has_limit:
        report.add(("stop", "measure"), stop.measure, "has no limit", "expected above or below as well")
    if stop.measure is None and has_limit:
        report.add(("stop",), None, "above or below without a measure", "expected measure as well")
    if stop.measure is None and stop.after:
        report.add(("stop", "after"), stop.after, "nothing is checked", "expected measure, and above or below, as well")


def _check_precision(precision: Precision, report: Report) -> None:
    if (precision.measure is None) != (precision.half_width is None):
        report.add(("precision",), None, "incomplete", "[precision] needs both measure and half_width")
    elif precision.measure is None:
        for key, default in Precision._field_defaults.items():
            if getattr(precision, key) != default:
                right = "expected measure and half_width as well"
                report.add(("precision", key), getattr(precision, key), "no precision is asked for", right)
    if precision.least > precision.most:
        wrong = f"{precision.least} is above most, {precision.most}"
        report.add(("precision", "least"), precision.least, wrong, "expected least at or below most")
