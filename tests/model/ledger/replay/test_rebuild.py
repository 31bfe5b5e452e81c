"""Replay reads the events of every kind up to a month, in their order."""

import pytest
from histories import BINDING, OPENED, SIGNED, event, history

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.replay.rebuild import REDUCERS, replay


def test_nothing_has_happened_before_the_first_event() -> None:
    nothing = replay(history(OPENED), -1)
    assert [len(table) for table in nothing] == [0] * 9
    assert list(nothing.agreements) == list(replay(history(OPENED)).agreements)


def test_events_about_nothing_or_nobody_known_raise() -> None:
    with pytest.raises(ValueError, match="never opened"):
        replay(history(SIGNED))
    with pytest.raises(ValueError, match="not a party"):
        replay(history(OPENED, SIGNED, event(3, "ratified", "GBR:london")))


def test_every_kind_of_event_is_read_or_changes_nothing_legal() -> None:
    changes_nothing = {"refused", "coordinated", "objected", "consent_rule", "election", "summit", "shock"}
    changes_nothing |= {"club_summit", "club_settled", "noticed", "conference", "talks_left", "club_talks_left"}
    assert set(REDUCERS) | changes_nothing == {event.name.lower() for event in Event}
    assert not set(REDUCERS) & changes_nothing


def test_events_are_read_in_the_order_of_their_numbers_whatever_the_order_of_the_rows() -> None:
    events = history(OPENED, SIGNED, *BINDING)
    assert replay(events[::-1]).agreements.equals(replay(events).agreements)
