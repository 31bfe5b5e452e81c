"""State to Snapshot: the frozen facts of one month that a panel may draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.agreements.book import NEVER, Rows
from paradiplomacy.model.phases.record import WINDOW, antagonism, ties_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Kind
from paradiplomacy.visualisation.session.roster import Cast
from paradiplomacy.visualisation.session.facts.feed import Happened, happened

FEED_MONTHS = 6
FEED_LINES = 80
MOST_MONTHS = 400
"""Points of a time series that are drawn: a page is no wider."""
TIE_OF_CLASS = {
    Diplomacy.NONE: 1,
    Diplomacy.COOPERATIVE_JOINT: 2,
    Diplomacy.COORDINATED_OPPOSED: 3,
    Diplomacy.PARALLEL_HARMONY: 4,
    Diplomacy.PARALLEL_DISHARMONY: 5,
    Diplomacy.BYPASS: 6,
}
"""Number of a tie's colour (``palette.TIES``) by class, from the most usual to the most contested; 0 is national."""
_RANK = np.array([TIE_OF_CLASS[kind] for kind in Diplomacy], dtype=np.int8)


class Arcs(NamedTuple):
    """Agreements that have not ended, by number; arrays are equally long.

    Attributes:
        number: Number in the book.
        a, b: Rows of the two sides.
        kind, status: As in the book.
        tie: Number of the colour: the more contested class of the two sides.
        disputed: Whether a dispute about it is open.
        issues: Issues that it covers, one bit each.
        depth: Mean depth of the issues covered, 0 while nothing is signed.
    """

    number: Ints
    a: Ints
    b: Ints
    kind: Bytes
    status: Bytes
    tie: Bytes
    disputed: Bytes
    issues: Ints
    depth: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One month of a world.

    Attributes:
        month: Months done.
        date: The month that was done last, YYYY-MM; the first month while none is done.
        population, gdp: (actors,) persons; US$ billion a year.
        ties: (actors,) agreements in force.
        shades: Attribute of nations by name, (nations,), NaN where it has none.
        arcs: Agreements that have not ended.
        feed: What happened lately, the latest first.
        months: (m,) months recorded since the start of the scenario; of a long run every second, third, ... and the last.
        totals: Numbers of the whole world by name, at these months, (m,).
    """

    month: int
    date: str
    population: Floats
    gdp: Floats
    ties: Ints
    shades: Mapping[str, Floats]
    arcs: Arcs
    feed: tuple[Happened, ...]
    months: Rows
    totals: Mapping[str, Floats]


def snapshot(state: State, cast: Cast) -> Snapshot:
    """The facts of the present month; the state may go on, they stay."""
    ties = np.zeros(state.n_actors, dtype=np.int32)
    arcs = _arcs(state)
    ties_of(state.book.rows, arcs.number.astype(np.int64)[arcs.status == 2], ties)
    months = _months_drawn(state)
    return Snapshot(
        month=state.month,
        date=cast.date(max(0, state.month - 1)),
        population=_frozen(state.actors.population.copy()),
        gdp=_frozen(state.actors.gdp.copy()),
        ties=_frozen(ties),
        shades=MappingProxyType({name: _frozen(values) for name, values in _shades(state, ties).items()}),
        arcs=arcs,
        feed=_feed(state, cast),
        months=_frozen(months),
        totals=MappingProxyType({name: _frozen(values) for name, values in _totals(state, months).items()}),
    )


def _arcs(state: State) -> Arcs:
    book, live = state.book.rows, state.book.live()
    rows = state.disputes.rows
    kind = book.kind[live]
    tie = _RANK[book.diplomacy[live]].max(axis=1) if len(live) else np.zeros(0, dtype=np.int8)
    tie[kind == Kind.NATION_NATION] = 0
    bits = 1 << np.arange(len(state.issues), dtype=np.int32)
    terms, agenda = book.terms[live], book.agenda[live]
    arcs = Arcs(
        number=live.astype(np.int32),
        a=book.party[live, 0].copy(),
        b=book.party[live, 1].copy(),
        kind=kind,
        status=book.status[live],
        tie=tie,
        disputed=np.isin(live, rows.agreement[rows.ended == NEVER]).astype(np.int8),
        issues=(agenda * bits).sum(axis=1).astype(np.int32),
        depth=((terms * agenda).sum(axis=1) / np.maximum(1, agenda.sum(axis=1))).astype(np.float32),
    )
    for column in arcs:
        _frozen(column)
    return arcs


def _shades(state: State, ties: Ints) -> dict[str, Floats]:
    """What nations can be shaded by."""
    actors, n = state.actors, state.n_cities
    apart = np.abs(actors.position[:n] - actors.position[actors.nation[:n]])
    gap = np.full(state.n_actors, np.nan)
    weight = np.bincount(actors.nation[:n], minlength=state.n_actors)
    total = np.bincount(actors.nation[:n], (actors.salience[:n] * apart).sum(axis=1), minlength=state.n_actors)
    np.divide(total, weight, out=gap, where=weight > 0)
    of_cities = np.bincount(actors.nation[:n], ties[:n], minlength=state.n_actors).astype(np.float64)
    against, acts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    signed = state.book.rows.signed
    antagonism(actors, state.book.rows, np.flatnonzero(signed > state.month - WINDOW), against, acts)
    shades = {
        "divergence": gap[n:],
        "antagonism": np.divide(against, acts, out=np.zeros_like(acts), where=acts > 0)[n:],
        "ties_of_cities": of_cities[n:],
        "ties": ties[n:].astype(np.float64),
        "gdp_per_person": actors.gdp[n:] / actors.population[n:] * 1e9,
        "trust": actors.trust[n:].copy(),
        "decentralisation": actors.decentralisation[n:].copy(),
    }
    for k, issue in enumerate(state.issues):
        shades[f"position_{issue.name}"] = actors.position[n:, k].copy()
    return shades


def _feed(state: State, cast: Cast) -> tuple[Happened, ...]:
    lines: list[Happened] = []
    for month in range(state.month - 1, max(-1, state.month - 1 - FEED_MONTHS), -1):
        if len(lines) < FEED_LINES:
            wanted = FEED_LINES - len(lines)
            lines += happened(state, cast, month, most=wanted)[:wanted]
    return tuple(lines)


def _months_drawn(state: State) -> Rows:
    every, last = max(1, -(-state.month // MOST_MONTHS)), state.month - 1
    return np.array([*range(0, last, every), last] if last >= 0 else [], dtype=np.int64)


def _totals(state: State, months: Rows) -> dict[str, Floats]:
    recorder = state.recorder
    if not len(months):
        return {}
    first = recorder.months[0]  # months are recorded one after the other, the burn-in included
    rows = [recorder.totals[month - first] for month in months.tolist()]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def _frozen(column: Any) -> Any:
    column.flags.writeable = False
    return column
