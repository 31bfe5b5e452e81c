"""Compilation of rules with Numba: the options, and the folder of compiled code.

Numba's cache notices a change in the file of a function, but not in functions of other files that it calls. The name
of the cache folder is therefore a hash of the state of all source files: a change of any file compiles everything again.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba
from numba import config


def _cache_folder() -> Path:
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for room in ("agents", "model"):
        for file in sorted((root / room).rglob("*.py")):
            stamp = file.stat()
            digest.update(f"{file}{stamp.st_mtime_ns}{stamp.st_size}".encode())
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    folder = home / "paradiplomacy" / f"compiled-{digest.hexdigest()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"paradiplomacy-{digest.hexdigest()}"
        folder.mkdir(parents=True, exist_ok=True)
    return folder


CACHE = _cache_folder()
if not os.environ.get("NUMBA_CACHE_DIR"):
    config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]


OPTIONS: dict[str, Any] = {"cache": True, "error_model": "numpy", "no_cfunc_wrapper": True}
WITHOUT_WRAPPER: dict[str, Any] = OPTIONS | {"no_cpython_wrapper": True}


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule when it is first called; the Python function remains at ``.py_func``.

    With the environment variable ``NUMBA_DISABLE_JIT=1`` the same functions run as Python.
    """
    return cast("F", numba.njit(**OPTIONS)(function))


def inner[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule that only compiled rules call; from Python, call ``.py_func``.

    It has no wrapper for calls from Python, which takes most of the compilation time of a function with all columns as
    arguments.
    """
    return cast("F", numba.njit(**WITHOUT_WRAPPER)(function))
