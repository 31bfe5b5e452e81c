"""The league table: what every actor has in force, and how contested it is."""

from collections.abc import Callable
from typing import Any

import numpy as np
import solara

from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Arcs, Snapshot

MOST = 60
BYPASS = 6


def league_of(now: Snapshot, roster: Roster, level: str) -> list[dict[str, Any]]:
    """One row an actor of a level (``cities`` or ``nations``), those with most agreements in force first."""
    arcs, n = now.arcs, roster.n_cities
    part = range(n) if level == "cities" else range(n, len(roster.ids))

    def count(chosen: np.ndarray) -> np.ndarray:
        both = np.concatenate([arcs.a[chosen], arcs.b[chosen]])
        return np.bincount(both, minlength=len(roster.ids))

    force = arcs.status == 2
    columns = {
        "force": count(force),
        "talks": count(arcs.status == 0),
        "bypass": count(force & (arcs.tie == BYPASS)),
        "preempted": count(arcs.status == 5),
        "disputed": count(arcs.disputed == 1),
        "depth": np.round(_mean_depth(arcs, force, len(roster.ids)), 2),
    }
    order = sorted(part, key=lambda row: (-int(columns["force"][row]), roster.ids[row]))[:MOST]
    return [
        {"row": row, "name": roster.names[row], "nation": roster.names[int(roster.nation[row])]}
        | {name: values[row].item() for name, values in columns.items()}
        for row in order
    ]


def _mean_depth(arcs: Arcs, chosen: np.ndarray, actors: int) -> np.ndarray:
    both = np.concatenate([arcs.a[chosen], arcs.b[chosen]])
    total = np.bincount(both, np.tile(arcs.depth[chosen], 2), minlength=actors)
    found: np.ndarray = total / np.maximum(1, np.bincount(both, minlength=actors))
    return found


@solara.component_vue("league.vue")
def League(
    rows: list[dict[str, Any]],
    level: str,
    event_choose_level: Callable[[str], None],
    event_pick: Callable[[list[int]], None],
) -> None:
    """A click on a head sorts, a click on a name opens."""
