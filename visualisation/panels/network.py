"""Network: the agreements in force between cities as a network; its degree distribution and most connected cities."""

from collections.abc import Callable
from typing import TypedDict

import numpy as np
import solara

from paradiplomacy.model.vocabulary import Kind, Status
from paradiplomacy.visualisation.components.picture_buttons import SavePicture
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue

MOST = 12


class Degree(TypedDict):
    """A city and the number of its partners."""

    row: int
    name: str
    degree: int


class Degrees(TypedDict):
    """The network as data for the page.

    Attributes:
        cities: Number of cities.
        ties: Number of pairs with an agreement in force.
        mean: Mean number of partners of a city.
        alone: Share of cities without a partner.
        counts: Number of cities by number of partners, from 0.
        best: The most connected cities.
    """

    cities: int
    ties: int
    mean: float
    alone: float
    counts: list[int]
    best: list[Degree]


def network_of(now: Snapshot, roster: Roster) -> Degrees:
    """Return the network of a month as data for the page."""
    arcs, n = now.arcs, roster.n_cities
    chosen = (arcs.status == Status.IN_FORCE) & (arcs.kind == Kind.CITY_CITY)
    pairs = np.unique(np.sort(np.column_stack([arcs.a[chosen], arcs.b[chosen]]), axis=1), axis=0)
    degree = np.bincount(pairs.ravel(), minlength=n)[:n]
    best = np.lexsort((np.arange(n), -degree))[:MOST].tolist()
    return Degrees(
        cities=n,
        ties=len(pairs),
        mean=float(degree.mean()) if n else 0.0,
        alone=float((degree == 0).mean()) if n else 0.0,
        counts=np.bincount(degree).tolist(),
        best=[Degree(row=row, name=roster.names[row], degree=int(degree[row])) for row in best if degree[row]],
    )


@vue
def NetworkView(network: Degrees, event_pick: Callable[[list[int]], None]) -> None:
    """Draw the degree distribution as bars, and a list."""


@solara.component
def Network(page: PageState) -> None:
    """Show the network."""
    run, now = page.playback.shown.value
    NetworkView(network=solara.use_memo(lambda: network_of(now, run.roster), [id(now)]), event_pick=page.selection.pick)
    SavePicture(page, "network")


PANEL = Panel("Network", 40, Network)
