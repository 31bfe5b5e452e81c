"""Ruptures: cities end their agreements with partners in a nation with which theirs has broken."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import acts as agreements
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.chance import NOBODY, Purpose, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.relations import Changes, last_change, relation_by_votes
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Status

LEFT = int(PartyStatus.WITHDRAWN)


@inner
def hostility(actors: Actors, changes: Changes, parties: Parties, begin: int, end: int) -> float:
    """Return the hostility between nations that have broken with each other, the worst of the parties, in [0, 1]."""
    worst = 0.0
    for p in range(begin, end):
        for q in range(begin, end):
            if parties.status[p] == LEFT or parties.status[q] == LEFT:
                continue
            row = last_change(changes, actors.nation[parties.actor[p]], actors.nation[parties.actor[q]])
            if row >= 0 and changes.broken[row]:
                worst = max(worst, -changes.relation[row])
    return worst


@compiled
def struck(
    actors: Actors,
    changes: Changes,
    book: Agreements,
    parties: Parties,
    n_cities: int,
    charge: Floats,
    hazard: float,
    which: Rows,
    key: np.uint64,
    found: Flags,
) -> None:
    """Fill which agreements of cities a rupture ends this month, (n,). A kernel reads columns: ten arguments."""
    for c in range(which.shape[0]):
        row = which[c]
        begin, end = book.first[row], book.first[row] + book.size[row]
        total, issues, of_cities = 0.0, 0, False
        for p in range(begin, end):
            of_cities |= parties.actor[p] < n_cities
        for k in range(charge.shape[0]):
            if book.agenda[row, k]:
                total += charge[k]
                issues += 1
        if of_cities and issues:
            chance = hazard * hostility(actors, changes, parties, begin, end) * total / issues
            found[c] = u01(key, book.key[row], NOBODY) < chance


def sever(state: State) -> None:
    """Let cities end agreements with partners in nations with which theirs have broken."""
    changes, book = state.relations.rows, state.book
    if not changes.broken.any():
        return
    which = book.live(Status.SIGNED, Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
    found = np.zeros(len(which), dtype=bool)
    chance = state.n_cities, state.identity_charge, state.settings.response.rupture
    struck(state.actors, changes, book.rows, book.parties, *chance, which, state.key(Purpose.RUPTURE), found)
    signed = book.rows.status[which] == Status.SIGNED
    agreements.fail(state, which[found & signed], Reason.RUPTURE)
    agreements.sever(state, which[found & ~signed])


def change_relation(state: State, one: int, other: int, to: float | None, *, broken: bool) -> None:
    """Change the relation of two nations, in both directions.

    Args:
        state: The state.
        one: Row of a nation.
        other: Row of the other nation.
        to: The new relation; None for the one that follows from votes in the United Nations.
        broken: Whether it is a rupture.
    """
    value = relation_by_votes(state.actors, one, other) if to is None else to
    pair = np.array([one, other]), np.array([other, one])
    state.relations.append(2, one=pair[0], other=pair[1], relation=value, broken=broken, month=state.month)
    state.ledger.write(Event.RELATION, state.month, count=2, actor=pair[0], other=pair[1], value=value)
