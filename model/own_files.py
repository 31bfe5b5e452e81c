"""A user's own Python files: where their names lead, what they need, and how they are loaded.

``file.py:name`` is a rule or a measure. The file is relative to the folder of the scenario or design that names it, and to the
working folder where it is named on the command line or in Python. With it belong the modules that it imports, those that they
import, and the data files that they name, as long as they are the user's and not installed.
"""

import ast
import hashlib
import importlib
import importlib.util
import re
import signal
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import NamedTuple, TypeGuard

# The ".py:" marks a user's file. Ids of cities have a colon as well, but never after such an ending. Names
# of functions may have any letter, as in Python.
OWN = re.compile(r"(?P<file>[^:]+\.py):(?P<name>[^\W\d]\w*)")
# Whatever a user's own code may raise. ``sys.exit()`` would end the whole program, as if it had succeeded.
RAISED = (Exception, SystemExit)
SECONDS = 60.0
"""Time that a user's file may take to be imported, or a rule to be tried. Large packages need a part of a minute."""
LONGEST_NAME = 200
EVERYTHING = "*"

type Files = Mapping[str, Path]
"""Files by their path relative to the user's folder, with slashes."""
type Stamps = tuple[tuple[int, int], ...]


class OwnFileError(ValueError):
    """A user's own file that cannot be used.

    Attributes:
        wrong: What is wrong.
        right: What was expected.
    """

    def __init__(self, wrong: str, right: str) -> None:
        # Both as arguments, so that the error can be sent from one process to another.
        super().__init__(wrong, right)
        self.wrong, self.right = wrong, right

    def __str__(self) -> str:
        """Return both in one line."""
        return f"{self.wrong}, {self.right}"


class TooLongError(BaseException):
    """A user's own code has not returned in time. No exception that such code is likely to catch."""


class _Known(NamedTuple):
    """The files and checksums of a user's file, valid until one of the files changes."""

    stamps: Stamps
    files: Files
    sums: Mapping[str, str]


_KNOWN: dict[Path, _Known] = {}
_LOADED: dict[Path, tuple[Mapping[str, str], ModuleType]] = {}


def is_own(name: object) -> TypeGuard[str]:
    """Return whether a value has the form ``file.py:name``."""
    return isinstance(name, str) and OWN.fullmatch(name) is not None


def file_of(name: str) -> Path:
    """Return the file of ``file.py:name``."""
    return Path(name.rpartition(":")[0])


def placed(name: str, folder: Path) -> str:
    """Return ``file.py:name`` with the full path of its file, which is relative to a folder."""
    # A path with a null character, or of an unknown home, cannot be looked up; loading the file reports it.
    if "\0" in name:
        return name
    with suppress(RuntimeError):
        return f"{(folder / file_of(name).expanduser()).resolve()}:{name.rpartition(':')[2]}"
    return name


def files(file: Path) -> Files:
    """Return a user's file and everything of the user's that it needs; empty where there is no such file."""
    return _known(file).files


