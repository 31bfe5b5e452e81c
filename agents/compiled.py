"""Compilation of rules with Numba: the options, and which rules are cached."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

import numba
from numba import config

from paradiplomacy.agents.cache import OptionalCache, folder

# A folder that the user has chosen for Numba takes precedence.
CACHE = None if os.environ.get("NUMBA_CACHE_DIR") else folder()
if CACHE is not None:
    config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]


# NumPy's error model: a division by zero gives inf or nan instead of an exception, whose test in every loop would also
# prevent vectorising. Nothing calls a rule through a C pointer, so the wrapper for that is left out.
OPTIONS: dict[str, Any] = {"error_model": "numpy", "no_cfunc_wrapper": True}
# The wrapper for calls from Python takes most of the compilation time of a rule that has all columns as arguments. Inner
# rules, which only other compiled rules call, have none.
WITHOUT_WRAPPER: dict[str, Any] = OPTIONS | {"no_cpython_wrapper": True}


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule when it is first called; the Python function remains at ``.py_func``.

    With the environment variable ``NUMBA_DISABLE_JIT=1`` the same functions run as Python.
    """
    return _cached(numba.njit(**OPTIONS)(function))


def inner[F: Callable[..., Any]](function: F) -> F:
    """Compile a rule that only compiled rules call; from Python, call ``.py_func``."""
    return _cached(numba.njit(**WITHOUT_WRAPPER)(function))


def _cached[F: Callable[..., Any]](function: F) -> F:
    """Return a compiled function with a cache on the disk, where there is a folder for it."""
    # Python functions, where compilation is switched off, have no dispatcher to cache; a zip archive has no source files.
    dispatcher = cast("Any", function)
    if config.CACHE_DIR and hasattr(dispatcher, "_cache"):  # type: ignore[attr-defined]
        with suppress(RuntimeError):
            dispatcher._cache = OptionalCache(dispatcher.py_func)  # noqa: SLF001 - what its enable_caching() does
    return function
