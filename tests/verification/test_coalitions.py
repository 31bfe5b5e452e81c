"""Exact results on stable coalitions, for the membership rule itself and for clubs in a world.

Payoff ``b Q - c q^2 / 2 + p q``, members at their joint optimum, outsiders at their own: the largest stable coalition
has 3 members (Barrett 1994; Carraro and Siniscalco 1993); with an excludable good g per fellow member
``3 + 2 c g / b^2``; with a lump sum G ``2 + sqrt(1 + 2 c G / b^2)``; a participation clause m >= 3 makes it m.
"""

import dataclasses
import math
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.clubs.payoffs import gain_of, terms_of
from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Outcome, Payoffs
from paradiplomacy.model.rules.membership.best_response import settle
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.scenario import Club
from paradiplomacy.scenarios.world import build

NUMBERS = st.tuples(st.floats(0.01, 100.0), st.floats(0.01, 100.0), st.floats(0.0, 5.0))
AWAY_FROM_WHOLE = 1e-6


class Identical(NamedTuple):
    """Identical actors, and the club to which they are invited."""

    n: int
    b: float
    c: float
    p: float = 0.0
    good: float = 0.0
    bonus: float = 0.0
    clause: int = 0

    def payoffs(self) -> Payoffs:
        """Return the payoffs of the club to each actor."""
        column = np.ones((self.n, 1))
        return Payoffs(
            benefit=self.b * column,
            cost=self.c * column,
            identity=self.p * column,
            weight=np.ones(self.n),
            room=column,
            good=np.full(self.n, self.good),
            bonus=np.full(self.n, self.bonus),
            most=np.array([np.inf]),
            depth=0.0 * column,
        )

    def settled(self, seed: int = 0, inside: Any = 1) -> tuple[np.ndarray, Outcome]:
        """Return the members once nobody moves, in a random order; all invitees start inside by default."""
        members = np.zeros(self.n, dtype=bool)
        members[:] = inside
        nobody, gain = np.zeros(self.n, dtype=bool), np.zeros(self.n)
        order = np.random.default_rng(seed).permutation(self.n)
        clause = Clause(self.clause, 0.0, 0.0, True)  # noqa: FBT003
        cases = Cases(self.payoffs(), clause, order, free=np.ones(self.n, dtype=bool), barred=nobody)
        return members, settle(cases, Answers(members, nobody.copy(), gain))

    def payoff(self, members: np.ndarray, i: int) -> float:
        """Return the payoff of i, computed from its definition."""
        m = int(members.sum())
        in_force = m >= max(1, self.clause)
        own = (self.b + self.p) / self.c
        joint = (m * self.b + self.p) / self.c if in_force else own
        total = m * joint + (self.n - m) * own
        q = joint if members[i] else own
        extra = self.good * (m - 1) + self.bonus if members[i] and in_force else 0.0
        return self.b * total - self.c * q * q / 2 + self.p * q + extra


def stable(world: Identical, size: int) -> bool:
    """Return true if no member of a coalition of this size gains by leaving and no outsider by joining."""
    members = np.arange(world.n) < size
    tiny = 1e-9 * max(1.0, abs(world.payoff(members, 0)))
    if size > 0:
        without = members.copy()
        without[0] = False
        if world.payoff(without, 0) > world.payoff(members, 0) + tiny:
            return False
    if size < world.n:
        joined = members.copy()
        joined[-1] = True
        return world.payoff(joined, world.n - 1) <= world.payoff(members, world.n - 1) + tiny
    return True


@pytest.mark.parametrize("n", range(3, 201))
def test_three_members_remain_for_any_number_of_actors_and_any_payoffs(n: int) -> None:
    rng = np.random.default_rng(n)
    for seed in range(5):
        b, c, p = np.exp(rng.uniform(-4, 4, 3))
        members, outcome = Identical(n, b, c, p * (seed > 0)).settled(seed)
        assert members.sum() == 3
        assert outcome.settled
        assert outcome.internal
        assert outcome.external


@given(n=st.integers(3, 30), numbers=NUMBERS)
def test_payoffs_from_the_definition_agree_that_three_is_the_largest(n: int, numbers: tuple) -> None:
    b, c, p = numbers
    sizes = [size for size in range(n + 1) if stable(Identical(n, b, c, p), size)]
    assert max(sizes) == 3


