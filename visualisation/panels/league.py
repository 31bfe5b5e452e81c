"""League table: the agreements of each actor by status, and how contested they are."""

from collections.abc import Callable

import numpy as np
import solara

from paradiplomacy.model.vocabulary import Diplomacy, Status
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Arcs, Snapshot
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.theme.palette import tie
from paradiplomacy.visualisation.vue import vue

MOST = 60

type Row = dict[str, int | float | str]


def league_of(now: Snapshot, roster: Roster, level: str, order: str = "force") -> list[Row]:
    """Return the first rows of the table of a month as data for the page.

    Args:
        now: The month.
        roster: The roster of the world.
        level: ``cities`` or ``nations``.
        order: Column by which all actors are sorted, the largest value first.

    Returns:
        One row per actor.
    """
    arcs, n, actors = now.arcs, roster.n_cities, len(roster.ids)
    in_force = arcs.status == Status.IN_FORCE
    columns = {
        "force": _count(arcs, in_force, actors),
        "talks": _count(arcs, arcs.status == Status.NEGOTIATING, actors),
        "bypass": _count(arcs, in_force & (arcs.tie == tie(Diplomacy.BYPASS)), actors),
        "suspended": _count(arcs, arcs.status == Status.SUSPENDED, actors),
        "disputed": _count(arcs, arcs.disputed.astype(bool), actors),
        "depth": np.round(_mean_depth(arcs, in_force, actors), 2),
    }
    rows = range(n) if level == "cities" else range(n, actors)
    by = columns.get(order, columns["force"])
    # All actors are sorted here and only the first rows sent; to send all in each month would take longer than the month.
    first = sorted(rows, key=lambda row: (-float(by[row]), -int(columns["force"][row]), roster.ids[row]))[:MOST]
    return [
        {
            "row": row,
            "name": roster.names[row],
            "nation": roster.names[int(roster.nation[row])],
            **{name: values[row].item() for name, values in columns.items()},
        }
        for row in first
    ]


def _count(arcs: Arcs, chosen: np.ndarray, actors: int) -> np.ndarray:
    return np.bincount(np.concatenate([arcs.a[chosen], arcs.b[chosen]]), minlength=actors)


def _mean_depth(arcs: Arcs, chosen: np.ndarray, actors: int) -> np.ndarray:
    both = np.concatenate([arcs.a[chosen], arcs.b[chosen]])
    total = np.bincount(both, np.tile(arcs.depth[chosen], 2), minlength=actors)
    found: np.ndarray = total / np.maximum(1, np.bincount(both, minlength=actors))
    return found


@vue
def LeagueView(
    rows: list[Row],
    count: int,
    level: str,
    order: str,
    event_choose_order: Callable[[str], None],
    event_choose_level: Callable[[str], None],
    event_pick: Callable[[list[int]], None],
) -> None:
    """Draw the table; a click on a head sorts it, a click on a name opens the actor."""


@solara.component
def League(page: PageState) -> None:
    """Show the league table."""
    run, now = page.playback.shown.value
    level, order, cities = page.display.level.value, page.display.order.value, run.roster.n_cities
    rows = solara.use_memo(lambda: league_of(now, run.roster, level, order), [id(now), level, order])
    LeagueView(
        rows=rows,
        count=cities if level == "cities" else len(run.roster.ids) - cities,
        level=level,
        order=order,
        event_choose_order=page.display.order.set,
        event_choose_level=page.display.level.set,
        event_pick=page.selection.pick,
    )


PANEL = Panel("League", 50, League)
