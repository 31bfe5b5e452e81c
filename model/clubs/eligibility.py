"""Eligibility: the actors that reconsider membership of a club, and those that may not join it."""

import numpy as np

from paradiplomacy.agents.columns import Bytes, Ints, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import INSIDE, Flags, Rows
from paradiplomacy.model.chance import u01
from paradiplomacy.model.clubs.register import Exits
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus, PartyStatus, Reason

WITHDRAWN = int(PartyStatus.WITHDRAWN)
NATIONAL_EXIT, EXPELLED = int(Reason.NATIONAL_EXIT), int(Reason.EXPELLED)
LAW_IN_FORCE = int(LawStatus.IN_FORCE)
YEAR = 12


@compiled
def reconsidering(
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
    """Return the invited actors that reconsider membership this month, (n,).

    An actor does so by its own draw, under a new party in office, or where its nation has just left (``struck``).
    Compiled code takes no keywords: nine arguments.
    """
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
    """Return the invited actors that may not join a club on these issues now, (n,). Compiled code takes no keywords."""
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
    """Return the invited actors that may not join now, (n,).

    A law of its nation forbids a city to act. A nation that has left by a dated exit cannot rejoin before another party
    takes office. An expelled member waits for a year.
    """
    register, actors = state.register, state.actors
    members, at = state.book.parties, register.stretch(club)
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
    """Return the members that have joined recently, (n,)."""
    members, at = state.book.parties, state.register.stretch(club)
    new: Flags = members.joined[at] > state.month - state.settings.membership.news_months
    return new & INSIDE[members.status[at]]


def dated_exits(state: State) -> Exits:
    """Return the nations that have left a club or treaty by a dated exit and have not joined it again."""
    members = state.book.parties
    # Exits are rare: looking at them only, instead of all members, leaves this off the profile.
    left = state.register.everyone()
    left = left[members.reason[left] == NATIONAL_EXIT]
    # The reason of the last exit remains until the actor joins again, so the status is looked at too.
    left = left[(members.status[left] == WITHDRAWN) & (members.actor[left] >= state.n_cities)]
    # Indexing with a list of rows copies: a member that joins again does not change what is returned here.
    return Exits(members.club[left], members.actor[left], members.left[left])


def gone_nations(state: State, agenda: Flags, months: int | None) -> Flags:
    """Return the nations that have left a club or treaty on one of these issues by a dated exit, (actors,).

    Args:
        state: The state.
        agenda: (K,) the issues.
        months: Number of latest months, this one included, to look at; None means any time. Nations that have joined
            again are left out; while clubs act, those that join again in the same month are not.
    """
    gone = np.zeros(state.n_actors, dtype=bool)
    exits = dated_exits(state) if state.exits is None else state.exits
    # Exits by decree are rare, and this is asked for every club and month.
    if not len(exits.club):
        return gone
    counted = (state.register.clubs.rows.agenda[exits.club] & agenda).any(axis=1)
    if months is not None:
        counted &= exits.month > state.month - months
    gone[exits.nation[counted]] = True
    return gone