def integer_part(x: float) -> int | None:
    """Return the integer part, or None if rounding error could change it."""
    return None if abs(x - round(x)) < AWAY_FROM_WHOLE else math.floor(x)


@given(n=st.integers(3, 200), numbers=NUMBERS, ratio=st.floats(0.0, 150.0), seed=st.integers(0, 99))
def test_a_club_good_sustains_the_predicted_number_of_members(n: int, numbers: tuple, ratio: float, seed: int) -> None:
    b, c, p = numbers
    good = ratio * b * b / (2 * c)
    expected = integer_part(3 + 2 * c * good / b**2)
    if expected is not None:
        assert Identical(n, b, c, p, good=good).settled(seed)[0].sum() == min(n, expected)


@given(n=st.integers(3, 200), numbers=NUMBERS, ratio=st.floats(0.0, 40_000.0), seed=st.integers(0, 99))
def test_a_lump_sum_or_a_sanction_sustains_the_predicted_number_of_members(
    n: int, numbers: tuple, ratio: float, seed: int
) -> None:
    b, c, p = numbers
    bonus = ratio * b * b / (2 * c)
    expected = integer_part(2 + math.sqrt(1 + 2 * c * bonus / b**2))
    if expected is not None:
        assert Identical(n, b, c, p, bonus=bonus).settled(seed)[0].sum() == min(n, expected)


@pytest.mark.parametrize("good", [1, 2, 7])
def test_indifferent_members_stay(good: int) -> None:
    """The last member is indifferent if 2 c g / b^2 is an integer, or the square root for a lump sum is one."""
    for b, c in ((1.0, 1.0), (0.1, 0.3), (7.3, 0.011)):
        assert Identical(50, b, c, good=good * b * b / (2 * c)).settled()[0].sum() == 3 + good
        lump = ((good + 1) ** 2 - 1) * b * b / (2 * c)
        assert Identical(50, b, c, bonus=lump).settled()[0].sum() == 3 + good


@given(data=st.data(), n=st.integers(3, 200), numbers=NUMBERS, seed=st.integers(0, 99))
def test_a_participation_clause_is_met_exactly(data: Any, n: int, numbers: tuple, seed: int) -> None:
    clause = data.draw(st.integers(3, n))
    b, c, p = numbers
    world = Identical(n, b, c, p, clause=clause)
    members = np.arange(n) < clause
    assert world.payoff(members, 0) > world.payoff(np.zeros(n, dtype=bool), 0)
    settled, outcome = world.settled(seed)
    assert settled.sum() == clause
    assert outcome.internal
    assert outcome.external


def test_sanctions_raise_participation_step_by_step() -> None:
    """Nordhaus (2015): outsiders pay a penalty, and participation rises with it."""
    found = [int(Identical(100, 0.3, 1.0, bonus=bonus).settled(1)[0].sum()) for bonus in np.linspace(0.0, 500.0, 60)]
    assert found == sorted(found)
    assert found[0] == 3
    assert found[-1] == 100
    assert len(set(found)) > 20


def test_from_an_empty_club_nobody_joins() -> None:
    assert Identical(40, 1.0, 1.0).settled(inside=False)[0].sum() == 0


def test_members_owe_the_joint_optimum_and_outsiders_their_own() -> None:
    world = Identical(9, 0.7, 1.3, 0.2)
    members = np.arange(9) < 4
    owed, at_home = np.zeros((9, 1)), np.zeros((9, 1))
    terms_of(world.payoffs(), Clause(0, 0.0, 0.0, True), members, owed, at_home)  # noqa: FBT003
    np.testing.assert_allclose(owed[:, 0], np.where(members, (4 * 0.7 + 0.2) / 1.3, 0.0), rtol=1e-12)
    np.testing.assert_allclose(at_home, (0.7 + 0.2) / 1.3, rtol=1e-12)


