"""Regions: agreements in force between the parts of the world."""

from typing import TypedDict

import numpy as np
import solara

from paradiplomacy.model.vocabulary import Kind, Status
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


class Matrix(TypedDict):
    """Names of the regions, and the symmetric table of counts."""

    regions: list[str]
    counts: list[list[int]]


def matrix_of(now: Snapshot, roster: Roster) -> Matrix:
    """Return the agreements in force of cities, counted by the regions of their two parties, as data for the page."""
    arcs = now.arcs
    chosen = (arcs.status == Status.IN_FORCE) & (arcs.kind != Kind.NATION_NATION)
    home = np.array([roster.regions.index(region) for region in roster.region_of], dtype=np.int64)
    size = len(roster.regions)
    one, other = (home[roster.nation[rows[chosen]] - roster.n_cities] for rows in (arcs.a, arcs.b))
    table = np.zeros((size, size), dtype=np.int64)
    np.add.at(table, (np.minimum(one, other), np.maximum(one, other)), 1)
    both = table + np.triu(table, 1).T
    return Matrix(regions=list(roster.regions), counts=both.tolist())


@vue
def RegionsView(matrix: Matrix) -> None:
    """Draw the table; darker cells have more agreements."""


@solara.component
def Regions(page: PageState) -> None:
    """Show the table."""
    run, now = page.playback.shown.value
    RegionsView(matrix=solara.use_memo(lambda: matrix_of(now, run.roster), [id(now)]))


PANEL = Panel("Regions", 60, Regions)
