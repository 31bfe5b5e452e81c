"""Domains from and to objects of NegMAS (Mohammad, Nakadai and Greenwald 2021), which is imported when it is needed only."""

import math
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

from paradiplomacy.experiments.bargain.domain import Domain
from paradiplomacy.experiments.bargain.issue import BargainError, Issue, Outcome, Value
from paradiplomacy.experiments.bargain.utility import Part, Utility

# Utilities of these classes are sums over issues, whatever the parts are.
SUMS = ("LinearAdditiveUtilityFunction", "LinearUtilityFunction", "AffineUtilityFunction", "ConstUtilityFunction")
# Places in a range at which a part is tried for being a straight line.
TRIED = (0.125, 0.5, 0.8125)
EXACT = 1e-9


class TheirIssue(Protocol):
    """An issue of NegMAS."""

    name: str
    min_value: float
    max_value: float
    all: Sequence[Value]

    def is_continuous(self) -> bool:
        """Return whether it is a range of real numbers."""


class TheirUtility(Protocol):
    """A utility function of NegMAS: a callable of a tuple."""

    name: str
    reserved_value: float | None

    def __call__(self, outcome: tuple[Value, ...]) -> float:
        """Return the utility of an outcome."""


class TheirSpace(Protocol):
    """An outcome space of NegMAS."""

    issues: Sequence[TheirIssue]


class Scenario(Protocol):
    """A scenario of NegMAS."""

    outcome_space: TheirSpace
    ufuns: Sequence[TheirUtility]


def from_negmas(scenario: Scenario) -> Domain:
    """Return the domain of a scenario of NegMAS.

    Sums over issues remain sums: of numbers per unit where a part is a straight line, and of tables or functions elsewhere.
    Any other utility function becomes a function of the whole outcome. Where NegMAS has no reservation value, it is the least
    utility of any outcome, so that everything is acceptable.

    Raises:
        BargainError: The object is not a scenario, or its issues are not independent.
    """
    space, ufuns = getattr(scenario, "outcome_space", None), getattr(scenario, "ufuns", None)
    if space is None or ufuns is None or not hasattr(space, "issues"):
        raise BargainError(f"{type(scenario).__name__}: expected a scenario of NegMAS with independent issues")
    issues = tuple(map(_issue, space.issues))
    utilities = tuple(_utility(ufun, issues, at) for at, ufun in enumerate(ufuns))
    domain = Domain(issues, utilities, tuple(0.0 for _ in ufuns))
    reservation = tuple(_reservation(ufun, domain, at) for at, ufun in enumerate(ufuns))
    return Domain(issues, utilities, reservation)


def _issue(theirs: TheirIssue) -> Issue:
    if theirs.is_continuous():
        return Issue(theirs.name, (), float(theirs.min_value), float(theirs.max_value))
    return Issue(theirs.name, tuple(theirs.all))


def _utility(ufun: TheirUtility, issues: Sequence[Issue], at: int) -> Utility:
    party = ufun.name or f"party {at + 1}"
    names = [issue.name for issue in issues]

    def whole(outcome: Outcome) -> float:
        return float(ufun(tuple(outcome[name] for name in names)))

    if type(ufun).__name__ not in SUMS:
        return Utility(party, whole=whole)
    # The utility of a sum is that of any outcome plus what each issue adds to it.
    start: Outcome = {issue.name: issue.levels(2)[0] for issue in issues}
    bottom = whole(start)
    parts: dict[str, Part] = {}
    constant = bottom
    for issue in issues:
        parts[issue.name], more = _part(issue, _alone(whole, start, issue.name, bottom))
        constant += more
    return Utility(party, parts, constant)


def _alone(whole: Callable[[Outcome], float], start: Outcome, name: str, bottom: float) -> Callable[[Value], float]:
    """Return what a value of one issue adds to the utility of an outcome."""
    return lambda value: whole({**start, name: value}) - bottom


def _part(issue: Issue, added: Callable[[Value], float]) -> tuple[Part, float]:
    """Return a part of a sum, and a constant."""
    if not issue.is_range:
        return {value: added(value) for value in issue.values}, 0.0
    # A straight line is recognised by its values, because their classes of functions change between versions.
    width = issue.high - issue.low
    slope = added(issue.high) / width
    straight = all(
        math.isclose(added(issue.low + share * width), share * width * slope, rel_tol=EXACT, abs_tol=EXACT)
        for share in TRIED
    )
    return (slope, -slope * issue.low) if straight else (added, 0.0)


def _reservation(ufun: TheirUtility, domain: Domain, at: int) -> float:
    given = ufun.reserved_value
    if given is not None and math.isfinite(given):
        return float(given)
    utility = domain.utilities[at]
    if utility.whole is not None:
        from paradiplomacy.experiments.bargain.finite import FiniteSpace

        space = domain.space(finite=True)
        assert isinstance(space, FiniteSpace)
        return float(space.gain[at].min())
    return utility.constant + sum(
        min(utility.of_value(issue.name, value) for value in issue.levels(domain.levels)) for issue in domain.issues
    )


def to_negmas(domain: Domain) -> Scenario:
    """Return a scenario of NegMAS with the issues and utilities of a domain.

    Raises:
        BargainError: NegMAS is not installed.
    """
    negmas, outcomes, preferences = (_module(name) for name in ("negmas", "negmas.outcomes", "negmas.preferences"))
    issues = [
        outcomes.make_issue((issue.low, issue.high) if issue.is_range else list(issue.values), name=issue.name)
        for issue in domain.issues
    ]
    # One outcome space for all, without which a scenario would refuse the utilities.
    space = outcomes.make_os(issues)
    ufuns = [
        _function(
            preferences,
            utility,
            domain.issues,
            {"outcome_space": space, "name": utility.party, "reserved_value": value},
        )
        for utility, value in zip(domain.utilities, domain.reservation, strict=True)
    ]
    return cast("Scenario", negmas.Scenario(outcome_space=space, ufuns=ufuns))


def _function(
    preferences: ModuleType, utility: Utility, issues: Sequence[Issue], options: Mapping[str, object]
) -> TheirUtility:
    names = [issue.name for issue in issues]
    if utility.whole is not None:
        whole = utility.whole
        mapping = preferences.MappingUtilityFunction(
            lambda outcome: whole(dict(zip(names, outcome, strict=True))), **options
        )
        return cast("TheirUtility", mapping)
    values = [_value_function(utility, issue) for issue in issues]
    weights = [1.0] * len(names)
    found = preferences.LinearAdditiveUtilityFunction(values, weights=weights, bias=utility.constant, **options)
    return cast("TheirUtility", found)


def _value_function(utility: Utility, issue: Issue) -> object:
    functions, part = _module("negmas.preferences.value_fun"), utility.parts.get(issue.name, 0.0)
    # A table of zeros too, because their straight lines multiply values, which may be texts.
    if not issue.is_range:
        return functions.TableFun({value: utility.of_value(issue.name, value) for value in issue.values})
    return functions.LambdaFun(part) if callable(part) else functions.LinearFun(float(str(part)))


def _module(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise BargainError(f"NegMAS is not installed, expected the package negmas ({error})") from error
