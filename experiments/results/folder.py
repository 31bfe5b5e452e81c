"""Folders of results: their names, and whether they are free.

Nothing heavy is imported, so that wrong requests are answered at once.
"""

from itertools import count
from pathlib import Path

MANIFEST = "manifest.json"


class ResultsError(ValueError):
    """A results folder that cannot be written or read; the message names it and gives the reason."""


class ResultsWarning(UserWarning):
    """Results that can be read but not taken at face value; the command line prints the message as one line."""


def refuse_unless_free(folder: Path) -> None:
    """Refuse a folder that is not free for results.

    Raises:
        ResultsError: There is a file of that name, or a folder that is not empty.
    """
    if folder.exists() and not folder.is_dir():
        raise ResultsError(f"{folder}: is a file, not a folder for results")
    if (folder / MANIFEST).exists():
        raise ResultsError(f"{folder}: already holds the results of a run; choose another folder")
    if folder.exists() and any(folder.iterdir()):
        raise ResultsError(f"{folder}: is not empty; choose a new folder for results")


def claim(folder: Path) -> Path:
    """Make the empty folder for results, so that a bad place is known before the run.

    Raises:
        ResultsError: The folder is taken, or cannot be made.
    """
    refuse_unless_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResultsError(f"{folder}: cannot make this folder ({error.strerror})") from error
    return folder


def claim_next(parent: Path, stem: str) -> Path:
    """Make the first folder of ``<stem>-1``, ``<stem>-2``, ... that does not exist yet.

    Raises:
        ResultsError: The folder cannot be made.
    """
    for number in count(1):
        folder = parent / f"{stem}-{number}"
        try:
            # Made without looking first: of two runs that start together only one can make it, and the other takes the
            # next number.
            folder.mkdir(parents=True)
        except FileExistsError:
            if parent.is_dir():
                continue
            raise ResultsError(f"{parent}: is a file, not a folder for results") from None
        except OSError as error:
            raise ResultsError(f"{folder}: cannot make this folder ({error.strerror})") from error
        return folder
    raise AssertionError("counting never ends")


def give_back(folder: Path) -> None:
    """Remove a claimed folder that is still empty."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
