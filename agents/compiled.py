"""The one place that says how rules are compiled, and where the compiled code is kept.

Numba's cache notices a change in the file of a function, but not in the functions that it calls
from other files. The cache folder is therefore named by the state of all source files of the
package: change any of them and everything is compiled afresh.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
WITHOUT_GATE: dict[str, Any] = OPTIONS | {"no_cpython_wrapper": True}


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule when it is first called; the plain function stays at ``.py_func``.

    With the environment variable ``NUMBA_DISABLE_JIT=1`` the same functions run uncompiled.
    """
    decorated: F = numba.njit(**OPTIONS)(function)
    return decorated


def inner[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule that only compiled rules call.

    The gate from Python to compiled code takes most of the time of compiling a function whose arguments are
    all columns, so these have none: from Python, call ``.py_func``.
    """
    decorated: F = numba.njit(**WITHOUT_GATE)(function)
    return decorated
