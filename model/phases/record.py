"""Record: what drifts goes to the recorder, with the totals of the month."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import Agreements, Diplomacy, Rows, Status
from paradiplomacy.model.challenges import MEASURED
from paradiplomacy.model.ledger import Event
from paradiplomacy.model.state import State

WINDOW = 24


@compiled
def antagonism(actors: Actors, book: Agreements, which: Rows, total: Floats, acts: Floats) -> None:
    """Sums, over acts of city diplomacy, of salience x opposition x visibility, and their numbers, by nation."""
    for row in which:
        for side in range(2):
            if book.diplomacy[row, side] == 0:
                continue
            nation = actors.nation[book.party[row, side]]
            weight = 0.0
            for k in range(book.terms.shape[1]):
                if book.terms[row, k] > 0.0:
                    weight += actors.salience[nation, k]
            acts[nation] += 1.0
            total[nation] += weight * max(0.0, -book.alignment[row, side]) * book.visibility[row]


@compiled
def ties_of(book: Agreements, which: Rows, ties: Ints) -> None:
    """Number of agreements of each actor."""
    for row in which:
        for side in range(2):
            ties[book.party[row, side]] += 1


@compiled
def divergence(actors: Actors, n_cities: int) -> float:
    """Mean distance of cities' leaders from their nations' leaders, weighted by the cities' salience."""
    total = 0.0
    for i in range(n_cities):
        for k in range(actors.position.shape[1]):
            total += actors.salience[i, k] * abs(actors.position[i, k] - actors.position[actors.nation[i], k])
    return total / max(1, n_cities)


@compiled
def mean_of(values: Floats) -> float:
    """Mean, added up in the order of the rows."""
    total = 0.0
    for value in values.ravel():
        total += value
    return total / max(1, values.size)


def totals(state: State) -> dict[str, float]:
    """Model-level numbers of the month: stocks, flows, antagonism, divergence, trust and effort."""
    book, actors, month = state.book.rows, state.actors, state.month
    events = state.ledger.events
    start = int(np.searchsorted(events.month, month))
    flows = np.bincount(events.kind[start:], minlength=len(Event))
    stocks = np.bincount(book.status[state.book.live()], minlength=len(Status))
    row: dict[str, float] = {}
    for status in (Status.NEGOTIATING, Status.SIGNED, Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED):
        row[f"stock_{status.name.lower()}"] = int(stocks[status])
    for event in Event:
        row[event.name.lower()] = int(flows[event])
    recent = np.flatnonzero(book.signed > month - WINDOW) if len(book.signed) else np.zeros(0, dtype=np.int64)
    total, acts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    antagonism(actors, book, recent, total, acts)
    for kind in Diplomacy:
        if kind is not Diplomacy.NONE:
            row[kind.name.lower()] = int((book.diplomacy[recent] == kind).sum())
    with_acts = acts > 0
    row["antagonism"] = mean_of(total[with_acts] / acts[with_acts])
    row["divergence"] = divergence(actors, state.n_cities)
    for level, part in (("city", slice(0, state.n_cities)), ("nation", slice(state.n_cities, None))):
        for name in ("trust", "reputation", "promised", "effort"):
            row[f"{name}_{level}"] = mean_of(getattr(actors, name)[part])
    return row | challenges_of(state)


def challenges_of(state: State) -> dict[str, float]:
    """What is done about every challenge and what is left of it, as ``challenge_stock_climate`` and so on."""
    own = state.challenges
    names = [state.issues[k].name for k in own.issue]
    return {
        f"challenge_{measured}_{issue}": float(getattr(own, measured)[c])
        for measured in MEASURED
        for c, issue in enumerate(names)
    }


def act(state: State) -> None:
    """Record the month."""
    ties = np.zeros(state.n_actors, dtype=np.int32)
    ties_of(state.book.rows, state.book.live(Status.IN_FORCE), ties)
    state.recorder.take(state.month, state.actors, ties, totals(state))
    state.book.forget_ended()
