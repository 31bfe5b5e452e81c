"""Playback: what is published is drawn in order, failures stop the clock, and a restart tells everybody."""

import threading

import pytest

from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state.playback import FASTEST, Playback


def test_a_month_is_published_before_and_after_it_is_drawn(visit: Session) -> None:
    playback = Playback(visit)
    seen: list[tuple[str, int, int]] = []
    playback.before_month.append(lambda shot: seen.append(("before", shot.month, playback.shown.value.now.month)))
    playback.after_month.append(lambda shot: seen.append(("after", shot.month, playback.shown.value.now.month)))
    playback.go(3)
    assert seen == [("before", 3, 0), ("after", 3, 3)]


def test_a_failure_is_shown_and_stops_the_clock_until_something_works(visit: Session) -> None:
    playback = Playback(visit)
    playback.playing.set(True)

    def fail() -> None:
        raise RuntimeError("broken")

    playback.guarded(fail)
    failure = playback.failure.value
    assert failure is not None and "broken" in failure.cause and failure.place and not playback.playing.value
    playback.guarded(lambda: None)
    assert playback.failure.value is None


def test_a_restart_passes_on_what_is_new(visit: Session) -> None:
    playback = Playback(visit)
    new: list[object] = []
    playback.on_restart.append(new.append)
    playback.go(2)
    playback.restart(seed="9")
    assert new == [{"seed": "9"}] and playback.shown.value.now.month == 0 and playback.shown.value.run.seed == 9
    playback.restart(seed="nonsense")
    assert len(new) == 1 and playback.failure.value is not None and playback.shown.value.run.seed == 9


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (7, 7), (1000, FASTEST)])
def test_the_speed_stays_within_its_range(visit: Session, asked: int, given: int) -> None:
    playback = Playback(visit)
    playback.pace(asked)
    assert playback.speed.value == playback.clock.speed == given


def test_play_at_the_horizon_begins_again(visit: Session) -> None:
    playback = Playback(visit)
    playback.go(1000)
    assert visit.over
    playback.play_or_pause(play=True)
    assert playback.shown.value.now.month == 0 and playback.playing.value


def test_the_clock_of_the_page_plays_to_the_horizon_and_stops(visit: Session) -> None:
    playback = Playback(visit)
    playback.playing.set(True)
    playback.go(37)
    playback.playing.set(True)
    playback.clock.speed = 10_000
    playback.after_month.append(lambda _: playback.clock.drawn())
    months: list[int] = []

    def note(shot: Snapshot) -> None:
        months.append(shot.month)

    playback.after_month.append(note)
    playback.play(threading.Event())
    assert months == [38, 39, 40] and not playback.playing.value
