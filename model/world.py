"""The world: a Mesa model whose month is a list of phases over the columns."""

from collections.abc import Callable, Mapping
from typing import Protocol

import mesa
import pandas as pd

from paradiplomacy.agents.card import card
from paradiplomacy.agents.city import Actor, City
from paradiplomacy.agents.columns import problems
from paradiplomacy.agents.nation import Nation
from paradiplomacy.agents.nearest import nearest, one_of
from paradiplomacy.model import tables
from paradiplomacy.model.bargaining import sample
from paradiplomacy.model.bargaining.explain import Explanation, explain, negotiation_of
from paradiplomacy.model.bargaining.several import TextExplanation
from paradiplomacy.model.calendar import MOST_MONTHS, date_of, within
from paradiplomacy.model.clubs.explain import Membership, explain_membership
from paradiplomacy.model.clubs.explain_text import explain_text
from paradiplomacy.model.hooks import FAILED, UNDER_WAY, Hooked, Hooks, When
from paradiplomacy.model.month import month_of
from paradiplomacy.model.named import Named
from paradiplomacy.model.network.ties import networks
from paradiplomacy.model.parameters import Settings
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

# A month runs from causes to consequences. Dated events come first, because search and elections react to them. Search
# precedes negotiation, and negotiation the domestic level, so that an agreement can be proposed and signed in one month but
# is ratified in the next at the earliest. Nations respond to this month's signatures before delivery is reviewed; the economy
# and the challenges use the effort that delivery has just added up; the record sees the month as it ends. To change the order,
# edit this list: phases do not know each other.
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


def update_networks(state: State) -> None:
    """Rebuild the networks of ties and of dealings from the book.

    All phases of a month see the ties of its start, so that the order of actors within a phase does not matter.
    """
    shelf = month_of(state).desk.shelf
    state.ties, state.dealings = networks(state.n_actors, shelf, state.book.listed)


class Pause(Protocol):
    """A function that a month calls before and after each phase."""

    def __call__(self, when: When, phase: str) -> None:
        """Act before or after a phase, on a state that is as the phase finds it or leaves it."""


def one_month(state: State, pause: Pause | None = None) -> None:
    """Run every phase once, in order.

    Args:
        state: The state.
        pause: Called before and after each phase.
    """
    update_networks(state)
    for name, act in PHASES:
        if pause is None:
            act(state)
            continue
        pause("before", name)
        act(state)
        pause("after", name)
    state.month += 1


