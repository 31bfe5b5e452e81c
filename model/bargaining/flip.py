"""The smallest single change of one attribute that reverses a decision."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.bargaining.settlement import settle
from paradiplomacy.model.bargaining.variation import (
    Attribute,
    Change,
    Negotiation,
    attributes_of,
    cases_with,
    rounded,
)
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.state import State

# Cost and precision of the search: 24 steps per attribute and direction, halved 24 times, repeated at most 8 times
# below the best change so far; test_explain.py holds it against random smaller changes.
STEPS = 24
HALVINGS = 24
PASSES = 8
NEARER = 0.999


@dataclass(frozen=True)
class Flip:
    """The smallest single change of one attribute that reverses the decision.

    Attributes:
        attribute: Name of the attribute.
        actor: Name of its actor; empty for an attribute of the pair.
        issue: Name of its issue; empty where it has none.
        before: Its value.
        after: The value that reverses the decision.
        size: Size of the change: 1 is the whole range (for factors, ten times).
    """

    attribute: str
    actor: str
    issue: str
    before: float
    after: float
    size: float


class Road(NamedTuple):
    """Values of one attribute on the way to an end of its range: (STEPS,)."""

    attribute: Attribute
    values: Floats


class Bracket(NamedTuple):
    """A change that does not reverse the decision, and a larger one that does."""

    near: Change
    far: Change


def decide(state: State, cases: Cases) -> Flags:
    """Return whether each case is agreed by the protocol and agenda of the scenario; the cases do not change."""
    protocol = rule("protocol", state.settings.rules.protocol)
    return settle(protocol, cases, state.settings.negotiation.agenda).agreed


def find_flip(state: State, negotiation: Negotiation, agreed: bool) -> Change | None:
    """Return the smallest single change of one attribute that reverses the decision, or None where no single one does.

    Each attribute is moved towards both ends of its range in steps; where the decision flips, the threshold is narrowed by
    bisection. The search is then repeated below the smallest change found so far, with proportionally smaller steps, until no
    change flips the decision: a decision may flip more than once along the range. The change returned has been decided again.
    """
    best, size = None, math.inf
    attributes = attributes_of(state, negotiation)
    # A second pass can find a smaller change on a road whose decision flips, flips back, and flips again.
    for _ in range(PASSES):
        smaller = _smallest(state, negotiation, _roads(attributes, size * NEARER), agreed)
        if smaller is None:
            break
        best = smaller
        size = best.size
    if best is None:
        return None
    # People read three digits, so the change reported has three digits wherever that still reverses the decision.
    simple = rounded(best)
    if simple.value != simple.attribute.value and _reverse(state, negotiation, [simple], agreed)[0]:
        return simple
    return best


def _roads(attributes: list[Attribute], most: float) -> list[Road]:
    """Return the steps of every attribute towards both ends of its range, up to a size of change."""
    return [
        Road(attribute, attribute.along(attribute.towards(end, most), STEPS))
        for attribute in attributes
        for end in (attribute.low, attribute.high)
        if not math.isclose(end, attribute.value)
    ]


def _reverse(state: State, negotiation: Negotiation, changes: list[Change], agreed: bool) -> Flags:
    """Return which of the changes reverse the decision."""
    if not changes:
        return np.zeros(0, dtype=bool)
    # All changes are decided in one call: a search tries hundreds of them, and a call has a fixed cost.
    return decide(state, cases_with(state, negotiation, changes)) != agreed


def _smallest(state: State, negotiation: Negotiation, roads: list[Road], agreed: bool) -> Change | None:
    """Return the smallest change along the roads, narrowed by bisection; None where none reverses the decision."""
    tried = [Change(road.attribute, float(value)) for road in roads for value in road.values]
    reversed_ = _reverse(state, negotiation, tried, agreed).reshape(len(roads), STEPS)
    found = []
    for (attribute, values), row in zip(roads, reversed_, strict=True):
        if row.any():
            at = int(row.argmax())
            near = Change(attribute, float(values[at - 1]) if at else attribute.value)
            found.append(Bracket(near, Change(attribute, float(values[at]))))
    for _ in range(HALVINGS):
        found = _halve(state, negotiation, found, agreed)
    return min((far for _, far in found), key=lambda change: change.size, default=None)


def _halve(state: State, negotiation: Negotiation, found: list[Bracket], agreed: bool) -> list[Bracket]:
    """Halve the brackets that may still hold the smallest change."""
    least = min((far.size for _, far in found), default=0.0)
    # Brackets beyond the smallest change known cannot hold a smaller one.
    found = [bracket for bracket in found if bracket.near.size <= least]
    middle = [Change(near.attribute, 0.5 * (near.value + far.value)) for near, far in found]
    good = _reverse(state, negotiation, middle, agreed).tolist()
    return [
        Bracket(near, half) if flips else Bracket(half, far)
        for (near, far), half, flips in zip(found, middle, good, strict=True)
    ]


def in_names(state: State, change: Change) -> Flip:
    """Return a change with names in place of rows."""
    attribute = change.attribute
    return Flip(
        attribute=attribute.column.replace("_", " "),
        actor="" if attribute.actor is None else state.names[attribute.actor],
        issue="" if attribute.issue is None else state.issues[attribute.issue].name,
        before=attribute.value,
        after=change.value,
        size=change.size,
    )
