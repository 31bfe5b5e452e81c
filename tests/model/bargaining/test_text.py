"""One text for several parties: two are exactly `nash`, no optimiser finds better terms, and who would lose leaves."""

import numpy as np
import pytest
from scipy.optimize import minimize

from paradiplomacy.model.bargaining.talks import settle
from paradiplomacy.model.bargaining.text import Text, among, spare, text_of, write_gains, write_terms
from paradiplomacy.model.rules.protocol import nash, no_answers, no_cases


def drawn(rng: np.random.Generator, n: int, issues: int = 3) -> Text:
    """Draw a text of n parties; half of them under pressure on an issue, with a kink."""
    power = rng.uniform(0.5, 2.0, size=n)
    return Text(
        slope=rng.uniform(-0.3, 0.2, size=(n, n, issues)),
        received=rng.uniform(0.0, 0.6, size=(n, n, issues)),
        cost=rng.uniform(0.0, 0.05, size=(n, n)),
        curve=rng.uniform(0.3, 1.5, size=(n, issues)),
        pressure=rng.uniform(0.0, 10.0, size=(n, issues)) * (rng.random((n, issues)) < 0.5),
        bearable=rng.uniform(0.0, 0.6, size=(n, issues)),
        high=np.full((n, issues), 0.95),
        reservation=np.zeros(n),
        power=power / power.sum(),
        on=np.ones(issues, dtype=bool),
        least=0.05,
    )


def test_two_parties_give_what_nash_gives() -> None:
    rng, agreed = np.random.default_rng(1), 0
    for _ in range(200):
        text = drawn(rng, 2)
        cases = no_cases(1, 3)
        for name in ("curve", "pressure", "bearable", "high", "reservation", "on"):
            getattr(cases, name)[0] = getattr(text, name)
        cases.power[0], cases.least[0] = text.power[0], text.least
        for side in range(2):
            cases.slope[0, side], cases.received[0, side] = text.slope[side, 1 - side], text.received[side, 1 - side]
            cases.cost[0, side] = text.cost[side, 1 - side]
        answers = no_answers(cases)
        nash.settle(cases, answers)
        made = text_of(cases, np.array([[0, 1]]), text.power)
        found = settle(made)
        assert found.agreed == answers.agreed[0]
        np.testing.assert_allclose(found.terms * found.agreed, answers.terms[0], rtol=0, atol=1e-9)
        np.testing.assert_allclose(found.gain * found.agreed, answers.gain[0], rtol=0, atol=1e-9)
        agreed += found.agreed
    assert 50 < agreed < 200


def log_product(some: Text, terms: np.ndarray) -> float:
    """Return the weighted sum of the logarithms of the gains, written down once more; minus infinity where one loses."""
    excess = np.maximum(0.0, terms - some.bearable)
    own = (some.slope * terms - 0.5 * some.curve * terms**2 - some.pressure * excess**2).sum(axis=1)
    gain = own + np.einsum("ijk,jk->i", some.received, terms) - some.cost - some.reservation
    return float((some.power * np.log(gain)).sum()) if (gain > 0.0).all() else -np.inf


def derivative(some: Text, terms: np.ndarray) -> np.ndarray:
    """Return the derivative of ``log_product`` with respect to the terms."""
    gain = np.zeros(len(terms))
    write_gains(some, terms, gain)
    excess = np.maximum(0.0, terms - some.bearable)
    part = some.power / gain
    own = part[:, None] * (some.slope - some.curve * terms - 2.0 * some.pressure * excess)
    derived: np.ndarray = own + np.einsum("i,ijk->jk", part, some.received)
    return derived


