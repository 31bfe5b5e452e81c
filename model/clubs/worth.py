"""What a club or treaty is worth to those invited (MODEL 4.6): from columns to the seats that a rule of membership reads.

One unit is 1 % of the actor's yearly budget, and membership is worth its increment over the effort that the actor has
promised elsewhere, as with any agreement (``agents/preferences.py``).
"""

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.preferences import curve, slope
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.bargaining.cases import promised_beyond
from paradiplomacy.model.chance import u01
from paradiplomacy.model.clubs.register import INSIDE
from paradiplomacy.model.parameters.groups import Membership
from paradiplomacy.model.rules.membership import Seats
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus, PartyStatus, Reason

MILLIONS_PER_BILLION = 1000.0
PERCENT = 100.0
WITHDRAWN = int(PartyStatus.WITHDRAWN)
NATIONAL_EXIT, EXPELLED = int(Reason.NATIONAL_EXIT), int(Reason.EXPELLED)
LAW_IN_FORCE = int(LawStatus.IN_FORCE)
YEAR = 12


@compiled
def fill_seats(
    actors: Actors,
    n_cities: int,
    membership: Membership,
    identity_charge: Floats,
    who: Ints,
    counted: Floats,
    issues: Rows,
    economy: float,
    budget_share: float,
    good: float,
    bonus: float,
    dues: float,
    gone: Flags,
    seats: Seats,
) -> None:
    """Fill the seats of a club, with the positions of the leaders.

    Args:
        actors: The columns.
        n_cities: Number of cities.
        membership: What membership is worth.
        identity_charge: (K,) how far each issue is about identity.
        who: (n,) rows of those invited.
        counted: (n, K) terms of this club that their promised effort holds.
        issues: (k,) issues of the club.
        economy: GDP of all nations, US$ billion a year.
        budget_share: Yearly budget over GDP.
        good: Excludable benefit of each fellow member, % of budget.
        bonus: Benefit of membership besides, % of budget.
        dues: Cost of membership, US$ million a year.
        gone: (actors,) nations that have left an agreement of nations on an issue of the club.
        seats: The seats, on the issues of the club; what is the same for all of them is left as it is.
    """
    for s in range(who.shape[0]):
        i = who[s]
        nation = actors.nation[i]
        seats.weight[s] = actors.gdp[i] / economy
        interest, expression = 0.0, 0.0
        for c in range(issues.shape[0]):
            k = issues[c]
            weight, pragmatism = actors.salience[i, k], actors.pragmatism[i]
            promised = promised_beyond(actors.promised[i, k], counted[s, k])
            seats.room[s, c] = 1.0 - promised
            seats.cost[s, c] = curve(weight, pragmatism, promised, identity_charge[k])
            material = weight * pragmatism * actors.need[i, k]
            seats.benefit[s, c] = membership.common_benefit * material
            seats.identity[s, c] = slope(
                weight, pragmatism, actors.need[i, k], 0.0, promised, identity_charge[k], actors.position[i, k]
            )
            interest += material
            if i < n_cities and gone[nation]:
                apart = max(0.0, actors.position[i, k] - actors.position[nation, k])
                expression += weight * (1.0 - pragmatism) * identity_charge[k] * apart
        seats.good[s] = good * interest
        budget = actors.gdp[i] * budget_share * MILLIONS_PER_BILLION
        seats.bonus[s] = bonus - PERCENT * dues / budget + membership.expression * expression


@compiled
def identity_under(
    actors: Actors, identity_charge: Floats, i: int, counted: Floats, issues: Rows, position: Floats, identity: Floats
) -> None:
    """What its own effort as such would be worth to one of those invited, if a position other than its leader's counted.

    Args:
        actors: The columns.
        identity_charge: (K,) how far each issue is about identity.
        i: Its row.
        counted: (K,) terms of the club that its promised effort holds.
        issues: (k,) issues of the club.
        position: (K,) the position, as of a veto player.
        identity: (k,) is filled.
    """
    for c in range(issues.shape[0]):
        k = issues[c]
        promised = promised_beyond(actors.promised[i, k], counted[k])
        identity[c] = slope(
            actors.salience[i, k],
            actors.pragmatism[i],
            actors.need[i, k],
            0.0,
            promised,
            identity_charge[k],
            position[k],
        )


