"""Issues of a negotiation, and the errors of a domain that cannot be used."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

type Value = str | float
type Outcome = dict[str, Value]


class BargainError(ValueError):
    """A negotiation that cannot be held; the message has one line for each problem."""

    def __init__(self, *problems: str) -> None:
        """Store the problems."""
        # Separately as well, for programs that show them one by one.
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Issue:
    """An issue: a list of values, or every number of a range.

    Attributes:
        name: Its name.
        values: Its values; empty for a range.
        low, high: Ends of a range; both 0 for a list of values.
    """

    name: str
    values: tuple[Value, ...] = ()
    low: float = 0.0
    high: float = 0.0

    @property
    def is_range(self) -> bool:
        """True if every number between two ends is a value."""
        return not self.values

    def levels(self, count: int) -> tuple[Value, ...]:
        """Return the values, or ``count`` equally spaced numbers of a range."""
        if self.values:
            return self.values
        return tuple(self.low + (self.high - self.low) * level / (count - 1) for level in range(count))

    def fault(self, value: object) -> str:
        """Return why a value does not belong to the issue; an empty text if it does."""
        if self.values:
            return "" if value in self.values else f"expected one of {', '.join(map(str, self.values[:12]))}"
        # Both ends belong to a range.
        inside = is_number(value) and self.low <= float(str(value)) <= self.high
        return "" if inside else f"expected a number from {self.low:g} to {self.high:g}"


def is_number(value: object) -> bool:
    """Return whether a value is a finite number; truth values are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def read_issue(name: str, given: object, problems: list[str]) -> Issue | None:
    """Return an issue as a user writes it: a pair ``(low, high)``, or a list of values; None with a note of what is wrong."""
    if isinstance(given, Issue):
        return given
    # A pair and a list of two numbers mean different things: a range, and two values.
    if isinstance(given, tuple):
        return _range(name, given, problems)
    if isinstance(given, Sequence) and not isinstance(given, str):
        return _list(name, given, problems)
    problems.append(f"issues: {name}: {given!r}, expected a pair (low, high) or a list of values")
    return None


def _range(name: str, given: tuple[object, ...], problems: list[str]) -> Issue | None:
    if len(given) == 2 and all(map(is_number, given)):
        low, high = (float(str(end)) for end in given)
        if low < high:
            return Issue(name, (), low, high)
    problems.append(f"issues: {name}: {given!r}, expected two numbers (low, high), the first below the second")
    return None


def _list(name: str, given: Sequence[object], problems: list[str]) -> Issue | None:
    values = tuple(given)
    if len(values) < 2 or len(set(values)) < len(values):
        problems.append(f"issues: {name}: {list(given)!r}, expected at least two values, all different")
        return None
    found = tuple(
        each for each in values if isinstance(each, str) or (isinstance(each, int | float) and is_number(each))
    )
    if len(found) < len(values):
        problems.append(f"issues: {name}: {list(given)!r}, expected names or finite numbers")
        return None
    return Issue(name, found)