def checksums(file: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each of these files, by the same paths."""
    return _known(file).sums


def code(sums: Mapping[str, str]) -> dict[str, str]:
    """Return the checksums of Python files only: data may be written while the code runs."""
    return {name: total for name, total in sums.items() if name.endswith(".py")}


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the files whose checksums differ."""
    return [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]


def fault(name: str, folder: Path) -> tuple[str, str] | None:
    """Return what is wrong with ``file.py:name`` and what is expected, without running the file; else None.

    Args:
        name: The name.
        folder: Folder that the file is relative to.
    """
    shown, wanted = file_of(name), name.rpartition(":")[2]
    file = file_of(placed(name, folder))
    if "\0" in name or not file.is_file():
        return f'"{shown}": no such file', f"expected a Python file in {folder.absolute()}"
    try:
        names = set(_bound(ast.parse(file.read_bytes())))
    except (SyntaxError, ValueError, RecursionError) as error:
        return f'"{shown}" is not Python: {error}', "expected a file that Python can import"
    except OSError as error:
        return f'"{shown}" cannot be read: {error.strerror}', "expected a readable file"
    if wanted in names or EVERYTHING in names:
        return None
    there = ", ".join(sorted(each for each in names if not each.startswith("_")))
    return f'"{shown}" has no "{wanted}"', f"it has {there or 'no function'}"


def fault_of_name(name: object, folder: Path) -> tuple[str, str] | None:
    """Return as ``fault``, also of what does not have the form ``file.py:name``."""
    if not is_own(name):
        kind = f"{name!r}" if isinstance(name, str) else f"of type {type(name).__name__}"
        return f"{kind}: not a function of a file", 'expected "file.py:function"'
    return fault(name, folder)


def load(file: Path) -> ModuleType:
    """Return the module of a user's file, run again if any file that it needs has changed.

    Raises:
        OwnFileError: There is no such file, or it cannot be imported.
    """
    if "\0" in str(file) or not file.is_file():
        raise OwnFileError(f'there is no file "{file}"', "expected a Python file next to the file that names it")
    sums = checksums(file)
    if file not in _LOADED or _LOADED[file][0] != sums:
        _LOADED[file] = (sums, _run(file))
    return _LOADED[file][1]


def function(name: str) -> Callable[..., object]:
    """Return the function that ``file.py:name`` means; its file is loaded.

    Raises:
        OwnFileError: There is no such file or function, or the file cannot be imported.
    """
    file, wanted = file_of(name), name.rpartition(":")[2]
    found: object = getattr(load(file), wanted, None)
    if not callable(found):
        wrong = f'"{file}" has no "{wanted}"' if found is None else f'"{wanted}" in "{file}" is not a function'
        raise OwnFileError(wrong, "expected a function of the world")
    return found


def is_current(file: Path) -> bool:
    """Return whether a file was loaded as it is now, with all that it needs."""
    return file in _LOADED and _LOADED[file][0] == checksums(file)


def _known(file: Path) -> _Known:
    """Return the files and checksums of a user's file, from memory as long as nothing has changed."""
    known = _KNOWN.get(file)
    # Asked for each run: times and sizes are enough to notice an edit, and reading all files would take too long.
    if known is None or not known.files or _stamps(known.files) != known.stamps:
        found = dict(sorted(_closure(file).items())) if file.is_file() else {}
        sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()}
        _KNOWN[file] = known = _Known(_stamps(found), found, sums)
    return known


def _stamps(found: Files) -> Stamps:
    facts = [path.stat() if path.exists() else None for path in found.values()]
    return tuple((fact.st_mtime_ns, fact.st_size) if fact else (0, 0) for fact in facts)