def gone_nations(state: State, agenda: Flags, months: int | None) -> Flags:
    """Which nations have left a club or treaty on one of these issues as a nation does: by a dated exit.

    Args:
        state: The state.
        agenda: (K,) the issues.
        months: How many months ago at most, this month included; None means ever, and not back since.
    """
    members, clubs = state.register.members.rows, state.register.clubs.rows
    gone = np.zeros(state.n_actors, dtype=bool)
    left = np.flatnonzero(members.reason == NATIONAL_EXIT)
    if not len(left):
        return gone
    left = left[(members.status[left] == WITHDRAWN) & (members.actor[left] >= state.n_cities)]
    if months is not None:
        left = left[members.left[left] > state.month - months]
    left = left[(clubs.agenda[members.club[left]] & agenda).any(axis=1)]
    gone[members.actor[left]] = True
    return gone


def seats_of(state: State, club: int) -> Seats:
    """The seats of a club, on its own issues (``Register.issues``), as things stand."""
    register = state.register
    clubs, members = register.clubs.rows, register.members.rows
    at, issues = register.stretch(club), register.issues(club)
    n, k = at.stop - at.start, len(issues)
    seats = Seats(
        benefit=np.empty((n, k)),
        cost=np.empty((n, k)),
        identity=np.empty((n, k)),
        weight=np.empty(n),
        room=np.empty((n, k)),
        good=np.empty(n),
        bonus=np.empty(n),
        most=np.full(k, state.settings.utility.most_depth),
        depth=clubs.terms[club, issues],
    )
    fill_seats(
        state.actors,
        state.n_cities,
        state.settings.membership,
        state.identity_charge,
        members.actor[at],
        members.counted[at],
        issues,
        sum_of(state.actors.gdp[state.n_cities :]),
        state.settings.economy.budget_share,
        float(clubs.good[club]),
        float(clubs.bonus[club]),
        float(clubs.dues[club]),
        gone_nations(state, clubs.agenda[club], None),
        seats,
    )
    return seats


@compiled
def sum_of(values: Floats) -> float:
    """Sum, added up in the order of the rows."""
    total = 0.0
    for value in values:
        total += value
    return total


@compiled
def looks(
    keys: Keys,
    nation: Ints,
    turned: Ints,
    who: Ints,
    month: int,
    attention: float,
    struck: Flags,
    club_key: np.uint64,
    key: np.uint64,
) -> Flags:
    """Who weighs membership anew this month: by its own draw, under a new party, or where its nation has just left."""
    found = np.zeros(who.shape[0], dtype=np.bool_)
    for s in range(who.shape[0]):
        i = who[s]
        found[s] = u01(key, club_key, keys[i]) < attention or turned[i] == month or struck[nation[i]]
    return found


@compiled
def shut_out(
    nation: Ints,
    turned: Ints,
    law: Bytes,
    n_cities: int,
    month: int,
    issues: Rows,
    who: Ints,
    status: Bytes,
    reason: Bytes,
    left: Ints,
) -> Flags:
    """Who may not join a club on these issues now, of those whose places are given: (n,)."""
    found = np.zeros(who.shape[0], dtype=np.bool_)
    for s in range(who.shape[0]):
        i = who[s]
        if i < n_cities:
            for k in issues:
                found[s] |= law[nation[i], k] == LAW_IN_FORCE
        if status[s] == WITHDRAWN:
            found[s] |= reason[s] == NATIONAL_EXIT and turned[i] <= left[s]
            found[s] |= reason[s] == EXPELLED and month - left[s] < YEAR
    return found


def barred(state: State, club: int) -> Flags:
    """Who may not join now: (n,).

    A law of its nation forbids a city to act; a nation that has left by a dated exit stays out until it is governed by
    another party; who was expelled waits for a year.
    """
    register, actors = state.register, state.actors
    members, at = register.members.rows, register.stretch(club)
    return shut_out(
        actors.nation,
        actors.turned,
        actors.law,
        state.n_cities,
        state.month,
        register.issues(club),
        members.actor[at],
        members.status[at],
        members.reason[at],
        members.left[at],
    )


def fresh_of(state: State, club: int) -> Flags:
    """Who is a member and has joined lately: (n,)."""
    members, at = state.register.members.rows, state.register.stretch(club)
    new: Flags = members.joined[at] > state.month - state.settings.membership.news_months
    return new & INSIDE[members.status[at]]
