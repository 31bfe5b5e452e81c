"""The table of patterns: what each is, its band, and what it is read off."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Kind = Literal["input", "theorem", "emergent"]
FILE = Path(__file__).with_name("patterns.toml")


class Statistic(NamedTuple):
    """A number with its band.

    Attributes:
        measure: Name of the measure.
        low, high: Band that the mean over replicates must lie in, ends included.
        observed: What was observed in the reference network, where one was; null models are judged by it.
        of, over: Arms whose ratio it is, replicate by replicate, where the runs have several; ``of`` alone is one arm.
    """

    measure: str
    low: float
    high: float
    observed: float | None = None
    of: str = ""
    over: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return (
            f"{self.measure}, {self.of} over {self.over}"
            if self.over
            else " of ".join(filter(None, (self.measure, self.of)))
        )


class Pattern(NamedTuple):
    """Something that the model is held to.

    Attributes:
        name: P1 to P15.
        kind: An input that comes out again, a theorem, or emergent: the real test.
        about: What it says.
        design: Runs that it is read off.
        source: Who observed it.
        statistics: Its numbers.
        nulls: Null models that it must beat.
        fitted: Whether the calibration may look at it.
    """

    name: str
    kind: Kind
    about: str
    design: str
    source: str
    statistics: tuple[Statistic, ...]
    nulls: tuple[str, ...] = ()
    fitted: bool = False


class Runs(NamedTuple):
    """Runs that patterns are read off.

    Attributes:
        name: What they are called.
        scenario: Their scenario.
        about: What it is.
        months: How long; the scenario's own time unless given.
        changes: What is changed in the scenario.
        arms: Scenarios that are run side by side under the same luck, by the name of the arm.
    """

    name: str
    scenario: str
    about: str
    months: int | None = None
    changes: Mapping[str, Any] = MappingProxyType({})
    arms: Mapping[str, str] = MappingProxyType({})


class Curve(NamedTuple):
    """A figure: measures along a line, and what was observed.

    Attributes:
        name: Name of the figure.
        design: Runs that it is read off.
        title, x, y: What it says.
        scale: ``log`` on both axes, ``linear``, or ``bars``.
        at: Where each measure stands.
        measures: The measures.
        null: Null model that is drawn beside them.
        observed: What was observed at the same places.
        source: By whom.
    """

    name: str
    design: str
    title: str
    x: str
    y: str
    scale: Literal["log", "linear", "bars"]
    at: tuple[float, ...]
    measures: tuple[str, ...]
    null: str | None = None
    observed: tuple[float, ...] = ()
    source: str = ""

    @property
    def of_null(self) -> tuple[str, ...]:
        """Measures of the null model."""
        return tuple(f"{name}_{self.null}" for name in self.measures) if self.null else ()


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in order."""
    return tuple(
        Pattern(
            **{
                **entry,
                "statistics": tuple(Statistic(**each) for each in entry["statistics"]),
                "nulls": tuple(entry.get("nulls", ())),
            }
        )
        for entry in _read()["patterns"]
    )


@cache
def designs() -> tuple[Runs, ...]:
    """All runs that patterns are read off."""
    return tuple(Runs(**entry) for entry in _read()["designs"])


@cache
def curves() -> tuple[Curve, ...]:
    """All figures."""
    found = []
    for entry in _read()["curves"]:
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        found.append(Curve(**fields))
    return tuple(found)
