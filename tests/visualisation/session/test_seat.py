"""The seat: accepting everything changes nothing, and a refusal replays the same."""

from collections.abc import Callable

import pytest

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Reason
from paradiplomacy.visualisation.session.session import Session


def test_accepting_every_proposal_is_the_run_without_a_seat(visit: Session, busiest: Callable[[Session], int]) -> None:
    seat = busiest(visit)
    plain = Session(visit.plain, seed=5)
    plain.go_to(20)
    visit.go_to(3)
    visit.sit(seat)
    while visit.now.month < 20:
        visit.step()
        for each in visit.waiting:
            assert each.month == visit.now.month
            assert all(0.0 < depth <= 1.0 for depth in each.terms) and len(each.terms) == len(each.issues) > 0
            visit.answer(each.partner, accepted=True)
    assert visit.digest() == plain.digest() and visit.answers and not visit.run.changes
    assert all(word.picture.agreed for word in visit.answers)


def test_a_refusal_is_in_the_ledger_and_replays_the_same(visit: Session, busiest: Callable[[Session], int]) -> None:
    seat = busiest(visit)
    visit.go_to(3)
    visit.sit(seat)
    visit.go_to(30)
    (first, *_) = visit.waiting
    assert visit.now.month == first.month < 30
    with pytest.raises(LookupError, match="no proposal of this partner"):
        visit.answer(seat, accepted=True)
    for each in visit.waiting:
        visit.answer(each.partner, accepted=each is not first)
    visit.step()
    assert visit.now.month == first.month + 1
    log = visit._world.state.ledger.events
    no = (log.kind == Event.FAILED) & (log.detail == Reason.REFUSED_BY_SEAT)
    assert {int(log.actor[no][0]), int(log.other[no][0])} == {seat, first.partner} and no.sum() == 1
    digest = visit.digest()
    visit.go_to(0)
    visit.go_to(first.month + 1)
    assert visit.digest() == digest and not visit.waiting
    other = Session(visit.plain, seed=5, changes=visit.run.changes)
    other.go_to(first.month + 1)
    assert other.digest() == digest
    visit.take_back(0)
    assert visit.now.month == first.month and not visit.run.changes
    visit.step()
    assert [each.partner for each in visit.waiting][:1] == [first.partner]
    visit.sit(None)
    visit.go_to(20)
    plain = Session(visit.plain, seed=5)
    plain.go_to(20)
    assert visit.digest() == plain.digest()


def test_another_seed_has_no_seat(visit: Session) -> None:
    visit.sit(0)
    visit.restart()
    assert visit.seat == 0
    visit.restart(seed=9)
    assert visit.seat is None and not visit.answers
    with pytest.raises(LookupError, match="expected 0"):
        visit.sit(10_000)
