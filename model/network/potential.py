"""Potential approaches: the months in which a pair might meet at its largest hazard, drawn for a window of months at once.

Almost all pairs let almost all months pass without an approach. Instead of asking every pair every month, the next month
in which it might approach is drawn (after the next-reaction method of Gibson and Bruck 2000), and that month keeps what
its own hazard allows (thinning: Lewis and Shedler 1979). The law of the approaches is that of asking every month.
"""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.chance import Purpose, Stream, mix, u01, uniforms, words_of
from paradiplomacy.model.network.prospects import Prospects
from paradiplomacy.model.parameters import Search

# Long enough that one draw per pair and window costs little per month. Windows are fixed in the calendar of the scenario,
# so no draw depends on the horizon.
WINDOW = 60  # months
# Pairs above this hazard are asked every month: listing their potential approaches would take more memory than it saves.
FREQUENT = 0.05  # per month
MONTHS = 12.0  # of a year
NO_WINDOW = -(2**31)


class Pairs(NamedTuple):
    """Ordered pairs, in the order of their first actors.

    Attributes:
        who: Rows of the approaching actors.
        whom: Rows of the others.
        hazard: Monthly hazards; that of a city and its own nation is per unit of need.
    """

    who: Ints
    whom: Ints
    hazard: Floats


class Potential(NamedTuple):
    """The potential approaches of a window of months.

    Attributes:
        window: Number of the window: it begins in month ``window * WINDOW``.
        first: (WINDOW + 1,) where each month begins in ``pairs``.
        pairs: The pairs of the potential approaches, by month.
        clock: Unit-exponential waiting time of each: the approach takes place if it is below the hazard of the month.
        frequent: The pairs that are asked every month instead.
    """

    window: int
    first: Rows
    pairs: Pairs
    clock: Floats
    frequent: Pairs


class Factors(NamedTuple):
    """Factors by which the hazard of a pair can rise.

    Attributes:
        closure: Factor of a common partner, within a level of government.
        growth: Factor of the trend, between cities.
    """

    closure: float
    growth: float


@compiled
def growth_until(growth: float, month: int) -> float:
    """Return the factor of the trend from the start to a month; below 1 in the burn-in of a growing world.

    Args:
        growth: Growth of the hazard per year.
        month: Month of the scenario.
    """
    factor: float = (1.0 + growth) ** (month / MONTHS)
    return factor


@inner
def bound_on(n_cities: int, i: int, j: int, hazard: float, most: Factors) -> float:
    """Return an upper bound on the hazard of a pair, given the largest factors."""
    if i < n_cities and j < n_cities:
        return hazard * most.closure * most.growth
    # A city's need of the nation is at most 1, so the hazard itself is the bound.
    return hazard * most.closure if (i < n_cities) == (j < n_cities) else hazard


@compiled
def _frequent(n_cities: int, prospects: Prospects, most: Factors) -> tuple[Ints, Ints, Floats]:
    """Return the pairs that may approach in any month: the approaching actor, the other, the hazard."""
    # Compiled lists need an element to know their type; it is dropped on return.
    who, whom, hazard = [np.int32(0)], [np.int32(0)], [0.0]
    for i in range(prospects.first.shape[0] - 1):
        for at in range(prospects.first[i], prospects.first[i + 1]):
            j = prospects.candidate[at]
            if bound_on(n_cities, i, j, prospects.hazard[at], most) >= FREQUENT:
                who.append(np.int32(i))
                whom.append(j)
                hazard.append(prospects.hazard[at])
    return np.array(who[1:], dtype=np.int32), np.array(whom[1:], dtype=np.int32), np.array(hazard[1:])


@compiled
def _rare(
    keys: Keys,
    n_cities: int,
    prospects: Prospects,
    most: Factors,
    run: np.uint64,
    window: np.uint64,
    what: np.uint64,
) -> tuple[Ints, Rows, Ints, Floats]:
    """Return the potential approaches of all other pairs: approaching actor, place among the prospects, month, clock.

    The n-th waiting time of a pair in a window is keyed by both actors and n, so it depends on nobody else. Compiled code
    accepts no keywords, hence the seven arguments.
    """
    who, places, months, clocks = [np.int32(0)], [0], [np.int32(0)], [0.0]
    longest = 0
    for i in range(prospects.first.shape[0] - 1):
        longest = max(longest, prospects.first[i + 1] - prospects.first[i])
    others, draws = np.empty(longest, dtype=np.uint64), np.empty(longest)
    first_key = mix(run, window, what)
    for i in range(prospects.first.shape[0] - 1):
        start, count = prospects.first[i], prospects.first[i + 1] - prospects.first[i]
        for c in range(count):
            others[c] = keys[prospects.candidate[start + c]]
        # The first waiting times of all pairs of an actor in one loop: few pairs need a second.
        uniforms(first_key, keys[i], others[:count], draws[:count])
        for c in range(count):
            bound = bound_on(n_cities, i, prospects.candidate[start + c], prospects.hazard[start + c], most)
            # 1 - exp(-x) <= x, so a draw above it leads beyond the window; this saves most of the logarithms.
            if draws[c] >= bound * WINDOW or bound >= FREQUENT:
                continue
            time, number = -math.log(1.0 - draws[c]) / bound, 0
            while time < WINDOW:
                month = int(time)
                who.append(np.int32(i))
                places.append(start + c)
                months.append(np.int32(month))
                clocks.append((time - month) * bound)
                # Only the first approach of a pair in a month counts, and the process has no memory: it goes on with the
                # next month.
                number += 1
                u = u01(mix(run, window, what + np.uint64(number)), keys[i], others[c])
                time = month + 1.0 - math.log(1.0 - u) / bound
    return (
        np.array(who[1:], dtype=np.int32),
        np.array(places[1:], dtype=np.int64),
        np.array(months[1:], dtype=np.int32),
        np.array(clocks[1:]),
    )


def window_of(month: int) -> int:
    """Return the number of the window of a month; months of the burn-in are negative."""
    return month // WINDOW


def draw_potential(
    actors: Actors, n_cities: int, prospects: Prospects, search: Search, stream: Stream, month: int
) -> Potential:
    """Return the potential approaches of the window that contains a month.

    Args:
        actors: The columns.
        n_cities: Number of cities.
        prospects: Whom each actor may approach, and the hazards.
        search: Parameters of the search.
        stream: The random numbers of the run.
        month: Month of the scenario; negative in the burn-in.
    """
    window = window_of(month)
    # The trend is monotone, so that it is largest at one end of the window.
    ends = [growth_until(search.growth, at) for at in (window * WINDOW, (window + 1) * WINDOW)]
    most = Factors(math.exp(search.closure), max(ends))
    # Compiled code hands over plain numbers, and would take them for signed ones.
    when, what = map(np.uint64, words_of(window, int(Purpose.WAITING), 0))
    who, at, months, clock = _rare(actors.key, n_cities, prospects, most, stream.key, when, what)
    # Stable, so that within a month the order of the approaching actors stays.
    order = np.argsort(months, kind="stable")
    at = at[order]
    return Potential(
        window=window,
        first=np.searchsorted(months[order], np.arange(WINDOW + 1)),
        pairs=Pairs(who[order], prospects.candidate[at], prospects.hazard[at]),
        clock=clock[order],
        frequent=Pairs(*_frequent(n_cities, prospects, most)),
    )


def no_potential() -> Potential:
    """Return the potential approaches of no window, before the first is drawn."""
    nobody = Pairs(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0))
    return Potential(NO_WINDOW, np.zeros(WINDOW + 1, dtype=np.int64), nobody, np.zeros(0), nobody)
