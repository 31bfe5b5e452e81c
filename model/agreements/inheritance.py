"""The agreements that a world starts with: ties drawn from the gravity law of the observed stock."""

import math
from copy import copy
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import NEVER, Book, Flags, Rows
from paradiplomacy.model.agreements.diplomacy import classify
from paradiplomacy.model.agreements.effort import add_up_effort
from paradiplomacy.model.agreements.opening import enter_negotiations
from paradiplomacy.model.agreements.strikes import strikes
from paradiplomacy.model.bargaining.cases import cases_of, utility_of_terms
from paradiplomacy.model.bargaining.frontier import commitment, largest_commitment
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.month import month_of
from paradiplomacy.model.network.prospects import NATION_UNIT, Prospects, attraction_of_cities, attraction_to_nation
from paradiplomacy.model.parameters import Search
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, Status

# About the mean life of a tie (parameters/delivery.py).
OLDEST = 120  # months
HALFWAY, HALF = 0.5, 0.5


@compiled
def drawn_pairs(
    given: Actors, n_cities: int, prospects: Prospects, search: Search, key: np.uint64
) -> tuple[Ints, Ints, Flags]:
    """Return the pairs of one level of government that can be tied at the start, and whether they are without help.

    Each pair has one draw: a pair that it does not tie by itself may be tied if the two have a common partner. A pair is
    drawn once: from the actor with the lower key if the other is among its prospects, else from the other.
    """
    actors = borrowed(given)
    # Compiled lists need an element to know their type; it is dropped on return.
    who, whom, alone = [np.int32(0)], [np.int32(0)], [False]
    for i in range(prospects.first.shape[0] - 1):
        for at in range(prospects.first[i], prospects.first[i + 1]):
            j = prospects.candidate[at]
            if (i < n_cities) != (j < n_cities):
                continue
            # The lower key draws, not the lower row: rows change with the number of actors, keys do not.
            if actors.key[j] < actors.key[i]:
                seen = False
                for other in range(prospects.first[j], prospects.first[j + 1]):
                    if prospects.candidate[other] == i:
                        seen = True
                        break
                if seen:
                    continue
            if i < n_cities:
                odds = search.stock + attraction_of_cities(actors, search, i, j)
            else:
                odds = search.stock_nation + attraction_to_nation(actors, search, i, j, NATION_UNIT)
            # Keyed by the unordered pair, because a tie does not have a first side.
            low, high = min(actors.key[i], actors.key[j]), max(actors.key[i], actors.key[j])
            u = u01(key, low, high)
            if u < 1.0 / (1.0 + math.exp(-odds - search.closure)):
                who.append(np.int32(i))
                whom.append(np.int32(j))
                alone.append(u < 1.0 / (1.0 + math.exp(-odds)))
    return np.array(who[1:], dtype=np.int32), np.array(whom[1:], dtype=np.int32), np.array(alone[1:], dtype=np.bool_)


@compiled
def _introduce(who: Ints, whom: Ints, actors: int, tied: Flags) -> int:
    """Tie the pairs that have a common partner among the ties so far; return their number."""
    first = np.zeros(actors + 1, dtype=np.int64)
    for c in range(who.shape[0]):
        if tied[c]:
            first[who[c] + 1] += 1
            first[whom[c] + 1] += 1
    for i in range(actors):
        first[i + 1] += first[i]
    at, partner = first[:-1].copy(), np.zeros(first[-1], dtype=np.int32)
    for c in range(who.shape[0]):
        if tied[c]:
            for i, j in ((who[c], whom[c]), (whom[c], who[c])):
                partner[at[i]] = j
                at[i] += 1
    # A common partner is found by marking the partners of one actor with the number of the pair.
    stamp, new = np.full(actors, -1, dtype=np.int64), 0
    for c in range(who.shape[0]):
        if tied[c]:
            continue
        i, j = who[c], whom[c]
        for near in range(first[i], first[i + 1]):
            stamp[partner[near]] = c
        for near in range(first[j], first[j + 1]):
            if stamp[partner[near]] == c:
                tied[c] = True
                new += 1
                break
    return new