def gains_by_definition(payoffs: Payoffs, clause: Clause, members: np.ndarray) -> np.ndarray:
    """Return each actor's gain from membership, with payoffs from the definition and terms solved again."""

    def payoff(inside: np.ndarray, i: int) -> float:
        in_force = inside.sum() >= max(1, clause.members) and payoffs.weight[inside].sum() >= clause.share
        joint = (payoffs.weight[inside, None] * payoffs.benefit[inside]).sum(axis=0)
        part = payoffs.weight[:, None] * payoffs.room
        own = np.clip((part * payoffs.benefit + payoffs.identity) / payoffs.cost, 0.0, payoffs.most)
        owed = np.clip((payoffs.room * joint + payoffs.identity) / payoffs.cost, 0.0, payoffs.most)
        if not clause.solved_again:
            owed = np.minimum(payoffs.depth, payoffs.most)
        q = np.where(inside[:, None] & in_force, owed, own)
        total = (part * q).sum(axis=0)
        utility = payoffs.benefit[i] * total - payoffs.cost[i] * q[i] ** 2 / 2 + payoffs.identity[i] * q[i]
        extra = payoffs.good[i] * (inside.sum() - 1) + payoffs.bonus[i] if inside[i] and in_force else 0.0
        return float(utility.sum() + extra)

    found = []
    for i in range(len(members)):
        with_, without = members.copy(), members.copy()
        with_[i], without[i] = True, False
        found.append(payoff(with_, i) - payoff(without, i))
    return np.array(found)


@pytest.mark.parametrize("solved_again", [True, False])
@pytest.mark.parametrize("seed", range(40))
def test_the_gain_is_the_difference_of_payoffs_for_heterogeneous_actors(seed: int, solved_again: bool) -> None:
    rng = np.random.default_rng(seed)
    n, issues = int(rng.integers(2, 15)), 2
    payoffs = Payoffs(
        benefit=rng.uniform(0.0, 1.0, (n, issues)),
        cost=rng.uniform(0.5, 2.0, (n, issues)),
        identity=rng.uniform(0.0, 0.5, (n, issues)),
        weight=rng.uniform(0.1, 1.0, n),
        room=rng.uniform(0.2, 1.0, (n, issues)),
        good=rng.uniform(0.0, 0.1, n),
        bonus=rng.uniform(-0.5, 0.5, n),
        most=np.full(issues, np.inf),
        depth=rng.uniform(0.0, 1.0, (n, issues)),
    )
    share = float(rng.choice([0.0, 0.5])) * payoffs.weight.sum()
    clause = Clause(int(rng.integers(0, n + 1)), share, 0.0, solved_again)
    members, nobody = rng.uniform(size=n) < 0.6, np.zeros(n, dtype=bool)
    gain = [gain_of(payoffs, clause, nobody, members, i) for i in range(n)]
    np.testing.assert_allclose(gain, gains_by_definition(payoffs, clause, members), rtol=1e-9, atol=1e-12)


WITHOUT_SPREAD = {"utility.need_spread": 0.0, "utility.salience_spread": 0.0, "politics.leader_spread": 0.0}


def members_of_a_treaty(n: int, **club: Any) -> int:
    """Return the number of members of a treaty founded in a world of n identical nations."""
    recipe = {"world.cities": n, "world.nations": n, "months": 3, "search.burn_in": 0, **WITHOUT_SPREAD}
    recipe |= {"search.stock_nation": -30.0, "search.hazard_nation": -30.0, "politics.position_noise": 0.0}
    recipe |= {"search.hazard_own_nation": 0.0, "search.hazard_foreign_nation": -30.0}
    treaty = Club(
        name="treaty", kind="nation treaty", founded="2016-01", invited=("nations",), issues=("climate",),
        settles=True, charter="joint_optimum", **club,
    )  # fmt: skip
    scenario = change.apply(read.read("synthetic"), recipe)
    world = build.build(check.checked(dataclasses.replace(scenario, clubs=(treaty,))), seed=n)
    actors = world.state.actors
    for column in ("salience", "need", "position", "public", "anchor", "gdp", "population"):
        values = getattr(actors, column)
        values[n:] = values[n]
    actors.conviction[:], actors.party[:], actors.next_election[:] = 0.0, 0, 99
    world.run(1)
    members = world.state.register.everyone()
    return int(INSIDE[world.state.book.parties.status[members]].sum())


@pytest.mark.parametrize("n", [3, 10, 40])
def test_in_a_world_of_identical_nations_three_sign_a_treaty(n: int) -> None:
    assert members_of_a_treaty(n) == 3


def test_in_a_world_a_clause_and_a_bonus_sustain_more_members() -> None:
    assert members_of_a_treaty(20, clause=11) == 11
    assert 3 < members_of_a_treaty(20, bonus=0.001) <= 20
    assert members_of_a_treaty(20, bonus=5.0) == 20
