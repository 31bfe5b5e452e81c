"""Ties on record: which of the ties that a scenario has on record the simulation has too, and which it lacks."""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import solara

from paradiplomacy.model.agreements.book import TIED
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.own_data.ties import Tie
from paradiplomacy.scenarios.world.build import observed_ties
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue

MOST = 200

type Pair = tuple[str, str]


class Row(TypedDict):
    """A tie on record: names, date and status on record, and whether the simulation has it."""

    a: str
    b: str
    since: str
    status: str
    simulated: bool


class Record(TypedDict):
    """Numbers of pairs of cities that are tied in both, on record only and in the simulation only, and ties on record."""

    both: int
    missing: int
    simulated: int
    rows: list[Row]


def record_of(now: Snapshot, roster: Roster, ties: Sequence[Tie]) -> Record:
    """Return the ties on record next to those of a month as data for the page, those that the simulation lacks first.

    Args:
        now: The month.
        roster: The roster of the world.
        ties: The ties on record.
    """
    chosen = TIED[now.arcs.status] & (now.arcs.kind == Kind.CITY_CITY)
    ends = np.sort([now.arcs.a[chosen], now.arcs.b[chosen]], axis=0).T.tolist()
    simulated = {_ordered(roster.ids[a], roster.ids[b]) for a, b in ends}
    here = [tie for tie in ties if set(tie.pair) <= set(roster.ids)]
    on_record = {tie.pair for tie in here if tie.in_force(roster.date(max(0, now.month - 1)))}
    name = dict(zip(roster.ids, roster.names, strict=True))
    rows = [
        Row(
            a=name[tie.pair[0]],
            b=name[tie.pair[1]],
            since=tie.since,
            status=tie.status,
            simulated=tie.pair in simulated,
        )
        for tie in here
    ]
    rows.sort(key=lambda row: (row["simulated"], row["a"], row["b"]))
    both = on_record & simulated
    return Record(both=len(both), missing=len(on_record - both), simulated=len(simulated - both), rows=rows[:MOST])


def _ordered(a: str, b: str) -> Pair:
    return min(a, b), max(a, b)


@vue
def RecordView(record: Record | None) -> None:
    """Draw the numbers and the table; a sentence where a scenario has no ties on record."""


@solara.component
def OnRecord(page: PageState) -> None:
    """Show the ties on record."""
    run, now = page.playback.shown.value
    ties = solara.use_memo(lambda: observed_ties(run.scenario), [id(run)])
    RecordView(record=solara.use_memo(lambda: None if ties is None else record_of(now, run.roster, ties), [id(now)]))


PANEL = Panel("Ties on record", 65, OnRecord)
