"""Who may join and whose votes count: veto players of nations, the year after an expulsion, and the clause on the economy."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.model.clubs import acts, charter, membership
from paradiplomacy.model.clubs.eligibility import barred, fresh_of
from paradiplomacy.model.clubs.payoffs import gain_of
from paradiplomacy.model.clubs.register import INSIDE
from paradiplomacy.model.clubs.valuation import payoffs_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.scenario import Club

YEAR = 12
TREATY = Club(
    name="treaty", kind="nation treaty", founded="2015-11", invited=("nations",), issues=("climate", "trade"),
    members=("nations",), bonus=0.05, charter="joint_optimum",
)  # fmt: skip


@pytest.fixture
def state() -> State:
    """A world whose nations are all in a treaty."""
    changes: dict[str, Any] = {"world.cities": 24, "world.nations": 8, "months": 12, "search.burn_in": 2}
    changes |= {"membership.attention": 0.0, "issues.climate.identity_charge": 1.0}
    made = change.apply(read.read("synthetic"), changes)
    world = World.from_scenario(check.checked(dataclasses.replace(made, clubs=(TREATY,))), seed=3)
    world.run(3)
    return world.state


def would_pass(state: State, row: int) -> bool:
    """Whether a nation passes its membership, each veto player put in the leader's place."""
    members, place = state.register.members.rows, row - state.register.stretch(0).start
    who = int(members.actor[row])
    leader = state.actors.position[who].copy()
    worths = []
    for v in range(int(state.veto_count[who])):
        state.actors.position[who] = state.actors.median[who] + state.veto_offset[who, v] * state.actors.spread[who]
        payoffs = payoffs_of(state, 0)
        inside = INSIDE[members.status[state.register.stretch(0)]]
        worths.append(gain_of(payoffs, charter.clause_of(state, 0, payoffs), fresh_of(state, 0), inside, place))
    state.actors.position[who] = leader
    return min(worths) >= membership.LEAST


def test_a_nation_passes_what_none_of_its_veto_players_refuses_whoever_else_votes(state: State) -> None:
    rows = state.register.inside(0)
    state.register.clubs.rows.clause[0] = len(rows)  # all are needed, so that what the others do weighs
    rng, told = np.random.default_rng(5), []
    for _ in range(40):
        state.veto_offset[:] = rng.normal(0.0, 2.0, state.veto_offset.shape)
        state.register.clubs.rows.bonus[0] = rng.uniform(-0.05, 0.02)
        passed = membership.passing(state, 0, rows)
        assert passed.tolist() == [would_pass(state, row) for row in rows.tolist()]
        told += passed.tolist()
    assert 0.1 < np.mean(told) < 0.9


def test_who_was_expelled_may_come_back_after_a_year_and_no_sooner(state: State) -> None:
    row = state.register.inside(0)[:1]
    acts.leave(state, 0, row, Reason.EXPELLED)
    shut = []
    for _ in range(YEAR + 1):
        shut.append(barred(state, 0).tolist())
        state.month += 1
    others = [False] * (len(state.register.places(0)) - 1)
    assert shut == [[True, *others]] * YEAR + [[False, *others]]


def test_a_treaty_is_in_force_with_the_part_of_the_economy_that_its_clause_asks_for_and_lapses_below(
    state: State,
) -> None:
    register, rows = state.register, state.register.inside(0)
    columns, gdp = register.clubs.rows, state.actors.gdp[register.members.rows.actor[rows]]
    acts.bind(state, 0, rows[register.members.rows.status[rows] == PartyStatus.SIGNED])
    acts.leave(state, 0, rows[:1], Reason.NOT_WORTH_IT)
    part = float(gdp[1:].sum() / gdp.sum())
    for asked, then, members in (
        (1.001 * part, ClubStatus.LAPSED, PartyStatus.BOUND),
        (0.999 * part, ClubStatus.IN_FORCE, PartyStatus.IN_FORCE),
    ):
        columns.clause_share[0] = asked
        charter.apply_clause(state, 0)
        assert columns.status[0] == then
        assert (register.members.rows.status[rows[1:]] == members).all()