def _run(file: Path) -> ModuleType:
    """Run a user's file as a module."""
    # By path and under a separate name: two scenarios may bring different files of one name.
    spec = importlib.util.spec_from_file_location(f"own_{hashlib.sha256(str(file).encode()).hexdigest()[:16]}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    _forget_helpers(file)
    # Dataclasses and pickles look the module up by its name.
    sys.modules[module.__name__] = module
    try:
        with _helpers_first(str(file.parent.resolve())), in_time():
            spec.loader.exec_module(module)
    except TooLongError:
        wrong = f'"{file}" was not imported within {SECONDS:g} seconds'
        raise OwnFileError(wrong, "expected a file that defines functions and does no work itself") from None
    except RAISED as error:
        wrong = f'"{file}" cannot be loaded: {type(error).__name__}: {error}'
        raise OwnFileError(wrong, "expected a file that Python can import") from error
    return module


@contextmanager
def in_time() -> Iterator[None]:
    """Limit the time of a user's own code, in the main thread of systems that have a timer.

    Raises:
        TooLongError: It has not returned in time.
    """
    is_main = threading.current_thread() is threading.main_thread()
    # The timer of a caller goes on: there is one for each process.
    if not is_main or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    # Again each second, because the code may catch everything.
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def _too_long(*_: object) -> None:
    raise TooLongError


@contextmanager
def _helpers_first(folder: str) -> Iterator[None]:
    """Import modules from a folder first, as for a script; from then on last."""
    known = folder in sys.path
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        # The user's code may have changed the path as well.
        with suppress(ValueError):
            sys.path.remove(folder)
        # Last and not first: a function may import a helper when it is called, but a user's "random.py" must not
        # replace Python's.
        sys.path += [] if known else [folder]


def _forget_helpers(file: Path) -> None:
    """Forget imported modules that would be taken for the helpers of a file: older versions, or another user's."""
    for relative, path in files(file).items():
        name = relative.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        origin = getattr(sys.modules.get(name), "__file__", None)
        if origin is None or is_installed(Path(origin)):
            continue
        if file in _LOADED or Path(origin).resolve() != path.resolve():
            del sys.modules[name]
    # Python caches which files a folder has, and would not see a helper that has just been written.
    importlib.invalidate_caches()


def _closure(file: Path) -> dict[str, Path]:
    """Return a file and everything that it leads to, by path relative to its folder."""
    found = {file.name: file}
    waiting = [file.name]
    while waiting:
        name = waiting.pop()
        for other, path in _mentioned(found[name], PurePosixPath(name), file.parent):
            if other not in found:
                found[other] = path
                waiting += [other] if path.suffix == ".py" else []
    return found


def _mentioned(file: Path, name: PurePosixPath, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the modules and data files that one file mentions."""
    try:
        tree = ast.parse(file.read_bytes())
    # A file that Python cannot read is reported when it is loaded.
    except (SyntaxError, ValueError, RecursionError, OSError):
        return
    root = file.parents[len(name.parts) - 1]
    for node in ast.walk(tree):
        for module in _imported(node, name):
            yield from _modules(module, (folder, *_user_roots()))
        text = _path_in(node)
        if text and len(text) < LONGEST_NAME and text.isprintable():
            yield from _data(text, name.parent, root)
            # A name in quotes may be that of a module, as in ``import_module("helper")``.
            yield from _modules(text, (root,)) if text.replace(".", "").isidentifier() else ()


def _imported(node: ast.AST, name: PurePosixPath) -> Iterator[str]:
    """Yield the dotted names of what a statement may import."""
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    if isinstance(node, ast.ImportFrom):
        above = name.parent.parts[: len(name.parent.parts) - node.level + 1] if node.level else ()
        base = ".".join([*above, *([node.module] if node.module else [])])
        # What is imported from a package may be another module of it, or a name in it.
        yield from (f"{base}.{each.name}" if base else each.name for each in node.names)
        yield from [base] if base else []


def _path_in(node: ast.AST) -> str:
    """Return the text of a constant, or the constant end of a path such as ``HERE / "data" / "weights.csv"``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        left, right = _path_in(node.left), _path_in(node.right)
        return f"{left}/{right}" if left and right else right
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _data(text: str, home: PurePosixPath, root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the data file of a user's folder that a text means, next to the file that mentions it or in the folder."""
    name = PurePosixPath(text)
    # Only what has an ending, and nothing outside the folder, which a copy could not hold.
    if not name.suffix or name.is_absolute() or ".." in name.parts:
        return
    for base in (home, PurePosixPath()):
        path = root / base / name
        if path.is_file():
            yield (base / name).as_posix(), path


def _modules(dotted: str, roots: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the user's files that importing a dotted name runs: the module, and the packages that it is in."""
    parts = dotted.split(".")
    for root in roots:
        found = [
            (relative, root / relative)
            for depth in range(1, len(parts) + 1)
            for relative in (f"{'/'.join(parts[:depth])}.py", f"{'/'.join(parts[:depth])}/__init__.py")
            if (root / relative).is_file()
        ]
        # Python stops at the first folder that has the name, too.
        if found:
            yield from found
            return


def _user_roots() -> list[Path]:
    """Return the folders on Python's path that hold a user's own modules."""
    roots = [Path(each or ".") for each in sys.path]
    return [
        root for root in roots if root.is_dir() and not is_installed(root) and not (root / "paradiplomacy").exists()
    ]


def is_installed(path: Path) -> bool:
    """Return whether a path belongs to Python or to its packages."""
    places = {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, str(Path(__file__).parents[1])}
    return any(path.absolute().is_relative_to(place) or path.resolve().is_relative_to(place) for place in places)


def _bound(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module binds at its outer level; ``*`` where it may bind any."""
    for node in _outer(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((each.asname or each.name).partition(".")[0] for each in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        # What is called like this may bind names that only running the file shows.
        elif isinstance(node, ast.Name) and node.id in ("globals", "exec", "setattr"):
            yield EVERYTHING
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name


def _outer(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a module that are not inside a function or class."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield from _outer(child)


def described(name: str) -> str:
    """Return the first line of the docstring of a user's function, without running its file; else its name."""
    file, wanted = file_of(name), name.rpartition(":")[2]
    nodes = ast.parse(file.read_bytes()).body if fault(name, Path()) is None else []
    found = [each for each in nodes if isinstance(each, ast.FunctionDef) and each.name == wanted]
    text = ast.get_docstring(found[-1]) if found else None
    return (text or wanted).strip().partition("\n")[0]
