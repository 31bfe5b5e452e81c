"""Recording of a month: columns of actors and totals of the model."""

import numpy as np

from paradiplomacy.model.challenges.challenges import MEASURED
from paradiplomacy.model.conduct import WINDOW, conduct, divergence, mean_of, ties_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.recorder import Conduct, Recorder
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status

YEAR = 12
STOCKS = (Status.NEGOTIATING, Status.SIGNED, Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
"""Statuses whose agreements are counted at the end of each month."""
# Made once: spelling the names again every month would take longer than counting.
STOCK_NAMES = tuple(f"stock_{status.name.lower()}" for status in STOCKS)
FLOWS, FLOW_NAMES = [int(event) for event in Event], tuple(event.name.lower() for event in Event)
AVERAGED = ("trust", "reputation", "promised", "effort")
"""Columns of actors whose means over cities and over nations are totals of the model."""


def totals(state: State, conduct: Conduct) -> dict[str, float]:
    """Return the totals of the month: stocks, flows, antagonism, divergence, trust and effort."""
    book, actors, month = state.book.rows, state.actors, state.month
    events = state.ledger.events
    # Events are in the order of months, so those of this month are at the end.
    start = int(np.searchsorted(events.month, month))
    flows = np.bincount(events.kind[start:], minlength=len(Event))
    stocks = np.bincount(book.status[state.book.live()], minlength=len(Status))
    row: dict[str, float] = dict(zip(STOCK_NAMES, stocks[list(STOCKS)].tolist(), strict=True))
    row |= zip(FLOW_NAMES, flows[FLOWS].tolist(), strict=True)
    for name, number in conduct.classes.items():
        row[name] = int(number[: state.n_cities].sum())
    index = conduct.antagonism[state.n_cities :]
    row["antagonism"] = mean_of(index[~np.isnan(index)])
    acts = sum(number[: state.n_cities] for number in conduct.classes.values())
    # The mean over acts times their number is the sum over acts; the window of two years is scaled to one.
    row["antagonism_per_city"] = mean_of(np.nan_to_num(conduct.antagonism[: state.n_cities]) * acts) * YEAR / WINDOW
    row["divergence"] = divergence(actors, state.n_cities)
    for level, part in (("city", slice(0, state.n_cities)), ("nation", slice(state.n_cities, None))):
        for name in AVERAGED:
            row[f"{name}_{level}"] = mean_of(getattr(actors, name)[part])
    return row | challenges_of(state)


def challenges_of(state: State) -> dict[str, float]:
    """Return the state of every challenge, as ``challenge_stock_climate`` and so on."""
    own = state.challenges
    names = [state.issues[k].name for k in own.issue]
    return {
        f"challenge_{measured}_{issue}": float(getattr(own, measured)[c])
        for measured in MEASURED
        for c, issue in enumerate(names)
    }


def observe(state: State, recorder: Recorder) -> None:
    """Record the present month."""
    ties = np.zeros(state.n_actors, dtype=np.int32)
    ties_of(state.book.parties, state.book.parties_of(state.book.live(Status.IN_FORCE)), ties)
    found = conduct(state)
    recorder.take(state.month, state.actors, ties, found, totals(state, found))


def recorded(state: State) -> Recorder:
    """Return the recorder or, before the first month, one that has seen the present: for the columns of empty tables."""
    if state.recorder.months:
        return state.recorder
    present = Recorder()
    observe(state, present)
    return present
