"""The first Ctrl-C is noted, the second one interrupts, and afterwards everything is as before."""

import signal

import pytest

from paradiplomacy.cli.stopping import StopByHand


def test_the_first_is_noted_and_the_second_interrupts(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with StopByHand("stopping soon") as hand:
        assert not hand.pressed
        signal.raise_signal(signal.SIGINT)
        assert hand.pressed
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert capsys.readouterr().err == "\nstopping soon\n"
    assert signal.getsignal(signal.SIGINT) is before
