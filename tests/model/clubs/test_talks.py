"""Talks on a charter: closed forms, the gain of everybody by its definition, and who leaves."""

from typing import Any

import numpy as np
import pytest

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.clubs.talks import bargain, efforts_alone
from paradiplomacy.model.rules.membership import Payoffs
from paradiplomacy.model.vocabulary import Reason

LEAST = 0.05


def payoffs_of(n: int, **columns: Any) -> Payoffs:
    one = np.ones((n, 1))
    made = {"benefit": one, "cost": one, "identity": 0.0 * one, "room": one, "depth": 0.0 * one}
    made |= {"weight": np.full(n, 1.0 / n), "good": np.zeros(n), "bonus": np.zeros(n), "most": np.full(1, 5.0)}
    return Payoffs(**(made | columns))


def drawn(seed: int, n: int, issues: int = 2) -> Payoffs:
    rng = np.random.default_rng(seed)
    return Payoffs(
        benefit=rng.uniform(0.0, 0.3, (n, issues)),
        cost=rng.uniform(0.1, 0.5, (n, issues)),
        identity=rng.uniform(-0.05, 0.05, (n, issues)),
        weight=rng.dirichlet(np.ones(n)),
        room=rng.uniform(0.2, 1.0, (n, issues)),
        good=rng.uniform(0.0, 0.002, n),
        bonus=rng.uniform(0.0, 0.02, n),
        most=np.full(issues, 0.95),
        depth=np.zeros((n, issues)),
    )


def gains_over_no_club(payoffs: Payoffs, effort: Floats, inside: Rows) -> Floats:
    """Return the gain of each over a world without the club, by the definition of payoffs."""

    def payoff(q: Floats) -> Floats:
        total = (payoffs.weight[:, None] * payoffs.room * q).sum(axis=0)
        found: Floats = (payoffs.benefit * total - payoffs.cost * q**2 / 2 + payoffs.identity * q).sum(axis=1)
        return found

    alone = efforts_alone(payoffs)
    q = alone.copy()
    q[inside] = effort[inside]
    gain = payoff(q) - payoff(alone) + payoffs.good * (len(inside) - 1) + payoffs.bonus
    return gain[inside]


@pytest.mark.parametrize(("n", "b", "c", "p"), [(2, 1.0, 1.0, 0.0), (9, 0.7, 1.3, 0.2), (40, 0.3, 2.0, 0.1)])
def test_identical_actors_commit_themselves_to_the_joint_optimum(n: int, b: float, c: float, p: float) -> None:
    one = np.ones((n, 1))
    found = bargain(payoffs_of(n, benefit=b * one, cost=c * one, identity=p * one), LEAST, np.arange(n))
    assert found.agreed and not found.left
    np.testing.assert_allclose(found.terms[:, 0], (b + p) / c, rtol=1e-9)
    # Each does (b + p) / c instead of (b / n + p) / c.
    alone = (b / n + p) / c
    joint = (b + p) ** 2 / (2 * c) - ((b + p) * alone - c * alone**2 / 2)
    np.testing.assert_allclose(found.gain, joint, rtol=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_gains_are_those_over_a_world_without_the_club(seed: int) -> None:
    payoffs = drawn(seed, n=2 + seed)
    found = bargain(payoffs, LEAST, np.arange(len(payoffs.weight)))
    stay = np.delete(np.arange(len(payoffs.weight)), found.gone)
    np.testing.assert_allclose(found.gain[stay], gains_over_no_club(payoffs, found.terms, stay), rtol=1e-9, atol=1e-12)
    assert (found.gain[stay] > 0.0).all() and not found.terms[found.gone].any()


@pytest.mark.parametrize("seed", range(5))
def test_no_small_change_of_the_text_has_a_larger_product(seed: int) -> None:
    payoffs, rng = drawn(seed, n=6), np.random.default_rng(seed)
    everybody = np.arange(6)
    found = bargain(payoffs, LEAST, everybody)
    assert not found.left

    def product(terms: Floats) -> float:
        gain = gains_over_no_club(payoffs, terms, everybody)
        return float((payoffs.weight * np.log(gain)).sum()) if (gain > 0.0).all() else -np.inf

    best = product(found.terms)
    for _ in range(300):
        step = 10.0 ** rng.uniform(-4, -0.5) * rng.normal(size=found.terms.shape)
        assert product(np.clip(found.terms + step, 0.0, 0.95)) <= best + 1e-12


def test_two_halves_of_a_nation_do_what_the_whole_does() -> None:
    """Bargaining power is size: nothing depends on borders where nobody does anything alone (Kalai 1977)."""
    whole = drawn(3, n=4)._replace(good=np.zeros(4), identity=np.full((4, 2), -0.05), bonus=np.full(4, 0.05))
    halves = Payoffs(*(column if column.shape[0] != 4 else column[[0, 0, 1, 2, 3]] for column in whole))
    halves.weight[:2] /= 2.0
    assert not efforts_alone(whole).any() and not efforts_alone(halves).any()
    one, two = bargain(whole, LEAST, np.arange(4)), bargain(halves, LEAST, np.arange(5))
    assert one.terms.max() > 0.1
    np.testing.assert_allclose(two.terms, one.terms[[0, 0, 1, 2, 3]], rtol=0, atol=1e-9)
    np.testing.assert_allclose(two.gain, one.gain[[0, 0, 1, 2, 3]], rtol=0, atol=1e-9)


def test_whoever_would_lose_leaves_and_the_others_agree_without_it() -> None:
    payoffs = payoffs_of(4)
    payoffs.bonus[2] = -9.0
    found = bargain(payoffs, LEAST, np.arange(4))
    assert found.agreed and found.gone == [2]
    assert found.left[0].reason is Reason.WOULD_LOSE and found.left[0].loss < 0.0
    np.testing.assert_allclose(found.terms[[0, 1, 3], 0], 0.75, rtol=1e-9)
    np.testing.assert_allclose(found.gain[[0, 1, 3]], 0.75**2 / 2 - (0.75 * 0.25 - 0.25**2 / 2), rtol=1e-9)


def test_only_some_of_those_invited_may_take_part() -> None:
    payoffs = payoffs_of(4)
    found = bargain(payoffs, LEAST, np.array([0, 3]))
    np.testing.assert_allclose(found.terms[:, 0], 0.5, rtol=1e-9)
