"""The roster of a world: its actors, issues and dated events, which do not change while it is played."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.calendar import date_of, month_of
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format.problem import did_you_mean, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data.ties import IN_FORCE
from paradiplomacy.scenarios.world.build import observed_ties
from paradiplomacy.scenarios.world.facts import region_of_nation

NATIONS = files("paradiplomacy.scenarios") / "facts" / "nations.csv"
REGIONS = (
    ("Africa", "Africa"),
    ("Northern America", "N. America"),
    ("America", "Latin America"),
    ("Caribbean", "Latin America"),
    ("Europe", "Europe"),
    ("Eastern Asia", "E. and S.E. Asia"),
    ("South-", "E. and S.E. Asia"),
    ("Asia", "W., C. and S. Asia"),
    ("Zealand", "Oceania"),
    ("Melanesia", "Oceania"),
)
"""Parts of the world by a word in the United Nations' name of a region; the first match counts."""


@dataclass(frozen=True)
class Marker:
    """A dated event of the scenario on the time line."""

    month: int
    date: str
    kind: str
    name: str
    source: str


@dataclass(frozen=True, eq=False)
class Roster:
    """The actors, issues and dated events of a world.

    Attributes:
        ids, names: Of each actor, cities first.
        labels: Of each actor, its name as a visitor chooses it; no two are the same.
        n_cities: Number of cities.
        lon, lat: Place in degrees, shape (actors,).
        nation: Row of an actor's nation (a nation's is its own), shape (actors,).
        issues: Names of the issues.
        start: First month, YYYY-MM.
        horizon: Number of months.
        markers: Dated events in order.
        regions: Names of the parts of the world, sorted.
        region_of: Part of the world of each nation, shape (nations,).
        observed: Rows of the two cities of each observed tie in force, and the first month that counts, shape (ties, 3).
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    n_cities: int
    lon: Floats
    lat: Floats
    nation: Ints
    issues: tuple[str, ...]
    start: str
    horizon: int
    markers: tuple[Marker, ...]
    regions: tuple[str, ...]
    region_of: tuple[str, ...]
    observed: Ints

    def date(self, month: int) -> str:
        """Return the month with this number as YYYY-MM."""
        return date_of(self.start, month)

    def row(self, name: str) -> int:
        """Return the row of the actor with this label, id or name.

        Raises:
            LookupError: No actor has it, or several have this name.
        """
        for texts in (self.labels, self.ids):
            if name in texts:
                return texts.index(name)
        namesakes = [row for row, each in enumerate(self.names) if each == name]
        if not namesakes:
            raise LookupError(f"unknown actor {shown(name)}: {did_you_mean(name, self.labels)}")
        # A unique name is its own label, so a name that gets here belongs to several actors, and none is preferred.
        listed = ", ".join(self.labels[row] for row in namesakes)
        raise LookupError(f"{len(namesakes)} actors are called {shown(name)}: expected one of {listed}")


def labels_of(names: Sequence[str], nation: Sequence[int], ids: Sequence[str]) -> tuple[str, ...]:
    """Return a label for each actor: its name, with the nation and at last the id where several have the name.

    Args:
        names: Names of the actors.
        nation: Row of each actor's nation; its own for a nation.
        ids: Ids of the actors, which are unique.
    """
    labels = list(names)
    # The nation of a city distinguishes Birmingham in the United Kingdom from the one in the United States, the word
    # "nation" Singapore from its only city.
    more = ["nation" if home == row else names[home] for row, home in enumerate(nation)]
    more = ["city" if word == name else word for word, name in zip(more, names, strict=True)]
    for addition in (more, ids):
        count = Counter(labels)
        labels = [
            f"{name} ({addition[row]})" if count[label] > 1 else label
            for row, (name, label) in enumerate(zip(names, labels, strict=True))
        ]
    return tuple(labels)


def roster_of(world: World, scenario: Scenario) -> Roster:
    """Return the roster of a world that was built from a scenario."""
    state = world.state
    everyone = [*world.cities.values(), *world.nations.values()]
    lon, lat = (np.array([getattr(actor, axis) for actor in everyone]) for axis in ("lon", "lat"))
    nation = state.actors.nation.copy()
    home = tuple(_region(identity) for identity in state.identities[state.n_cities :])
    # Frozen, because all panels and threads of a page share them.
    seen = _observed(world, scenario)
    for column in (lon, lat, nation, seen):
        column.flags.writeable = False
    markers = [
        Marker(month_of(scenario.start, event.date), event.date, event.kind, event.name, event.source)
        for event in scenario.events
    ]
    return Roster(
        ids=tuple(state.identities),
        names=tuple(state.names),
        labels=labels_of(state.names, nation.tolist(), state.identities),
        n_cities=state.n_cities,
        lon=lon,
        lat=lat,
        nation=nation,
        issues=tuple(issue.name for issue in state.issues),
        start=state.start,
        horizon=world.horizon,
        markers=tuple(sorted(markers, key=lambda marker: marker.month)),
        regions=tuple(sorted(set(home))),
        region_of=home,
        observed=seen,
    )


def _observed(world: World, scenario: Scenario) -> Ints:
    """Return rows and first month of the observed ties whose two cities are in the world; no tie where they are drawn."""
    row = {identity: at for at, identity in enumerate(world.state.identities)}
    ties = [tie for tie in observed_ties(scenario) or [] if tie.status == IN_FORCE and row.keys() >= set(tie.pair)]
    # A table may have ties that begin later, for the comparison.
    first = [max(0, month_of(scenario.start, tie.month)) if tie.month else 0 for tie in ties]
    pairs = [(*(row[end] for end in tie.pair), month) for tie, month in zip(ties, first, strict=True)]
    return np.array(pairs, dtype=np.int32).reshape(-1, 3)


def _region(identity: str) -> str:
    """Return the part of the world of a nation; ``drawn`` for one that is not in the facts."""
    region = region_of_nation().get(identity, "drawn")
    return next((part for word, part in REGIONS if word in region), region)
