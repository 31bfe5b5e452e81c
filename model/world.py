"""The world: a Mesa model whose month is a list of phases over the columns."""

from collections.abc import Callable, Mapping

import mesa
import pandas as pd

from paradiplomacy.agents.city import Actor, City
from paradiplomacy.agents.nation import Nation
from paradiplomacy.model import tables
from paradiplomacy.model.agreements.book import TIED
from paradiplomacy.model.bargaining.explain import Explanation, explain, negotiation_of
from paradiplomacy.model.bargaining.sample import Sample
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.network.ties import network
from paradiplomacy.model.parameters.groups import Settings
from paradiplomacy.model.phases import (
    challenges,
    clubs,
    delivery,
    domestic,
    economy,
    events,
    negotiation,
    politics,
    record,
    response,
    search,
)
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status

PHASES: tuple[tuple[str, Callable[[State], None]], ...] = (
    ("events", events.act),
    ("politics", politics.act),
    ("search", search.act),
    ("negotiation", negotiation.act),
    ("clubs", clubs.act),
    ("domestic level", domestic.act),
    ("national response", response.act),
    ("delivery", delivery.act),
    ("economy", economy.act),
    ("challenges", challenges.act),
    ("record", record.act),
)
TIES = tuple(status for status in Status if TIED[status])


def update_networks(state: State) -> None:
    """Draw up who is tied to whom and who deals with whom, as it stands at the start of the month."""
    party = state.book.rows.party
    state.ties = network(state.n_actors, party, state.book.live(*TIES))
    state.dealings = network(state.n_actors, party, state.book.live())


def one_month(state: State) -> None:
    """Let every phase act once, in order."""
    update_networks(state)
    for _, act in PHASES:
        act(state)
    state.month += 1


class Named[A: Actor](Mapping[str, A]):
    """Actors by name or by id, in the order of their rows."""

    def __init__(self, actors: list[A]) -> None:
        self._actors = actors
        self._found = {actor.name: actor for actor in actors} | {actor.id: actor for actor in actors}

    def __getitem__(self, name: str) -> A:
        return self._found[name]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(actor.id for actor in self._actors)

    def __len__(self) -> int:
        return len(self._actors)


class World(mesa.Model):
    """A world of cities and nations that runs month by month.

    It is made by ``scenarios.build``; scripts get one from ``paradiplomacy.World.from_scenario``.

    Attributes:
        state: The columns, the book of agreements, the ledger.
        horizon: Number of months of the scenario.
        cities, nations: Mesa agents by name or id, each a view onto its row.
    """

    def __init__(self, state: State, *, horizon: int, places: list[tuple[float, float]]) -> None:
        super().__init__(rng=int(state.stream.key) % 2**32)
        self.state = state
        self.sample: Sample | None = None
        self.horizon = horizon
        nations: dict[int, Nation] = {}
        cities: list[City] = []
        for row, (identity, name) in enumerate(zip(state.identities, state.names, strict=True)):
            kind = City if row < state.n_cities else Nation
            actor = kind(self, state.actors, row, identity, name, *places[row])
            if isinstance(actor, City):
                cities.append(actor)
            else:
                nations[row] = actor
                actor.cities = []
        for city in cities:
            city.nation = nations[int(state.actors.nation[city.row])]
            city.nation.cities.append(city)
        self.cities = Named(cities)
        self.nations = Named(list(nations.values()))

    def step(self) -> None:
        """Run one month."""
        one_month(self.state)
        self.running = self.month < self.horizon

    def run(self, months: int | None = None) -> None:
        """Run so many months, or to the end of the scenario."""
        last = self.horizon if months is None else self.month + months
        while self.month < last:
            self.step()

    @property
    def settings(self) -> Settings:
        """The parameters and rules in use."""
        return self.state.settings

    @property
    def month(self) -> int:
        """Months done since the start of the scenario."""
        return self.state.month

    @property
    def date(self) -> str:
        """The coming month as YYYY-MM."""
        return date_of(self.state.start, self.state.month)

    @property
    def events(self) -> pd.DataFrame:
        """The ledger as a table, one row an event."""
        return tables.events(self.state)

    @property
    def agreements(self) -> pd.DataFrame:
        """The book of agreements as a table, one row an agreement."""
        return tables.agreements(self.state)

    @property
    def disputes(self) -> pd.DataFrame:
        """Disputes between nations and their cities, one row each."""
        return tables.disputes(self.state)

    @property
    def clubs(self) -> pd.DataFrame:
        """Clubs and treaties as a table, one row each."""
        return tables.clubs(self.state)

    @property
    def memberships(self) -> pd.DataFrame:
        """Who is, was or may be a member of what, one row for each actor and club."""
        return tables.memberships(self.state)

    @property
    def deliveries(self) -> pd.DataFrame:
        """Delivered share by party and year, one row for each yearly review."""
        return tables.deliveries(self.state)

    @property
    def monthly(self) -> pd.DataFrame:
        """Model-level numbers, one row a month."""
        return tables.monthly(self.state)

    @property
    def challenges(self) -> pd.DataFrame:
        """What is done about every common challenge and what is left of it, one row for each month and challenge."""
        return tables.challenges(self.state)

    @property
    def city_months(self) -> pd.DataFrame:
        """What drifts, one row for each month and city."""
        return tables.actor_months(self.state, slice(0, self.state.n_cities))

    @property
    def nation_months(self) -> pd.DataFrame:
        """What drifts, one row for each month and nation."""
        return tables.actor_months(self.state, slice(self.state.n_cities, None))

    def find(self, name: str) -> Actor:
        """A city or a nation by name or id, cities first.

        Raises:
            KeyError: There is none.
        """
        return self.cities[name] if name in self.cities else self.nations[name]

    def explain(self, first: str, second: str, *, issues: tuple[str, ...] = ()) -> Explanation:
        """Why two actors agree as things stand, or why not, and what would turn it around.

        Args:
            first: Name or id of the side that approaches.
            second: Name or id of the other side.
            issues: Names of the issues on the table; none named means those of their open negotiation, else
                those that both need most.

        Raises:
            KeyError: There is no such actor.
            ValueError: There is no such issue, or both are the same actor.
        """
        a, b = self.find(first), self.find(second)
        if a is b:
            raise ValueError(f"{first} and {second} are the same actor: want two")
        names = [issue.name for issue in self.state.issues]
        unknown = [name for name in issues if name not in names]
        if unknown:
            raise ValueError(f"issue {unknown[0]!r}: want some of {', '.join(names)}")
        update_networks(self.state)
        negotiation = negotiation_of(self.state, a.row, b.row, tuple(names.index(name) for name in issues))
        return explain(self.state, negotiation, self.date)

    @property
    def explanations(self) -> pd.DataFrame:
        """Explained decisions of the run, where a share of them is explained; one row each."""
        return pd.DataFrame(self.sample.rows if self.sample else [])

    def explain_decisions(self, share: float) -> None:
        """Explain a share of all decisions from now on (``explanations``); the run itself does not change.

        Args:
            share: Share of the decisions, 0 to 1, drawn by keys of their own.
        """
        self.sample = Sample(share)
        self.state.watch = self.sample.take if share > 0.0 else None

    def digest(self) -> str:
        """SHA-256 of all events: equal digests mean the same run."""
        return self.state.ledger.digest(self.state.identities)
