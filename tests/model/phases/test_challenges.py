"""The challenges phase: closed shares, burdens, stocks and needs in a small world."""

import dataclasses

import numpy as np
import pytest
from hypothesis import strategies as st
from sides import two_sided

from paradiplomacy.model.challenges.challenges import ces, gini_of_ordered
from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.phases.challenges import act
from paradiplomacy.model.state import State
from paradiplomacy.model.world import one_month
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

EFFORT = st.floats(0.0, 1.0)
POSITIVE = st.floats(1e-6, 1.0)
RHO = st.floats(-100.0, 1.0)
HAIR = 1e-12
SMALL = {"world.cities": 30, "world.nations": 4, "search.burn_in": 0}


def small(**changes: object) -> State:
    settings = {path.replace("__", "."): value for path, value in changes.items()}
    scenario = change.apply(read.read("synthetic"), SMALL | settings)
    run = stream_of(3)
    state = build.state_of(scenario, run, build.population_of(scenario, run))
    # Policies in place have tests of their own.
    state.challenges.own_city[:], state.challenges.own_nation[:] = 0.0, 0.0
    return state


def test_policies_in_place_add_to_what_agreements_deliver_and_are_reported_apart() -> None:
    state = small()
    own, n, actors = state.challenges, state.n_cities, state.actors
    own.own_city[:], own.own_nation[:] = 0.1, 0.3
    actors.effort[:n], actors.effort[n:] = 0.5, 0.2
    act(state)
    mine, theirs = 1 - 0.9 * 0.5, 1 - 0.7 * 0.8
    np.testing.assert_allclose(own.effort_city, mine)
    np.testing.assert_allclose(own.effort_nation, theirs)
    for c, k in enumerate(own.issue):
        issue, rho = state.issues[k], state.settings.challenges.rho
        joint = 1 - issue.local - issue.national
        begun = issue.local * 0.1 + issue.national * 0.3 + joint * ces(0.1, 0.3, rho)
        assert own.closed_at_start[c] == pytest.approx(begun)
        assert own.closed_local[c] == pytest.approx(issue.local * mine)
    budget = state.settings.economy.budget_share
    np.testing.assert_allclose(own.burden_nation, 0.5 * theirs**2 * budget)


def test_with_closure_as_it_was_at_first_stocks_rise_and_fall_only_when_more_is_closed() -> None:
    state = small(challenges__need_feedback=0.0)
    own, actors = state.challenges, state.actors
    own.own_city[:], own.own_nation[:], actors.effort[:] = 0.1, 0.2, 0.3
    growth = (1 + 0.02) ** (1 / 12)
    for state.month in range(60):
        act(state)
        actors.gdp[:] *= growth
        actors.population[:] *= growth
    assert (own.stock > 1.0).all()
    before = own.stock.copy()
    actors.effort[:] = 0.9
    for state.month in range(60, 120):
        act(state)
    assert (own.stock < before).all()


def test_only_output_becomes_cleaner() -> None:
    state = small(challenges__progress=0.1, challenges__need_feedback=0.0)
    state.month = 120
    act(state)
    for c, k in enumerate(state.challenges.issue):
        expected = 0.9**10 if state.issues[k].activity == "gdp" else 1.0
        assert state.challenges.inflow[c] == pytest.approx(expected)


def test_without_effort_the_stock_follows_activity_as_its_closed_form_says() -> None:
    state = small(challenges__turnover=0.3, challenges__progress=0.0, challenges__need_feedback=0.0)
    state.actors.effort[:] = 0.0
    state.actors.gdp[:] *= 3.0  # emissions come with output; nothing else moves
    for month in range(24):
        act(state)
        left = (1 - 0.3 / 12) ** (month + 1)
        by_issue = dict(
            zip([state.issues[k].name for k in state.challenges.issue], state.challenges.stock, strict=True)
        )
        assert by_issue["climate"] == pytest.approx(3.0 + (1.0 - 3.0) * left, rel=HAIR)
        assert by_issue["health"] == pytest.approx(1.0, rel=HAIR)
    own = state.challenges
    assert not (own.closed_local.any() or own.closed_national.any() or own.closed_joint.any())
    assert not (own.closed_hinterland.any() or own.burden_gini.any() or own.burden_city.any())


