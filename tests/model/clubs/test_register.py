"""The register of clubs: what its tables of transitions allow, and the dates that a move writes."""

import numpy as np
import pytest

from paradiplomacy.model.agreements.book import (
    INSIDE,
    LEGAL_PARTY,
    NEVER,
    PARTY_TRANSITIONS,
    Book,
    IllegalTransitionError,
)
from paradiplomacy.model.clubs.register import Register
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason


@pytest.fixture
def book() -> Book:
    """The parties of two clubs: actors 7 and 8 in the first, 8, 9 and 7 in the second."""
    made = Book(2)
    club, actor = np.array([0, 0, 1, 1, 1]), np.array([7, 8, 8, 9, 7])
    made.party_table.append(5, club=club, actor=actor, terms=np.full((5, 2), 0.5))
    return made


@pytest.fixture
def register(book: Book) -> Register:
    """Two clubs on two issues: the first invites actors 7 and 8, the second 8, 9 and 7."""
    made = Register(2, book)
    made.clubs.append(2, first=np.array([0, 2]), size=np.array([2, 3]), agenda=np.array([[True, False], [False, True]]))
    return made


def test_the_rows_of_a_club_are_one_slice(register: Register, book: Book) -> None:
    assert len(register) == 2
    assert [register.places(club).tolist() for club in (0, 1)] == [[0, 1], [2, 3, 4]]
    assert book.parties.actor[register.stretch(1)].tolist() == [8, 9, 7]
    assert register.everyone().tolist() == [0, 1, 2, 3, 4]
    assert [register.issues(club).tolist() for club in (0, 1)] == [[0], [1]]


def test_members_are_those_who_have_signed_and_not_left(register: Register, book: Book) -> None:
    book.parties.status[:] = list(PartyStatus)
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
    book: Book, before: PartyStatus, after: PartyStatus
) -> None:
    members, which = book.parties, np.array([1, 3])
    members.status[which] = before
    whole = [column.tobytes() for column in members]
    if after in PARTY_TRANSITIONS[before]:
        book.move_parties(which, after, 4)
        assert (members.status[which] == after).all()
    else:
        with pytest.raises(IllegalTransitionError, match="party 1 is"):
            book.move_parties(which, after, 4)
        assert [column.tobytes() for column in members] == whole
    assert LEGAL_PARTY[before, after] == (after in PARTY_TRANSITIONS[before])


def test_dates_follow_a_member_that_is_bound_lapses_leaves_and_joins_again(book: Book) -> None:
    members, one = book.parties, np.array([2])
    for to, month in ((PartyStatus.SIGNED, 1), (PartyStatus.BOUND, 2), (PartyStatus.IN_FORCE, 3)):
        book.move_parties(one, to, month)
    assert (members.joined[2], members.bound[2], members.in_force[2], members.entries[2]) == (1, 2, 3, 1)
    book.move_parties(one, PartyStatus.BOUND, 5)
    assert (members.bound[2], members.in_force[2]) == (2, NEVER), "a club that lapses does not bind again"
    book.move_parties(one, PartyStatus.WITHDRAWN, 7, Reason.EXPELLED)
    assert (members.left[2], members.reason[2]) == (7, Reason.EXPELLED)
    members.delivered[2] = 0.4
    book.move_parties(one, PartyStatus.SIGNED, 9)
    assert (members.joined[2], members.entries[2], members.reason[2]) == (9, 2, Reason.NONE)
    assert (members.bound[2], members.in_force[2], members.left[2]) == (NEVER, NEVER, NEVER)
    assert np.isnan(members.delivered[2])
    assert members.terms[[0, 1, 3, 4]].min() == 0.5, "others are left alone"