def test_no_terms_that_a_general_optimiser_finds_have_a_larger_product() -> None:
    """L-BFGS-B over all commitments, 200 random texts of 2 to 20 parties: at most 1e-9 better."""
    rng, better, tested = np.random.default_rng(2), [], 0
    while tested < 200:
        text = drawn(rng, int(rng.integers(2, 21)))
        found = settle(text)
        if not found.agreed:
            continue
        tested += 1
        inside = np.array([i for i in range(len(text.power)) if i not in found.gone])
        some, reached = among(text, inside), found.terms[inside]

        def minus(x: np.ndarray, some: Text = some) -> tuple[float, np.ndarray]:
            terms = x.reshape(some.curve.shape)
            value = log_product(some, terms)
            return (-value, -derivative(some, terms).reshape(-1)) if np.isfinite(value) else (1e3, np.zeros(x.size))

        start = np.clip(reached + rng.normal(0.0, 1e-3, size=reached.shape), 0.0, 0.95).reshape(-1)
        options = {"ftol": 1e-16, "gtol": 1e-12, "maxiter": 2000}
        other = minimize(minus, start, jac=True, method="L-BFGS-B", bounds=[(0.0, 0.95)] * start.size, options=options)
        better.append(-other.fun - log_product(some, reached))
    assert max(better) <= 1e-9
    assert np.median(better) >= -1e-8, "the optimiser comes as near, so that it is a test"
    print(f"largest advantage of L-BFGS-B in the log product over {tested} texts: {max(better):.1e}")


def test_everybody_who_stays_gains_and_whoever_leaves_is_named() -> None:
    rng, left = np.random.default_rng(3), 0
    for _ in range(60):
        text = drawn(rng, int(rng.integers(3, 12)))
        text.cost[0] = 9.0
        found = settle(text)
        assert 0 in found.gone, "nobody can pay for the first"
        if found.agreed:
            stays = np.setdiff1d(np.arange(len(text.power)), found.gone)
            assert (found.gain[stays] > 0.0).all() and not found.terms[found.gone].any()
            assert not found.gain[found.gone].any()
            left += len(found.left)
    assert left > 30


def test_who_leaves_would_lose_under_every_text() -> None:
    """One who gives nothing useful and bears a cost has no text; without it the others agree as if it had not been there."""
    rng = np.random.default_rng(4)
    text = drawn(rng, 5)
    text.slope[:], text.cost[:] = -0.05, 0.001
    text.received[2], text.slope[2] = 0.0, -1.0
    found = settle(text)
    rest = np.array([0, 1, 3, 4])
    alone = Text(
        *(column[np.ix_(rest, rest)] for column in text[:3]), *(column[rest] for column in text[3:8]),
        text.power[rest] / text.power[rest].sum(), text.on, text.least,
    )  # fmt: skip
    assert found.agreed and found.gone == [2]
    np.testing.assert_allclose(found.terms[rest], settle(alone).terms, rtol=0, atol=1e-12)


def test_more_power_gives_more() -> None:
    text, gains = drawn(np.random.default_rng(5), 4), []
    text.slope[:], text.cost[:] = -0.05, 0.001
    for own in (0.1, 0.3, 0.6):
        power = np.array([own, *[(1.0 - own) / 3] * 3])
        gains.append(settle(text._replace(power=power)).gain[0])
    assert gains == sorted(gains) and gains[0] < gains[-1]


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_agree_on_nothing(n: int) -> None:
    found = settle(drawn(np.random.default_rng(6), n))
    assert not found.agreed and found.left == ()


def weighted(some: Text, weight: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the largest weighted sum of gains, and the gains."""
    terms, gain = np.zeros(some.curve.shape), np.zeros(len(weight))
    write_terms(some, weight, terms)
    write_gains(some, terms, gain)
    return float(weight @ gain), gain


def test_the_weights_of_the_worst_off_make_the_largest_sum_of_gains_least() -> None:
    """No other weights certify a smaller sum, and under them nobody fares better than the worst-off could."""
    rng = np.random.default_rng(6)
    for _ in range(20):
        n = int(rng.integers(3, 15))
        some = among(drawn(rng, n), np.arange(n))
        weight, gain, terms = np.zeros(n), np.zeros(n), np.zeros(some.curve.shape)
        spare(some, weight, terms, gain)
        least, gain = weighted(some, weight)
        for other in rng.dirichlet(np.full(n, 0.3), size=200):
            assert weighted(some, np.maximum(other, 1e-9))[0] >= least - 1e-4
        assert gain[weight > 0.05].max() - gain[weight > 0.05].min() < 0.02, "those who count fare alike"


def test_whoever_gives_most_stays_and_whoever_cannot_be_satisfied_leaves() -> None:
    text = drawn(np.random.default_rng(7), 6)
    text.slope[:], text.cost[:], text.pressure[:] = -0.05, 0.001, 0.0
    # The first gives cheaply what all others need; the fourth bears a cost that nobody can make up for.
    text.received[:, 0] = 2.0
    text.cost[3] = 9.0
    assert settle(text).gone == [3]
