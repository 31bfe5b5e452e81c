"""The clock waits for the page, and stops when nobody looks."""

import pytest

from paradiplomacy.visualisation.session import clock as clock_module
from paradiplomacy.visualisation.session.clock import Clock
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot


def test_the_clock_stops_when_nobody_looks(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(clock_module, "PATIENCE", 0.05)
    seen: list[Snapshot] = []
    clock = Clock(visit, seen.append)
    assert clock.play(threading.Event()) == "unseen"
    assert len(seen) == 1


def test_the_clock_waits_for_each_month_to_be_drawn_and_ends_at_the_horizon(visit: Session) -> None:
    import threading

    months: list[int] = []

    def draw(shot: Snapshot) -> None:
        months.append(shot.month)
        clock.drawn()

    clock = Clock(visit, draw)
    clock.speed = 10_000
    assert clock.play(threading.Event()) == "over"
    assert months == list(range(1, 41))


def test_the_clock_halts_after_a_month_with_a_stop_and_goes_on_from_there(visit: Session) -> None:
    import threading

    clock = Clock(visit, lambda _: clock.drawn())
    clock.speed = 10_000
    clock.halts = lambda month: month in (3, 7)
    for month in (3, 7):
        assert clock.play(threading.Event()) == "halted"
        assert visit.now.month == month
