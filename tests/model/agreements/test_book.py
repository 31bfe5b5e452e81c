"""Every legal move is made, every illegal one is refused and changes nothing."""

from itertools import product

import numpy as np
import pytest

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import packed
from paradiplomacy.model.agreements.book import ENDED, NEVER, TIED, TRANSITIONS, Book, IllegalTransitionError, Rows
from paradiplomacy.model.agreements.desk import Desk, move
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.ledger.log import Ledger
from paradiplomacy.model.vocabulary import Reason, Status

# The life cycle of docs/model.md, typed again here so that the table in the code is compared with it.
LIFE_CYCLE = {
    "negotiating": {"signed", "failed"},
    "signed": {"in_force", "failed", "expired"},
    "in_force": {"renewed", "dormant", "suspended", "breached", "expired", "withdrawn", "severed"},
    "renewed": {"in_force"},
    "dormant": {"in_force", "expired", "withdrawn", "severed"},
    "suspended": {"in_force", "expired", "withdrawn", "severed"},
    "failed": set(),
    "breached": set(),
    "expired": set(),
    "withdrawn": set(),
    "severed": set(),
}
MOVES = list(product(Status, Status))
LEGAL = [(before, after) for before, after in MOVES if after.name.lower() in LIFE_CYCLE[before.name.lower()]]
ILLEGAL = [move for move in MOVES if move not in LEGAL]


def book_at(*statuses: Status) -> Book:
    book = Book(issues=2)
    book.add([[0, 1]] * len(statuses), status=list(statuses), opened=3)
    return book


@compiled
def moves(desk: Desk, which: Rows, to: int, reason: int) -> None:
    for row in which:
        move(desk, row, to, reason)


def moved(book: Book, rows: list[int], to: Status, reason: Reason) -> None:
    """Move agreements as compiled acts do, in month 7."""
    desk = Desk(7, book.shelf, Ledger(2).log, np.zeros(1, dtype=np.int32), book.fault)
    moves(packed(desk), np.array(rows, dtype=np.int64), int(to), int(reason))
    refuse_faults(book.fault)


def contents(book: Book) -> list[bytes]:
    return [column.tobytes() for column in book.rows] + [book.live().tobytes()]


def test_every_status_can_be_reached_from_a_negotiation_and_leads_to_an_end() -> None:
    after = {status.name.lower(): LIFE_CYCLE[status.name.lower()] for status in Status}

    def reached(start: str) -> set[str]:
        found, new = {start}, {start}
        while new:
            new = {status for each in new for status in after[each]} - found
            found |= new
        return found

    assert reached("negotiating") == set(after)
    for status, following in after.items():
        assert not following or any(not after[end] for end in reached(status) - {status})


def test_the_table_is_that_of_the_model() -> None:
    assert {a.name.lower(): {b.name.lower() for b in after} for a, after in TRANSITIONS.items()} == LIFE_CYCLE


@pytest.mark.parametrize(("before", "after"), LEGAL)
def test_a_legal_move_is_made_and_dated_if_it_is_the_end(before: Status, after: Status) -> None:
    book = book_at(before, before)
    moved(book, [1], after, Reason.TERM_OVER)
    assert book.rows.status.tolist() == [before, after]
    assert book.rows.reason.tolist() == [Reason.NONE, Reason.TERM_OVER]
    ends = not LIFE_CYCLE[after.name.lower()]
    assert book.rows.ended.tolist() == [NEVER, 7 if ends else NEVER]
    assert (1 in book.live()) == (not ends)


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_an_illegal_move_raises_and_changes_nothing(before: Status, after: Status) -> None:
    book = book_at(before, before)
    as_it_was = contents(book)
    with pytest.raises(
        IllegalTransitionError, match=f"{before.name.lower()}, which cannot become {after.name.lower()}"
    ):
        moved(book, [0, 1], after, Reason.LAPSED)
    assert contents(book) == as_it_was


def test_moving_nothing_changes_nothing() -> None:
    book = book_at(Status.FAILED)
    as_it_was = contents(book)
    moved(book, [], Status.SIGNED, Reason.NONE)
    assert contents(book) == as_it_was


def test_an_ended_agreement_cannot_move_and_ties_nobody() -> None:
    for status in Status:
        assert ENDED[status] == (not LIFE_CYCLE[status.name.lower()])
        assert TIED[status] == (status.name.lower() in {"in_force", "dormant", "suspended"})


def test_live_agreements_are_listed_by_status_in_their_order() -> None:
    statuses = [Status.SIGNED, Status.FAILED, Status.IN_FORCE, Status.SIGNED, Status.EXPIRED]
    book = book_at(*statuses)
    assert book.live().tolist() == [0, 2, 3]
    assert book.live(Status.SIGNED).tolist() == [0, 3]
    assert book.live(Status.FAILED, Status.IN_FORCE).tolist() == [1, 2]
    book.forget_ended()
    assert book.live(Status.FAILED).tolist() == []
    assert book.live().tolist() == [0, 2, 3]
    assert book.rows.status.tolist() == statuses


def test_new_agreements_are_blank_where_nothing_is_said_and_keep_their_numbers_as_the_book_grows() -> None:
    book = Book(issues=3)
    numbers = np.concatenate([book.add([[month, 20]] * 50, opened=month) for month in range(10)])
    assert numbers.tolist() == list(range(500))
    assert book.rows.opened.tolist() == [month for month in range(10) for _ in range(50)]
    assert (book.rows.signed == NEVER).all() and (book.rows.ended == NEVER).all()
    assert np.isnan(book.parties.delivered).all() and (book.parties.joined == NEVER).all()
    assert book.parties.agreement.tolist() == np.repeat(numbers, 2).tolist()
    assert book.parties.actor[book.pair(numbers)].tolist() == [[month, 20] for month in range(10) for _ in range(50)]
    assert book.rows.terms.shape == (500, 3) and not book.rows.terms.any()
