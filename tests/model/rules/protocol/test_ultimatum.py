"""Take it or leave it, against a grid and against cases that can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.rules.protocol import Cases, no_answers, no_cases, ultimatum


def case(slope, curve, *, cost=(0, 0), reservation=(0, 0), low=0.0) -> Cases:
    """One negotiation; slope and curve are (2, K)."""
    cases = no_cases(1, np.shape(slope)[1])
    for name, value in (("slope", slope), ("curve", curve), ("cost", cost), ("reservation", reservation)):
        getattr(cases, name)[0] = value
    cases.on[:], cases.power[:], cases.low[:], cases.high[:] = True, 0.5, low, 1.0
    cases.bearable[:], cases.concession[:] = 1.0, 1.0
    return cases


def settled(cases: Cases) -> tuple[bool, np.ndarray, np.ndarray]:
    answers = no_answers(cases)
    ultimatum.settle(cases, answers)
    return bool(answers.agreed[0]), answers.terms[0], answers.gain[0]


def gain_of(cases: Cases, side: int, terms: np.ndarray) -> np.ndarray:
    total = cases.slope[0, side] * terms - 0.5 * cases.curve[0, side] * terms**2
    return total.sum(axis=-1) - cases.cost[0, side] - cases.reservation[0, side]


@pytest.mark.parametrize("wants", [0.1, 0.2, 0.4])
def test_the_responder_is_taken_exactly_to_its_reservation_value(wants: float) -> None:
    """The responder's utility s x - x^2 / 2 is 0 again at 2 s, short of the proposer's best depth of 1."""
    agreed, terms, gain = settled(case([[1.0], [wants]], [[1.0], [1.0]]))
    assert agreed
    np.testing.assert_allclose(terms, [2 * wants], atol=1e-12)
    np.testing.assert_allclose(gain, [2 * wants - 2 * wants**2, 0.0], atol=1e-12)


def test_a_linear_pie_goes_to_the_proposer() -> None:
    _, terms, gain = settled(case([[1.0], [-1.0]], [[1e-6], [1e-6]], reservation=(0, -1)))
    np.testing.assert_allclose(terms, [1.0], atol=2e-6)
    np.testing.assert_allclose(gain, [1.0, 0.0], atol=2e-6)


def test_a_proposer_whose_best_the_responder_likes_leaves_it_more() -> None:
    _, terms, gain = settled(case([[0.3], [0.9]], [[1.0], [1.0]]))
    np.testing.assert_allclose(terms, [0.3], atol=1e-12)
    np.testing.assert_allclose(gain, [0.045, 0.27 - 0.045], atol=1e-12)


def test_it_matters_who_proposes() -> None:
    there = settled(case([[1.0], [0.2]], [[1.0], [1.0]]))[1]
    back = settled(case([[0.2], [1.0]], [[1.0], [1.0]]))[1]
    np.testing.assert_allclose([there[0], back[0]], [0.4, 0.2], atol=1e-12)


def test_without_a_zone_there_is_no_agreement() -> None:
    assert not settled(case([[0.6], [-0.1]], [[1.0], [1.0]], low=0.05))[0]
    assert not settled(case([[1.0], [0.2]], [[1.0], [1.0]], cost=(0.0, 0.021)))[0]


def test_a_veto_player_at_home_pulls_the_offer_back_to_what_she_accepts() -> None:
    """The proposer's only veto player wants 0.15: her utility is 0 again at 0.3, short of the responder's 0.4."""
    cases = case([[1.0], [0.2]], [[1.0], [1.0]])
    cases.veto_players[0, 0] = 1
    cases.veto_slope[0, 0, 0, 0] = 0.15
    cases.high[0, 0] = 1.0
    agreed, terms, gain = settled(cases)
    # On the frontier depth runs from the responder's best, 0.2, to 0.4; she accepts up to 0.3.
    assert agreed
    np.testing.assert_allclose(terms, [0.3], atol=1e-9)
    np.testing.assert_allclose(gain, [0.3 - 0.045, 0.06 - 0.045], atol=1e-9)


@given(seed=st.integers(0, 2**32 - 1), issues=st.integers(1, 3))
@settings(max_examples=150)
def test_no_point_of_a_fine_grid_that_the_responder_accepts_is_better_for_the_proposer(seed: int, issues: int) -> None:
    """Terms of a grid are all open to the sides, so none may do better than what is found to 1e-9."""
    rng = np.random.default_rng(seed)
    cases = case(
        rng.uniform(-0.3, 1.0, size=(2, issues)),
        rng.uniform(0.01, 1.5, size=(2, issues)),
        cost=rng.uniform(0, 0.1, size=2),
        low=rng.uniform(0, 0.1),
    )
    agreed, terms, gain = settled(cases)
    points = {1: 20_001, 2: 401, 3: 61}[issues]
    axis = np.linspace(cases.low[0, 0], 1.0, points)
    grid = np.stack(np.meshgrid(*[axis] * issues, indexing="ij"), axis=-1).reshape(-1, issues)
    open_to = grid[(gain_of(cases, 0, grid) >= 0) & (gain_of(cases, 1, grid) >= 0)]
    best = gain_of(cases, 0, open_to).max(initial=-1.0)
    if not agreed:
        assert best < 1e-9
        return
    assert gain_of(cases, 0, terms) >= best - 1e-9
    if not np.allclose(terms, np.clip(cases.slope[0, 0] / cases.curve[0, 0], cases.low[0], 1.0)):
        assert gain[1] < 1e-9  # short of the proposer's best only because the responder would refuse
