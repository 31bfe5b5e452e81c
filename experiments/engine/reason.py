"""The reason of a run without a result: the traceback of what ended it, with a last line that says where."""

import traceback


class MeasureError(Exception):
    """A measure that raised an error, or changed the world that it measures."""

    def __init__(self, name: str, wrong: str) -> None:
        super().__init__(name, wrong)
        self.name, self.wrong = name, wrong

    def __str__(self) -> str:
        """Return the error, with the measure and its file."""
        return f"{self.wrong} (in the measure {self.name})"


def traceback_of(error: BaseException) -> str:
    """Return the traceback of an error; where it came from a user's function, the last line names it."""
    cause = error.__cause__ if isinstance(error, MeasureError) else error
    text = "".join(traceback.format_exception(cause)) if cause else str(error)
    notes = [str(note) for note in getattr(cause, "__notes__", ())]
    # Of a group of errors, Python's last line is a frame around the others; of one with notes, it is a note.
    if cause and (notes or isinstance(cause, BaseExceptionGroup)):
        text = f"{text.rstrip()}\n{said(cause)}{f' ({"; ".join(notes)})' if notes else ''}"
    if isinstance(error, MeasureError) and cause:
        text = f"{text.rstrip()} (in the measure {error.name})"
    # A lone surrogate, which the name of a file may hold, fits no table.
    return text.encode("utf-8", "backslashreplace").decode()


def said(error: BaseException) -> str:
    """Return the type of an error and what it says, also where it cannot say it."""
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - a user's class may raise anything
        words = "<exception str() failed>"  # the words of Python's own tracebacks
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
