"""Potential approaches: the same law as asking every pair every month, with fewer draws."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from scipy import stats

from paradiplomacy.model.chance import Purpose, key_of, stream_of
from paradiplomacy.model.network.approaches import approaches
from paradiplomacy.model.network.potential import FREQUENT, WINDOW, draw_potential, window_of
from paradiplomacy.model.network.prospects import need_of
from paradiplomacy.model.parameters import Search
from paradiplomacy.model.state import State
from paradiplomacy.model.world import update_networks

Maker = Callable[..., State]
CLOSURE = 1.1
SEARCH = Search(closure=CLOSURE, growth=0.0)
RUNS = 40  # 40 runs of 60 months: 2,400 months of each pair


class Found(NamedTuple):
    """Approaches of many months with the ties and needs held fixed."""

    pair: np.ndarray  # (n,) number of the ordered pair
    when: np.ndarray  # (n,) time within the month
    month: np.ndarray  # (n,) month, counted over all runs


@pytest.fixture(scope="module")
def state(make_state: Maker) -> State:
    """A small world with ties, in which some pairs are rare and some frequent."""
    hazards = {"hazard": -2.5, "hazard_own_nation": 0.2, "hazard_foreign_nation": 1.0, "hazard_nation": 2.5}
    made = make_state(**{f"search__{name}": value for name, value in hazards.items()})
    update_networks(made)
    made.actors.need[::3] = 0.0
    return made


def pairs_of(state: State) -> tuple[np.ndarray, np.ndarray]:
    """Rows of both actors of every pair, in the order of the prospects."""
    return np.repeat(np.arange(state.n_actors), np.diff(state.prospects.first)), state.prospects.candidate


def hazards_now(state: State) -> np.ndarray:
    """The hazard of every pair this month, computed with sets."""
    ties, n = state.ties, state.n_cities
    partners = [set(ties.partner[ties.first[i] : ties.first[i + 1]].tolist()) for i in range(state.n_actors)]
    made = state.prospects.hazard.copy()
    for at, (i, j) in enumerate(zip(*pairs_of(state), strict=True)):
        if state.actors.nation[i] == j:
            made[at] *= need_of.py_func(state.actors, i)
        elif (i < n) == (j < n) and partners[i] & partners[j]:
            made[at] *= math.exp(CLOSURE)
    return made


def found_by_windows(state: State, search: Search = SEARCH) -> Found:
    """Approaches by potential approaches, one window of months in each run."""
    who, whom = pairs_of(state)
    number = {pair: at for at, pair in enumerate(zip(who.tolist(), whom.tolist(), strict=True))}
    parts = []
    for run in range(RUNS):
        stream = stream_of(run)
        potential = draw_potential(state.actors, state.n_cities, state.prospects, search, stream, 0)
        for month in range(WINDOW):
            key = key_of(stream, month, Purpose.APPROACH)
            i, j, when = approaches(state.actors, state.n_cities, potential, state.ties, search, key, month)
            pair = np.array([number[one] for one in zip(i.tolist(), j.tolist(), strict=True)], dtype=int)
            parts.append((pair, when, np.full(len(pair), run * WINDOW + month)))
    return Found(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def found_by_asking(state: State) -> Found:
    """Approaches by asking every pair every month: the slow twin, with separate random numbers."""
    hazard, draws = hazards_now(state), np.random.default_rng(5)
    parts = []
    for month in range(RUNS * WINDOW):
        with np.errstate(divide="ignore"):
            wait = draws.exponential(size=len(hazard)) / hazard
        (pair,) = np.nonzero(wait < 1.0)
        parts.append((pair, wait[pair], np.full(len(pair), month)))
    return Found(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


@pytest.fixture(scope="module")
def by_windows(state: State) -> Found:
    return found_by_windows(state)


@pytest.fixture(scope="module")
def by_asking(state: State) -> Found:
    return found_by_asking(state)


def classes(state: State) -> dict[str, np.ndarray]:
    """Pairs by the levels of government, and by what changes their hazard."""
    who, whom = pairs_of(state)
    city, other_city = who < state.n_cities, whom < state.n_cities
    own = state.actors.nation[who] == whom
    closed = hazards_now(state) > state.prospects.hazard * 1.0001
    frequent = state.prospects.hazard >= FREQUENT
    return {
        "cities without a common partner": city & other_city & ~closed,
        "cities with a common partner": city & other_city & closed,
        "own nation": city & own,
        "foreign nation": city & ~other_city & ~own,
        "nations": ~city,
        "frequent": frequent,
    }


def test_each_class_of_pairs_approaches_as_often_as_its_hazards_say(state: State, by_windows: Found) -> None:
    """Approaches of a pair are Bernoulli draws with 1 - exp(-hazard); within four standard errors for each class."""
    chance = 1.0 - np.exp(-hazards_now(state))
    count = np.bincount(by_windows.pair, minlength=len(chance))
    months = RUNS * WINDOW
    for name, of in classes(state).items():
        assert of.sum() >= 20, name
        expected, error = months * chance[of].sum(), math.sqrt(months * (chance[of] * (1.0 - chance[of])).sum())
        assert expected > 100, name
        assert abs(count[of].sum() - expected) <= 4.0 * error, name


def test_each_pair_approaches_as_often_as_its_hazard_says(state: State, by_windows: Found) -> None:
    """The squared standard errors of all pairs that are expected at least 10 times, by a chi-square test at 0.001."""
    chance = 1.0 - np.exp(-hazards_now(state))
    expected = RUNS * WINDOW * chance
    enough = expected >= 10.0
    score = (np.bincount(by_windows.pair, minlength=len(chance)) - expected)[enough] ** 2
    total = (score / (expected * (1.0 - chance))[enough]).sum()
    low, high = stats.chi2.ppf([0.0005, 0.9995], enough.sum())
    assert enough.sum() > 100 and low < total < high


def test_both_searches_have_the_same_waiting_times_in_each_class(
    state: State, by_windows: Found, by_asking: Found
) -> None:
    """Two-sample Kolmogorov-Smirnov tests of the time within the month; six tests at 0.001 each."""
    for name, of in classes(state).items():
        one, other = by_windows.when[of[by_windows.pair]], by_asking.when[of[by_asking.pair]]
        assert stats.ks_2samp(one, other).pvalue > 0.001, name


def test_both_searches_leave_the_same_gaps_between_approaches_of_a_pair(
    state: State, by_windows: Found, by_asking: Found
) -> None:
    """Months from one approach of a pair to its next within a window, by Kolmogorov-Smirnov tests at 0.001."""
    for name in ("frequent", "own nation", "cities with a common partner"):
        of = classes(state)[name]
        gaps = []
        for found in (by_windows, by_asking):
            order = np.lexsort((found.month, found.pair))
            pair, month = found.pair[order], found.month[order]
            same = (pair[1:] == pair[:-1]) & (month[1:] // WINDOW == month[:-1] // WINDOW) & of[pair[1:]]
            gaps.append(np.diff(month)[same])
        assert min(map(len, gaps)) > 100, name
        assert stats.ks_2samp(*gaps).pvalue > 0.001, name


def test_a_pair_has_at_most_one_potential_approach_in_a_month(state: State) -> None:
    potential = draw_potential(state.actors, state.n_cities, state.prospects, SEARCH, stream_of(1), 0)
    month = np.repeat(np.arange(WINDOW), np.diff(potential.first))
    pair = np.column_stack((month, potential.pairs.who, potential.pairs.whom))
    assert len(pair) > 100
    assert len(np.unique(pair, axis=0)) == len(pair)


def test_windows_begin_at_the_start_of_the_scenario_and_before_it() -> None:
    assert [window_of(month) for month in (-WINDOW - 1, -1, 0, WINDOW - 1, WINDOW)] == [-2, -1, 0, 0, 1]


def test_approaches_between_cities_follow_the_trend_and_others_do_not(state: State) -> None:
    """Expected numbers in each year of the window, within four standard errors, for rare and frequent pairs."""
    growth = 0.5
    found = found_by_windows(state, SEARCH._replace(growth=growth))
    who, whom = pairs_of(state)
    between_cities = (who < state.n_cities) & (whom < state.n_cities)
    hazard, month = hazards_now(state), np.arange(WINDOW)
    for of in (between_cities, ~between_cities):
        factor = (1.0 + growth) ** (month / 12.0) if of is between_cities else np.ones(WINDOW)
        chance = 1.0 - np.exp(-hazard[of] * factor[:, None])
        count = np.bincount(found.month[of[found.pair]] % WINDOW, minlength=WINDOW)
        for year in range(WINDOW // 12):
            within = month // 12 == year
            expected, variance = RUNS * chance[within].sum(), RUNS * (chance * (1.0 - chance))[within].sum()
            assert expected > 100 and abs(count[within].sum() - expected) <= 4.0 * math.sqrt(variance)
