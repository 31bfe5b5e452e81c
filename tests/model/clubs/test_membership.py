"""Votes of nations on their membership."""

import numpy as np

from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.clubs import charter, membership
from paradiplomacy.model.clubs.eligibility import fresh_of
from paradiplomacy.model.clubs.payoffs import gain_of
from paradiplomacy.model.clubs.valuation import payoffs_of
from paradiplomacy.model.state import State


def would_pass(treaty: State, row: int) -> bool:
    """Return whether a nation passes its membership, each veto player put in the leader's place."""
    members, place = treaty.book.parties, row - treaty.register.stretch(0).start
    who = int(members.actor[row])
    leader = treaty.actors.position[who].copy()
    gains = []
    for v in range(int(treaty.veto_count[who])):
        treaty.actors.position[who] = treaty.actors.median[who] + treaty.veto_offset[who, v] * treaty.actors.spread[who]
        payoffs = payoffs_of(treaty, 0)
        inside = INSIDE[members.status[treaty.register.stretch(0)]]
        gains.append(gain_of(payoffs, charter.clause_of(treaty, 0, payoffs), fresh_of(treaty, 0), inside, place))
    treaty.actors.position[who] = leader
    return min(gains) >= membership.LEAST


def test_a_nation_passes_what_none_of_its_veto_players_refuses_whoever_else_votes(treaty: State) -> None:
    rows = treaty.register.inside(0)
    treaty.register.clubs.rows.clause[0] = len(rows)  # all are needed, so that what the others do weighs
    rng, outcomes = np.random.default_rng(5), []
    for _ in range(40):
        treaty.veto_offset[:] = rng.normal(0.0, 2.0, treaty.veto_offset.shape)
        treaty.register.clubs.rows.bonus[0] = rng.uniform(-0.05, 0.02)
        passed = membership.passing(treaty, 0, rows)
        assert passed.tolist() == [would_pass(treaty, row) for row in rows.tolist()]
        outcomes += passed.tolist()
    assert 0.1 < np.mean(outcomes) < 0.9


def test_pledges_are_recorded_only_where_they_change(treaty: State) -> None:
    register, at = treaty.register, treaty.register.stretch(0)
    owed = treaty.book.parties.terms[at][:, register.issues(0)].copy()
    before = len(treaty.ledger)
    membership.pledge(treaty, 0, owed)
    assert len(treaty.ledger) == before
    owed[0] += 0.01
    membership.pledge(treaty, 0, owed)
    assert treaty.ledger.events.actor[before:].tolist() == [int(treaty.book.parties.actor[at.start])]


def test_who_enters_by_the_record_is_bound_whatever_it_gains(treaty: State) -> None:
    register = treaty.register
    rows = register.inside(0)[:2]
    membership.acts.leave(treaty, 0, rows, membership.Reason.NATIONAL_EXIT)
    register.clubs.rows.bonus[0] = -1e3
    membership.enter(treaty, 0, rows, bound=True)
    assert INSIDE[treaty.book.parties.status[rows]].all()
    assert (treaty.book.parties.bound[rows] == treaty.month).all()
    assert (treaty.book.parties.terms[rows].max(axis=1) > 0).all()
