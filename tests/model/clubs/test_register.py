"""The register of clubs: what its tables of transitions allow, and the dates that a move writes."""

import numpy as np
import pytest

from paradiplomacy.model.agreements.book import NEVER, IllegalTransitionError
from paradiplomacy.model.clubs.register import INSIDE, LEGAL_MEMBER, MEMBER_TRANSITIONS, Register
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason


@pytest.fixture
def register() -> Register:
    """Two clubs on two issues: the first invites actors 7 and 8, the second 8, 9 and 7."""
    made = Register(2)
    made.clubs.append(2, first=np.array([0, 2]), size=np.array([2, 3]), agenda=np.array([[True, False], [False, True]]))
    made.members.append(5, club=np.array([0, 0, 1, 1, 1]), actor=np.array([7, 8, 8, 9, 7]), terms=np.full((5, 2), 0.5))
    return made


def test_the_rows_of_a_club_are_one_slice(register: Register) -> None:
    assert len(register) == 2
    assert [register.places(club).tolist() for club in (0, 1)] == [[0, 1], [2, 3, 4]]
    assert register.members.rows.actor[register.stretch(1)].tolist() == [8, 9, 7]
    assert [register.issues(club).tolist() for club in (0, 1)] == [[0], [1]]


def test_members_are_those_who_have_signed_and_not_left(register: Register) -> None:
    register.members.rows.status[:] = list(PartyStatus)
    inside = {PartyStatus.SIGNED, PartyStatus.BOUND, PartyStatus.IN_FORCE}
    assert {status for status in PartyStatus if INSIDE[status]} == inside
    found = [*register.inside(0).tolist(), *register.inside(1).tolist()]
    assert found == [row for row, status in enumerate(PartyStatus) if status in inside]


def test_a_dissolved_club_is_not_live(register: Register) -> None:
    assert register.live() == [0, 1]
    register.move(0, ClubStatus.IN_FORCE, 3)
    register.move(0, ClubStatus.DISSOLVED, 9)
    assert register.live() == [1]
    clubs = register.clubs.rows
    assert (clubs.in_force[0], clubs.ended[0], clubs.ended[1]) == (3, 9, NEVER)
    with pytest.raises(IllegalTransitionError, match="club 0 is dissolved, which cannot become in_force"):
        register.move(0, ClubStatus.IN_FORCE, 10)


@pytest.mark.parametrize("before", PartyStatus)
@pytest.mark.parametrize("after", PartyStatus)
def test_members_move_as_the_table_says_and_a_refused_move_changes_nothing(
    register: Register, before: PartyStatus, after: PartyStatus
) -> None:
    members, which = register.members.rows, np.array([1, 3])
    members.status[which] = before
    whole = [column.tobytes() for column in members]
    if after in MEMBER_TRANSITIONS[before]:
        register.move_members(which, after, 4)
        assert (members.status[which] == after).all()
    else:
        with pytest.raises(IllegalTransitionError, match="member 1 is"):
            register.move_members(which, after, 4)
        assert [column.tobytes() for column in members] == whole
    assert LEGAL_MEMBER[before, after] == (after in MEMBER_TRANSITIONS[before])


def test_dates_follow_a_member_that_is_bound_lapses_leaves_and_joins_again(register: Register) -> None:
    members, one = register.members.rows, np.array([2])
    for to, month in ((PartyStatus.SIGNED, 1), (PartyStatus.BOUND, 2), (PartyStatus.IN_FORCE, 3)):
        register.move_members(one, to, month)
    assert (members.joined[2], members.bound[2], members.in_force[2], members.entries[2]) == (1, 2, 3, 1)
    register.move_members(one, PartyStatus.BOUND, 5)
    assert (members.bound[2], members.in_force[2]) == (2, NEVER), "a club that lapses does not bind again"
    register.move_members(one, PartyStatus.WITHDRAWN, 7, Reason.EXPELLED)
    assert (members.left[2], members.reason[2], members.terms[2].tolist()) == (7, Reason.EXPELLED, [0.0, 0.0])
    members.delivered[2] = 0.4
    register.move_members(one, PartyStatus.SIGNED, 9)
    assert (members.joined[2], members.entries[2], members.reason[2]) == (9, 2, Reason.NONE)
    assert (members.bound[2], members.in_force[2], members.left[2]) == (NEVER, NEVER, NEVER)
    assert np.isnan(members.delivered[2])
    assert members.terms[[0, 1, 3, 4]].min() == 0.5, "others are left alone"
