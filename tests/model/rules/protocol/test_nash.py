"""Nash bargaining against grids and against cases that can be worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.rules.protocol import Cases, nash, no_answers, no_cases

TINY = 1e-12


# Side 0 does x for itself, which is worth 2 x - x^2 to it, and takes x from side 1's pie of 1.
CURVED = {"slope": [[2.0], [0.0]], "curve": [[2.0], [1.0]], "received": [[0.0], [-1.0]], "high": [[1.0], [0.0]]}


def case(slope, curve, received=0.0, **columns) -> Cases:
    """One negotiation; slope, curve and received are (2, K), everything else is as in ``Cases``, of one case."""
    cases = no_cases(1, np.shape(slope)[1])
    known = {"slope": slope, "curve": curve, "received": received, "on": True, "power": 0.5, "high": 1.0}
    for name, value in (known | {"bearable": 1.0, "concession": 1.0} | columns).items():
        getattr(cases, name)[0] = value
    return cases


def settled(cases: Cases) -> tuple[bool, np.ndarray, np.ndarray]:
    answers = no_answers(cases)
    nash.settle(cases, answers)
    return bool(answers.agreed[0]), answers.terms[0], answers.gain[0]


def product(cases: Cases, terms: np.ndarray) -> np.ndarray:
    """Nash's product of terms (..., 2, K), below 0 where a side loses."""
    gain = []
    for side in range(2):
        own, others = terms[..., side, :], terms[..., 1 - side, :]
        excess = np.maximum(0.0, own - cases.bearable[0, side])
        total = cases.slope[0, side] * own - 0.5 * cases.curve[0, side] * own**2 + cases.received[0, side] * others
        total = total - cases.pressure[0, side] * excess**2
        gain.append(total.sum(axis=-1) - cases.cost[0, side] - cases.reservation[0, side])
    power = cases.power[0]
    both = np.maximum(gain[0], 0) ** power * np.maximum(gain[1], 0) ** (1 - power)
    return np.where((gain[0] >= 0) & (gain[1] >= 0), both, -1.0)


def test_two_equal_sides_give_what_is_best_for_both() -> None:
    """Each counts the other as itself: 0.1 + 0.5 - x = 0; it costs 0.18 - 0.06 and brings 0.3."""
    agreed, terms, gain = settled(case([[0.1], [0.1]], [[1.0], [1.0]], 0.5))
    assert agreed
    np.testing.assert_allclose(terms, [[0.6], [0.6]], atol=1e-9)
    np.testing.assert_allclose(gain, [0.18, 0.18], atol=1e-9)


def test_the_fixed_cost_is_taken_off_each_gain() -> None:
    _, terms, gain = settled(case([[0.1], [0.1]], [[1.0], [1.0]], 0.5, cost=(0.05, 0.05)))
    np.testing.assert_allclose(terms, [[0.6], [0.6]], atol=1e-9)
    np.testing.assert_allclose(gain, [0.13, 0.13], atol=1e-9)


@pytest.mark.parametrize("power", [0.1, 0.3, 0.5, 0.8])
def test_a_linear_pie_is_shared_by_bargaining_weight(power: float) -> None:
    """Gains x and 1 - x: the first side gets its weight (a curve of 1e-6 stands in for a straight line)."""
    curve, shape = 1e-6, {"high": [[0.0], [1.0]], "reservation": (0, -1)}
    _, terms, gain = settled(case([[0.0], [-1.0]], [[1.0], [curve]], [[1.0], [0.0]], power=power, **shape))
    # The curve shifts the root by less than its size; the weight is found to 1e-14, over a stretch of 5e-7.
    np.testing.assert_allclose(terms[1], [power], atol=2 * curve)
    np.testing.assert_allclose(gain, [power, 1 - power], atol=2 * curve)


