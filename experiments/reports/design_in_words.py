"""What a batch was, in sentences that a reader who never saw a design file understands."""

import tomllib
from collections.abc import Mapping
from typing import Any

from paradiplomacy.experiments.design.design import Factor
from paradiplomacy.experiments.reports.wording import counted, listed
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
    "one_at_a_time": "one change at a time, from the scenario as it is",
    "table": "a table of points",
}


def design_in_words(batch: BatchResults) -> list[str]:
    """Paragraphs: what was run, what was varied, what was drawn, and when a run ends."""
    kept = batch.manifest
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
    levers = [factor for factor in factors(batch) if factor.column in kept["levers"]]
    unknowns = [factor for factor in factors(batch) if factor.column not in kept["levers"]]
    sampling = kept["sampling"]
    for name, kind, those in (("Levers", "levers", levers), ("Uncertainties", "uncertainties", unknowns)):
        if those:
            how = SAMPLERS[sampling["together"] or sampling[kind]]
            parts.append(f"{name}: {'; '.join(_factor(factor) for factor in those)}. Chosen by {how}.")
    parts.append(
        f"This makes {counted(kept['settings'], 'setting')}, each run {counted(kept['replicates'], 'time')}: "
        f"{counted(kept['runs'], 'run')}. The k-th run of all settings has the same luck (seed {kept['seed']}), so that "
        "what is compared differs in nothing but what is varied."
    )
    return parts + _stop(kept["stop"])


def _stop(stop: Mapping[str, Any]) -> list[str]:
    """When a run ends before its last month; nothing where it never does."""
    ends = []
    if stop["measure"] is not None:
        limits = [f"{word} {stop[word]:g}" for word in ("above", "below") if stop[word] is not None]
        ends.append(f"its {stop['measure']} is {' or '.join(limits)} (from month {stop['after']} on)")
    if stop["seconds"] is not None:
        ends.append(f"it takes longer than {stop['seconds']:g} seconds, and then it counts as timed out")
    return [f"A run ends early when {' or '.join(ends)}."] if ends else []


def _case(case: Mapping[str, Any]) -> str:
    scenario = f" on the scenario {case['scenario']}" if case.get("scenario") else ""
    return f"“{case['name']}”{scenario}{_with(case.get('changes', {}))}"


def _with(changes: Mapping[str, Any]) -> str:
    return f", with {listed([f'{path} = {value}' for path, value in changes.items()])}" if changes else ""


def _factor(factor: Factor) -> str:
    about = meaning(factor.path)
    told = f"{factor.column} ({about})" if about else factor.column
    if factor.values:
        return f"{told} is {', '.join(map(str, factor.values[:-1]))} or {factor.values[-1]}"
    law = "" if factor.distribution == "uniform" else f" ({factor.distribution.replace('_', ' ')})"
    return f"{told} lies between {factor.low:g} and {factor.high:g}{law}"


def meaning(path: str) -> str:
    """What a parameter of a group is, as the schema says it; empty for what is no parameter of a group."""
    group, _, name = path.partition(".")
    field = fields(groups(Scenario)[group]).get(name) if group in groups(Scenario) else None
    return field.about.about if field else ""
