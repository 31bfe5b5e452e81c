"""Who is in which club when: joining after a national exit, and how many clubs a city of each size is in."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.clubs.register import INSIDE
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import ClubKind, Reason

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

CITY_CLUB = ClubKind.CITY_CLUB
CLASSES = {"small": (5e3, 5e4), "middle": (5e4, 5e5), "large": (5e5, np.inf)}
"""Classes of size, inhabitants."""


def inside_after(months: Ints, change: Ints, when: int) -> int:
    """Members at the end of a month, from who came (+1) and went (-1) in which months."""
    return int(change[months <= when].sum())


def exit_of_a_nation(world: "World") -> tuple[int, int] | None:
    """Row of the first nation that left a club or treaty by a dated exit, and the month; None where none did."""
    log = world.state.ledger.events
    left = np.flatnonzero(
        (log.kind == Event.CLUB_LEFT) & (log.value == Reason.NATIONAL_EXIT) & (log.actor >= world.state.n_cities)
    )
    return (int(log.actor[left[0]]), int(log.month[left[0]])) if left.size else None


def own_city_clubs(world: "World", nation: int) -> list[int]:
    """City clubs to which only cities of a nation are invited."""
    state = world.state
    clubs, members = state.register.clubs.rows, state.register.members.rows
    found = []
    for club in np.flatnonzero(clubs.kind == CITY_CLUB).tolist():
        invited = members.actor[clubs.first[club] : clubs.first[club] + clubs.size[club]]
        if invited.size and (state.actors.nation[invited] == nation).all():
            found.append(club)
    return found


def members_beside_exit(world: "World", after: int) -> float:
    """Members of the leaving nation's own city clubs so many months after the month before its exit; NaN without one."""
    left = exit_of_a_nation(world)
    if left is None:
        return np.nan
    nation, month = left
    log = world.state.ledger.events
    kinds = np.isin(log.kind, (Event.CLUB_JOINED, Event.CLUB_REJOINED, Event.CLUB_LEFT))
    which = np.flatnonzero(kinds & np.isin(log.detail, own_city_clubs(world, nation)))
    change = np.where(log.kind[which] == Event.CLUB_LEFT, -1, 1)
    return float(inside_after(log.month[which], change, month - 1 + after))


def growth_after_exit(world: "World", months: int) -> float:
    """Members at the end of a month after a national exit (its own month is the first), over before."""
    before = members_beside_exit(world, 0)
    return members_beside_exit(world, months) / before if before > 0 else np.nan


def memberships_by_size(population: Floats, clubs: Ints, low: float, high: float) -> float:
    """Mean number of clubs of the cities of a class of size that are in any; NaN where none is.

    Args:
        population: (n,) inhabitants.
        clubs: (n,) clubs that each city is in.
        low: Lower limit of the class, included.
        high: Upper limit.
    """
    some: Flags = (population >= low) & (population < high) & (clubs > 0)
    return float(clubs[some].mean()) if some.any() else np.nan


def rise_with_size(world: "World") -> float:
    """Clubs of a member city in the largest class over those in the smallest."""
    return memberships(world, "large") / memberships(world, "small")


def memberships(world: "World", size: str) -> float:
    """Mean number of clubs of the member cities of a class of size, at the end."""
    state = world.state
    rows = state.register.members.rows
    inside = rows.actor[INSIDE[rows.status] & (rows.actor < state.n_cities)]
    clubs = np.bincount(inside, minlength=state.n_cities).astype(np.int32)
    return memberships_by_size(state.actors.population[: state.n_cities], clubs, *CLASSES[size])
