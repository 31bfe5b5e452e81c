"""Snapshots: the frozen facts of one month that a panel may draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.agreements.book import NEVER, Rows
from paradiplomacy.model.conduct import Conduct, conduct
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Kind
from paradiplomacy.visualisation.session.facts.feed import FeedLine, feed_of
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.theme.palette import tie

FEED_MONTHS = 6
FEED_LINES = 80
MOST_MONTHS = 400
"""Most points of a time series that are drawn; a chart has no more pixels."""
TIE_OF_CLASS = np.array([tie(member) for member in Diplomacy], dtype=np.int8)
"""Number of an agreement's look (``palette.TIES``) by class of diplomacy."""


class Arcs(NamedTuple):
    """Agreements that have not ended, in the order of their numbers; all arrays have the same length.

    An agreement of several parties has an arc from its first party to each of the others.

    Attributes:
        key: Row of the second party of the arc among the parties of the book, which no other arc has.
        number: Number in the book.
        a, b: Rows of the two parties.
        kind, status: Codes of the vocabulary.
        tie: Number of the look (``palette.TIES``): that of the more contested class of the two parties.
        disputed: 1 while a dispute about it is open.
        issues: Issues that it covers, one bit each.
        depth: Mean depth of the issues covered, 0 while nothing is signed.
    """

    key: Ints
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
        date: The last month done, YYYY-MM; the first month while none is done.
        population, gdp: Persons; US$ billion a year; shape (actors,).
        ties: Agreements in force, shape (actors,).
        shades: Attributes of nations by name, shape (nations,); NaN if undefined.
        arcs: Agreements that have not ended.
        feed: Recent events, the latest first.
        months: Months recorded since the start of the scenario, shape (m,); every second, third, ... in a long run.
        totals: Numbers of the whole world by name, at these months, shape (m,).
    """

    month: int
    date: str
    population: Floats
    gdp: Floats
    ties: Ints
    shades: Mapping[str, Floats]
    arcs: Arcs
    feed: tuple[FeedLine, ...]
    months: Rows
    totals: Mapping[str, Floats]


def snapshot(state: State, roster: Roster) -> Snapshot:
    """Return the facts of the present month; they do not change when the state moves on."""
    # Copies, because the page draws in another thread while the state moves on.
    arcs = _arcs(state)
    acts = conduct(state)
    ties = acts.ties
    months = _months_drawn(state)
    return Snapshot(
        month=state.month,
        date=roster.date(max(0, state.month - 1)),
        population=_frozen(state.actors.population.copy()),
        gdp=_frozen(state.actors.gdp.copy()),
        ties=_frozen(ties),
        shades=MappingProxyType({name: _frozen(values) for name, values in _shades(state, acts).items()}),
        arcs=arcs,
        feed=_feed(state, roster),
        months=_frozen(months),
        totals=MappingProxyType({name: _frozen(values) for name, values in _totals(state, months).items()}),
    )


def _arcs(state: State) -> Arcs:
    book, parties = state.book.rows, state.book.parties
    rows, everyone = state.disputes.rows, state.book.parties_of(state.book.live())
    # One arc from the party that opened the negotiation to each of the others.
    others = everyone[state.book.sides(everyone) > 0]
    live = parties.agreement[others]
    kind, first = book.kind[live], book.first[live]
    classes = TIE_OF_CLASS[parties.diplomacy]
    ties = np.maximum(classes[first], classes[others])
    ties[kind == Kind.NATION_NATION] = tie(Kind.NATION_NATION)
    # One bit for each issue: a filter of issues is then one operation for each agreement in the browser.
    bits = 1 << np.arange(len(state.issues), dtype=np.int32)
    terms, agenda = book.terms[live], book.agenda[live]
    arcs = Arcs(
        key=others.astype(np.int32),
        number=live.astype(np.int32),
        a=parties.actor[first],
        b=parties.actor[others],
        kind=kind,
        status=book.status[live],
        tie=ties,
        disputed=np.isin(live, rows.agreement[rows.ended == NEVER]).astype(np.int8),
        issues=(agenda * bits).sum(axis=1).astype(np.int32),
        depth=((terms * agenda).sum(axis=1) / np.maximum(1, agenda.sum(axis=1))).astype(np.float32),
    )
    for column in arcs:
        _frozen(column)
    return arcs


def _shades(state: State, acts: Conduct) -> dict[str, Floats]:
    """Return the attributes by which nations can be shaded."""
    actors, n, ties = state.actors, state.n_cities, acts.ties
    apart = np.abs(actors.position[:n] - actors.position[actors.nation[:n]])
    gap = np.full(state.n_actors, np.nan)
    weight = np.bincount(actors.nation[:n], minlength=state.n_actors)
    total = np.bincount(actors.nation[:n], (actors.salience[:n] * apart).sum(axis=1), minlength=state.n_actors)
    np.divide(total, weight, out=gap, where=weight > 0)
    of_cities = np.bincount(actors.nation[:n], ties[:n], minlength=state.n_actors).astype(np.float64)
    shades = {
        "divergence": gap[n:],
        # A nation whose cities have not acted is shaded like one without opposition.
        "antagonism": np.nan_to_num(acts.antagonism[n:]),
        "ties_of_cities": of_cities[n:],
        "ties": ties[n:].astype(np.float64),
        "gdp_per_person": actors.gdp[n:] / actors.population[n:] * 1e9,
        "trust": actors.trust[n:].copy(),
        "decentralisation": actors.decentralisation[n:].copy(),
    }
    for k, issue in enumerate(state.issues):
        shades[f"position_{issue.name}"] = actors.position[n:, k].copy()
    return shades


def _feed(state: State, roster: Roster) -> tuple[FeedLine, ...]:
    lines: list[FeedLine] = []
    for month in range(state.month - 1, max(-1, state.month - 1 - FEED_MONTHS), -1):
        # A summit month alone can fill the feed. What has no room is counted, so that nothing is left out silently.
        lines += feed_of(state, roster, month, most=FEED_LINES - len(lines))
    return tuple(lines)


def _months_drawn(state: State) -> Rows:
    every, last = max(1, -(-state.month // MOST_MONTHS)), state.month - 1
    return np.array([*range(0, last, every), last] if last >= 0 else [], dtype=np.int64)


def _totals(state: State, months: Rows) -> dict[str, Floats]:
    recorder = state.recorder
    if not len(months):
        return {}
    first = recorder.months[0]  # every month is recorded, the burn-in included
    rows = [recorder.totals[month - first] for month in months.tolist()]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def _frozen[T: np.ndarray](column: T) -> T:
    column.flags.writeable = False
    return column
