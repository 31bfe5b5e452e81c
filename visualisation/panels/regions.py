"""Region by region: agreements in force between the parts of the world."""

from typing import Any

import numpy as np
import solara

from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Snapshot


def matrix_of(now: Snapshot, roster: Roster) -> dict[str, Any]:
    """Counts of agreements in force of cities, by regions of the two sides, as the page takes them."""
    arcs = now.arcs
    chosen = (arcs.status == 2) & (arcs.kind != 2)
    home = np.array([roster.regions.index(region) for region in roster.region_of], dtype=np.int64)
    size = len(roster.regions)
    one, other = home[roster.nation[arcs.a[chosen]] - roster.n_cities], home[roster.nation[arcs.b[chosen]] - roster.n_cities]
    table = np.zeros((size, size), dtype=np.int64)
    np.add.at(table, (np.minimum(one, other), np.maximum(one, other)), 1)
    both = table + np.triu(table, 1).T
    return {"regions": list(roster.regions), "counts": both.tolist()}


@solara.component_vue("regions.vue")
def Regions(matrix: dict[str, Any]) -> None:
    """Darker cells have more."""
