"""Prospects: whom each actor considers when it looks for partners, and the hazard of approaching them.

The hazard of a pair depends on that pair alone. In a world with more cities than an actor can consider, a city considers
the leading cities in the cells of a fixed geographic grid: near ones by small cells, far ones by large cells. The leaders
of a cell win a race of draws keyed by the cities themselves. A new city therefore enters the prospects of others, in addition to or
in place of one that it displaces in its cell, and changes nothing else.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import AUTOCRACY, Actors, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.agents.preferences import kilometres_between
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.chance import u01
from paradiplomacy.model.parameters import Search

# Twin cities and suburbs would otherwise attract each other without bound.
LEAST_KILOMETRES = 10.0
# Populations enter in these units (persons), to which the intercepts belong.
CITY_UNIT = 1e6
NATION_UNIT = 1e7
# The grid is fixed on the globe, not fitted to the cities, so that adding a city moves no boundary of a cell.
CELLS = ((2, 9, 0.4), (12, 9, 0.3), (60, 18, 0.3))  # degrees, cells in view, share of the prospects


class Prospects(NamedTuple):
    """The prospects of all actors as one compressed list of rows.

    The hazards are computed once, at the start, and do not follow population, democracy or activity afterwards: the
    gravity law describes lasting differences between pairs, and a month then costs one comparison per pair.

    Attributes:
        first: (actors + 1,) where each actor's prospects begin: those of actor i are ``first[i]`` to ``first[i + 1]``.
        candidate: Rows of the prospects.
        hazard: Monthly hazard of approaching each; that of a city's own nation is per unit of need.
    """

    first: Rows
    candidate: Ints
    hazard: Floats


@inner
def common_language(actors: Actors, i: int, j: int) -> bool:
    """Return whether two actors share an official language."""
    one = actors.language[i, 0] & actors.language[j, 0]
    two = actors.language[i, 1] & actors.language[j, 1]
    return bool(one | two)


@inner
def kilometres(actors: Actors, i: int, j: int) -> float:
    """Return the great-circle distance of two actors, in km."""
    a, b = actors.place[i], actors.place[j]
    return kilometres_between(a[0], a[1], a[2], b[0], b[1], b[2])


@inner
def attraction_of_regimes(actors: Actors, search: Search, i: int, j: int) -> float:
    """Return the part of the log hazard of two cities that depends on their nations' regimes."""
    total = search.democracy * (actors.democracy[i] + actors.democracy[j])
    if actors.democracy[i] < AUTOCRACY and actors.democracy[j] < AUTOCRACY:
        total += search.autocracy
    return total


@inner
def attraction_of_cities(actors: Actors, search: Search, i: int, j: int) -> float:
    """Return the log hazard (or log odds) of a pair of cities, without the intercept."""
    first = math.log(actors.population[i] / CITY_UNIT)
    second = math.log(actors.population[j] / CITY_UNIT)
    total = search.size * (first + second)
    total += search.distance * math.log(max(LEAST_KILOMETRES, kilometres(actors, i, j)))
    total += search.capital * (actors.capital[i] + actors.capital[j])
    total += attraction_of_regimes(actors, search, i, j)
    if common_language(actors, i, j):
        total += search.language
    if actors.nation[i] == actors.nation[j]:
        total += search.same_nation
    return total + actors.activity[i] + actors.activity[j]


@inner
def attraction_to_nation(actors: Actors, search: Search, i: int, j: int, unit: float) -> float:
    """Return the log hazard (or log odds) of an actor and a nation, without the intercept."""
    total = search.size_nation * (math.log(actors.population[i] / unit) + math.log(actors.population[j] / NATION_UNIT))
    total += search.distance_nation * math.log(max(LEAST_KILOMETRES, kilometres(actors, i, j)))
    total += search.democracy_gap * abs(actors.democracy[i] - actors.democracy[j])
    if common_language(actors, i, j):
        total += search.language_nation
    return total + actors.activity[i]


@inner
def need_of(actors: Actors, i: int) -> float:
    """Return an actor's mean need, weighted by salience, in [0, 1]."""
    total = 0.0
    for k in range(actors.need.shape[1]):
        total += actors.salience[i, k] * actors.need[i, k]
    return total


@inner
def pair_hazard(actors: Actors, search: Search, n_cities: int, i: int, j: int) -> float:
    """Return the monthly hazard that i approaches j.

    Two actors of one level each open half of the negotiations of their pair. The hazard of a city and its own nation
    is per unit of need, which changes from month to month.
    """
    if i < n_cities and j < n_cities:
        # Near cities succeed more often, so that the effect of distance on approaches is weaker than that on ties.
        weaker = search.approach_distance * math.log(max(LEAST_KILOMETRES, kilometres(actors, i, j)))
        return 0.5 * math.exp(search.hazard + attraction_of_cities(actors, search, i, j) + weaker)
    if i < n_cities:
        if actors.nation[i] == j:
            return search.hazard_own_nation
        return math.exp(search.hazard_foreign_nation + attraction_to_nation(actors, search, i, j, CITY_UNIT))
    return 0.5 * math.exp(search.hazard_nation + attraction_to_nation(actors, search, i, j, NATION_UNIT))


@compiled
def _hazards(given: Actors, search: Search, n_cities: int, first: Rows, candidate: Ints, hazard: Floats) -> None:
    actors = borrowed(given)
    for i in range(first.shape[0] - 1):
        for at in range(first[i], first[i + 1]):
            hazard[at] = pair_hazard(actors, search, n_cities, i, candidate[at])


