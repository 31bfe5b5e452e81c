"""Delivery of the pledges of members."""

import numpy as np

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.pledges import add_pledges, due_for_review, expel, review_members
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason


def test_reviews_are_due_after_whole_years_in_force() -> None:
    status = np.array([PartyStatus.IN_FORCE] * 4 + [PartyStatus.BOUND], dtype=np.int8)
    since = np.array([12, 0, 24, 13, 12], dtype=np.int32)
    assert due_for_review(status, since, np.arange(5), 24).tolist() == [0, 1]


def test_a_pledge_adds_to_what_was_promised_and_delivered_elsewhere(treaty: State) -> None:
    actors, members = treaty.actors, treaty.book.parties
    row = int(treaty.register.inside(0)[0])
    who, k = int(members.actor[row]), int(treaty.register.issues(0)[0])
    members.terms[:], members.terms[row, k], members.delivered[row] = 0.0, 0.4, 0.5
    members.status[row] = PartyStatus.IN_FORCE
    actors.promised[:], actors.effort[:] = 0.0, 0.0
    actors.promised[who, k], actors.effort[who, k] = 0.5, 0.25
    add_pledges(treaty)
    assert np.isclose(actors.promised[who, k], 1 - 0.5 * 0.6)
    assert np.isclose(actors.effort[who, k], 1 - 0.75 * 0.8)
    assert members.counted[row, k] == 0.4
    members.delivered[row] = -0.5
    actors.effort[who, k] = 0.25
    add_pledges(treaty)
    assert actors.effort[who, k] == 0.25, "the opposite of a promise does not count"


def test_a_review_is_recorded_with_the_clipped_share_that_reputation_learns_from(treaty: State) -> None:
    members = treaty.book.parties
    rows = treaty.register.inside(0)
    members.status[rows], members.in_force[rows] = PartyStatus.IN_FORCE, treaty.month - 12
    before = len(treaty.ledger)
    sums, counts = review_members(treaty)
    who = members.actor[rows]
    assert (counts[who] == 1).all() and counts.sum() == len(rows)
    kinds, values = treaty.ledger.events.kind[before:], treaty.ledger.events.value[before:]
    shares = values[kinds == Event.CLUB_REVIEWED]
    np.testing.assert_allclose(sums[who], np.clip(shares, 0, 1))


def test_members_below_the_standard_are_warned_first_and_expelled_when_they_fail_again(
    make_expelling, treaty: State
) -> None:
    rows = treaty.register.inside(0)
    members, log = treaty.book.parties, treaty.ledger
    make_expelling(treaty, standard=0.5)
    weak, mended = rows[:2], rows[1:2]
    for year, delivered in enumerate((0.3, 0.3)):
        before = len(log)
        members.delivered[rows], members.delivered[weak] = 0.9, delivered
        if year:
            members.delivered[mended], members.shortfalls[mended] = 0.9, 0
        expel(treaty, 0, rows)
        warned = log.events.kind[before:] == Event.CLUB_WARNED
        failing = weak[:1] if year else weak
        assert log.events.actor[before:][warned].tolist() == members.actor[failing].tolist()
        assert (log.events.value[before:][warned] == year + 1).all()
        assert (members.reason[rows] == Reason.EXPELLED).sum() == year
    assert members.reason[weak[0]] == Reason.EXPELLED


def test_a_review_up_to_the_standard_ends_the_count_of_shortfalls(treaty: State) -> None:
    rows, members = treaty.register.inside(0)[:2], treaty.book.parties
    treaty.register.clubs.rows.standard[0] = 0.5
    members.shortfalls[rows] = 1
    acts.review(treaty, 0, rows, np.array([0.4, 0.5]))
    assert members.shortfalls[rows].tolist() == [1, 0]
