"""A measure: a number read off a run, defined once for the whole run and for any part of it."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from paradiplomacy.experiments.measures.chosen import Chosen, choose
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.names.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

type Part = Literal["actors", "among", "issues", "months"]
type Reader = Callable[["World", Chosen], float]

# Named sets keep the declarations of measures short, and the same restriction has the same reason everywhere.
NOTHING: frozenset[Part] = frozenset()
MONTHS: frozenset[Part] = frozenset({"months"})
ISSUES: frozenset[Part] = frozenset({"issues"})
ACTORS: frozenset[Part] = frozenset({"actors"})
ALL_BUT_AMONG = ACTORS | ISSUES | MONTHS
ALL: frozenset[Part] = ALL_BUT_AMONG | {"among"}
# What a measure cannot follow is refused, never ignored: "gdp on climate" would give the number of "gdp" and look
# like an answer about climate.
PHRASES: dict[Part, str] = {
    "actors": "to actors (of)",
    "among": "to agreements among actors (among)",
    "issues": "to issues (on)",
    "months": "to months (since, until)",
}
WHOLE = "it is a function of the whole world"


class Measure(NamedTuple):
    """A number that is read off a run.

    Attributes:
        about: Description.
        unit: Unit.
        read: Reads it off the chosen part of a world; NaN where there is nothing to read.
        by: What it can be restricted to.
        reason: Why it cannot be restricted to anything else.
        scope: The part of the world that ``of`` reads.
    """

    about: str
    unit: str
    read: Reader
    by: frozenset[Part] = ALL
    reason: str = ""
    scope: Scope = EVERYTHING

    def of(self, world: "World") -> float:
        """Read the measure off a world after its last month.

        Args:
            world: The world.

        Returns:
            The number, in ``unit``; NaN where there is nothing to read.
        """
        # Unrestricted, the same function reads the whole world. There is no second definition that could differ from it.
        return float(self.read(world, choose(world, self.scope)))

    def described(self) -> dict[str, str]:
        """Description and unit, as manifests hold them."""
        return {"about": self.about, "unit": self.unit}

    def within(self, scope: Scope) -> "Measure":
        """Restrict the measure to some actors, issues and months."""
        # Without the name of the measure, which does not belong in a sentence.
        words = scope._replace(measure="")
        return self if scope.whole else self._replace(about=f"{self.about} ({words})", scope=scope)

    def excess(self, scope: Scope) -> tuple[Part, ...]:
        """List the parts of a scope to which this measure cannot be restricted."""
        return tuple(part for part in PHRASES if part in parts_of(scope) and part not in self.by)


def parts_of(scope: Scope) -> frozenset[Part]:
    """List what a scope restricts."""
    asked: dict[Part, object] = {
        "actors": scope.who and not scope.among,
        "among": scope.who and scope.among,
        "issues": scope.issues,
        "months": scope.since or scope.until,
    }
    return frozenset(part for part, restricted in asked.items() if restricted)


def whole(about: str, unit: str, function: Callable[["World"], float]) -> Measure:
    """Make a measure of a function of the world alone, which cannot be restricted.

    Args:
        about: Description.
        unit: Unit.
        function: Takes the world after its last month and returns a number.
    """
    return Measure(about, unit, lambda world, _: function(world), NOTHING, WHOLE)


class Family:
    """The measures defined in one file, by name.

    Args:
        by: What they can be restricted to unless a measure says otherwise.
        reason: Why they cannot be restricted to anything else.
    """

    def __init__(self, by: Collection[Part] = ALL, reason: str = "") -> None:
        self.measures: dict[str, Measure] = {}
        self._by = frozenset(by)
        self._reason = reason

    def add(
        self, name: str, about: str, unit: str, read: Reader, *, by: Collection[Part] | None = None, reason: str = ""
    ) -> None:
        """Define a measure.

        Args:
            name: Name in designs and scenarios.
            about: Description.
            unit: Unit.
            read: Reads it off the chosen part of a world.
            by: What it can be restricted to, if not what the family can.
            reason: Why it cannot be restricted to anything else.

        Raises:
            ValueError: The family already has a measure of this name.
        """
        if name in self.measures:
            raise ValueError(f'two measures are called "{name}"')
        parts = self._by if by is None else frozenset(by)
        self.measures[name] = Measure(about, unit, read, parts, reason or self._reason)

    def measure(
        self, about: str, unit: str, *, by: Collection[Part] | None = None, reason: str = "", kinds: bool = False
    ) -> Callable[[Reader], Reader]:
        """Define a measure that has the name of the decorated function.

        Args:
            about: Description.
            unit: Unit.
            by: What it can be restricted to, if not what the family can.
            reason: Why it cannot be restricted to anything else.
            kinds: Whether to add a variant for each kind of agreement, such as ``signed_city_city``.
        """

        # The function's name is the measure's name, so that a measure is written in one place only.
        def register(read: Reader) -> Reader:
            name = read.__name__
            self.add(name, about, unit, read, by=by, reason=reason)
            for kind in Kind if kinds else ():
                levels = kind.name.lower()
                # A partial binds this kind; a lambda would look the kind up after the loop and always find the last.
                of_kind = partial(_of_kind, read, kind)
                words = levels.replace("_", " and ")
                self.add(f"{name}_{levels}", f"{about}: {words}", unit, of_kind, by=by, reason=reason)
            return read

        return register


def _of_kind(read: Reader, kind: Kind, world: "World", chosen: Chosen) -> float:
    """Read a measure off agreements of one kind."""
    return read(world, chosen._replace(kind=kind))
