"""Compilation of rules with Numba: the options, and the folder of compiled code.

Numba's cache notices a change in the file of a function, but not in functions of other files that it calls. The name
of the cache folder is therefore a hash of the state of all source files: a change of any file compiles everything again.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import numba
from numba import config


def _cache_folder() -> Path:
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(digest_size=8)
    # Only these rooms hold compiled rules. Time and size stand in for content, because this runs at every start.
    for room in ("agents", "model"):
        for file in sorted((root / room).rglob("*.py")):
            stamp = file.stat()
            digest.update(f"{file}{stamp.st_mtime_ns}{stamp.st_size}".encode())
    for home in _homes():
        folder = home / f"compiled-{digest.hexdigest()}"
        if _is_usable(folder):
            return folder
    # Compiled again at every start: this folder is of this process alone.
    return Path(tempfile.mkdtemp(prefix="paradiplomacy-"))


def _homes() -> Iterator[Path]:
    """Yield the folders that may hold compiled code, the best one first."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # others are to be ignored, by the specification of this variable
        yield given / "paradiplomacy"
    # A container may run under a user id that has no home folder, or one that is read-only.
    with suppress(RuntimeError):
        yield Path.home() / ".cache" / "paradiplomacy"
    own = Path(tempfile.gettempdir()) / f"paradiplomacy-{getattr(os, 'getuid', int)()}"
    with suppress(OSError):
        own.mkdir(mode=0o700, exist_ok=True)
        # Everybody can make a folder of this name there, and what it holds is run.
        if not hasattr(os, "getuid") or own.lstat().st_uid == os.getuid():
            yield own


def _is_usable(folder: Path) -> bool:
    """Return whether compiled code can be written to a folder, which is made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A folder that is there already may be read-only, and Numba would then refuse to compile anything.
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


CACHE = _cache_folder()
# A folder that the user has chosen for Numba takes precedence.
if not os.environ.get("NUMBA_CACHE_DIR"):
    config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]


# NumPy's error model: a division by zero gives inf or nan instead of an exception, whose test in every loop would also
# prevent vectorising. Nothing calls a rule through a C pointer, so the wrapper for that is left out.
OPTIONS: dict[str, Any] = {"cache": True, "error_model": "numpy", "no_cfunc_wrapper": True}
# The wrapper for calls from Python takes most of the compilation time of a rule that has all columns as arguments. Inner
# rules, which only other compiled rules call, have none.
WITHOUT_WRAPPER: dict[str, Any] = OPTIONS | {"no_cpython_wrapper": True}


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule when it is first called; the Python function remains at ``.py_func``.

    With the environment variable ``NUMBA_DISABLE_JIT=1`` the same functions run as Python.
    """
    return cast("F", numba.njit(**OPTIONS)(function))


def inner[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule that only compiled rules call; from Python, call ``.py_func``."""
    return cast("F", numba.njit(**WITHOUT_WRAPPER)(function))
