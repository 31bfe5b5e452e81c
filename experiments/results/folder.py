"""The folder of results: its name, and that it is free. Nothing heavy is imported: wrong requests answer at once."""

from itertools import count
from pathlib import Path

MANIFEST = "manifest.json"


class ResultsError(ValueError):
    """A results folder that cannot be written or read; the message names it and says why."""


def refuse_unless_free(folder: Path) -> None:
    """Make sure that results can be written under this name.

    Raises:
        ResultsError: There is a file of that name, or a folder with something in it.
    """
    if folder.exists() and not folder.is_dir():
        raise ResultsError(f"{folder}: is a file, not a folder for results")
    if (folder / MANIFEST).exists():
        raise ResultsError(f"{folder}: holds the results of a run already; name another folder")
    if folder.exists() and any(folder.iterdir()):
        raise ResultsError(f"{folder}: is not empty; name a new folder for results")


def claim(folder: Path) -> Path:
    """Make the empty folder that results will go to, so that a bad place is known before the run.

    Raises:
        ResultsError: The place is taken, or no folder can be made there.
    """
    refuse_unless_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResultsError(f"{folder}: cannot make this folder ({error.strerror})") from error
    return folder


def claim_next(parent: Path, stem: str) -> Path:
    """Make the first folder ``<stem>-1``, ``<stem>-2`` ... that does not exist yet.

    Raises:
        ResultsError: No folder can be made there.
    """
    for number in count(1):
        folder = parent / f"{stem}-{number}"
        try:
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
    """Remove a claimed folder that nothing was written to."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
