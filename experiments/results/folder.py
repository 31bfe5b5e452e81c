"""Folders of results: their names, and whether they are free.

Nothing heavy is imported, so that wrong requests are answered at once.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from paradiplomacy.scenarios.format.location import LocationError, location, readable
from paradiplomacy.scenarios.format.problem import shown

MANIFEST, ARCHIVE = "manifest.json", "archive.json"


class ResultsError(ValueError):
    """A results folder that cannot be written or read; the message names it and gives the reason."""


class ResultsWarning(UserWarning):
    """Results that can be read but not taken at face value; the command line prints the message as one line."""


def holds(folder: Path, found: object = None) -> str:
    """Return what a folder holds instead of the expected results, and where they are.

    Args:
        folder: The folder.
        found: The content of its manifest, if it has one.
    """
    if (folder / ARCHIVE).is_file():
        return f"an archive; its results are in {folder / 'results'}"
    if isinstance(found, dict) and found.get("kind") == "batch":
        return "the tables of a batch as CSV; name the folder of the batch itself"
    if isinstance(found, dict) and "scenario_hash" in found:
        return "a single run, not a batch"
    inside = sorted(each.parent for each in folder.glob(f"*/{MANIFEST}"))
    if inside:
        return f"other folders with results; name one of them, such as {inside[0]}"
    return "no results, or incomplete ones" if found is None else "results that this version does not know"


def without_manifest(folder: Path) -> ResultsError:
    """Return the error for a folder that has no manifest."""
    return ResultsError(f"{folder}: no {MANIFEST}; this is not a results folder: it holds {holds(folder)}")


def refuse_unless_nameable(folder: Path) -> None:
    """Refuse a folder whose name has letters that the locale lacks, which libraries for tables cannot open.

    Raises:
        ResultsError: With what helps.
    """
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        right = "set PYTHONUTF8=1, or choose a name of plain letters"
        raise ResultsError(f"{readable(str(folder))}: a batch cannot have this name in this locale; {right}") from None


def refuse_unless_folder(place: Path) -> None:
    """Make sure that a folder exists, before anything is looked for in it.

    Raises:
        ResultsError: There is nothing of this name, or a file.
    """
    if not place.is_dir():
        raise ResultsError(f"{place}: {'a file, not a results folder' if place.exists() else 'no such folder'}")


def folder_of(given: str | Path) -> Path:
    """Return the folder or file of results that a user named, with ``~`` expanded.

    Raises:
        ResultsError: It is not a path.
    """
    try:
        return location(given)
    except LocationError as error:
        raise ResultsError(str(error)) from None


def distinct_names(folders: Sequence[Path]) -> list[str]:
    """Return the name of each folder, with as many folders above it as no other one shares."""
    whole = [folder.absolute() for folder in folders]
    return [_shortest(folder, [other for other in whole if other != folder]) for folder in whole]


def _shortest(folder: Path, others: Sequence[Path]) -> str:
    ends = (folder.parts[-depth:] for depth in range(1, len(folder.parts) + 1))
    return str(Path(*next(end for end in ends if not any(other.parts[-len(end) :] == end for other in others))))


def names_of(given: object, what: str) -> list[str]:
    """Return names that were given as a list; the letters of a single text would be taken for names.

    Raises:
        ResultsError: It is a text, or holds something else than text.
    """
    if isinstance(given, str) or not isinstance(given, Iterable) or not all(isinstance(each, str) for each in given):
        raise ResultsError(f"{what} {shown(given)}: expected a list of names, such as {what}=[...]")
    return list(given)


def refuse_unless_free(folder: Path) -> None:
    """Refuse a folder that is not free for results.

    Raises:
        ResultsError: There is a file of that name, a folder that is not empty, or one that cannot be looked into.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise ResultsError(f"{folder}: is a file, not a folder for results")
        if (folder / MANIFEST).exists():
            raise ResultsError(f"{folder}: already holds results; choose another folder")
        if folder.exists() and any(folder.iterdir()):
            raise ResultsError(f"{folder}: is not empty; choose a new folder for results")
    except OSError as error:
        raise ResultsError(f"{folder}: cannot be used for results ({error.strerror})") from error


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """Yield a draft to fill, which becomes the target once it is complete; of one that is not, nothing remains.

    Args:
        target: A folder that is free.

    Raises:
        ResultsError: It cannot be written.
    """
    # Under another name first: a folder under its final name is complete.
    draft = target.with_name(f".{target.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        yield draft
        if target.exists():
            target.rmdir()
        draft.rename(target)
    except OSError as error:
        raise ResultsError(f"{target}: cannot be written ({error.strerror or error})") from error
    # Ctrl-C included: half a folder must not remain.
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def claim(folder: Path) -> Path:
    """Make the empty folder for results and write to it, so that a bad place is known before the run.

    Raises:
        ResultsError: The folder is taken, cannot be made, or cannot be written to.
    """
    refuse_unless_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResultsError(f"{folder}: cannot make this folder ({error.strerror})") from error
    try:
        # A folder that is there already may be read-only: only writing shows it.
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise ResultsError(f"{folder}: cannot write to this folder ({error.strerror})") from error


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


def refuse_unless_writable(file: Path) -> None:
    """Make sure that a file can be written, and its folder be made, before hours of work; nothing is left of the trial.

    Raises:
        ResultsError: There is a folder of that name, or the folder that is to hold it cannot be written to.
    """
    if file.is_dir():
        raise ResultsError(f"{file}: is a folder, expected the name of a file")
    try:
        above = next(each for each in file.absolute().parents if each.exists())
        with tempfile.TemporaryFile(dir=above):
            pass
    except OSError as error:
        raise ResultsError(f"{file}: cannot be written ({error.strerror})") from error


def give_back(folder: Path) -> None:
    """Remove a claimed folder that is still empty."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
