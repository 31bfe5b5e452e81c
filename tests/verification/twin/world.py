"""The world of the twin: a Mesa model with an explicit monthly schedule."""

from typing import NamedTuple

import mesa

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters import Negotiation, Rules
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status
from twin import (
    challenges,
    clubs,
    delivery,
    economy,
    events,
    negotiation,
    politics,
    ratification,
    response,
    search,
    statutes,
)
from twin.actors import Actor, City, Nation
from twin.agreements import Agreement, Dispute
from twin.draws import Draws
from twin.utility import Terms


class LoggedEvent(NamedTuple):
    """One event; a missing actor, agreement or issue is -1, a missing value None."""

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
        state: A state before its first month, from which the twin takes the initial attributes of the actors.
    """

    def __init__(self, state: State) -> None:
        super().__init__(rng=1)
        assert state.settings.rules == Rules(), "the twin implements the default rules only"
        assert state.settings.negotiation.side_payments == Negotiation().side_payments
        self.settings = state.settings
        self.issues = state.issues
        self.parties: list[list[float]] = state.party_position.tolist()
        self.calendar, self.lookup = state.dated_events, state.lookup
        self.refused: set[frozenset[int]] = set()
        self.month = state.month
        self.draws = Draws(int(state.stream.key), self.month)
        self.cities = [City(self, state, row) for row in range(state.n_cities)]
        self.nations = [Nation(self, state, row) for row in range(state.n_cities, state.n_actors)]
        self.actors: list[Actor] = [*self.cities, *self.nations]
        self.agreements: list[Agreement] = []
        self.live_agreements: list[Agreement] = []
        self.disputes: list[Dispute] = []
        self.statutes: list[statutes.Statute] = []
        self.relations: dict[tuple[Nation, Nation], float] = {}
        self.broken: set[tuple[Nation, Nation]] = set()
        self.plans, self.foundings = state.plans, state.foundings
        self.clubs: list[clubs.Club] = []
        self.exits: list[clubs.Exit] | None = None
        self.ledger: list[LoggedEvent] = []
        self._prospects = state.prospects
        self.clocks: dict[tuple[int, int], tuple[int, dict[int, float]]] = {}
        for actor in self.actors:
            actor.nation = self.actors[state.actors.nation[actor.row]]
        for nation in self.nations:
            nation.cities = [city for city in self.cities if city.nation is nation]
        self.challenges = challenges.find(self)
        search.find_candidates(self)
        search.inherit(self)
        delivery.add_up_effort(self)

    def step(self) -> None:
        """Simulate one month."""
        self.draws.month = self.month
        self.update_networks()
        events.act(self)
        politics.act(self)
        search.approach_partners(self)
        negotiation.act(self)
        clubs.act(self)
        ratification.act(self)
        response.act(self)
        delivery.act(self)
        economy.act(self)
        challenges.act(self)
        self.month += 1

    def update_networks(self) -> None:
        """Drop agreements that have ended, and update the ties of every actor."""
        self.live_agreements = [agreement for agreement in self.live_agreements if agreement.live]
        self.draws.keys.clear()
        for actor in self.actors:
            actor.live_agreements = [agreement for agreement in actor.live_agreements if agreement.live]
            actor.tied = [agreement for agreement in actor.live_agreements if agreement.ties]

    def enter(self, agreement: Agreement) -> Agreement:
        """Register a new agreement."""
        self.agreements.append(agreement)
        self.live_agreements.append(agreement)
        for party in agreement.parties:
            party.live_agreements.append(agreement)
        return agreement

    def in_status(self, *statuses: Status) -> list[Agreement]:
        """Return the agreements with one of these statuses, in the order of their numbers."""
        return [agreement for agreement in self.live_agreements if agreement.status in statuses]

    def listed(self, row: int) -> list[int]:
        """Return the list of candidates that the fast model holds for an actor."""
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
        """Record an event; its actors are the parties of the agreement unless others are given."""
        if agreement and actor is None:
            actor, other = agreement.parties
        who = [-1 if some is None else some.row for some in (actor, other)]
        number = agreement.number if agreement else -1
        self.ledger.append(LoggedEvent(self.month, kind, number, *who, issue, int(detail), value, terms))
