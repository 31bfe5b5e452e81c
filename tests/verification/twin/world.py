"""The world of the twin: a Mesa model whose month is written out."""

from typing import NamedTuple

import mesa

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters import Negotiation, Rules
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status
from twin import challenges, clubs, delivery, economy, events, home, negotiation, politics, response, search
from twin.actors import Actor, City, Nation
from twin.agreements import Agreement, Dispute
from twin.luck import Luck
from twin.worth import Terms


class Happened(NamedTuple):
    """One event; nobody and nothing is -1, no value is None."""

    month: int
    kind: Event
    agreement: int
    actor: int
    other: int
    issue: int
    detail: int
    value: float | None
    terms: Terms | None


class TwinWorld(mesa.Model):
    """Cities, nations, agreements and disputes.

    Args:
        state: A state before its first month, of which the twin takes what the actors are like at the start.
    """

    def __init__(self, state: State) -> None:
        super().__init__(rng=1)
        assert state.settings.rules == Rules(), "the twin knows the default rules only"
        assert state.settings.negotiation.side_payments == Negotiation().side_payments
        self.settings = state.settings
        self.issues = state.issues
        self.parties: list[list[float]] = state.party_position.tolist()
        self.calendar, self.lookup = state.dated_events, state.lookup
        self.refused: set[frozenset[int]] = set()
        self.month = state.month
        self.luck = Luck(int(state.stream.key), self.month)
        self.cities = [City(self, state, row) for row in range(state.n_cities)]
        self.nations = [Nation(self, state, row) for row in range(state.n_cities, state.n_actors)]
        self.actors: list[Actor] = [*self.cities, *self.nations]
        self.agreements: list[Agreement] = []
        self.living: list[Agreement] = []
        self.disputes: list[Dispute] = []
        self.plans, self.foundings = state.plans, state.foundings
        self.clubs: list[clubs.Club] = []
        self.ledger: list[Happened] = []
        self._prospects = state.prospects
        for actor in self.actors:
            actor.nation = self.actors[state.actors.nation[actor.row]]
        for nation in self.nations:
            nation.cities = [city for city in self.cities if city.nation is nation]
        self.challenges = challenges.find(self)
        search.get_to_know(self)
        search.inherit(self)
        delivery.add_up_effort(self)

    def step(self) -> None:
        """One month."""
        self.luck.month = self.month
        self.update_networks()
        events.act(self)
        politics.act(self)
        search.approach_partners(self)
        negotiation.act(self)
        clubs.act(self)
        home.act(self)
        response.act(self)
        delivery.act(self)
        economy.act(self)
        challenges.act(self)
        self.month += 1

    def update_networks(self) -> None:
        """Actors forget what has ended, and see who is tied to them."""
        self.living = [agreement for agreement in self.living if agreement.lives]
        self.luck.keys.clear()
        for actor in self.actors:
            actor.dealings = [agreement for agreement in actor.dealings if agreement.lives]
            actor.tied = [agreement for agreement in actor.dealings if agreement.ties]

    def enter(self, agreement: Agreement) -> Agreement:
        """Enter a new agreement."""
        self.agreements.append(agreement)
        self.living.append(agreement)
        for party in agreement.parties:
            party.dealings.append(agreement)
        return agreement

    def in_status(self, *statuses: Status) -> list[Agreement]:
        """The agreements in one of these statuses, in the order of their numbers."""
        return [agreement for agreement in self.living if agreement.status in statuses]

    def listed(self, row: int) -> list[int]:
        """The list of candidates that the fast model drew up for an actor."""
        first = self._prospects.first
        return self._prospects.candidate[first[row] : first[row + 1]].tolist()

    def write(
        self,
        kind: Event,
        agreement: Agreement | None = None,
        *,
        actor: Actor | None = None,
        other: Actor | None = None,
        issue: int = -1,
        detail: int = 0,
        value: float | None = None,
        terms: Terms | None = None,
    ) -> None:
        """Write an event down; of an agreement its parties act, unless others are named."""
        if agreement and actor is None:
            actor, other = agreement.parties
        who = [-1 if some is None else some.row for some in (actor, other)]
        number = agreement.number if agreement else -1
        self.ledger.append(Happened(self.month, kind, number, *who, issue, int(detail), value, terms))
