"""The first start says what it does: with a bar on a terminal, in one line elsewhere, and not at all when quiet."""

import io

import pytest

from paradiplomacy.scenarios.first_start.progress import COMPILING, WAITING, Bar, Progress, silent


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:  # noqa: D102
        return True


STEPS = (Progress(), Progress(COMPILING, 3, 12, 0.2, 41.6), Progress(COMPILING, 12, 12, 1.0))


def shown(steps: tuple[Progress, ...], stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Text that the bar writes to a stream."""
    monkeypatch.setattr("sys.stderr", stream)
    bar = Bar()
    for step in steps:
        bar(step)
    return stream.getvalue()


def test_a_terminal_shows_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(STEPS, Terminal(), monkeypatch)
    assert "Compiling the model for this machine, once: 3 of 12, about 42 s left |" in text
    assert text.endswith("\r")


def test_elsewhere_one_line_says_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(STEPS, io.StringIO(), monkeypatch) == "Compiling the model for this machine, once\n"


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_waiting_for_another_program_is_said_once(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    wait = Progress(WAITING)
    text = shown((wait, wait), stream, monkeypatch)
    assert text == "Waiting for another program that is compiling the model for this machine\n"


def test_a_program_without_a_console_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    Bar()(Progress())
    silent(Progress())
