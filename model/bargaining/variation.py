"""Variations of one negotiation: many copies, each with one attribute changed, decided together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, described
from paradiplomacy.model.agreements.book import Book, Flags
from paradiplomacy.model.bargaining.cases import context_of, fill
from paradiplomacy.model.network.ties import Network, earlier_ties
from paradiplomacy.model.rules.protocol import Cases, no_cases
from paradiplomacy.model.state import State

FIXED_COST, BENEFIT = "fixed_cost", "benefit"
# Factors reach three orders of magnitude up and down: enough for any decision that size can reverse.
MOST = 1000.0
MOST_PROMISED = 0.95
DIGITS = 3


class Negotiation(NamedTuple):
    """One negotiation, open or hypothetical.

    Attributes:
        first: Row of the side that approaches.
        second: Row of the side that is approached.
        key: Key of its draws.
        form: Form of the agreement (``Form``).
        agenda: (K,) issues under negotiation.
        error: Whether the negotiators misperceive the win-sets.
    """

    first: int
    second: int
    key: np.uint64
    form: int
    agenda: Flags
    error: bool

    @property
    def sides(self) -> tuple[int, int]:
        """Rows of both sides."""
        return self.first, self.second


class Attribute(NamedTuple):
    """A number of an actor or of the pair that could be different.

    Attributes:
        column: Column of the actors, or ``fixed_cost`` or ``benefit`` of the pair.
        actor: Row of the actor, or None for the pair.
        issue: Number of the issue, or None.
        value: Its value; 1 for a factor on the pair's cost or benefit.
        low: Lowest possible value.
        high: Highest possible value.
        by_factor: Whether a change is measured by its logarithm, as for GDP.
    """

    column: str
    actor: int | None
    issue: int | None
    value: float
    low: float
    high: float
    by_factor: bool

    def size_of(self, value: float) -> float:
        """Return the size of a change to a value: 1 is the whole range (for factors, ten times)."""
        if self.by_factor:
            return abs(math.log10(max(value, 1e-12) / self.value))
        return abs(value - self.value) / (self.high - self.low)

    def along(self, end: float, steps: int) -> Floats:
        """Return equidistant values from its own, excluded, to an end of its range: (steps,)."""
        part = np.arange(1, steps + 1) / steps
        if self.by_factor:
            return self.value * (end / self.value) ** part
        return self.value + (end - self.value) * part

    def towards(self, end: float, size: float) -> float:
        """Return the value after a change of a given size towards an end of the range, at most that end."""
        if size >= self.size_of(end):
            return end
        away = math.copysign(size, end - self.value)
        return self.value * 10.0**away if self.by_factor else self.value + away * (self.high - self.low)


@dataclass(frozen=True)
class Change:
    """An attribute and the value that it is given."""

    attribute: Attribute
    value: float

    @property
    def size(self) -> float:
        """Size of the change: 1 is the whole range (for factors, ten times)."""
        return self.attribute.size_of(self.value)


PER_ISSUE = ("need", "position", "median", "spread", "promised")
PER_ACTOR = ("pragmatism", "trust", "reputation", "democracy")
BY_FACTOR = ("gdp", "concession")
OF_CITIES = ("autonomy", "grant_share")


_described = cache(described)


def attributes_of(state: State, negotiation: Negotiation) -> list[Attribute]:
    """Return the attributes of both sides, their nations and the pair that the decision depends on.

    Salience is left out, because an actor's weights sum to 1: none can change alone. So are location and languages, which
    nobody can change.
    """
    actors, issues = state.actors, np.flatnonzero(negotiation.agenda).tolist()

    def of(column: str, row: int, issue: int | None = None) -> Attribute:
        values = getattr(actors, column)[row]
        known = _described(column)
        # With all effort promised there would be nothing left to promise, and the frontier would be a point.
        high = min(known.high, MOST_PROMISED) if column == "promised" else known.high
        value = float(values if issue is None else values[issue])
        return Attribute(column, row, issue, value, known.low, high, by_factor=False)

    found = []
    for row in negotiation.sides:
        found += [of(column, row, k) for column in PER_ISSUE for k in issues]
        found += [of(column, row) for column in PER_ACTOR]
        for column in (*BY_FACTOR, *(("population",) if row < state.n_cities else ())):
            own = float(getattr(actors, column)[row])
            found.append(Attribute(column, row, None, own, own / MOST, own * MOST, by_factor=True))
        nation = int(actors.nation[row])
        if row < state.n_cities:
            found += [of(column, row) for column in OF_CITIES]
            if nation not in negotiation.sides:
                found += [of("position", nation, k) for k in issues]
    found.append(Attribute(FIXED_COST, None, None, 1.0, 0.0, 10.0, by_factor=False))
    found.append(Attribute(BENEFIT, None, None, 1.0, 1.0 / MOST, MOST, by_factor=True))
    return found


def _copies(state: State, negotiation: Negotiation, count: int) -> tuple[Actors, list[int], int]:
    """Return ``count`` copies of the rows of those concerned, their original rows, and the number of rows of cities."""
    nation = state.actors.nation
    # Only the two sides and their nations enter a case, so a copy has four rows instead of the whole world.
    concerned = {negotiation.first, negotiation.second, int(nation[negotiation.first]), int(nation[negotiation.second])}
    who = sorted(concerned)
    rows = np.repeat(who, count)
    made = Actors(*(column[rows] for column in state.actors))
    homes = np.array([who.index(int(nation[row])) for row in who])
    # Copies of all actors are stacked attribute by attribute: row i * count + c is actor i in variation c, and its nation
    # is the nation's copy in the same variation.
    made.nation[:] = np.repeat(homes * count, count) + np.tile(np.arange(count), len(who))
    return made, who, sum(row < state.n_cities for row in who) * count


def _network(who: list[int], negotiation: Negotiation, ties: int, count: int) -> Network:
    """Return the earlier ties of the pair, in every copy."""
    first = np.zeros(len(who) * count + 1, dtype=np.int64)
    a, b = who.index(negotiation.first), who.index(negotiation.second)
    # The earlier ties of the pair are all that the fixed cost reads of the network.
    first[1 + a * count : 1 + (a + 1) * count] = ties
    partner = np.repeat(b * count + np.arange(count), ties).astype(np.int32)
    return Network(np.cumsum(first), partner, np.zeros(len(partner), dtype=np.int64))


def cases_with(state: State, negotiation: Negotiation, changes: Sequence[Change | None]) -> Cases:
    """Return the case of a negotiation once for each change, with only that change made (None: unchanged)."""
    count, issues = len(changes), len(state.issues)
    actors, who, n_cities = _copies(state, negotiation, count)
    factors = {FIXED_COST: np.ones(count), BENEFIT: np.ones(count)}
    for c, change in enumerate(changes):
        if change is None:
            continue
        attribute = change.attribute
        if attribute.actor is None:
            factors[attribute.column][c] = change.value
            continue
        row = who.index(attribute.actor) * count + c
        at = row if attribute.issue is None else (row, attribute.issue)
        getattr(actors, attribute.column)[at] = change.value
    sides = np.array([who.index(negotiation.first), who.index(negotiation.second)]) * count
    book = Book(issues)
    new = book.add(
        sides + np.arange(count)[:, None], key=negotiation.key, form=negotiation.form, agenda=negotiation.agenda
    )
    pairs = book.pair(new)
    ties = earlier_ties(state.ties.first, state.ties.partner, negotiation.first, negotiation.second)
    near = _network(who, negotiation, ties, count)
    rows = np.repeat(who, count)
    context = context_of(state, error=negotiation.error)._replace(
        n_cities=n_cities, veto_offset=state.veto_offset[rows], veto_count=state.veto_count[rows]
    )

    def filled(scale: float) -> Cases:
        cases = no_cases(count, issues)
        utility = context.utility._replace(benefit_scale=scale * context.utility.benefit_scale)
        fill(actors, book.rows, book.parties, near, context._replace(utility=utility), pairs, cases)
        return cases

    cases = filled(1.0)
    cases.cost[:] *= factors[FIXED_COST][:, None]
    # The benefit enters utilities linearly, so a factor on it is exact from two fillings, with and without benefit.
    scaled = np.flatnonzero(factors[BENEFIT] != 1.0)
    if len(scaled):
        without, benefit = filled(0.0), factors[BENEFIT][scaled, None, None]
        for column, bare in (
            (cases.slope, without.slope),
            (cases.received, without.received),
            (cases.veto_slope, without.veto_slope),
        ):
            factor = benefit.reshape(-1, *(1,) * (column.ndim - 1))
            column[scaled] = bare[scaled] + factor * (column[scaled] - bare[scaled])
    return cases


def rounded(change: Change) -> Change:
    """Return the change rounded to three digits away from the present value, so that it is at most 1 % larger."""
    value, own = change.value, change.attribute.value
    places = DIGITS - 1 - math.floor(math.log10(abs(value - own)))
    near = (math.ceil if value > own else math.floor)(value * 10.0**places) / 10.0**places
    return Change(change.attribute, min(change.attribute.high, max(change.attribute.low, near)))
