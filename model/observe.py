"""Recording of a month: columns of actors and totals of the model."""

from functools import cache
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Rows, Shelf
from paradiplomacy.model.challenges.challenges import MEASURED, measured_in
from paradiplomacy.model.conduct import WINDOW, Conduct, conduct_of, divergence, mean_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import Log
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.recorder import CLASSES, Columns, Recorder
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status

YEAR = 12
STOCKS = (Status.NEGOTIATING, Status.SIGNED, Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
"""Statuses whose agreements are counted at the end of each month."""
STOCK_CODES = np.array([int(status) for status in STOCKS])
FLOW_CODES = np.array([int(event) for event in Event])
KINDS = int(FLOW_CODES.max()) + 1
STATUSES = len(Status)
AVERAGED = ("trust", "reputation", "promised", "effort")
"""Columns of actors whose means over cities and over nations are totals of the model."""


class Observed(NamedTuple):
    """Record of one month.

    Attributes:
        columns: The columns of actors.
        counts: Totals that are whole numbers: stocks, flows, and acts of city diplomacy by class.
        measures: All other totals of the model.
    """

    columns: Columns
    counts: Rows
    measures: Floats


@inner
def stocks_of(shelf: Shelf) -> Rows:
    """Count the listed agreements by status."""
    stocks = np.zeros(STATUSES, dtype=np.int64)
    for row in shelf.live[: shelf.listed[0]]:
        stocks[shelf.agreements.status[row]] += 1
    return stocks


@inner
def flows_of(log: Log, month: int) -> Rows:
    """Count the events of the month by kind."""
    flows = np.zeros(KINDS, dtype=np.int64)
    # Events are in the order of months, so those of this month are at the end.
    at = log.filled[0] - 1
    while at >= 0 and log.events.month[at] >= month:
        flows[log.events.kind[at]] += 1
        at -= 1
    return flows


@inner
def mean_antagonism(index: Floats) -> float:
    """Return the mean over those who have acted, or whose cities have."""
    return mean_of(index[~np.isnan(index)])


@inner
def antagonism_per_city(found: Conduct, n_cities: int) -> float:
    """Return the antagonism of the last two years per city and year."""
    total = 0.0
    for i in range(n_cities):
        acts = 0
        for kind in range(1, found.classes.shape[0]):
            acts += found.classes[kind, i]
        # The mean over acts times their number is the sum over acts.
        if acts > 0:
            total += found.antagonism[i] * acts
    # The window of two years is scaled to one.
    return total / max(1, n_cities) * YEAR / WINDOW


@inner
def counts_of(month: Month, found: Conduct) -> Rows:
    """Return the totals that are whole numbers."""
    stocks, flows, classes = stocks_of(month.desk.shelf), flows_of(month.desk.log, month.month), found.classes[1:]
    counts = np.empty(STOCK_CODES.size + FLOW_CODES.size + classes.shape[0], dtype=np.int64)
    for at in range(STOCK_CODES.size):
        counts[at] = stocks[STOCK_CODES[at]]
    for at in range(FLOW_CODES.size):
        counts[STOCK_CODES.size + at] = flows[FLOW_CODES[at]]
    for kind in range(classes.shape[0]):
        counts[STOCK_CODES.size + FLOW_CODES.size + kind] = classes[kind, : month.n_cities].sum()
    return counts


@inner
def measures_of(month: Month, found: Conduct) -> Floats:
    """Return the totals that are no whole numbers."""
    actors, n_cities, challenges = month.actors, month.n_cities, month.challenges.issue.size
    measured = measured_in(month.challenges)
    totals = np.empty(3 + 8 + len(measured) * challenges)
    totals[0] = mean_antagonism(found.antagonism[n_cities:])
    totals[1] = antagonism_per_city(found, n_cities)
    totals[2] = divergence(actors, n_cities)
    at = 3
    for first, last in ((0, n_cities), (n_cities, actors.key.size)):
        totals[at], totals[at + 1] = mean_of(actors.trust[first:last]), mean_of(actors.reputation[first:last])
        totals[at + 2], totals[at + 3] = mean_of(actors.promised[first:last]), mean_of(actors.effort[first:last])
        at += 4
    for column in measured:
        totals[at : at + challenges] = column
        at += challenges
    return totals


@inner
def columns_of(actors: Actors, found: Conduct) -> Columns:
    """Return the columns of actors as they are recorded, as copies: the actors go on changing."""
    return Columns(
        actors.population.copy(),
        actors.gdp.copy(),
        actors.trust.astype(np.float32),
        actors.reputation.astype(np.float32),
        actors.position.astype(np.float32),
        actors.public.astype(np.float32),
        actors.promised.astype(np.float32),
        actors.effort.astype(np.float32),
        actors.party.astype(np.int8),
        found.ties,
        found.antagonism.astype(np.float32),
        found.classes[1:].astype(np.int16),
    )


@compiled
def observed(month: Month) -> Observed:
    """Return what is recorded of a month."""
    found = conduct_of(month)
    return Observed(columns_of(month.actors, found), counts_of(month, found), measures_of(month, found))


@cache
def names_of(challenges: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the totals, counts first, given the issues that have a challenge."""
    averaged = (f"{name}_{level}" for level in ("city", "nation") for name in AVERAGED)
    return (
        *(f"stock_{status.name.lower()}" for status in STOCKS),
        *(event.name.lower() for event in Event),
        *CLASSES,
        *("antagonism", "antagonism_per_city", "divergence"),
        *averaged,
        *(f"challenge_{measured}_{issue}" for measured in MEASURED for issue in challenges),
    )


def observe(state: State, recorder: Recorder) -> None:
    """Record the present month."""
    found = observed(month_of(state))
    names = names_of(tuple(state.issues[k].name for k in state.challenges.issue))
    # Whole numbers stay whole in the table.
    totals: list[float] = found.counts.tolist() + found.measures.tolist()
    recorder.take(state.month, found.columns, dict(zip(names, totals, strict=True)))


def recorded(state: State) -> Recorder:
    """Return the recorder or, before the first month, one that has seen the present: for the columns of empty tables."""
    if state.recorder.months:
        return state.recorder
    present = Recorder()
    observe(state, present)
    return present