def tied_pairs(
    actors: Actors, n_cities: int, prospects: Prospects, search: Search, key: np.uint64
) -> tuple[Ints, Ints]:
    """Return the pairs of one level of government that are tied at the start.

    Ties that common partners bring about are added until there are no more: the network begins with the triangles that
    search would form anyway, instead of gaining them for years.
    """
    who, whom, tied = drawn_pairs(actors, n_cities, prospects, search, key)
    # All pairs of a round see the ties of the round before, so that the order of pairs does not matter.
    while _introduce(who, whom, len(actors.key), tied):
        pass
    return who[tied], whom[tied]


@compiled
def fair_terms(cases: Cases, terms: Floats) -> None:
    """Fill terms halfway along the Pareto frontier of each pair: (c, 2, K)."""
    for c in range(terms.shape[0]):
        # A tie on record commits somebody to something, also where the point halfway would not.
        least = cases.least[c] if largest_commitment(cases, c, HALFWAY) < cases.least[c] else 0.0
        for side in range(2):
            for k in range(terms.shape[2]):
                if cases.on[c, k]:
                    terms[c, side, k] = max(least, commitment(cases, c, side, k, HALFWAY))


class Recorded(NamedTuple):
    """Ties of cities that are on record.

    Attributes:
        ends: (n, 2) rows of the cities.
        since: (n,) month of entry into force; ``NEVER`` where it is not known.
        agenda: (n, K) issues that it is about; none where it is not known.
    """

    ends: Ints
    since: Ints
    agenda: Flags


def on_record(ends: Ints, issues: int) -> Recorded:
    """Return records of which only the two ends are known."""
    return Recorded(ends, np.full(len(ends), NEVER, dtype=np.int32), np.zeros((len(ends), issues), dtype=bool))


class Bequest(NamedTuple):
    """Ties that a world begins with.

    Attributes:
        who, whom: (n,) rows of both ends of each tie.
        terms: (n, 2, K) what each commits itself to.
    """

    who: Ints
    whom: Ints
    terms: Floats


def bequest(state: State, who: Ints, whom: Ints, recorded: Recorded) -> Bequest:
    """Return the ties that both ends would renew, with terms that allow for all that they have promised elsewhere.

    Ties that are not worth it have ended long ago; a world that began with them would lose them in its first years, and
    with them a part of its network. Whoever has many ties has promised much, and gives less in each.

    Args:
        state: The state, before anything has been agreed.
        who: (n,) rows of one end of each tie.
        whom: (n,) rows of the other.
        recorded: Those on record, which remain, whether or not they are worth it.
    """
    trial = copy(state)
    # Entered on trial: a tie that is left out leaves no trace.
    trial.book = Book(len(state.issues))
    which, known = _enter(trial, who, whom, recorded)
    rows, parties = trial.book.rows, trial.book.parties
    pairs = trial.book.pair(which)
    ends = parties.actor[pairs]
    sure = known >= 0
    rows.status[which] = Status.IN_FORCE
    terms, losing, round_ = np.zeros((len(which), 2, len(state.issues))), np.ones(len(which), dtype=bool), 0
    while losing.any():
        cases, utility = cases_of(trial, pairs, concluded=True, running=True), np.zeros((len(which), 2))
        terms = np.zeros((len(which), 2, len(state.issues)))
        fair_terms(cases, terms)
        utility_of_terms(cases, terms, utility)
        losing = ~sure & (utility < 0.0).any(axis=1)
        # Half of them at a time: without those, the others may be worth it.
        round_, half = round_ + 1, np.zeros(len(which), dtype=bool)
        strikes(state.key(Purpose.TIE, round_), rows.key, which, HALF, half)
        stays = ~(losing & half)
        parties.terms[pairs] = np.where(stays[:, None, None], terms, 0.0)
        _add_up(trial, which)
        # Later rounds do not look at what is left out.
        which, pairs, sure, terms = which[stays], pairs[stays], sure[stays], terms[stays]
    ends = parties.actor[pairs]
    return Bequest(ends[:, 0], ends[:, 1], terms)


