"""Checks that every value of a design's sampling is used by one of its samplers."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from paradiplomacy.experiments.design.design import Design, Factor, Sampling
from paradiplomacy.scenarios.format.problem import Report

TAKES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "factorial": ("levels",),
        "latin_hypercube": ("samples",),
        "sobol_sequence": ("samples",),
        "saltelli": ("samples", "second_order"),
        "morris": ("samples", "levels"),
        "one_at_a_time": ("levels",),
        "table": ("table",),
    }
)
"""The values that each sampler uses."""
GRIDS = ("factorial", "one_at_a_time")


def check_sampling(design: Design, report: Report) -> None:
    """Note a sampler without its table or without factors, and every value that no sampler uses."""
    sampling, used = design.sampling, list(_samplers(design))
    if sampling.together and not design.factors:
        report.add(("sampling", "together"), sampling.together, "nothing is varied", "expected [[levers]] as well")
        return
    if sampling.table is None and any(name == "table" for name, _ in used):
        report.add(("sampling",), None, "the table sampler has no table", 'expected table = "points.csv" as well')
        return
    _unused_samplers(design, report)
    for key in sorted({key for keys in TAKES.values() for key in keys} - uses(design)):
        value = getattr(sampling, key)
        # A value at its default looks like one that was not given: a design that was made in Python, or
        # written by the program, states all values.
        if value != Sampling._field_defaults[key]:
            report.add(("sampling", key), value, *_unused(key, used))


def uses(design: Design) -> set[str]:
    """Return the values of the sampling that the samplers of a design use."""
    return {key for name, factors in _samplers(design) for key in _taken(name, factors)}


def _samplers(design: Design) -> Iterator[tuple[str, Sequence[Factor]]]:
    """Yield every sampler that makes points, with its factors."""
    sampling = design.sampling
    if sampling.together:
        yield sampling.together, design.factors
        return
    if design.levers:
        yield sampling.levers, design.levers
    if design.uncertainties:
        yield sampling.uncertainties, design.uncertainties


def _unused_samplers(design: Design, report: Report) -> None:
    """Note samplers that are named although another one makes all points, or nothing is there to sample."""
    for key in ("levers", "uncertainties"):
        name = getattr(design.sampling, key)
        if name == Sampling._field_defaults[key]:
            continue
        if design.sampling.together:
            wrong = f"together = {design.sampling.together} samples the {key} as well"
            report.add(("sampling", key), name, wrong, f"expected together or {key}, not both")
        elif not getattr(design, key):
            report.add(("sampling", key), name, f"the design has no {key}", f"expected [[{key}]] as well")


def _taken(sampler: str, factors: Sequence[Factor]) -> tuple[str, ...]:
    """Return the values that a sampler uses for its factors: a grid takes listed values as they are."""
    is_listed = sampler in GRIDS and all(factor.values for factor in factors)
    return () if is_listed else TAKES[sampler]


def _unused(key: str, used: Sequence[tuple[str, Sequence[Factor]]]) -> tuple[str, str]:
    """Return what is wrong with a value that no sampler uses, and what is expected."""
    if not used:
        return "nothing is varied", "expected [[levers]] or [[uncertainties]] as well"
    says = [f"{name} takes {', '.join(_taken(name, factors)) or _nothing(name)}" for name, factors in used]
    others = [name for name, keys in TAKES.items() if key in keys]
    return f"no sampler uses it: {'; '.join(dict.fromkeys(says))}", f"{key} is for {', '.join(others)}"


def _nothing(sampler: str) -> str:
    return "nothing where all factors are lists" if sampler in GRIDS else "nothing"