class World(Hooked, mesa.Model):
    """A world of cities and nations that runs month by month.

    ``scenarios.build`` makes it; scripts get one from ``paradiplomacy.World.from_scenario``.

    Attributes:
        state: The columns, the book of agreements, the ledger.
        horizon: Number of months of the scenario.
        cities, nations: Mesa agents by name or id, each a view onto its row.
        hooks: A script's own functions, which months call (``before``, ``after``, ``record``).
    """

    def __init__(self, state: State, *, horizon: int, places: list[tuple[float, float]]) -> None:
        # Mesa needs a seed for its own generator, from which the model never draws (model/chance.py).
        super().__init__(rng=int(state.stream.key) % 2**32)
        # Mesa has put its clock in the place of ``step``. The clock would ignore a step inside a step, and every step
        # after one that failed, so that ``run`` would never end.
        self._clock, self.step = self.step, self._refused_or_clocked  # type: ignore[method-assign]
        self.state = state
        self.hooks = Hooks([name for name, _ in PHASES])
        self.sample: sample.Sample | None = None
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
        self.cities = Named(cities, "city")
        self.nations = Named(list(nations.values()), "nation")

    def __str__(self) -> str:
        """Return the time and the size of the world in one line."""
        return (
            f"world of {len(self.cities)} cities and {len(self.nations)} nations in {self.date}, "
            f"{self.month} of {self.horizon} months done"
        )

    def _repr_html_(self) -> str:
        """Return the time and the size of the world as a table for a notebook."""
        return card("World", self._facts())

    def _facts(self) -> list[tuple[str, str]]:
        """Return names and values of what a table shows."""
        in_force = int((self.state.book.rows.status == Status.IN_FORCE).sum())
        return [
            ("date", self.date),
            ("months done", f"{self.month} of {self.horizon}"),
            ("cities", f"{len(self.cities):,}"),
            ("nations", f"{len(self.nations):,}"),
            ("issues", ", ".join(issue.name for issue in self.state.issues)),
            ("agreements in force", f"{in_force:,}"),
        ]

    def step(self) -> None:
        """Run one month.

        Raises:
            MonthError: One is under way, or has failed.
        """
        self._refuse_unless_between_months()
        self._month = UNDER_WAY
        try:
            # Asked once: without functions, a month has nothing more to do.
            one_month(self.state, self._paused if self.hooks else None)
        except BaseException:
            # Ctrl-C included: half a month cannot be continued, and its phases must not act twice.
            self._month = FAILED
            raise
        self._month = ""
        # Mesa's own loop, ``run_model``, stops when this is false.
        self.running = self.month < self.horizon

    def _refused_or_clocked(self) -> None:
        self._refuse_unless_between_months()
        self._clock()

    def _paused(self, when: When, phase: str) -> None:
        self._call_functions(when, phase)
        if self.hooks.columns and (when, phase) == ("after", PHASES[-1][0]):
            # Columns are read off the world as the month leaves it, and so are explanations in them.
            update_networks(self.state)
            self._take_columns()

    def run(self, months: int | None = None) -> None:
        """Run a number of months, or to the end of the scenario.

        Raises:
            ValueError: The number is not whole, below 0, or leads beyond the longest scenario; or an attribute of an
                actor was set to a value out of its range.
            MonthError: A month is under way, or has failed.
        """
        last = self.horizon if months is None else self.month + within(months, MOST_MONTHS - self.month)
        # A script writes whole rows of columns through an actor; only here is every number of them looked at.
        wrong = problems(self.state.actors, self.state.n_cities)
        if wrong:
            raise ValueError("; ".join(wrong))
        while self.month < last:
            self.step()

    @property
    def settings(self) -> Settings:
        """The parameters and rules in use."""
        return self.state.settings

    @property
    def month(self) -> int:
        """The number of months since the start of the scenario."""
        return self.state.month

    @property
    def date(self) -> str:
        """The date of the next month, as YYYY-MM."""
        return date_of(self.state.start, self.state.month)

    @property
    def events(self) -> pd.DataFrame:
        """The ledger as a table, one row per event."""
        return tables.events(self.state)

    @property
    def agreements(self) -> pd.DataFrame:
        """The agreements as a table, one row each."""
        return tables.agreements(self.state)

    @property
    def parties(self) -> pd.DataFrame:
        """The parties as a table, one row per party of an agreement and per actor invited to a club."""
        return tables.parties(self.state)

    @property
    def disputes(self) -> pd.DataFrame:
        """The disputes between nations and their cities as a table, one row each."""
        return tables.disputes(self.state)

    @property
    def statutes(self) -> pd.DataFrame:
        """The statutes on the diplomacy of cities as a table, one row each."""
        return tables.statutes(self.state)

    @property
    def relations(self) -> pd.DataFrame:
        """The dated changes of relations between nations as a table, one row each."""
        return tables.relations(self.state)

    @property
    def clubs(self) -> pd.DataFrame:
        """The clubs and treaties as a table, one row each."""
        return tables.clubs(self.state)

    @property
    def memberships(self) -> pd.DataFrame:
        """The memberships as a table, one row per invited actor and club."""
        return tables.memberships(self.state)

    @property
    def deliveries(self) -> pd.DataFrame:
        """The delivered shares as a table, one row per yearly review."""
        return tables.deliveries(self.state)

    @property
    def monthly(self) -> pd.DataFrame:
        """The totals of the model as a table, one row per month."""
        return tables.monthly(self.state)

    @property
    def challenges(self) -> pd.DataFrame:
        """The state of common challenges as a table, one row per month and challenge."""
        return tables.challenges(self.state)

    @property
    def city_months(self) -> pd.DataFrame:
        """The recorded columns of cities as a table, one row per month and city."""
        return tables.actor_months(self.state, slice(0, self.state.n_cities), _places(self.cities))

    @property
    def nation_months(self) -> pd.DataFrame:
        """The recorded columns of nations as a table, one row per month and nation."""
        return tables.actor_months(self.state, slice(self.state.n_cities, None), _places(self.nations))

    def find(self, name: str) -> Actor:
        """Return a city or a nation by name or id; cities come first.

        Raises:
            KeyError: There is neither, or several cities have the name.
        """
        if name in self.cities:
            return self.cities[name]
        if name in self.nations:
            return self.nations[name]
        everyone: Named[Actor] = Named([*self.cities.values(), *self.nations.values()], "city or nation")
        return everyone[name]

    def explain(self, first: str, second: str, *, issues: tuple[str, ...] = ()) -> Explanation:
        """Explain why two actors would agree now or not, and which change would reverse it.

        Args:
            first: Name or id of the actor that approaches.
            second: Name or id of the other actor.
            issues: Names of the issues of the agenda; none named means those of their open negotiation, or else
                those that both need most.

        Raises:
            KeyError: There is no such actor.
            ValueError: There is no such issue, or both are the same actor.
        """
        a, b = self.find(first), self.find(second)
        if a is b:
            raise ValueError(f"{first} and {second} are the same actor; expected two actors")
        names = [issue.name for issue in self.state.issues]
        unknown = [name for name in issues if name not in names]
        if unknown:
            raise ValueError(f"unknown issue {unknown[0]!r}; expected some of {', '.join(names)}")
        # Between two months the networks are still those of the month that has ended. Inside one they must stay: an
        # explanation would change what later phases see.
        if self._month != UNDER_WAY:
            update_networks(self.state)
        negotiation = negotiation_of(self.state, a.row, b.row, tuple(names.index(name) for name in issues))
        return explain(self.state, negotiation, self.date)

    def explain_membership(self, actor: str, club: str) -> Membership:
        """Explain why an actor is a member of a club or treaty or not, and which change would reverse its decision.

        Args:
            actor: Name or id of the actor.
            club: Name of the club or treaty.

        Raises:
            KeyError: There is no such actor or club.
        """
        names = [plan.name for plan in self.state.plans]
        if club not in names:
            near = nearest(club, names)
            raise KeyError(f"{club!r}: unknown club, " + (f"did you mean {near}?" if near else one_of(names)))
        return explain_membership(self.state, names.index(club), self.find(actor).row)

    def explain_text(self, name: str) -> TextExplanation:
        """Explain a text of several parties: what each gives and gets, and who left the talks and why.

        Args:
            name: Name of a conference that has been held, or of a club that bargains its charter.

        Raises:
            KeyError: There is neither.
        """
        return explain_text(self.state, name)

    @property
    def explanations(self) -> pd.DataFrame:
        """The explained decisions as a table, one row each; empty unless ``explain_decisions`` was called."""
        return sample.table(self.sample.rows if self.sample else [])

    def explain_decisions(self, share: float) -> None:
        """Explain a share of all decisions from now on (``explanations``) without changing the run.

        Args:
            share: Share of the decisions, 0 to 1.

        Raises:
            ValueError: The share is not a number from 0 to 1.
        """
        self.sample = sample.Sample(sample.share_of(share, "share"))
        self.state.watch = self.sample.take if share > 0.0 else None

    def digest(self) -> str:
        """Return the SHA-256 of all events: equal digests mean the same run."""
        return self.state.ledger.digest(self.state.identities)


def _places(actors: Mapping[str, Actor]) -> list[tuple[float, float]]:
    return [(actor.lon, actor.lat) for actor in actors.values()]
