"""Measures of clubs and treaties: who is a member, who joined, and what membership changed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.experiments.measures import exits
from paradiplomacy.experiments.measures.averages import count, mean, share
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ACTORS, ALL_BUT_AMONG, ISSUES, NOTHING, Family
from paradiplomacy.experiments.measures.statutes import MONTHS_A_YEAR
from paradiplomacy.model.agreements.book import INSIDE, Flags
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.records import select
from paradiplomacy.model.vocabulary import ClubKind

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(ALL_BUT_AMONG, "membership belongs to one actor: use of")
TREATY = ClubKind.NATION_TREATY
A_FEW = 5
"""Fewer members than this before are no base for a growth rate."""


def _moves(world: "World", chosen: Chosen, *kinds: Event, treaties: bool | None = None) -> Ints:
    """List the months of club events of chosen actors, in clubs on a chosen issue.

    Args:
        world: The world.
        chosen: Selects actors and issues; its months are ignored.
        kinds: Kinds of events.
        treaties: Whether to count treaties of nations only, or clubs only; None counts both.
    """
    log, clubs = world.state.ledger.events, world.state.register.clubs.rows
    at = np.flatnonzero(np.isin(log.kind, kinds))
    club = log.detail[at]
    # The detail of a club event is the number of its club; its issues are those of the club's agenda.
    mine = chosen.actors[log.actor[at]] & clubs.agenda[club][:, chosen.issues].any(axis=1)
    if treaties is not None:
        mine &= (clubs.kind[club] == TREATY) == treaties
    months: Ints = log.month[at[mine]]
    return months


def _members(world: "World", chosen: Chosen, *, treaties: bool) -> float:
    """Count the memberships of the chosen actors at the end of the chosen months."""
    joined = _moves(world, chosen, *exits.JOINED, treaties=treaties)
    left = _moves(world, chosen, Event.CLUB_LEFT, treaties=treaties)
    return float(exits.members_after(joined, left, chosen.last))


@FAMILY.measure("memberships in clubs at the end", "memberships")
def club_members(world: "World", chosen: Chosen) -> float:
    """Count memberships in clubs at the end of the chosen months."""
    return _members(world, chosen, treaties=False)


@FAMILY.measure("memberships in treaties of nations at the end", "memberships")
def treaty_members(world: "World", chosen: Chosen) -> float:
    """Count memberships in treaties of nations at the end of the chosen months."""
    return _members(world, chosen, treaties=True)


@FAMILY.measure("times a club was joined", "times")
def club_joins(world: "World", chosen: Chosen) -> float:
    """Count how often chosen actors joined clubs."""
    return count(chosen.when(_moves(world, chosen, *exits.JOINED, treaties=False)))


@FAMILY.measure("times a club or treaty was left", "times")
def club_exits(world: "World", chosen: Chosen) -> float:
    """Count how often chosen actors left clubs or treaties."""
    return count(chosen.when(_moves(world, chosen, Event.CLUB_LEFT)))


@FAMILY.measure("members at the end over those before, of the club that grew most", "1")
def club_growth(world: "World", chosen: Chosen) -> float:
    """Members at the end of the chosen months over those before them, of the club that grew most.

    Only clubs in which at least a few of the chosen actors were members before are compared; NaN without any.
    """
    clubs = world.state.register.clubs.rows
    on_issue = (clubs.kind != TREATY) & clubs.agenda[:, chosen.issues].any(axis=1)
    grown = [_growth(world, chosen, club) for club in np.flatnonzero(on_issue).tolist()]
    return max((each for each in grown if not np.isnan(each)), default=np.nan)


def _growth(world: "World", chosen: Chosen, club: int) -> float:
    """Chosen members of one club at the end of the chosen months over those before; NaN where those are too few."""
    log = world.state.ledger.events
    of_club = np.isin(log.kind, (*exits.JOINED, Event.CLUB_LEFT)) & (log.detail == club)
    mine = of_club & chosen.actors[log.actor]
    joined, left = (log.month[mine & np.isin(log.kind, kinds)] for kinds in (exits.JOINED, (Event.CLUB_LEFT,)))
    # Memberships are counted from the ledger rather than the register, which only knows the present.
    before, after = (exits.members_after(joined, left, month) for month in (chosen.first - 1, chosen.last))
    return after / before if before >= A_FEW else np.nan


FIRST = "it is about the club that was founded first"


def _first_club(world: "World") -> int | None:
    """Find the city club that was founded first; None without one."""
    clubs = world.state.register.clubs.rows
    found = np.flatnonzero(clubs.kind == ClubKind.CITY_CLUB)
    return int(found[np.argmin(clubs.founded[found])]) if found.size else None


@FAMILY.measure("exits a year from the city club that was founded first", "per year", by=NOTHING, reason=FIRST)
def first_club_exits(world: "World", _: Chosen) -> float:
    """Exits a year, since the start, from the city club that was founded first."""
    log, club = world.state.ledger.events, _first_club(world)
    if club is None:
        return np.nan
    left = (log.kind == Event.CLUB_LEFT) & (log.detail == club) & (log.month >= 0)
    return share(MONTHS_A_YEAR * count(left), float(world.month))


@FAMILY.measure("members of the city club that was founded first, at the end", "members", by=NOTHING, reason=FIRST)
def first_club_members(world: "World", _: Chosen) -> float:
    """Count the members, at the end, of the city club that was founded first."""
    club = _first_club(world)
    return np.nan if club is None else float(len(world.state.register.inside(club)))


def _treaty(world: "World") -> int | None:
    """Find the first treaty of nations that was founded after the start; None without one."""
    clubs = world.state.register.clubs.rows
    found = np.flatnonzero((clubs.kind == TREATY) & (clubs.founded >= 0))
    return int(found[0]) if found.size else None


IN_RUN = "it is about the first treaty of nations that is founded in the run"


@FAMILY.measure("months from the founding of a treaty to its entry into force", "months", by=NOTHING, reason=IN_RUN)
def treaty_months_to_force(world: "World", _: Chosen) -> float:
    """Months from the founding of the first treaty of the run to its first entry into force; NaN where it is not."""
    club, log = _treaty(world), world.state.ledger.events
    if club is None:
        return np.nan
    began = log.month[(log.kind == Event.CLUB_IN_FORCE) & (log.detail == club)]
    return float(began.min() - world.state.register.clubs.rows.founded[club]) if began.size else np.nan


@FAMILY.measure("share of a treaty's signatories that ratify within a year", "share", by=NOTHING, reason=IN_RUN)
def treaty_ratified(world: "World", _: Chosen) -> float:
    """Share of those that sign the first treaty of the run at its founding that have ratified it a year later."""
    club, log = _treaty(world), world.state.ledger.events
    if club is None:
        return np.nan
    founded = int(world.state.register.clubs.rows.founded[club])
    own = log.detail == club
    signed = log.actor[own & (log.kind == Event.CLUB_JOINED) & (log.month == founded)]
    bound = log.actor[own & (log.kind == Event.CLUB_BOUND) & (log.month <= founded + MONTHS_A_YEAR)]
    return share(count(np.isin(signed, bound)), float(signed.size))


def _reviewed(world: "World", chosen: Chosen) -> tuple[Floats, Floats]:
    """Read what chosen members did on the chosen issues at their last review, and what they would have done alone.

    What a member would have done without joining is selection; only what it does beyond that is an effect of the club.
    """
    rows, clubs = world.state.book.parties, world.state.register.clubs.rows
    at = world.state.register.everyone()
    at = at[INSIDE[rows.status[at]] & ~np.isnan(rows.delivered[at]) & chosen.actors[rows.actor[at]]]
    covered = clubs.agenda[rows.club[at]] & chosen.issues
    done = rows.terms[at] * np.clip(rows.delivered[at], 0.0, 1.0)[:, None]
    return done[covered], rows.alone[at][covered]


REVIEW = "it is read off each member's last review"


@FAMILY.measure(
    "effort of members beyond what they would do without the club", "share", by=ACTORS | ISSUES, reason=REVIEW
)
def club_effect(world: "World", chosen: Chosen) -> float:
    """Mean effort of members beyond what they would have done without joining."""
    done, alone = _reviewed(world, chosen)
    return mean(done - alone)


@FAMILY.measure(
    "share of members' effort that they would make without the club", "share", by=ACTORS | ISSUES, reason=REVIEW
)
def selection_share(world: "World", chosen: Chosen) -> float:
    """Share of members' effort that they would have made without joining."""
    done, alone = _reviewed(world, chosen)
    whole = mean(done)
    return mean(np.minimum(done, alone)) / whole if done.size and whole > 0.0 else np.nan


