"""The city clubs of a nation after the nation leaves a treaty."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.experiments.measures.averages import share
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import ClubKind, Reason

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

CITY_CLUB = ClubKind.CITY_CLUB
JOINED = (Event.CLUB_JOINED, Event.CLUB_REJOINED)


class Exit(NamedTuple):
    """A dated exit from a club or treaty: row of the nation, and the month."""

    nation: int
    month: int


def members_after(joined: Ints, left: Ints, month: int) -> int:
    """Count the members at the end of a month, from the months in which members joined and left."""
    return int(np.count_nonzero(joined <= month) - np.count_nonzero(left <= month))


def exit_of_a_nation(world: "World") -> Exit | None:
    """Find the first dated exit of a nation; None without one."""
    log = world.state.ledger.events
    left = np.flatnonzero(
        (log.kind == Event.CLUB_LEFT) & (log.value == Reason.NATIONAL_EXIT) & (log.actor >= world.state.n_cities)
    )
    return Exit(int(log.actor[left[0]]), int(log.month[left[0]])) if left.size else None


def own_city_clubs(world: "World", nation: int) -> list[int]:
    """List the city clubs to which only cities of one nation are invited."""
    state = world.state
    clubs, members = state.register.clubs.rows, state.book.parties
    found = []
    for club in np.flatnonzero(clubs.kind == CITY_CLUB).tolist():
        invited = members.actor[clubs.first[club] : clubs.first[club] + clubs.size[club]]
        if invited.size and (state.actors.nation[invited] == nation).all():
            found.append(club)
    return found


def members_around_exit(world: "World", _: Chosen, months: int) -> float:
    """Count the members of the leaving nation's own city clubs.

    Args:
        world: The world.
        months: Months after the month before the exit.

    Returns:
        Members at the end of that month; NaN without an exit.
    """
    exit_ = exit_of_a_nation(world)
    if exit_ is None:
        return np.nan
    log = world.state.ledger.events
    # Clubs that are open to others would grow for other reasons; these grow, if at all, because of the exit.
    own = np.isin(log.detail, own_city_clubs(world, exit_.nation))
    joined = log.month[own & np.isin(log.kind, JOINED)]
    left = log.month[own & (log.kind == Event.CLUB_LEFT)]
    # The month before the exit is the baseline: joins in the month of the exit are already its effect.
    return float(members_after(joined, left, exit_.month - 1 + months))


def growth_after_exit(world: "World", chosen: Chosen, months: int) -> float:
    """Members at the end of a month after a national exit (the month of the exit is the first), over before."""
    before = members_around_exit(world, chosen, 0)
    return share(members_around_exit(world, chosen, months), before) if before > 0 else np.nan
