"""Grievances: how much nations mind the acts of their cities, as facts for their response."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.agreements.diplomacy import alignment
from paradiplomacy.model.bargaining.parties import parties_in
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.network.ties import allied_cities
from paradiplomacy.model.rules.response import Cases, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import NO_STATUTE
from paradiplomacy.model.statutes.notice import Noticed, gumbel
from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Pressure, Status, StatuteStatus

IN_FORCE, LEFT = int(StatuteStatus.IN_FORCE), int(PartyStatus.WITHDRAWN)
NOT_NEEDED = int(Consent.NOT_NEEDED)
RUNNING, SIGNED = int(Status.IN_FORCE), int(Status.SIGNED)
RESPONSE, PRESSURES = int(Purpose.RESPONSE), len(Pressure)


class Grievances(NamedTuple):
    """Cities that act against their nation, over all agreements.

    Attributes:
        acting: (actors, K) whether a city acts on an issue against its nation's interest.
        cities: (actors, K) number of such cities of each nation.
    """

    acting: Flags
    cities: Ints


@inner
def cost_of_issue(actors: Actors, book: Agreements, parties: Parties, p: int, nation: int, k: int) -> float:
    """Return the cost to a nation of ignoring what a city commits itself to: what it loses by it, times visibility."""
    x = parties.terms[p, k]
    # Up to twice its own position, a nation is better off with the commitment than without it.
    loss = max(0.0, (x - 2.0 * actors.position[nation, k]) * x)
    return actors.salience[nation, k] * loss * book.visibility[parties.agreement[p]]


@inner
def breaks_statute(parties: Parties, status: Bytes, p: int) -> bool:
    """Return whether an act breaks a statute in force that applies to it: the nation was neither notified nor asked."""
    number = parties.statute[p]
    return number != NO_STATUTE and status[number] == IN_FORCE and parties.consent[p] == NOT_NEEDED


@inner
def add_up(actors: Actors, parties: Parties, acting: Rows, grievances: Grievances) -> None:
    """Count the cities that act against their nation, each once per issue."""
    for p in acting:
        city = parties.actor[p]
        # Written so that an unknown alignment (nan) does not count as a grievance.
        if not (parties.diplomacy[p] != Diplomacy.NONE and parties.alignment[p] < 0.0 and parties.status[p] != LEFT):
            continue
        for k in range(parties.terms.shape[1]):
            # Flags remember who is counted: a city with ten agreements on an issue is one city that acts.
            if parties.terms[p, k] > 0.0 and not grievances.acting[city, k]:
                grievances.acting[city, k] = True
                grievances.cities[actors.nation[city], k] += 1


@compiled
def grievances_in(month: Month) -> Grievances:
    """Return who acts against its nation; see ``grievances_of``."""
    shelf, shape = month.desk.shelf, month.actors.position.shape
    grievances = Grievances(np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.int32))
    live = shelf.live[: shelf.listed[0]]
    status = shelf.agreements.status[live]
    running = live[(status == RUNNING) | (status == SIGNED)]
    add_up(month.actors, shelf.parties, parties_in(shelf, running), grievances)
    return grievances


def grievances_of(state: State) -> Grievances:
    """Return who acts against its nation, over all agreements that are signed or in force."""
    return grievances_in(month_of(state))


@compiled
def cases_in(month: Month, noticed: Noticed) -> Cases:
    """Return the facts about each act noticed; see ``response_cases``.

    The alignment of the agreement is updated: the nation's position may have changed since the signature.
    """
    actors, book, parties = month.actors, month.desk.shelf.agreements, month.desk.shelf.parties
    grievances, response = grievances_in(month), month.settings.response
    cases = no_cases(noticed.party.shape[0])
    cases.noise[:] = gumbel(month, RESPONSE, noticed.party, PRESSURES)
    for c in range(noticed.party.shape[0]):
        p, city, nation = noticed.party[c], noticed.city[c], noticed.nation[c]
        aligned = alignment(actors.salience[nation], actors.position[nation], parties.terms[p])
        parties.alignment[p] = aligned
        cases.endorsement_value[c] = aligned * book.visibility[parties.agreement[p]]
        most, worst = -1.0, 0
        for k in range(parties.terms.shape[1]):
            here = cost_of_issue(actors, book, parties, p, nation, k)
            cases.cost_of_ignoring[c] += response.attention * here
            if here > most:
                most, worst = here, k
        cases.issue[c] = worst
        broken = breaks_statute(parties, month.statutes.status, p)
        cases.opposed[c] = aligned < 0.0 or broken
        if broken:
            cases.cost_of_ignoring[c] += response.authority * book.visibility[parties.agreement[p]]
        cases.autonomy[c] = actors.autonomy[city]
        cases.court[c] = actors.court[nation]
        # A city's product can exceed its nation's in the data, where both are estimated from different sources.
        cases.gdp_share[c] = min(1.0, actors.gdp[city] / actors.gdp[nation])
        cases.trust[c] = actors.trust[city]
        cases.allies[c] = allied_cities(month.ties, city, month.n_cities)
        cases.acting_together[c] = grievances.cities[nation, worst] - grievances.acting[city, worst]
    return cases


def response_cases(state: State, noticed: Noticed) -> Cases:
    """Return the facts about each agreement noticed, with this month's noise."""
    return cases_in(month_of(state), noticed)