SIZES = {
    "small": (5e3, 5e4),
    "middle": (5e4, 5e5),
    "large": (5e5, np.inf),
    "smallest": (0.0, 1e5),
    "largest": (5e6, np.inf),
}
"""Classes of population: bounds in persons, the lower one included."""


def memberships(world: "World", chosen: Chosen, size: str) -> float:
    """Mean number of clubs at the end, of the chosen cities of a class of size that are in any."""
    state = world.state
    rows, clubs = select(state.book.parties, state.register.everyone()), state.register.clubs.rows
    inside = INSIDE[rows.status] & (clubs.kind[rows.club] != TREATY)
    inside &= clubs.agenda[rows.club][:, chosen.issues].any(axis=1)
    # Cities in no club are left out by the mean: it is the number of clubs of a city that is a member of any.
    number = np.bincount(rows.actor[inside], minlength=state.n_actors)[: state.n_cities]
    mine: Flags = chosen.actors[: state.n_cities]
    return mean_of_class(state.actors.population[: state.n_cities][mine], number[mine], *SIZES[size])


def mean_of_class(population: Floats, clubs: np.ndarray, low: float, high: float) -> float:
    """Mean number of clubs of the cities of a class of size that are in any; NaN where none is.

    Args:
        population: (n,) inhabitants.
        clubs: (n,) number of clubs of each city.
        low: Lower bound of the class, included.
        high: Upper bound.
    """
    counted = (population >= low) & (population < high) & (clubs > 0)
    return mean(clubs[counted].astype(float))


