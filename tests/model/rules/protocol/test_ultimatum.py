"""Take it or leave it, against a grid and against cases that can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.rules.protocol import Cases, no_answers, no_cases, ultimatum


def case(slope, curve, received, *, cost=(0, 0), high=1.0, least=0.0) -> Cases:
    """One negotiation; slope, curve and received are (2, K)."""
    cases = no_cases(1, np.shape(slope)[1])
    for name, value in (("slope", slope), ("curve", curve), ("received", received), ("cost", cost), ("high", high)):
        getattr(cases, name)[0] = value
    cases.on[:], cases.power[:], cases.least[:] = True, 0.5, least
    cases.bearable[:], cases.concession[:] = 1.0, 1.0
    return cases


def settled(cases: Cases) -> tuple[bool, np.ndarray, np.ndarray]:
    answers = no_answers(cases)
    ultimatum.settle(cases, answers)
    return bool(answers.agreed[0]), answers.terms[0], answers.gain[0]


def gain_of(cases: Cases, side: int, terms: np.ndarray) -> np.ndarray:
    own, others = terms[..., side, :], terms[..., 1 - side, :]
    total = cases.slope[0, side] * own - 0.5 * cases.curve[0, side] * own**2 + cases.received[0, side] * others
    return total.sum(axis=-1) - cases.cost[0, side]


@pytest.mark.parametrize("wants", [0.1, 0.2, 0.4])
def test_the_responder_is_taken_exactly_to_its_reservation_value(wants: float) -> None:
    """Only the responder gives; its own utility of that, s x - x^2 / 2, is 0 again at 2 s."""
    agreed, terms, gain = settled(case([[0.0], [wants]], [[1.0], [1.0]], [[0.9], [0.0]], high=[[0.0], [1.0]]))
    assert agreed
    np.testing.assert_allclose(terms, [[0.0], [2 * wants]], atol=1e-9)
    np.testing.assert_allclose(gain, [1.8 * wants, 0.0], atol=1e-9)


def test_a_linear_pie_goes_to_the_proposer() -> None:
    """The responder gives what it may have itself: all of its 1."""
    cases = case([[0.0], [-1.0]], [[1.0], [1e-6]], [[1.0], [0.0]], high=[[0.0], [1.0]], cost=(0.0, -1.0))
    _, terms, gain = settled(cases)
    np.testing.assert_allclose(terms[1], [1.0], atol=2e-6)
    np.testing.assert_allclose(gain, [1.0, 0.0], atol=2e-6)


def test_a_proposer_that_needs_nothing_more_leaves_the_responder_what_its_own_effort_brings() -> None:
    _, terms, gain = settled(case([[0.3], [0.0]], [[1.0], [1.0]], [[0.0], [0.9]]))
    np.testing.assert_allclose(terms, [[0.3], [0.0]], atol=1e-12)
    np.testing.assert_allclose(gain, [0.045, 0.27], atol=1e-12)


def test_it_matters_who_proposes() -> None:
    there = settled(case([[0.1], [0.2]], [[1.0], [1.0]], [[0.5], [0.5]]))[1]
    back = settled(case([[0.2], [0.1]], [[1.0], [1.0]], [[0.5], [0.5]]))[1]
    assert there[0, 0] < back[1, 0] and there[1, 0] > back[0, 0], "who answers gives more"


def test_without_a_zone_there_is_no_agreement() -> None:
    assert not settled(case([[0.1], [-0.1]], [[1.0], [1.0]], [[0.2], [0.0]], least=0.05, cost=(0.01, 0.01)))[0]
    assert settled(case([[0.0], [0.2]], [[1.0], [1.0]], [[0.9], [0.0]], cost=(0.0, 0.019)))[0]
    assert not settled(case([[0.0], [0.2]], [[1.0], [1.0]], [[0.9], [0.0]], cost=(0.0, 0.021)))[0]


def test_a_veto_player_at_home_pulls_the_offer_back_to_what_it_accepts() -> None:
    """The responder would go to 0.4; its veto player wants 0.15, and its utility is 0 again at 0.3."""
    cases = case([[0.0], [0.2]], [[1.0], [1.0]], [[0.9], [0.0]], high=[[0.0], [1.0]])
    cases.veto_players[0, 1] = 1
    cases.veto_slope[0, 1, 0, 0] = 0.15
    agreed, terms, gain = settled(cases)
    assert agreed
    np.testing.assert_allclose(terms[1], [0.3], atol=1e-9)
    np.testing.assert_allclose(gain, [0.27, 0.06 - 0.045], atol=1e-9)


@given(seed=st.integers(0, 2**32 - 1), issues=st.integers(1, 2))
@settings(max_examples=100)
def test_no_point_of_a_fine_grid_that_the_responder_accepts_is_better_for_the_proposer(seed: int, issues: int) -> None:
    """Terms of a grid are all open to the sides, so none may do better than what is found to 1e-9."""
    rng = np.random.default_rng(seed)
    cases = case(
        rng.uniform(-0.5, 0.5, size=(2, issues)),
        rng.uniform(0.1, 1.5, size=(2, issues)),
        rng.uniform(0.0, 0.8, size=(2, issues)),
        cost=rng.uniform(0, 0.1, size=2),
    )
    agreed, terms, _ = settled(cases)
    axis = np.linspace(0.0, 1.0, {1: 201, 2: 21}[issues])
    grid = np.stack(np.meshgrid(*[axis] * 2 * issues, indexing="ij"), axis=-1).reshape(-1, 2, issues)
    open_to = grid[(gain_of(cases, 0, grid) >= 0) & (gain_of(cases, 1, grid) >= 0)]
    best = gain_of(cases, 0, open_to).max(initial=-1.0)
    if not agreed:
        assert best < 1e-9
        return
    assert gain_of(cases, 0, terms) >= best - 1e-9