def test_a_curved_gain_against_a_straight_loss() -> None:
    """Gains 2x - x^2 and 1 - x: the derivative of the product is 3x^2 - 6x + 2, so x = 1 - 1/sqrt(3)."""
    _, terms, _ = settled(case(**CURVED, reservation=(0, -1)))
    np.testing.assert_allclose(terms[0], [1 - 1 / math.sqrt(3)], atol=1e-8)


def test_a_favour_for_a_favour_on_two_issues() -> None:
    """Each side gives on the issue that the other needs, and nothing on its own: exchange across issues."""
    _, terms, gain = settled(case([[-0.1, -0.2], [-0.2, -0.1]], [[1.0, 1.0], [1.0, 1.0]], [[0.0, 0.5], [0.5, 0.0]]))
    # By symmetry the weight is 1/2: 0.5 - 0.1 = 0.4; it costs 0.04 + 0.08 and brings 0.2.
    np.testing.assert_allclose(terms, [[0.4, 0.0], [0.0, 0.4]], atol=1e-9)
    np.testing.assert_allclose(gain, [0.08, 0.08], atol=1e-9)


def test_expected_pressure_holds_a_side_back_at_its_kink() -> None:
    """Beyond the bearable 0.3: 0.6 - x = 2 P (x - 0.3) gives x = (0.6 + 0.6 P) / (1 + 2 P), for both alike."""
    for pressure in (0.5, 2.0, 50.0):
        _, terms, _ = settled(case([[0.1], [0.1]], [[1.0], [1.0]], 0.5, pressure=pressure, bearable=0.3))
        np.testing.assert_allclose(terms, (0.6 + 0.6 * pressure) / (1 + 2 * pressure), atol=1e-9)


def test_without_a_zone_there_is_no_agreement() -> None:
    assert not settled(case([[0.1], [-0.1]], [[1.0], [1.0]], [[0.05], [0.0]], cost=(0.1, 0.1)))[0]
    assert not settled(case([[0.1], [0.1]], [[1.0], [1.0]], 0.5, cost=(0.18 + TINY, 0.18)))[0]
    assert settled(case([[0.1], [0.1]], [[1.0], [1.0]], 0.5, cost=(0.18 - TINY, 0.18 - TINY)))[0]


def test_more_bargaining_weight_gives_more() -> None:
    gain = [
        settled(case([[0.1, -0.2], [-0.2, 0.1]], [[1.0, 1.0], [1.0, 1.0]], 0.4, power=power))[2]
        for power in np.linspace(0.1, 0.9, 9)
    ]
    assert (np.diff(gain, axis=0)[:, 0] > 0).all() and (np.diff(gain, axis=0)[:, 1] < 0).all()


@given(seed=st.integers(0, 2**32 - 1), issues=st.integers(1, 2))
@settings(max_examples=100)
def test_no_point_of_a_fine_grid_has_a_larger_product(seed: int, issues: int) -> None:
    """Terms of a grid are all open to the sides, so none may do better; roots to 1e-14 leave less than 1e-9 of it."""
    rng = np.random.default_rng(seed)
    cases = case(
        rng.uniform(-0.5, 0.5, size=(2, issues)),
        rng.uniform(0.1, 1.5, size=(2, issues)),
        rng.uniform(0.0, 0.8, size=(2, issues)),
        cost=rng.uniform(0, 0.1, size=2),
        power=rng.uniform(0.1, 0.9),
        pressure=rng.choice([0.0, 2.0]),
        bearable=rng.uniform(0, 1, size=(2, issues)),
    )
    agreed, terms, _ = settled(cases)
    axis = np.linspace(0.0, 1.0, {1: 201, 2: 21}[issues])
    grid = np.stack(np.meshgrid(*[axis] * 2 * issues, indexing="ij"), axis=-1).reshape(-1, 2, issues)
    best = product(cases, grid).max()
    if not agreed:
        assert best < 1e-9
        return
    reached = product(cases, terms[None])[0]
    if reached < 0:  # a gain of exactly 0 may fall short of it by rounding
        reached = 0.0
    assert reached >= best - 1e-9
