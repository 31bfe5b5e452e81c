"""The host: turns are fair, a heavy month leaves a lane to the others, and memory is lent and given back."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session import host as module
from paradiplomacy.visualisation.session.engine import Engine
from paradiplomacy.visualisation.session.host import LONG, EndedError, Host, Server
from paradiplomacy.visualisation.session.session import Session

HEAVY, LIGHT = LONG + 1, 0.0


@contextmanager
def asking(server: Server, seconds: float, ended: threading.Event) -> Iterator[threading.Event]:
    """Ask for a turn in a thread; the event is set once it has come."""
    came = threading.Event()

    def ask() -> None:
        try:
            with server.turn(seconds, ended):
                came.set()
        except EndedError:
            pass

    thread = threading.Thread(target=ask)
    thread.start()
    yield came
    thread.join(5)
    assert not thread.is_alive()


def test_a_heavy_month_never_takes_the_last_lane() -> None:
    server, ended = Server(lanes=2), threading.Event()
    with ExitStack() as later:
        with server.turn(HEAVY, ended):
            second = later.enter_context(asking(server, HEAVY, ended))
            with server.turn(LIGHT, ended):
                assert not second.wait(0.05), "two heavy months at a time would leave nothing for the others"
        assert second.wait(5)


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    server, ended, order = Server(lanes=2), threading.Event(), list[int]()

    def ask(number: int) -> None:
        with server.turn(HEAVY, ended):
            order.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    with server.turn(HEAVY, ended):
        for number, thread in enumerate(threads, 1):
            thread.start()
            while len(server._waiting) < number:
                threading.Event().wait(0.001)
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_who_leaves_waits_no_more_and_who_stays_reads_how_many_are_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    server, host, ahead = Server(lanes=2), Host(), list[int]()
    ended = threading.Event()
    with server.turn(HEAVY, ended):
        waits = threading.Thread(target=_hold, args=(server, host.ended, ahead.append))
        waits.start()
        while not ahead:
            threading.Event().wait(0.001)
        host.end()
        waits.join(5)
        assert not waits.is_alive() and ahead[0] == 1 and ahead[-1] == 0
    with server.turn(HEAVY, ended):
        pass


def _hold(server: Server, ended: threading.Event, waits: module.Waits) -> None:
    with pytest.raises(EndedError), server.turn(HEAVY, ended, waits):
        pass


def test_memory_is_lent_until_it_is_given_back() -> None:
    server = Server(room=100.0)
    first, second = Host(server), Host(server)
    first.hold(1, 60.0)
    with pytest.raises(RefusedError, match="fill the memory"):
        second.hold(1, 60.0)
    first.hold(1, 30.0)
    second.hold(1, 60.0)
    first.end()
    second.hold(2, 40.0)
    with pytest.raises(RefusedError, match="fill the memory"):
        second.hold(2, 41.0)
    with pytest.raises(RefusedError, match="a page has"):
        Host().hold(1, 1e9)


def test_a_leap_ends_with_the_visit_and_not_at_its_month(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    month = Engine.play

    def leave(engine: Engine, *arguments: object) -> bool:
        if engine.state.month == 4:
            visit.host.end()
        return month(engine, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "play", leave)
    with pytest.raises(EndedError):
        visit.go_to(40)
    assert visit.now.month == 5
    with pytest.raises(EndedError):
        Session(visit.plain, host=visit.host)
