"""Grievances: how much nations mind the agreements of their cities, as facts for their response."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.agreements.diplomacy import alignment
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.network.ties import Network, allied_cities
from paradiplomacy.model.rules.response import Cases, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.notice import Noticed, noise_of
from paradiplomacy.model.vocabulary import Diplomacy, LawStatus, PartyStatus, Pressure, Status

NO_LAW, LEFT = int(LawStatus.NONE), int(PartyStatus.WITHDRAWN)


class Grievances(NamedTuple):
    """Grievances of nations over all agreements, by issue.

    Attributes:
        cost: (actors, K) cost to each nation of ignoring all agreements on an issue.
        acting: (actors, K) whether a city acts on an issue against its nation's interest.
        cities: (actors, K) number of such cities of each nation.
    """

    cost: Floats
    acting: Flags
    cities: Ints


@inner
def cost_of_issue(actors: Actors, book: Agreements, parties: Parties, p: int, nation: int, k: int) -> float:
    """Return the cost to a nation of ignoring what a city commits itself to: salience x squared distance x visibility."""
    x = parties.terms[p, k]
    if x <= 0.0:
        return 0.0
    # Only what goes beyond the nation's own position is minded; shallower terms are simply no gain to it.
    beyond = max(0.0, x - actors.position[nation, k])
    return actors.salience[nation, k] * beyond * beyond * book.visibility[parties.agreement[p]]


@compiled
def add_up(actors: Actors, book: Agreements, parties: Parties, acting: Rows, grievances: Grievances) -> None:
    """Add up what nations mind of the acts of these parties, counting each city once per issue."""
    for p in acting:
        city = parties.actor[p]
        # Written so that an unknown alignment (nan) does not count as a grievance.
        if not (parties.diplomacy[p] != Diplomacy.NONE and parties.alignment[p] < 0.0 and parties.status[p] != LEFT):
            continue
        nation = actors.nation[city]
        for k in range(parties.terms.shape[1]):
            grievances.cost[nation, k] += cost_of_issue(actors, book, parties, p, nation, k)
            # Flags remember who is counted: a city with ten agreements on an issue is one city that acts.
            if parties.terms[p, k] > 0.0 and not grievances.acting[city, k]:
                grievances.acting[city, k] = True
                grievances.cities[nation, k] += 1


def grievances_of(state: State) -> Grievances:
    """Return what nations mind over all agreements that are signed or in force."""
    shape = state.actors.position.shape
    grievances = Grievances(np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.int32))
    running = state.book.live(Status.IN_FORCE, Status.SIGNED)
    add_up(state.actors, state.book.rows, state.book.parties, state.book.parties_of(running), grievances)
    return grievances


@compiled
def fill(
    actors: Actors,
    book: Agreements,
    parties: Parties,
    ties: Network,
    n_cities: int,
    attention: float,
    noticed: Noticed,
    grievances: Grievances,
    cases: Cases,
) -> None:
    """Fill the facts about each agreement noticed.

    It has nine arguments because a kernel reads columns, not the state. The alignment of the agreement is updated: the
    nation's position may have changed since the signature.
    """
    for c in range(noticed.party.shape[0]):
        p, city, nation = noticed.party[c], noticed.city[c], noticed.nation[c]
        aligned = alignment(actors.salience[nation], actors.position[nation], parties.terms[p])
        parties.alignment[p] = aligned
        cases.endorsement_value[c] = aligned * book.visibility[parties.agreement[p]]
        most, worst = -1.0, 0
        for k in range(parties.terms.shape[1]):
            here = cost_of_issue(actors, book, parties, p, nation, k)
            cases.cost_of_ignoring[c] += attention * here
            if here > most:
                most, worst = here, k
        cases.issue[c] = worst
        # An agreement whose alignment has only just turned negative is not in the total yet.
        cases.cost_of_ignoring_on_issue[c] = attention * max(most, grievances.cost[nation, worst])
        cases.law_possible[c] = actors.law[nation, worst] == NO_LAW
        cases.autonomy[c] = actors.autonomy[city]
        cases.court[c] = actors.court[nation]
        # A city's product can exceed its nation's in the data, where both are estimated from different sources.
        cases.gdp_share[c] = min(1.0, actors.gdp[city] / actors.gdp[nation])
        cases.trust[c] = actors.trust[city]
        cases.allies[c] = allied_cities(ties, city, n_cities)
        cases.acting_together[c] = grievances.cities[nation, worst] - grievances.acting[city, worst]


def response_cases(state: State, noticed: Noticed) -> Cases:
    """Return the facts about each agreement noticed, with this month's noise."""
    noise = noise_of(state, Purpose.RESPONSE, noticed, len(Pressure))
    cases = no_cases(len(noticed.party))._replace(noise=noise)
    attention = state.settings.response.attention
    book, grievances = state.book, grievances_of(state)
    fill(state.actors, book.rows, book.parties, state.ties, state.n_cities, attention, noticed, grievances, cases)
    return cases
