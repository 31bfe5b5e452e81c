"""The streams of the command line: every console and pipe takes every text, and a reader that has gone stops no work."""

import codecs
import errno
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO, cast

NEAREST = "paradiplomacy.nearest"
"""The name under which ``nearest`` is registered with Python."""
GONE = (errno.EPIPE, errno.EIO)
"""Errors of a pipe whose reader has ended, and of a terminal that was closed."""


def nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace characters that an encoding lacks: by their base letters where they have some, else by question marks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # The name of a file may hold bytes that are no text; they leave as they came.
    with suppress(UnicodeError):
        return codecs.lookup_error("surrogateescape")(error)
    plain = unicodedata.normalize("NFKD", error.object[error.start : error.end])
    letters = "".join(part for part in plain if not unicodedata.combining(part))
    # ASCII is part of every encoding of a console; which encoding it is, the error does not always say.
    return letters.encode("ascii", "replace").decode("ascii"), error.end


class Lasting:
    """A stream that drops its text once nobody can read it; all else is as the stream itself has it.

    Args:
        stream: The stream.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write text; return its length."""
        try:
            return self._stream.write(text)
        except OSError as error:
            self._lose(error)
        return len(text)

    def flush(self) -> None:
        """Pass on what was written."""
        try:
            self._stream.flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError) -> None:
        # What is still in the buffer is written again later, and must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
        if error.errno not in GONE:
            raise error


def lasting(stream: TextIO | None) -> TextIO:
    """Return a stream that takes every text; a closed one becomes one that drops it."""
    if stream is None:
        return cast("TextIO", io.StringIO())
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=NEAREST)
    return cast("TextIO", Lasting(stream))


@contextmanager
def lasting_streams() -> Iterator[None]:
    """Let the standard streams of this process take every text, for the time of a command."""
    codecs.register_error(NEAREST, nearest)
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = lasting(before[0]), lasting(before[1])
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
