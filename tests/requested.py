"""A wrong request to the command line and its answer."""

import pytest

from paradiplomacy.cli.command import main


def assert_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A request gets one clear message and exit code 2."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("paradiplomacy")
    assert message in err
    assert "Traceback" not in err
    assert len(err) < 1000
