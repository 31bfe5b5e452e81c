"""The contract of every rule of membership."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.clubs.payoffs import gain_of
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Payoffs

NAMES = sorted(CATALOGUE["membership"])


def random_payoffs(seed: int, issues: int = 2) -> tuple[Payoffs, Clause]:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 40))
    payoffs = Payoffs(
        benefit=rng.uniform(0.0, 0.3, (n, issues)),
        cost=rng.uniform(0.1, 0.5, (n, issues)),
        identity=rng.uniform(-0.1, 0.1, (n, issues)),
        weight=rng.dirichlet(np.ones(n)),
        room=rng.uniform(0.2, 1.0, (n, issues)),
        good=rng.uniform(0.0, 0.005, n),
        bonus=rng.uniform(-0.05, 0.05, n),
        most=np.array([0.95, 0.0]),
        depth=rng.uniform(0.05, 0.8, (n, issues)),
    )
    clause = Clause(int(rng.integers(0, n)), float(rng.choice([0.0, 0.5])), 1.0, bool(rng.integers(0, 2)))
    return payoffs, clause


def settled(name: str, seed: int, free: float = 1.0, barred: float = 0.0, fresh: np.ndarray | None = None) -> tuple:
    """Settle random payoffs; ``fresh`` is filled with who has joined."""
    payoffs, clause = random_payoffs(seed)
    rng = np.random.default_rng(seed + 1)
    n = len(payoffs.weight)
    inside, before = np.zeros(n, dtype=bool), rng.uniform(size=n) < 0.5
    inside[:] = before
    who, shut = rng.uniform(size=n) < free, rng.uniform(size=n) < barred
    gain = np.zeros(n)
    cases = Cases(payoffs, clause, rng.permutation(n), who, shut)
    outcome = rule("membership", name).settle(
        cases, Answers(inside, np.zeros(n, dtype=bool) if fresh is None else fresh, gain)
    )
    return payoffs, clause, before, inside, who, shut, gain, outcome


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    answers: dict[str, list] = {}
    for name in NAMES:
        made = [settled(name, seed, 0.8, 0.2) for seed in range(30)]
        answers[f"membership {name}"] = [
            [case[3].tobytes().hex(), case[6].tobytes().hex(), list(case[7])] for case in made
        ]
        answers[f"membership {name}"] = [[a, b, [int(x) for x in c]] for a, b, c in answers[f"membership {name}"]]
    return answers


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
def test_only_those_who_are_free_move_and_the_barred_do_not_join(name: str, seed: int) -> None:
    _, _, before, inside, free, barred, _, _ = settled(name, seed, 0.5, 0.5)
    assert (before == inside)[~free].all()
    assert not (inside & ~before & barred).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
def test_the_gains_reported_are_the_payoffs_of_the_membership_found(name: str, seed: int) -> None:
    fresh = nobody(seed)
    payoffs, clause, _, inside, free, _, gain, _ = settled(name, seed, 0.7, fresh=fresh)
    expected = [gain_of(payoffs, clause, fresh, inside, i) for i in range(len(inside))]
    np.testing.assert_allclose(gain[free], np.array(expected)[free], rtol=1e-9, atol=1e-12)


def nobody(seed: int) -> np.ndarray:
    """Return flags, all down, for the actors of a case; a member that leaves and returns counts as fresh afterwards."""
    return np.zeros(len(random_payoffs(seed)[0].weight), dtype=bool)


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
def test_a_settled_membership_is_stable_for_all_who_are_free(name: str, seed: int) -> None:
    """Nobody gains by moving, by payoffs evaluated afresh; those who are barred may gain by joining."""
    fresh = nobody(seed)
    payoffs, clause, _, inside, free, barred, _, outcome = settled(name, seed, 0.8, 0.2, fresh)
    assert outcome.settled or outcome.sweeps > 1
    gain = np.array([gain_of(payoffs, clause, fresh, inside, i) for i in range(len(inside))])
    leavers, joiners = free & inside & (gain < -1e-8), free & ~inside & ~barred & (gain > 1e-8)
    assert outcome.internal == (not leavers.any())
    assert outcome.external == (not joiners.any())
    if outcome.settled:
        assert not leavers.any()
        assert not joiners.any()


@pytest.mark.parametrize("name", NAMES)
def test_nearly_every_club_settles_and_both_outcomes_occur(name: str) -> None:
    found = [settled(name, seed) for seed in range(300)]
    outcomes = [made[7] for made in found]
    assert sum(outcome.settled for outcome in outcomes) >= 297
    assert all(outcome.internal and outcome.external for outcome in outcomes if outcome.settled)
    sizes = [made[3].mean() for made in found]
    assert min(sizes) == 0.0
    assert max(sizes) > 0.9
