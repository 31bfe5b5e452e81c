"""The agreements that a world starts with: ties drawn from the gravity law of the observed stock."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.effort import add_up_effort
from paradiplomacy.model.agreements.opening import enter_negotiations
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.frontier import commitment, largest_commitment
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.network.prospects import NATION_UNIT, Prospects, attraction_of_cities, attraction_to_nation
from paradiplomacy.model.parameters import Search
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.state import State

# About the mean life of a tie (parameters/delivery.py).
OLDEST = 120  # months
HALFWAY = 0.5


@compiled
def tied_pairs(
    actors: Actors, n_cities: int, prospects: Prospects, search: Search, key: np.uint64
) -> tuple[Ints, Ints]:
    """Return the pairs of one level of government that are tied at the start, each by its own draw.

    A pair is drawn once: from the actor with the lower key if the other is among its prospects, else from the other.
    """
    # Compiled lists need an element to know their type; it is dropped on return.
    who, whom = [np.int32(0)], [np.int32(0)]
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
            if u01(key, low, high) < 1.0 / (1.0 + math.exp(-odds)):
                who.append(np.int32(i))
                whom.append(np.int32(j))
    return np.array(who[1:], dtype=np.int32), np.array(whom[1:], dtype=np.int32)


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


def inherit(state: State) -> None:
    """Enter the inherited agreements, of random age, in the first month of the burn-in."""
    who, whom = tied_pairs(state.actors, state.n_cities, state.prospects, state.settings.search, state.key(Purpose.TIE))
    which = enter_negotiations(state, who, whom)
    book = state.book.rows
    terms = np.zeros((len(which), 2, len(state.issues)))
    fair_terms(cases_of(state, state.book.pair(which)), terms)
    key = state.key(Purpose.AGE)
    # A random age spreads reviews and ends of terms over the year; otherwise the burn-in would begin with a wave.
    age = np.array([1 + int(OLDEST * u01(key, talk, np.uint64(0))) for talk in book.key[which]], dtype=np.int32)
    term = state.settings.delivery.term
    begun = state.month - age
    # Older agreements have been renewed since: what is left is the rest of the present term.
    acts.inherit(state, which, begun, state.month + term - age % term, terms.reshape(-1, len(state.issues)))
    add_up_effort(state.actors, book, state.book.parties, state.settings.form, which)