def _enter(state: State, who: Ints, whom: Ints, recorded: Recorded) -> tuple[Rows, Rows]:
    """Enter ties in the book, those on record with the issues on record.

    Returns:
        Their numbers, and for each the number of its record; -1 for a tie that is drawn.
    """
    which = enter_negotiations(state, who, whom)
    ends = state.book.parties.actor[state.book.pair(which)]
    asked = _codes(ends[:, 0], ends[:, 1], state.n_actors)
    known = _codes(recorded.ends[:, 0], recorded.ends[:, 1], state.n_actors)
    # By the pair, since pairs without an issue to negotiate are left out.
    order = np.argsort(known, kind="stable")
    at = np.minimum(np.searchsorted(known[order], asked), max(0, len(known) - 1))
    found = (
        np.full(len(asked), -1, dtype=np.int64)
        if not len(known)
        else np.where(known[order][at] == asked, order[at], -1)
    )
    known = np.flatnonzero(found >= 0)
    known = known[recorded.agenda[found[known]].any(axis=1)]
    state.book.rows.agenda[which[known]] = recorded.agenda[found[known]]
    return which, found


def _codes(who: Ints, whom: Ints, actors: int) -> Rows:
    """Return one number for each pair of rows."""
    return who.astype(np.int64) * actors + whom


def inherit(state: State, recorded: Recorded | None = None) -> None:
    """Enter the inherited agreements, of random age, in the first month of the burn-in.

    Args:
        state: The state.
        recorded: The ties of cities; drawn unless given.
    """
    who, whom = tied_pairs(state.actors, state.n_cities, state.prospects, state.settings.search, state.key(Purpose.TIE))
    if recorded is None:
        recorded = on_record(np.zeros((0, 2), dtype=np.int32), len(state.issues))
    else:
        # The records are about cities; ties of nations are drawn in any case.
        nations = who >= state.n_cities
        who, whom = (np.concatenate([recorded.ends[:, side], drawn[nations]]) for side, drawn in enumerate((who, whom)))
    left = bequest(state, who, whom, recorded)
    (which, known), terms = _enter(state, left.who, left.whom, recorded), left.terms
    book = state.book.rows
    key = state.key(Purpose.AGE)
    # A random age spreads reviews and ends of terms over the year; otherwise the burn-in would begin with a wave.
    age = np.array([1 + int(OLDEST * u01(key, talk, np.uint64(0))) for talk in book.key[which]], dtype=np.int32)
    age = _ages_on_record(state, age, known, recorded)
    term = state.settings.delivery.term
    begun = state.month - age
    # Older agreements have been renewed since: what is left is the rest of the present term.
    acts.inherit(state, which, begun, state.month + term - age % term, terms.reshape(-1, len(state.issues)))
    # Visibility and class, as of any agreement. What is in force has long had the consent that it needed.
    classify(state, which)
    parties = state.book.parties_of(which)
    acts.decide_consent(state, parties[state.book.parties.consent[parties] == Consent.PENDING], Consent.GRANTED)
    _add_up(state, which)


def _add_up(state: State, which: Rows) -> None:
    """Set the effort of all actors under agreements."""
    month = month_of(state)
    shelf = month.desk.shelf
    # Columns as the delivery phase has them, so that the rule is compiled for one sort of them.
    add_up_effort(month.actors, shelf.agreements, shelf.parties, month.settings.form, which)


def _ages_on_record(state: State, age: Ints, known: Rows, recorded: Recorded) -> Ints:
    """Return the ages in months at the first month, (n,): those on record where there is one, and at least one month."""
    if not len(recorded.since):
        return age
    since = np.where(known >= 0, recorded.since[known], NEVER)
    return np.where(since == NEVER, age, np.maximum(1, state.month - since)).astype(np.int32)
