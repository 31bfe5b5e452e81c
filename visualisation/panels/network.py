"""The network of agreements in force: how many have how many, and who has most."""

from collections.abc import Callable
from typing import Any

import numpy as np
import solara

from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Snapshot

MOST = 12


def network_of(now: Snapshot, roster: Roster) -> dict[str, Any]:
    """Degrees of the cities (agreements in force with other cities) and the most connected, as the page takes them."""
    arcs, n = now.arcs, roster.n_cities
    ours = (arcs.status == 2) & (arcs.kind == 0)
    pairs = np.unique(np.sort(np.column_stack([arcs.a[ours], arcs.b[ours]]), axis=1), axis=0)
    degree = np.bincount(pairs.ravel(), minlength=n)[:n]
    best = np.lexsort((np.arange(n), -degree))[:MOST].tolist()
    return {
        "cities": n,
        "ties": len(pairs),
        "mean": float(degree.mean()) if n else 0.0,
        "alone": float((degree == 0).mean()) if n else 0.0,
        "counts": np.bincount(degree).tolist(),
        "best": [{"row": row, "name": roster.names[row], "degree": int(degree[row])} for row in best if degree[row]],
    }


@solara.component_vue("network.vue")
def NetworkPanel(network: dict[str, Any], event_pick: Callable[[list[int]], None]) -> None:
    """Bars of the degree distribution, and a list."""
