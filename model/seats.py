"""What a club or treaty is worth to those invited (MODEL 4.6): from columns to the seats that a rule of membership reads.

One unit is 1 % of the actor's yearly budget, and membership is worth its increment over the effort that the actor has
promised elsewhere, as with any agreement (``agents/preferences.py``).
"""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.preferences import curve, slope
from paradiplomacy.model.agreements import Flags, PartyStatus, Reason, Rows
from paradiplomacy.model.bargain import promised_beyond
from paradiplomacy.model.chance import u01
from paradiplomacy.model.clubs import INSIDE
from paradiplomacy.model.parameters import Membership, Utility
from paradiplomacy.model.rules.membership.best_response import Seats
from paradiplomacy.model.state import State

MILLIONS_PER_BILLION = 1000.0
PERCENT = 100.0
NATIONAL_EXIT = int(Reason.NATIONAL_EXIT)
LAW_IN_FORCE = 1
YEAR = 12


@compiled
def fill_seats(
    actors: Actors,
    n_cities: int,
    utility: Utility,
    membership: Membership,
    identity_charge: Floats,
    who: Ints,
    counted: Floats,
    position: Floats,
    agenda: Flags,
    economy: float,
    budget_share: float,
    good: float,
    bonus: float,
    dues: float,
    gone: Flags,
    seats: Seats,
) -> None:
    """Fill the seats of a club.

    Args:
        actors: The columns.
        n_cities: Number of cities.
        utility: What agreements are worth.
        membership: What membership is worth.
        identity_charge: (K,) how far each issue is about identity.
        who: (n,) rows of those invited.
        counted: (n, K) terms of this club that their promised effort holds.
        position: (n, K) whose position counts: the leader's, or a veto player's.
        agenda: (K,) issues of the club.
        economy: GDP of all nations, US$ billion a year.
        budget_share: Yearly budget over GDP.
        good: Excludable benefit of each fellow member, % of budget.
        bonus: Benefit of membership besides, % of budget.
        dues: Cost of membership, US$ million a year.
        gone: (actors,) nations that have left an agreement of nations on an issue of the club.
        seats: The seats; depth is left to the charter.
    """
    for k in range(agenda.shape[0]):
        seats.most[k] = utility.most_depth if agenda[k] else 0.0
    for s in range(who.shape[0]):
        i = who[s]
        nation = actors.nation[i]
        seats.weight[s] = actors.gdp[i] / economy
        interest, expression = 0.0, 0.0
        for k in range(agenda.shape[0]):
            if not agenda[k]:
                continue
            weight, pragmatism = actors.salience[i, k], actors.pragmatism[i]
            promised = promised_beyond(actors.promised[i, k], counted[s, k])
            seats.room[s, k] = 1.0 - promised
            seats.cost[s, k] = curve(weight, pragmatism, promised, identity_charge[k])
            material = weight * pragmatism * actors.need[i, k]
            seats.benefit[s, k] = membership.common_benefit * material
            seats.identity[s, k] = slope(
                weight, pragmatism, actors.need[i, k], 0.0, promised, identity_charge[k], position[s, k]
            )
            interest += material
            if i < n_cities and gone[nation]:
                apart = max(0.0, actors.position[i, k] - actors.position[nation, k])
                expression += weight * (1.0 - pragmatism) * identity_charge[k] * apart
        seats.good[s] = good * interest
        budget = actors.gdp[i] * budget_share * MILLIONS_PER_BILLION
        seats.bonus[s] = bonus - PERCENT * dues / budget + membership.expression * expression


def gone_nations(state: State, agenda: Flags, months: int | None) -> Flags:
    """Which nations have left a club or treaty on one of these issues as a nation does: by a dated exit.

    Args:
        state: The state.
        agenda: (K,) the issues.
        months: How many months ago at most, this month included; None means ever, and not back since.
    """
    members, clubs = state.register.members.rows, state.register.clubs.rows
    gone = np.zeros(state.n_actors, dtype=bool)
    left = np.flatnonzero((members.reason == NATIONAL_EXIT) & (members.status == PartyStatus.WITHDRAWN))
    left = left[members.actor[left] >= state.n_cities]
    if months is not None:
        left = left[members.left[left] > state.month - months]
    left = left[(clubs.agenda[members.club[left]] & agenda).any(axis=1)]
    gone[members.actor[left]] = True
    return gone


def seats_of(state: State, club: int, *, position: Floats | None = None) -> Seats:
    """The seats of a club as things stand.

    Args:
        state: The state.
        club: Number of the club.
        position: (n, K) whose position counts; the leaders' unless given.
    """
    register, issues = state.register, len(state.issues)
    clubs, members = register.clubs.rows, register.members.rows
    rows = register.seats(club)
    n = len(rows)
    who = members.actor[rows]
    agenda = clubs.agenda[club]
    seats = Seats(
        benefit=np.zeros((n, issues)),
        cost=np.ones((n, issues)),
        identity=np.zeros((n, issues)),
        weight=np.zeros(n),
        room=np.zeros((n, issues)),
        good=np.zeros(n),
        bonus=np.zeros(n),
        most=np.zeros(issues),
        depth=clubs.terms[club].copy(),
    )
    fill_seats(
        state.actors,
        state.n_cities,
        state.settings.utility,
        state.settings.membership,
        state.identity_charge,
        who,
        members.counted[rows],
        state.actors.position[who] if position is None else position,
        agenda,
        sum_of(state.actors.gdp[state.n_cities :]),
        state.settings.economy.budget_share,
        float(clubs.good[club]),
        float(clubs.bonus[club]),
        float(clubs.dues[club]),
        gone_nations(state, agenda, None),
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
    actors: Actors, who: Ints, month: int, attention: float, struck: Flags, club_key: np.uint64, key: np.uint64
) -> Flags:
    """Who weighs membership anew this month: by its own draw, under a new party, or where its nation has just left."""
    found = np.zeros(who.shape[0], dtype=np.bool_)
    for s in range(who.shape[0]):
        i = who[s]
        found[s] = (
            u01(key, club_key, actors.key[i]) < attention or actors.turned[i] == month or struck[actors.nation[i]]
        )
    return found


def barred(state: State, club: int) -> Flags:
    """Who may not join now: (n,).

    A law of its nation forbids a city to act; a nation that has left by a dated exit stays out until it is governed by
    another party; who was expelled waits for a year.
    """
    register, actors = state.register, state.actors
    members = register.members.rows
    rows = register.seats(club)
    who = members.actor[rows]
    law = (actors.law[actors.nation[who]] == LAW_IN_FORCE) & register.clubs.rows.agenda[club]
    found: Flags = law.any(axis=1) & (who < state.n_cities)
    out = members.status[rows] == PartyStatus.WITHDRAWN
    found |= out & (members.reason[rows] == Reason.NATIONAL_EXIT) & (actors.turned[who] <= members.left[rows])
    found |= out & (members.reason[rows] == Reason.EXPELLED) & (state.month - members.left[rows] < YEAR)
    return found


def fresh_of(state: State, rows: Rows) -> Flags:
    """Who is a member and has joined lately."""
    members = state.register.members.rows
    new: Flags = members.joined[rows] > state.month - state.settings.membership.news_months
    return new & INSIDE[members.status[rows]]
