"""The design of a batch in sentences, for readers who have never seen a design file."""

import tomllib
from collections.abc import Mapping
from typing import Any

from paradiplomacy.experiments.design.design import Factor
from paradiplomacy.experiments.reports.phrases import counted, listed
from paradiplomacy.experiments.results.batch import DESIGN, BatchResults
from paradiplomacy.experiments.statistics.sensitivity import factors
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import fields, groups

SAMPLERS = {
    "factorial": "every combination of values",
    "latin_hypercube": "a Latin hypercube",
    "sobol_sequence": "a scrambled Sobol sequence",
    "saltelli": "Saltelli's sample, from which Sobol indices follow",
    "morris": "Morris trajectories",
    "one_at_a_time": "one change at a time",
    "table": "a table of points",
}


def design_summary(batch: BatchResults) -> list[str]:
    """Return paragraphs: what was run, what was varied and how, and when a run ends."""
    manifest = batch.manifest
    # The manifest holds no changes of experiments; the stored design does.
    raw = tomllib.loads((batch.folder / DESIGN).read_text(encoding="utf-8"))
    recipe = batch.recipe()
    base = next(iter(recipe.bases.values()))
    start = (
        f"Each run is {counted(base.months, 'month')} of the scenario “{base.title}” ({base.name}) from {base.start}"
    )
    parts = [f"{start}{_with(raw.get('changes', {}))}."]
    if raw.get("experiments"):
        cases = [_case(case) for case in raw["experiments"]]
        parts.append(f"{counted(len(cases), 'case')} are compared: {'; '.join(cases)}.")
    levers = [factor for factor in factors(batch) if factor.column in manifest["levers"]]
    uncertainties = [factor for factor in factors(batch) if factor.column not in manifest["levers"]]
    sampling = manifest["sampling"]
    for title, kind, those in (("Levers", "levers", levers), ("Uncertainties", "uncertainties", uncertainties)):
        if those:
            how = SAMPLERS[sampling["together"] or sampling[kind]]
            parts.append(f"{title}: {'; '.join(_factor(factor) for factor in those)}. Sampler: {how}.")
    parts.append(
        f"This gives {counted(manifest['settings'], 'setting')} with {counted(manifest['replicates'], 'replicate')} each: "
        f"{counted(manifest['runs'], 'run')}. The k-th replicates of all settings share their random numbers (seed "
        f"{manifest['seed']}), so that compared runs differ only in what is varied."
    )
    return parts + _stop(manifest["stop"])


def _stop(stop: Mapping[str, Any]) -> list[str]:
    """Return when a run ends before its last month; nothing where it never does."""
    ends = []
    if stop["measure"] is not None:
        limits = [f"{word} {stop[word]:g}" for word in ("above", "below") if stop[word] is not None]
        ends.append(f"its {stop['measure']} is {' or '.join(limits)} (from month {stop['after']} on)")
    if stop["seconds"] is not None:
        ends.append(f"it takes longer than {stop['seconds']:g} seconds (timed out)")
    return [f"A run ends early when {' or '.join(ends)}."] if ends else []


def _case(case: Mapping[str, Any]) -> str:
    scenario = f" on the scenario {case['scenario']}" if case.get("scenario") else ""
    return f"“{case['name']}”{scenario}{_with(case.get('changes', {}))}"


def _with(changes: Mapping[str, Any]) -> str:
    return f", with {listed([f'{path} = {value}' for path, value in changes.items()])}" if changes else ""


def _factor(factor: Factor) -> str:
    about = meaning(factor.path)
    name = f"{factor.column} ({about})" if about else factor.column
    if factor.values:
        return f"{name} is {', '.join(map(str, factor.values[:-1]))} or {factor.values[-1]}"
    law = "" if factor.distribution == "uniform" else f" ({factor.distribution.replace('_', ' ')})"
    return f"{name} lies between {factor.low:g} and {factor.high:g}{law}"


def meaning(path: str) -> str:
    """Return the meaning of a parameter from the schema; empty for other paths."""
    group, _, name = path.partition(".")
    field = fields(groups(Scenario)[group]).get(name) if group in groups(Scenario) else None
    return field.about.about if field else ""