@FAMILY.measure(
    "clubs of a member city, largest over smallest class of size", "1",
    by=ACTORS | ISSUES, reason="it is read off the last month of the run",
)  # fmt: skip
def memberships_rise(world: "World", chosen: Chosen) -> float:
    """Clubs of a member city of the class "large" over those of the class "small"."""
    return share(memberships(world, chosen, "large"), memberships(world, chosen, "small"))


for _size, (_low, _high) in SIZES.items():
    _bounds = f"{_low:,.0f} inhabitants or more" if np.isinf(_high) else f"{_low:,.0f} to {_high:,.0f} inhabitants"
    FAMILY.add(
        f"memberships_{_size}",
        f"clubs of a city with {_bounds} that is in any, at the end",
        "clubs",
        partial(memberships, size=_size),
        by=ACTORS | ISSUES,
        reason="it is read off the last month of the run",
    )


def _around_exit(name: str, about: str, unit: str, read: Callable[..., float], months: int) -> None:
    reason = "it follows the clubs of the first nation that leaves"
    FAMILY.add(name, about, unit, partial(read, months=months), by=NOTHING, reason=reason)


_OWN = "members of a nation's city clubs"
_around_exit(
    "members_before_exit", f"{_OWN} in the month before its exit from a treaty", "members", exits.members_around_exit, 0
)
_around_exit(
    "members_after_exit",
    f"{_OWN} at the end of the second month of its exit from a treaty",
    "members",
    exits.members_around_exit,
    2,
)
for _months in range(6):
    _around_exit(
        f"members_after_exit_{_months}",
        f"{_OWN} {_months} months after the month before its exit from a treaty, over those before",
        "1",
        exits.growth_after_exit,
        _months,
    )
