"""The table of patterns: what each says, its bands, and the runs that it is read off."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from paradiplomacy.experiments.evidence.claim import Curve, Kind

FILE = Path(__file__).with_name("patterns.toml")
SPREAD_OF: Mapping[str, str] = MappingProxyType({"ties_number_spread": "ties_number"})
"""Numbers that all runs have together, their standard deviation over their mean, and the measure that they are about."""


class Statistic(NamedTuple):
    """A number with its band.

    Attributes:
        measure: Name of the measure.
        low, high: Band for the number of each run, ends included.
        observed: Value in the reference network; null models are judged by it.
        of, over: Cases whose ratio it is, replicate by replicate, where the runs have several; ``of`` alone is one case.
    """

    measure: str
    low: float
    high: float
    observed: float | None = None
    of: str = ""
    over: str = ""


class Pattern(NamedTuple):
    """An empirical pattern, or a theorem, that the model is tested against.

    Attributes:
        name: Q1 to Q22.
        kind: Used in the fit, a property of the design, emergent, or a theorem.
        about: What is observed.
        design: Runs that it is read off.
        source: Who observed it.
        statistics: Its numbers.
        nulls: Null models that the model must beat.
    """

    name: str
    kind: Kind
    about: str
    design: str
    source: str
    statistics: tuple[Statistic, ...]
    nulls: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """Measures that the pattern is judged by, those of null models included."""
        own = tuple(SPREAD_OF.get(each.measure, each.measure) for each in self.statistics)
        return own + tuple(f"{measure}_{null}" for null in self.nulls for measure in own)


class Arm(TypedDict, total=False):
    """A case of some runs: its scenario, if not that of the runs, and what it changes."""

    scenario: str
    changes: dict[str, object]


class PatternRuns(NamedTuple):
    """Runs that patterns are read off.

    Attributes:
        name: Their name.
        scenario: Their scenario.
        about: What it is.
        months: Months of each run; the scenario's own unless given.
        changes: Changes of the scenario.
        arms: Cases run side by side with common random numbers, by name: ``scenario``, if not the same, and ``changes``.
    """

    name: str
    scenario: str
    about: str
    months: int | None = None
    changes: Mapping[str, object] = MappingProxyType({})
    arms: Mapping[str, Arm] = MappingProxyType({})


class _File(TypedDict):
    patterns: list[dict[str, object]]
    designs: list[dict[str, object]]
    curves: list[dict[str, object]]


@cache
def _read() -> _File:
    found: _File = tomllib.loads(FILE.read_text(encoding="utf-8"))  # type: ignore[assignment]
    return found


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns, in order."""
    return tuple(_pattern(**entry) for entry in _read()["patterns"])  # type: ignore[arg-type]


def _pattern(*, statistics: list[dict[str, object]], nulls: tuple[str, ...] = (), **entry: object) -> Pattern:
    # Tuples instead of the lists of TOML: all callers share the cached patterns.
    made = tuple(Statistic(**each) for each in statistics)  # type: ignore[arg-type]
    return Pattern(statistics=made, nulls=tuple(nulls), **entry)  # type: ignore[arg-type]


@cache
def runs() -> tuple[PatternRuns, ...]:
    """Return all runs that patterns are read off."""
    return tuple(PatternRuns(**entry) for entry in _read()["designs"])  # type: ignore[arg-type]


@cache
def curves() -> tuple[Curve, ...]:
    """Return all figures."""
    return tuple(
        Curve(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})  # type: ignore[arg-type]
        for entry in _read()["curves"]
    )
