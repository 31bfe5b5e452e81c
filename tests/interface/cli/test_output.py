"""Every console and pipe takes every text, and a reader that has gone stops no work."""

import codecs
import errno
import io
import sys
from pathlib import Path

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.cli.output import NEAREST, lasting, lasting_streams

NARROW = ("ascii", "cp437", "cp932", "cp1250", "cp1251", "latin-1", "utf-8")
TEXT = "São Paulo, Kraków, Чехов, 東京, ½, \u2013, \udcff"


@pytest.mark.parametrize("encoding", NARROW)
def test_every_encoding_takes_every_text(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    with lasting_streams():
        print(TEXT, end="", flush=True)
    codecs.decode(raw.getvalue(), encoding, "replace")
    assert raw.getvalue().startswith("São".encode(encoding, NEAREST))
    assert b"\xff" in raw.getvalue(), "bytes of a file name leave as they came"


def test_letters_that_are_lacking_lose_their_accents() -> None:
    with lasting_streams():
        assert "São Tomé, ½".encode("ascii", NEAREST) == b"Sao Tome, 1?2"


class Gone(io.TextIOWrapper):
    """A stream with an error of the operating system."""

    number = errno.EPIPE

    def write(self, _text: str) -> int:  # noqa: D102
        raise OSError(self.number, "for this test")


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EIO])
def test_text_for_a_reader_that_has_gone_is_dropped(number: int, tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        stream = Gone(file)
        stream.number = number
        assert lasting(stream).write("text") == 4


def test_a_full_disk_is_a_failure(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        stream = Gone(file)
        stream.number = errno.ENOSPC
        with pytest.raises(OSError, match="for this test"):
            lasting(stream).write("text")


def test_streams_that_the_caller_has_closed_are_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["--version"]) == 0
    assert main(["nonsense"]) == 2
    assert (sys.stdout, sys.stderr) == (None, None)
