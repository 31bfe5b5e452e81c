"""The agreements that a world starts with: ties drawn from the law of the observed stock (MODEL 4.3)."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.opening import lay_tables
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.frontier import depth
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.network.prospects import NATION_UNIT, Circles, attraction_of_cities, attraction_to_nation
from paradiplomacy.model.parameters.groups import Search
from paradiplomacy.model.phases.delivery import add_up_effort
from paradiplomacy.model.rules.protocol.cases import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Status

OLDEST = 120


@compiled
def tied_pairs(actors: Actors, n_cities: int, circles: Circles, search: Search, key: np.uint64) -> tuple[Ints, Ints]:
    """Pairs of one level that are tied at the start, each by its own draw from the law of the stock.

    A pair is looked at once, from the side of its lower key if it is in that side's circle, else from the other.
    """
    who, whom = [np.int32(0)], [np.int32(0)]
    for i in range(circles.first.shape[0] - 1):
        for at in range(circles.first[i], circles.first[i + 1]):
            j = circles.candidate[at]
            if (i < n_cities) != (j < n_cities):
                continue
            if actors.key[j] < actors.key[i]:
                seen = False
                for other in range(circles.first[j], circles.first[j + 1]):
                    if circles.candidate[other] == i:
                        seen = True
                        break
                if seen:
                    continue
            if i < n_cities:
                odds = search.stock + attraction_of_cities(actors, search, i, j)
            else:
                odds = search.stock_nation + attraction_to_nation(actors, search, i, j, NATION_UNIT)
            low, high = min(actors.key[i], actors.key[j]), max(actors.key[i], actors.key[j])
            if u01(key, low, high) < 1.0 / (1.0 + math.exp(-odds)):
                who.append(np.int32(i))
                whom.append(np.int32(j))
    return np.array(who[1:], dtype=np.int32), np.array(whom[1:], dtype=np.int32)


@compiled
def fair_terms(cases: Cases, terms: Floats) -> None:
    """Terms halfway along the Pareto frontier of each pair."""
    for c in range(terms.shape[0]):
        for k in range(terms.shape[1]):
            if cases.on[c, k]:
                terms[c, k] = depth(cases, c, k, 0.5)


def inherit(state: State) -> None:
    """Enter the inherited agreements, of random age, into the book and the ledger.

    They are recorded with the first month of the burn-in; ``value`` of the event is the month in which they came
    into force.
    """
    who, whom = tied_pairs(state.actors, state.n_cities, state.circles, state.settings.search, state.key(Purpose.TIE))
    which = lay_tables(state, who, whom)
    book = state.book.rows
    terms = np.zeros((len(which), len(state.issues)))
    fair_terms(cases_of(state, which), terms)
    key = state.key(Purpose.AGE)
    age = np.array([1 + int(OLDEST * u01(key, talk, np.uint64(0))) for talk in book.key[which]], dtype=np.int32)
    term = state.settings.delivery.term
    book.terms[which] = terms
    book.agenda[which] = terms > 0
    book.status[which] = Status.IN_FORCE
    book.party_status[which] = PartyStatus.IN_FORCE
    begun = state.month - age
    book.opened[which] = book.signed[which] = book.in_force[which] = begun
    book.term_ends[which] = state.month + term - age % term
    state.ledger.write(
        Event.INHERITED,
        state.month,
        count=len(which),
        agreement=which,
        actor=book.party[which, 0],
        other=book.party[which, 1],
        detail=book.form[which],
        value=begun.astype(np.float64),
        terms=terms,
    )
    add_up_effort(state.actors, book, which)