def test_what_is_closed_is_the_mean_over_places_by_activity() -> None:
    state = small()
    n, rng = state.n_cities, np.random.default_rng(1)
    actors, rho = state.actors, state.settings.challenges.rho
    actors.effort[:] = rng.uniform(size=actors.effort.shape)
    effort = actors.effort.copy()
    act(state)
    own = state.challenges
    for c, k in enumerate(own.issue):
        issue = state.issues[k]
        weight = (actors.gdp if issue.activity == "gdp" else actors.population)[:n]
        mine, theirs = effort[:n, k], effort[actors.nation[:n], k]
        joint = [ces(a, b, rho) for a, b in zip(mine, theirs, strict=True)]
        assert own.closed_local[c] == pytest.approx(issue.local * np.average(mine, weights=weight))
        assert own.closed_national[c] == pytest.approx(issue.national * np.average(theirs, weights=weight))
        rest = 1 - issue.local - issue.national
        assert own.closed_joint[c] == pytest.approx(rest * np.average(joint, weights=weight))
        cost = 0.5 * effort[:, k] ** 2 * state.settings.economy.budget_share
        assert own.burden_city[c] == pytest.approx(np.average(cost[:n], weights=actors.gdp[:n]))
        assert own.burden_nation[c] == pytest.approx(np.average(cost[n:], weights=actors.gdp[n:]))
        assert own.burden_gini[c] == pytest.approx(gini_of_ordered(np.sort(cost)))


def test_full_effort_of_both_levels_closes_everything_and_outside_what_a_nation_can() -> None:
    state = small()
    state.actors.effort[:] = 1.0
    act(state)
    own, joint = state.challenges, 1.0 - 0.28 - 0.35
    np.testing.assert_allclose(own.closed_local + own.closed_national + own.closed_joint, 1.0)
    climate = [state.issues[k].name for k in own.issue].index("climate")
    assert own.closed_hinterland[climate] == pytest.approx(0.35 + joint * ces(0.0, 1.0, state.settings.challenges.rho))


def test_outside_the_modelled_cities_every_nation_counts_by_what_it_has_there() -> None:
    state = small()
    n, actors, rho = state.n_cities, state.actors, state.settings.challenges.rho
    actors.effort[:] = np.random.default_rng(2).uniform(size=actors.effort.shape)
    act(state)
    own = state.challenges
    for c, k in enumerate(own.issue):
        issue = state.issues[k]
        all_of_it = actors.gdp if issue.activity == "gdp" else actors.population
        inside = np.bincount(actors.nation[:n] - n, weights=all_of_it[:n], minlength=len(all_of_it) - n)
        alone = [ces(0.0, effort, rho) for effort in actors.effort[n:, k]]
        done = issue.national * actors.effort[n:, k] + (1 - issue.local - issue.national) * np.array(alone)
        assert own.closed_hinterland[c] == pytest.approx(np.average(done, weights=all_of_it[n:] - inside))


@pytest.mark.parametrize(("feedback", "moves"), [(0.0, False), (2.0, True)])
def test_need_follows_the_stock_only_where_the_feedback_is_on(feedback: float, moves: bool) -> None:
    state = small(challenges__need_feedback=feedback)
    state.actors.effort[:] = 0.0
    state.actors.gdp[:] *= 2.0
    state.actors.population[:] *= 2.0
    before = state.actors.need.copy()
    act(state)
    having = np.isin(np.arange(len(state.issues)), state.challenges.issue)
    inside = (before > 0) & (before < 1)
    assert (state.actors.need[:, having] > before[:, having])[inside[:, having]].all() == moves
    np.testing.assert_array_equal(state.actors.need[:, ~having], before[:, ~having])
    if not moves:
        np.testing.assert_array_equal(state.actors.need, before)


@pytest.mark.parametrize(("mandate", "level"), [("cities", 0), ("nations", 1)])
def test_only_the_level_with_the_mandate_commits_itself_on_what_has_a_challenge(mandate: str, level: int) -> None:
    lively = {
        "world.nations": 12,
        "search.hazard": -2.0,
        "search.stock": -1.0,
        "search.hazard_own_nation": 0.2,
        "search.hazard_nation": 5.0,
        "search.stock_nation": 9.0,
    }
    scenario = change.apply(read.read("synthetic"), SMALL | lively | {"challenges.mandate": mandate})
    run = stream_of(5)
    state = build.state_of(scenario, run, build.population_of(scenario, run))
    for _ in range(18):
        one_month(state)
    book = two_sided(state.book)
    having = np.zeros(len(state.issues), dtype=bool)
    having[state.challenges.issue] = True
    levels = (book.party >= state.n_cities).astype(int)
    about = book.agenda[:, having].any(axis=1)
    assert about.sum() > 20
    assert (levels[about] == level).all()
    assert book.agenda[(levels != level).any(axis=1)][:, ~having].any(), "elsewhere the other level goes on"
    other = slice(0, state.n_cities) if level else slice(state.n_cities, None)
    assert not state.actors.effort[other][:, having].any()


def test_a_world_without_challenges_runs() -> None:
    scenario = change.apply(read.read("synthetic"), SMALL)
    scenario = dataclasses.replace(scenario, issues=tuple(each._replace(challenge=False) for each in scenario.issues))
    run = stream_of(1)
    state = build.state_of(scenario, run, build.population_of(scenario, run))
    one_month(state)
    assert len(state.challenges.issue) == 0
    assert not any(name.startswith("challenge_") for name in state.recorder.totals[-1])
