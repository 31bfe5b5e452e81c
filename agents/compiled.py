"""Compilation of rules with Numba: the options, and the folder of compiled code.

Numba's cache notices a change in the file of a function, but not in functions of other files that it calls. The name
of the cache folder is therefore a hash of the state of all source files: a change of any file compiles everything again.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numba
from numba import config
from numba.core.registry import cpu_target
from numba.core.types import Dispatcher, Type, unliteral

from paradiplomacy.agents.cache import OptionalCache, remove_old
from paradiplomacy.agents.parts import PartCompiler, Untyped, WholeCompiler

# A compiled rule has the signature that it was written with, and is called as such.
type Rule = Callable[..., Any]
type Options = dict[str, Any]


def _cache_folder() -> Path | None:
    root = Path(__file__).resolve().parents[1]
    mine = hashlib.blake2b(str(root).encode(), digest_size=4).hexdigest()
    digest = hashlib.blake2b(digest_size=8)
    # Only these rooms hold compiled rules. Time and size stand in for content, because this runs at every start.
    for room in ("agents", "model"):
        for file in sorted((root / room).rglob("*.py")):
            stamp = file.stat()
            digest.update(f"{file}{stamp.st_mtime_ns}{stamp.st_size}".encode())
    for home in _homes():
        folder = home / f"compiled-{mine}-{digest.hexdigest()}"
        if _is_usable(folder):
            remove_old(folder, f"compiled-{mine}-")
            return folder
    # Compiled again at every start: this folder is of this process alone. On a full disk there is none.
    with suppress(OSError):
        return Path(tempfile.mkdtemp(prefix="paradiplomacy-"))
    return None


def _homes() -> Iterator[Path]:
    """Yield the folders that may hold compiled code, the best one first."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # others are to be ignored, by the specification of this variable
        yield given / "paradiplomacy"
    # A container may run under a user id that has no home folder, or one that is read-only.
    with suppress(RuntimeError):
        yield Path.home() / ".cache" / "paradiplomacy"
    with suppress(OSError):
        own = Path(tempfile.gettempdir()) / f"paradiplomacy-{getattr(os, 'getuid', int)()}"
        own.mkdir(mode=0o700, exist_ok=True)
        # Everybody can make a folder of this name there, and what it holds is run.
        if not hasattr(os, "getuid") or own.lstat().st_uid == os.getuid():
            yield own


def _is_usable(folder: Path) -> bool:
    """Return whether compiled code is in a folder or can be written to it; it is made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        # A folder that is read-only serves if somebody has filled it, as in the image of a container.
        return next(folder.rglob("*.nbi"), None) is not None


# A folder that the user has chosen for Numba takes precedence.
CACHE = None if os.environ.get("NUMBA_CACHE_DIR") else _cache_folder()
if CACHE is not None:
    config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]


# NumPy's error model: a division by zero gives inf or nan instead of an exception, whose test in every loop would also
# prevent vectorising. Nothing calls a rule through a C pointer, so the wrapper for that is left out.
# While a rule runs, other threads of Python may: the window computes several worlds and answers clicks in one process.
OPTIONS: Options = {"error_model": "numpy", "no_cfunc_wrapper": True, "nogil": True}
# The wrapper for calls from Python takes most of the compilation time of a rule that has all columns as arguments.
WITHOUT_WRAPPER: Options = OPTIONS | {"no_cpython_wrapper": True}


_recorders: list[Callable[[Rule], Rule]] = []


def record_with(recorder: Callable[[Rule], Rule]) -> None:
    """Let a recorder take the place of the compiler, in a process that imports the rules after this call.

    Args:
        recorder: Returns a Python function in the place of a rule, which notes its calls.
    """
    _recorders.append(recorder)


def compiled[F: Rule](function: F) -> F:
    """Compile a rule when it is first called; the Python function remains at ``.py_func``.

    With the environment variable ``NUMBA_DISABLE_JIT=1`` the same functions run as Python.
    """
    if _recorders:
        return cast("F", _recorders[-1](function))
    gate = _cached(cast("F", numba.njit(pipeline_class=WholeCompiler, **OPTIONS)(function)))
    # Python functions, where compilation is switched off, have no types, and no other forms.
    if hasattr(gate, "get_call_template"):
        forms = Forms(function)
        vars(gate)["forms"] = forms
        # Compiled callers take the part in the place of the gate, which is compiled only if Python calls it.
        vars(gate)["get_call_template"] = forms.get_call_template
        vars(gate)["get_overload"] = forms.get_overload
    return gate


def inner[F: Rule](function: F) -> F:
    """Compile a rule that only compiled rules call, which the name says to readers: tests may call it all the same."""
    return compiled(function)


def in_both[F: Rule](function: F) -> F:
    """Compile a rule for compiled callers; Python runs the Python function, which may ask a user's own rule."""
    if _recorders:
        return cast("F", _recorders[-1](function))
    if not config.DISABLE_JIT:  # type: ignore[attr-defined]
        vars(function)["forms"] = forms = Forms(function)
        # What Numba takes the function for where it reads the name. It keeps a weak reference only.
        cpu_target.typing_context.insert_global(function, Dispatcher(forms.part))
    return function


