"""What every rule of membership must do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.membership.best_response import Clause, Seats

NAMES = sorted(CATALOGUE["membership"])


def random_seats(seed: int, issues: int = 2) -> tuple[Seats, Clause]:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 40))
    seats = Seats(
        benefit=rng.uniform(0.0, 0.3, (n, issues)),
        cost=rng.uniform(0.1, 0.5, (n, issues)),
        identity=rng.uniform(-0.1, 0.1, (n, issues)),
        weight=rng.dirichlet(np.ones(n)),
        room=rng.uniform(0.2, 1.0, (n, issues)),
        good=rng.uniform(0.0, 0.005, n),
        bonus=rng.uniform(-0.05, 0.05, n),
        most=np.array([0.95, 0.0]),
        depth=rng.uniform(0.05, 0.8, issues),
    )
    clause = Clause(int(rng.integers(0, n)), float(rng.choice([0.0, 0.5])), 1.0, bool(rng.integers(0, 2)))
    return seats, clause


def settled(name: str, seed: int, free: float = 1.0, barred: float = 0.0) -> tuple:
    seats, clause = random_seats(seed)
    rng = np.random.default_rng(seed + 1)
    n = len(seats.weight)
    inside, before = np.zeros(n, dtype=bool), rng.uniform(size=n) < 0.5
    inside[:] = before
    who, shut = rng.uniform(size=n) < free, rng.uniform(size=n) < barred
    gain = np.zeros(n)
    outcome = rule("membership", name).settle(
        seats, clause, rng.permutation(n), who, shut, np.zeros(n, dtype=bool), inside, gain
    )
    return seats, clause, before, inside, who, shut, gain, outcome


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    told: dict[str, list] = {}
    for name in NAMES:
        made = [settled(name, seed, 0.8, 0.2) for seed in range(30)]
        told[f"membership {name}"] = [
            [case[3].tobytes().hex(), case[6].tobytes().hex(), list(case[7])] for case in made
        ]
        told[f"membership {name}"] = [[a, b, [int(x) for x in c]] for a, b, c in told[f"membership {name}"]]
    return told


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
def test_only_who_is_free_moves_and_who_is_barred_does_not_join(name: str, seed: int) -> None:
    _, _, before, inside, free, barred, _, _ = settled(name, seed, 0.5, 0.5)
    assert (before == inside)[~free].all()
    assert not (inside & ~before & barred).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
def test_where_it_has_settled_nobody_who_is_free_would_rather_move(name: str, seed: int) -> None:
    _, _, _, inside, _, _, gain, outcome = settled(name, seed)
    if outcome.settled:
        assert (gain[inside] >= -1e-8).all()
        assert (gain[~inside] <= 1e-8).all()


@pytest.mark.parametrize("name", NAMES)
def test_it_nearly_always_settles(name: str) -> None:
    outcomes = [settled(name, seed)[7] for seed in range(300)]
    assert sum(outcome.settled for outcome in outcomes) >= 297
    assert all(outcome.internal and outcome.external for outcome in outcomes if outcome.settled)
