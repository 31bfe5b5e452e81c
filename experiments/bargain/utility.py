"""The utility of an outcome to one party: a sum over issues, or a function of the whole outcome."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from paradiplomacy.experiments.bargain.issue import BargainError, Issue, Outcome, Value, is_number
from paradiplomacy.scenarios.format.problem import did_you_mean

type Part = float | Mapping[Value, float] | Callable[[Value], float]
type Preference = Mapping[str, Part] | Callable[[Outcome], float]


@dataclass(frozen=True)
class Utility:
    """The utility of a party.

    Attributes:
        party: Name of the party.
        parts: By issue: utility per unit, a table of the utility of each value, or a function of the value. An issue that is
            not there has no influence.
        constant: Utility before any issue.
        whole: A function of the whole outcome, in the place of the parts.
    """

    party: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    constant: float = 0.0
    whole: Callable[[Outcome], float] | None = None

    @property
    def is_linear(self) -> bool:
        """True if each issue counts by a number per unit."""
        return self.whole is None and all(is_number(part) for part in self.parts.values())

    def of_value(self, name: str, value: Value) -> float:
        """Return what a value of one issue adds.

        Raises:
            BargainError: A function raises an exception, or returns something other than a finite number.
        """
        part = self.parts.get(name, 0.0)
        if isinstance(part, Mapping):
            return float(part[value])
        if callable(part):
            return _asked(part, value, f"utilities: {self.party}: {name}")
        return float(part) * float(value) if part else 0.0

    def of(self, outcome: Outcome) -> float:
        """Return the utility of an outcome.

        Raises:
            BargainError: As ``of_value``.
        """
        if self.whole is not None:
            return _asked(self.whole, outcome, f"utilities: {self.party}")
        return self.constant + sum(self.of_value(name, value) for name, value in outcome.items())


def _asked[T](function: Callable[[T], float], value: T, place: str) -> float:
    try:
        found = float(function(value))
    # Whatever a user's function raises is reported at its place, with the value for which it failed.
    except Exception as error:
        raise BargainError(f"{place}: the function raises {type(error).__name__} for {value!r}: {error}") from error
    if not is_number(found):
        raise BargainError(f"{place}: the function returns {found} for {value!r}, expected a finite number")
    return found


def read_utility(party: str, given: object, issues: Sequence[Issue], problems: list[str]) -> Utility:
    """Return a utility as a user writes it; what is wrong is noted."""
    # Domains read from files bring theirs.
    if isinstance(given, Utility):
        return given
    if callable(given):
        return Utility(party, whole=given)
    if not isinstance(given, Mapping):
        problems.append(f"utilities: {party}: {given!r}, expected a table by issue or a function of the outcome")
        return Utility(party)
    # Problems name the party and the issue, so that each can be found in a long table.
    known = {issue.name: issue for issue in issues}
    parts: dict[str, Part] = {}
    for name, part in given.items():
        fault = _fault(known, name, part)
        if fault:
            problems.append(f"utilities: {party}: {name}: {fault}")
        else:
            parts[str(name)] = part
    return Utility(party, parts)


def _fault(known: Mapping[str, Issue], name: object, part: object) -> str:
    """Return what is wrong with the part of a utility; an empty text if nothing is."""
    if name not in known:
        return f"unknown issue, {did_you_mean(str(name), known)}"
    issue = known[str(name)]
    if callable(part):
        return ""
    if isinstance(part, Mapping):
        return _fault_of_table(issue, part)
    if not is_number(part):
        return f"{part!r}, expected a number per unit, a table of values, or a function of the value"
    words = [value for value in issue.values if isinstance(value, str)]
    return f'a number per unit, but "{words[0]}" is not a number, expected a table of values' if words else ""


def _fault_of_table(issue: Issue, part: Mapping[object, object]) -> str:
    if issue.is_range:
        return f"a table, but the issue is every number from {issue.low:g} to {issue.high:g}, expected a number or a function"
    strange = [key for key in part if key not in issue.values]
    if strange:
        return f"unknown value {strange[0]!r}, {did_you_mean(str(strange[0]), map(str, issue.values))}"
    missing = [value for value in issue.values if value not in part]
    if missing:
        return f"no utility of {missing[0]!r}, expected one for each value"
    wrong = [value for value in part.values() if not is_number(value)]
    return f"{wrong[0]!r}, expected a finite number" if wrong else ""
