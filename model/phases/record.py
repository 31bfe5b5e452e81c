"""Record: what drifts goes to the recorder, with the totals of the month."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Rows
from paradiplomacy.model.challenges.challenges import MEASURED
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.recorder import Conduct
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Status

WINDOW = 24
YEAR = 12


@compiled
def antagonism(actors: Actors, book: Agreements, which: Rows, total: Floats, acts: Floats) -> None:
    """Sums, over acts of city diplomacy, of salience x opposition x visibility, and their numbers, by city and nation."""
    for row in which:
        for side in range(2):
            if book.diplomacy[row, side] == 0:
                continue
            city = book.party[row, side]
            nation = actors.nation[city]
            weight = 0.0
            for k in range(book.terms.shape[1]):
                if book.terms[row, k] > 0.0:
                    weight += actors.salience[nation, k]
            here = weight * max(0.0, -book.alignment[row, side]) * book.visibility[row]
            for actor in (city, nation):
                acts[actor] += 1.0
                total[actor] += here


@compiled
def classes(actors: Actors, book: Agreements, which: Rows, number: Ints) -> None:
    """Number of acts of city diplomacy by class, (classes, actors), of each city and of each nation's cities."""
    for row in which:
        for side in range(2):
            kind = book.diplomacy[row, side]
            if kind > 0:
                city = book.party[row, side]
                number[kind, city] += 1
                number[kind, actors.nation[city]] += 1


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


def conduct(state: State) -> Conduct:
    """How the diplomacy of cities stood towards their nations in its acts of the last two years."""
    book, actors = state.book.rows, state.actors
    recent = np.flatnonzero(book.signed > state.month - WINDOW) if len(book.signed) else np.zeros(0, dtype=np.int64)
    total, acts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    antagonism(actors, book, recent, total, acts)
    number = np.zeros((len(Diplomacy), state.n_actors), dtype=np.int32)
    classes(actors, book, recent, number)
    index = np.full(state.n_actors, np.nan)
    np.divide(total, acts, out=index, where=acts > 0)
    known = {kind.name.lower(): number[kind] for kind in Diplomacy if kind is not Diplomacy.NONE}
    return Conduct(index, known)


def totals(state: State, conduct: Conduct) -> dict[str, float]:
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
    for name, number in conduct.classes.items():
        row[name] = int(number[: state.n_cities].sum())
    index = conduct.antagonism[state.n_cities :]
    row["antagonism"] = mean_of(index[~np.isnan(index)])
    acts = sum(number[: state.n_cities] for number in conduct.classes.values())
    row["antagonism_per_city"] = mean_of(np.nan_to_num(conduct.antagonism[: state.n_cities]) * acts) * YEAR / WINDOW
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
    found = conduct(state)
    state.recorder.take(state.month, state.actors, ties, found, totals(state, found))
    state.book.forget_ended()