def uncompiled[F: Rule](rule: F) -> F:
    """Return the Python function of a rule: for a single case, or for arguments that compiled code cannot take."""
    return cast("F", getattr(rule, "py_func", rule))


class Forms:
    """The forms of a compiled rule besides its gate for Python, each made when it is first needed."""

    def __init__(self, function: Rule) -> None:
        self._function = function

    @cached_property
    def part(self) -> Untyped:
        """The form for compiled callers."""
        return _part_of(self._function)

    def get_call_template(self, args: Untyped, kws: Untyped) -> Untyped:
        """Return the types of a call in compiled code, as Numba's compiler asks for them."""
        return self.part.get_call_template(args, kws)

    def get_overload(self, signature: Untyped) -> Untyped:
        """Return the compiled function for a call in compiled code."""
        return self.part.get_overload(signature)

    @cached_property
    def alone(self) -> Untyped:
        """The form that compiled code calls by its address (``asked.py``)."""
        return _cached(numba.njit(pipeline_class=WholeCompiler, **WITHOUT_WRAPPER)(self._function), ".alone")

    def address(self, types: tuple[Type, ...]) -> Untyped:
        """Return where compiled code calls the rule with arguments of these types (``asked.py``)."""
        self.alone.compile(types)
        made = self.alone.overloads[types]
        return made.library.get_pointer_to_function(made.fndesc.llvm_func_name)


def _part_of[F: Rule](function: F) -> F:
    part = cast("F", numba.njit(pipeline_class=PartCompiler, **WITHOUT_WRAPPER)(function))
    return _for_all_numbers(_cached(part, ".part"))


def _for_all_numbers[F: Callable[..., object]](function: F) -> F:
    """Return a compiled function that compiled callers compile once for whole numbers, not once for each constant."""
    ask = getattr(function, "get_call_template", None)
    # Python functions, where compilation is switched off, have no types.
    if ask is not None:
        vars(function)["get_call_template"] = lambda args, kws: ask(tuple(map(unliteral, args)), kws)
    return function


def _cached[F: Callable[..., object]](function: F, suffix: str = "") -> F:
    """Return a compiled function with a cache on the disk, where there is a folder for it; its files have a suffix."""
    # Python functions, where compilation is switched off, have no dispatcher to cache; a zip archive has no source files.
    dispatcher = cast("Untyped", function)
    if config.CACHE_DIR and hasattr(dispatcher, "_cache"):  # type: ignore[attr-defined]
        with suppress(RuntimeError):
            dispatcher._cache = OptionalCache(dispatcher.py_func, suffix)  # noqa: SLF001 - what its enable_caching() does
    return function
