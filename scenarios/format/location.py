"""Files and folders as users name them: text or a path, in which a leading ``~`` means the home folder.

Every way in calls ``location`` once, so that the same text means the same file everywhere. Nothing heavy is imported.
"""

import os
import unicodedata
from pathlib import Path

from paradiplomacy.scenarios.format.problem import shown


def readable(text: str) -> str:
    """Return an argument or the name of a file as text that can be written: a narrow locale leaves bytes in it."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _nameable(text: str) -> str:
    """Return a path in the form in which this process can name it, the reverse of ``readable``.

    Raises:
        UnicodeEncodeError: No encoding has these characters.
    """
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return os.fsdecode(text.encode("utf-8", "surrogateescape"))
    return text


def inside(folder: Path, name: str) -> Path:
    """Return the file or folder of a name in a folder; the name comes from a text, such as that of a scenario.

    In a locale that lacks its letters, their base letters take their place: libraries for tables take no other path.
    """
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        return folder / (plain or "results")
    return folder / name


class LocationError(ValueError):
    """Something that cannot be the path of a file or folder; the message says why."""


def location(given: object) -> Path:
    """Return the path that a user gave, with ``~`` expanded.

    Args:
        given: Text or a ``pathlib.Path``.

    Raises:
        LocationError: It is of another type, is empty, or cannot be a path on this machine.
    """
    text = os.fspath(given) if isinstance(given, (str, os.PathLike)) else None
    if not isinstance(text, str):
        kind = type(given).__name__
        raise LocationError(f"{shown(given) or 'None'}: of type {kind}, expected the path of a file or folder")
    if not text or "\0" in text:
        raise LocationError(f"{shown(text)}: not a path, expected the path of a file or folder")
    try:
        found = Path(_nameable(text))
        # By the text and not by the path: pathlib makes ~name of ./~name, which is in no home folder.
        found = found.expanduser() if text.startswith("~") else found
    except RuntimeError:
        raise LocationError(f"{shown(text)}: no such home folder is known, expected a path without ~") from None
    except UnicodeEncodeError as error:
        raise LocationError(f"{shown(text)}: cannot be written in the encoding {error.encoding}") from None
    # Libraries that expand ~ themselves would go to the home folder.
    return found.absolute() if str(found).startswith("~") else found