@compiled
def _race(key: np.uint64, keys: Keys, weight: Floats, times: Floats) -> None:
    for i in range(keys.shape[0]):
        # Exponential clocks at rates by population: large cities tend to lead a cell, each by its own draw.
        times[i] = -math.log(u01(key, keys[i], np.uint64(0))) / weight[i]


@compiled
def _remoteness(given: Actors, search: Search, n_cities: int, score: Floats) -> None:
    """Fill how little each nation attracts each city, (cities, nations); the own nation is infinitely far."""
    actors = borrowed(given)
    for i in range(n_cities):
        for j in range(score.shape[1]):
            score[i, j] = -attraction_to_nation(actors, search, i, n_cities + j, CITY_UNIT)
        score[i, actors.nation[i] - n_cities] = np.inf


def _foreign_nations(actors: Actors, search: Search, n_cities: int) -> Ints:
    """Return the foreign nations that attract each city most, (cities, n), as rows in ascending order."""
    nations = len(actors.key) - n_cities
    score = np.empty((n_cities, nations))
    _remoteness(actors, search, n_cities, score)
    most = max(0, min(search.foreign_candidates, nations - 1))
    # Stable, so that equally remote nations are taken in the order of their rows.
    nearest = np.argsort(score, axis=1, kind="stable")[:, :most]
    return (n_cities + np.sort(nearest, axis=1)).astype(np.int32)


def _by_cell(lon: Floats, lat: Floats, degrees: int) -> NDArray[np.int64]:
    """Return the number of the grid cell of each place."""
    across = 360 // degrees
    # The 180th meridian wraps around to the first column; the north pole belongs to the last row.
    column = np.floor((lon + 180.0) / degrees).astype(np.int64) % across
    row = np.clip(np.floor((lat + 90.0) / degrees).astype(np.int64), 0, 180 // degrees - 1)
    return row * across + column


def _leaders_by_cell(cell: NDArray[np.int64], times: Floats, most: int) -> dict[int, Ints]:
    """Return the first ``most`` cities of the race in each cell."""
    order = np.lexsort((times, cell))
    found: dict[int, Ints] = {}
    edges = np.flatnonzero(np.diff(cell[order])) + 1
    for part in np.split(order, edges):
        found[int(cell[part[0]])] = part[:most].astype(np.int32)
    return found


def _neighbours(cell: int, degrees: int) -> list[int]:
    across, down = 360 // degrees, 180 // degrees
    row, column = divmod(cell, across)
    # Columns wrap around the globe, rows end at the poles.
    rows = range(max(0, row - 1), min(down, row + 2))
    return [r * across + (column + step) % across for r in rows for step in (-1, 0, 1)]


def _thinned(lon: Floats, lat: Floats, times: Floats, longest: int) -> list[Ints]:
    """Return for each city the leading cities near and far, itself included."""
    n = len(lon)
    parts: list[list[Ints]] = [[] for _ in range(n)]
    nothing = np.zeros(0, dtype=np.int32)
    for degrees, cells, share in CELLS:
        cell = _by_cell(lon, lat, degrees)
        leaders = _leaders_by_cell(cell, times, max(1, int(longest * share / cells)))
        # The largest cells are so few that every city sees all of them.
        whole = cells == (360 // degrees) * (180 // degrees)
        view: dict[int, Ints] = {}
        for here in np.unique(cell).tolist():
            seen = list(leaders) if whole else _neighbours(here, degrees)
            view[here] = np.concatenate([leaders.get(c, nothing) for c in seen])
        for i, here in enumerate(cell.tolist()):
            parts[i].append(view[here])
    # A leader of a small cell may also lead a large one; it is listed once.
    return [np.unique(np.concatenate(part)) for part in parts]


def draw_prospects(
    actors: Actors, search: Search, n_cities: int, lon: Floats, lat: Floats, key: np.uint64
) -> Prospects:
    """Return the prospects of all actors.

    Args:
        actors: The columns.
        search: Parameters of the search.
        n_cities: Number of cities.
        lon: (actors,) longitude in degrees.
        lat: (actors,) latitude in degrees.
        key: Key of the race for leadership of a cell.
    """
    n_actors = len(actors.key)
    # In a small world all cities are prospects, so that the race decides nothing and results do not depend on it.
    if n_cities <= search.candidates:
        # One array for all cities: it is only read.
        everyone = np.arange(n_cities, dtype=np.int32)
        cities = [everyone] * n_cities
    else:
        times = np.empty(n_cities)
        _race(key, actors.key[:n_cities], actors.population[:n_cities] / CITY_UNIT, times)
        cities = _thinned(lon[:n_cities], lat[:n_cities], times, search.candidates)
    chosen = _foreign_nations(actors, search, n_cities)
    nations = np.arange(n_cities, n_actors, dtype=np.int32)
    parts = [np.concatenate([cities[i][cities[i] != i], actors.nation[i : i + 1], chosen[i]]) for i in range(n_cities)]
    # Nations consider only nations: cities turn to them, and a city's nation is among its own prospects.
    parts += [nations[nations != i] for i in nations.tolist()]
    first = np.zeros(n_actors + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=first[1:])
    made = Prospects(first, np.concatenate(parts).astype(np.int32), np.empty(int(first[-1])))
    _hazards(actors, search, n_cities, made.first, made.candidate, made.hazard)
    return made
