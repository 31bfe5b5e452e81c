"""The first signal is noted, a second Ctrl-C interrupts, and afterwards everything is as before."""

import signal
from threading import Thread

import pytest

from paradiplomacy.cli.stopping import ENDING, StopByHand, Stopping, exit_code


@pytest.mark.parametrize("number", ENDING)
def test_the_first_is_noted_and_a_second_ctrl_c_interrupts(
    number: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {each: signal.getsignal(each) for each in ENDING}
    with StopByHand("stopping soon") as hand:
        assert not hand.pressed
        signal.raise_signal(number)
        assert hand.pressed
        # ``timeout`` sends its signal twice.
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert capsys.readouterr().err == "\nstopping soon\n"
    assert {each: signal.getsignal(each) for each in ENDING} == before


@pytest.mark.parametrize("number", ENDING)
def test_elsewhere_a_signal_interrupts_and_becomes_the_exit_code(number: signal.Signals) -> None:
    with Stopping(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    assert exit_code() == 128 + number


def test_a_terminal_that_closes_does_not_stop_what_was_started_to_outlive_it() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with StopByHand() as hand:
            signal.raise_signal(signal.SIGHUP)
            assert not hand.pressed
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_another_thread_nothing_is_changed() -> None:
    entered: list[StopByHand] = []

    def enter() -> None:
        with StopByHand() as hand:
            entered.append(hand)

    thread = Thread(target=enter)
    thread.start()
    thread.join()
    assert entered
