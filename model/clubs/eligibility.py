"""Eligibility: the actors that reconsider membership of a club, and those that may not join it."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import INSIDE, Flags
from paradiplomacy.model.agreements.diplomacy import alignment
from paradiplomacy.model.chance import u01
from paradiplomacy.model.clubs.register import Clubs, Exits
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import ABROAD, covers
from paradiplomacy.model.statutes.statutes import Standing, standing
from paradiplomacy.model.vocabulary import PartyStatus, Reason, StatuteKind

WITHDRAWN = int(PartyStatus.WITHDRAWN)
NATIONAL_EXIT, EXPELLED = int(Reason.NATIONAL_EXIT), int(Reason.EXPELLED)
BAR, CONSENT = int(StatuteKind.BAR), int(StatuteKind.CONSENT)
YEAR = 12


@compiled
def reconsidering(
    keys: Keys,
    nation: Ints,
    turned: Ints,
    who: Ints,
    month: int,
    attention: float,
    carry_over: float,
    struck: Flags,
    club_key: np.uint64,
    key: np.uint64,
) -> Flags:
    """Return the invited actors that reconsider membership this month, (n,).

    An actor does so by its own draw, under a new party in office, or where its nation has just left (``struck``); the exit of
    a nation abroad adds ``carry_over`` to the chance of a city. Compiled code takes no keywords: ten arguments.
    """
    abroad = carry_over if struck.any() else 0.0
    found = np.zeros(who.shape[0], dtype=np.bool_)
    for s in range(who.shape[0]):
        i = who[s]
        # Cities alone: a nation is its own nation.
        chance = attention + (abroad if nation[i] != i else 0.0)
        found[s] = u01(key, club_key, keys[i]) < chance or turned[i] == month or struck[nation[i]]
    return found


@inner
def kept_out(statutes: Standing, actors: Actors, n_cities: int, clubs: Clubs, club: int, city: int) -> bool:
    """Return whether a statute in force keeps a city out of a club.

    It bars the city from the club, or demands a prior leave that the nation would refuse: its own utility of the charter
    is negative. The partner is the host; a club without one, or with one at home, counts as any partner abroad.
    """
    nation, host = actors.nation[city], clubs.host[club]
    partner = ABROAD if host < 0 or actors.nation[host] == nation else host
    wanted = alignment(actors.salience[nation], actors.position[nation], clubs.terms[club]) >= 0.0
    for s in range(statutes.nation.shape[0]):
        forbids = statutes.kind[s] == BAR or (statutes.kind[s] == CONSENT and not wanted)
        if forbids and statutes.nation[s] == nation:
            for k in range(clubs.agenda.shape[1]):
                if clubs.agenda[club, k] and covers(statutes, s, actors, n_cities, partner, k):
                    return True
    return False


@compiled
def fill_kept_out(
    statutes: Standing, actors: Actors, n_cities: int, clubs: Clubs, club: int, who: Ints, found: Flags
) -> None:
    """Fill which of these actors a statute keeps out of a club, (n,)."""
    for s in range(who.shape[0]):
        found[s] = who[s] < n_cities and kept_out(statutes, actors, n_cities, clubs, club, who[s])


def under_a_statute(state: State, club: int) -> Flags:
    """Return the invited actors that a statute of their nation keeps out of a club, (n,)."""
    who = state.book.parties.actor[state.register.stretch(club)]
    found, statutes = np.zeros(len(who), dtype=bool), standing(state)
    if len(statutes.nation):
        fill_kept_out(statutes, state.actors, state.n_cities, state.register.clubs.rows, club, who, found)
    return found


@compiled
def shut_out(turned: Ints, month: int, who: Ints, status: Bytes, reason: Bytes, left: Ints, found: Flags) -> None:
    """Add the invited actors that may not join again yet, (n,)."""
    for s in range(who.shape[0]):
        if status[s] == WITHDRAWN:
            found[s] |= reason[s] == NATIONAL_EXIT and turned[who[s]] <= left[s]
            found[s] |= reason[s] == EXPELLED and month - left[s] < YEAR


def barred(state: State, club: int) -> Flags:
    """Return the invited actors that may not join now, (n,).

    A statute of its nation keeps a city out. A nation that has left by a dated exit cannot rejoin before another party
    takes office. An expelled member waits for a year.
    """
    members, at = state.book.parties, state.register.stretch(club)
    found = under_a_statute(state, club)
    places = members.actor[at], members.status[at], members.reason[at], members.left[at]
    shut_out(state.actors.turned, state.month, *places, found)
    return found


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
