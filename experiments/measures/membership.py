"""Measures of clubs and treaties: who is in, who came, and what membership changed.

Selection and effect are told apart: what a member would have done had it not joined is selection, what it does beyond
that is the effect of the club.
"""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.measures.measure import Measure, mean
from paradiplomacy.model.clubs.register import INSIDE
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import ClubKind, PartyStatus

if TYPE_CHECKING:
    from paradiplomacy.experiments.measures.scoped import Chosen
    from paradiplomacy.model.world import World

JOINED = (Event.CLUB_JOINED, Event.CLUB_REJOINED)
TREATY = ClubKind.NATION_TREATY
A_FEW = 5
SMALLEST, LARGEST = 100_000.0, 5_000_000.0


def moves(world: "World", chosen: "Chosen", *kinds: Event, treaties: bool | None = None) -> np.ndarray:
    """Months of the events of these kinds: chosen actors in clubs on a chosen issue."""
    log, clubs = world.state.ledger.events, world.state.register.clubs.rows
    at = np.flatnonzero(np.isin(log.kind, kinds))
    club = log.detail[at]
    mine = chosen.actors[log.actor[at]] & clubs.agenda[club][:, chosen.issues].any(axis=1)
    if treaties is not None:
        mine &= (clubs.kind[club] == TREATY) == treaties
    months: np.ndarray = log.month[at[mine]]
    return months


def members(world: "World", chosen: "Chosen", month: int, *, treaties: bool | None = None) -> int:
    """Memberships of the chosen actors at the end of a month."""
    come = moves(world, chosen, *JOINED, treaties=treaties)
    gone = moves(world, chosen, Event.CLUB_LEFT, treaties=treaties)
    return int((come <= month).sum() - (gone <= month).sum())


def club_members(world: "World", chosen: "Chosen") -> float:
    """Memberships in clubs at the end of the chosen months."""
    return float(members(world, chosen, chosen.last, treaties=False))


def treaty_members(world: "World", chosen: "Chosen") -> float:
    """Memberships in treaties of nations at the end of the chosen months."""
    return float(members(world, chosen, chosen.last, treaties=True))


def club_joins(world: "World", chosen: "Chosen") -> float:
    """How often chosen actors joined clubs in the chosen months."""
    return float(chosen.when(moves(world, chosen, *JOINED, treaties=False)).sum())


def club_exits(world: "World", chosen: "Chosen") -> float:
    """How often chosen actors left clubs or treaties in the chosen months."""
    return float(chosen.when(moves(world, chosen, Event.CLUB_LEFT)).sum())


def club_growth(world: "World", chosen: "Chosen") -> float:
    """Members at the end of the chosen months over those before them, of the club that grew most.

    Clubs count that a few of the chosen actors were in before.
    """
    state = world.state
    grown = [np.nan]
    for club in range(len(state.register)):
        if state.register.clubs.rows.kind[club] == TREATY:
            continue
        log = state.ledger.events
        here = (log.detail == club) & chosen.actors[log.actor] & (log.actor >= 0)
        here &= state.register.clubs.rows.agenda[club][chosen.issues].any()
        come, gone = here & np.isin(log.kind, JOINED), here & (log.kind == Event.CLUB_LEFT)
        before, after = (
            int((come & (log.month <= month)).sum() - (gone & (log.month <= month)).sum())
            for month in (chosen.first - 1, chosen.last)
        )
        if before >= A_FEW:
            grown.append(after / before)
    return float(np.nanmax(grown)) if len(grown) > 1 else np.nan


def done_and_alone(world: "World", chosen: "Chosen") -> tuple[np.ndarray, np.ndarray]:
    """What chosen members did at their last review on the chosen issues, and what they would have done alone."""
    rows, clubs = world.state.register.members.rows, world.state.register.clubs.rows
    reviewed = INSIDE[rows.status] & ~np.isnan(rows.delivered) & chosen.actors[rows.actor]
    at = np.flatnonzero(reviewed)
    asked = clubs.agenda[rows.club[at]] & chosen.issues
    done = rows.terms[at] * np.clip(rows.delivered[at], 0.0, 1.0)[:, None]
    return done[asked], rows.alone[at][asked]


def club_effect(world: "World", chosen: "Chosen") -> float:
    """Mean effort of members beyond what they would have done had they not joined."""
    done, alone = done_and_alone(world, chosen)
    return mean(done - alone)


def selection_share(world: "World", chosen: "Chosen") -> float:
    """Share of members' effort that they would have made anyway."""
    done, alone = done_and_alone(world, chosen)
    whole = mean(done)
    return mean(np.minimum(done, alone)) / whole if done.size and whole > 0.0 else np.nan


def memberships_by_size(world: "World", edges: np.ndarray) -> np.ndarray:
    """Mean number of clubs of those cities that are in one at all, by class of population.

    Args:
        world: The world.
        edges: (c + 1,) bounds of the classes, persons, ascending.
    """
    state = world.state
    rows, clubs = state.register.members.rows, state.register.clubs.rows
    held = INSIDE[rows.status] & (clubs.kind[rows.club] != TREATY) & (rows.status != PartyStatus.INVITED)
    count = np.bincount(rows.actor[held], minlength=state.n_actors)[: state.n_cities]
    size = np.searchsorted(edges, state.actors.population[: state.n_cities], side="right") - 1
    return np.array([mean(count[(size == c) & (count > 0)].astype(float)) for c in range(len(edges) - 1)])


def _of_class(world: "World", low: float, high: float) -> float:
    return float(memberships_by_size(world, np.array([low, high]))[0])


MEMBERSHIP_MEASURES: dict[str, Measure] = {
    "memberships_smallest": Measure(
        "clubs of a city below 100,000 inhabitants that is in one, at the end",
        "clubs",
        lambda world: _of_class(world, 0.0, SMALLEST),
    ),
    "memberships_largest": Measure(
        "clubs of a city above 5 million inhabitants that is in one, at the end",
        "clubs",
        lambda world: _of_class(world, LARGEST, np.inf),
    ),
}
