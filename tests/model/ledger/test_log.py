"""The log of what happened."""

import numpy as np

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR, NO_AGREEMENT, NO_ISSUE, Ledger

WHO = ["A", "B"]


def some_events() -> Ledger:
    ledger = Ledger(issues=2)
    ledger.write(Event.OPENED, 1, count=2, agreement=[0, 1], actor=[0, 1], other=[1, 0], terms=np.eye(2))
    ledger.write(Event.SUMMIT, 2, value=3.0)
    ledger.write(Event.SIGNED, 3, agreement=1, actor=1, other=0, terms=np.array([[0.25, 0.5]]))
    return ledger


def test_events_stay_in_the_order_in_which_they_were_written() -> None:
    ledger = some_events()
    assert len(ledger) == 4
    assert ledger.events.kind.tolist() == [Event.OPENED, Event.OPENED, Event.SUMMIT, Event.SIGNED]
    assert ledger.events.month.tolist() == [1, 1, 2, 3]


def test_what_an_event_does_not_have_is_marked_as_nothing() -> None:
    events = some_events().events
    assert (events.agreement[2], events.actor[2], events.other[2]) == (NO_AGREEMENT, NO_ACTOR, NO_ACTOR)
    assert (events.issue == NO_ISSUE).all()
    assert np.isnan(events.value[0]) and events.value[2] == 3.0


def test_terms_go_with_their_events() -> None:
    terms = some_events().terms
    assert terms.event.tolist() == [0, 1, 3]
    assert terms.terms.tolist() == [[1.0, 0.0], [0.0, 1.0], [0.25, 0.5]]


def test_writing_no_event_writes_nothing() -> None:
    ledger = some_events()
    before = ledger.digest(WHO)
    ledger.write(Event.FAILED, 4, count=0, agreement=np.zeros(0), terms=np.zeros((0, 2)))
    assert len(ledger) == 4 and ledger.digest(WHO) == before


def test_earlier_events_stay_as_they_are_when_the_ledger_grows() -> None:
    ledger = some_events()
    before = [column[:4].copy() for column in ledger.events]
    for month in range(4, 500):
        ledger.write(Event.SHOCK, month, count=3, actor=[0, 1, 0], value=[1.0, 2.0, 3.0])
    assert len(ledger) == 4 + 3 * 496
    for column, then in zip(ledger.events, before, strict=True):
        np.testing.assert_array_equal(column[:4], then)


def test_equal_histories_have_equal_digests_and_any_difference_shows() -> None:
    digest = some_events().digest(WHO)
    assert some_events().digest(WHO) == digest
    assert some_events().digest(["A", "C"]) != digest
    more, deeper, later = some_events(), some_events(), some_events()
    more.write(Event.SHOCK, 3)
    deeper.terms.terms[2, 0] = np.nextafter(0.25, 1)
    later.events.month[2] = 3
    assert len({digest, *(ledger.digest(WHO) for ledger in (more, deeper, later))}) == 4


def test_kinds_of_event_have_different_numbers_that_fit_their_column() -> None:
    assert len({int(event) for event in Event}) == len(Event.__members__)
    assert max(Event) <= np.iinfo(np.int8).max
