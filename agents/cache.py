"""The folder of compiled code, and a cache in it that a run can do without.

Numba's cache notices a change in the file of a function, but not in functions of other files that it calls. The name
of the folder therefore holds a hash of the state of all source files: a change of any file compiles everything again.
An entry that is damaged is compiled again, and one that cannot be written (a full disk, a folder that is read-only) is
left out. Each file ends with a checksum, because code that was damaged on the disk would crash the program when it runs.
"""

import hashlib
import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile, UserProvidedCacheLocator

ROOT = Path(__file__).resolve().parents[1]
SUM_LENGTH = hashlib.sha256().digest_size
UNUSED_SECONDS = 30 * 24 * 3600
"""Time after which the folder of another installation counts as no longer used."""


def folder() -> Path | None:
    """Return the folder of the compiled code of this state of the sources; None where no folder can be made."""
    mine = hashlib.blake2b(str(ROOT).encode(), digest_size=4).hexdigest()
    name = f"compiled-{mine}-{_state_of_sources()}"
    for home in _homes():
        found = home / name
        # The folder of this user and nobody else: what is read from it is executed.
        with suppress(OSError):
            found.mkdir(mode=0o700, parents=True, exist_ok=True)
            if hasattr(os, "getuid") and found.stat().st_uid != os.getuid():
                continue
            # The time of the last use, by which other installations know that it is needed.
            with suppress(OSError):
                os.utime(found)
            _remove_old(found, f"compiled-{mine}-")
            # A folder that is read-only serves if somebody has filled it, as in the image of a container.
            if os.access(found, os.W_OK) or next(found.rglob("*.nbi"), None):
                return found
    return None


def _state_of_sources() -> str:
    """Return a hash that changes with every file that holds compiled rules."""
    digest = hashlib.blake2b(digest_size=8)
    # Only these rooms hold compiled rules. Time and size stand in for content, because this runs at every start.
    for room in ("agents", "model"):
        for file in sorted((ROOT / room).rglob("*.py")):
            stamp = file.stat()
            digest.update(f"{file}{stamp.st_mtime_ns}{stamp.st_size}".encode())
    return digest.hexdigest()


def _homes() -> Iterator[Path]:
    """Yield the folders in which the folder may be made, the usual one first."""
    if os.environ.get("XDG_CACHE_HOME"):
        yield Path(os.environ["XDG_CACHE_HOME"]) / "paradiplomacy"
    # A container may have neither HOME nor a name for its user, and a disk that is full no usable temporary folder.
    with suppress(RuntimeError):
        yield Path.home() / ".cache" / "paradiplomacy"
    with suppress(OSError):
        user = os.getuid() if hasattr(os, "getuid") else "all"
        yield Path(tempfile.gettempdir()) / f"paradiplomacy-{user}"


def _remove_old(used: Path, mine: str) -> None:
    """Remove the folders of earlier states of this installation, and those that others have not used for long."""
    for other in used.parent.glob("compiled-*"):
        with suppress(OSError):
            # Another installation may be in use at the same time, and would compile for minutes at each start.
            theirs = other.name.count("-") == used.name.count("-") and not other.name.startswith(mine)
            if other != used and not (theirs and time.time() - other.stat().st_mtime < UNUSED_SECONDS):
                shutil.rmtree(other, ignore_errors=True)


class _Locator(UserProvidedCacheLocator):  # type: ignore[misc]
    """The place of an entry. Numba's own demands that it can be written to, which reading does not need."""

    def ensure_cache_path(self) -> None:
        with suppress(OSError):
            Path(self.get_cache_path()).mkdir(parents=True, exist_ok=True)


class _Implementation(CompileResultCacheImpl):  # type: ignore[misc]
    _locator_classes = (_Locator,)


class _Files(IndexDataCacheFile):  # type: ignore[misc]
    """The files of a function, each with a checksum at its end, which the reader of pickles does not see."""

    def save(self, key: object, data: object) -> None:
        # The cache is optional: a run needs no disk space for what it has already compiled.
        with suppress(OSError):
            super().save(key, data)

    def _load_index(self) -> Any:
        return super()._load_index() if is_whole(Path(self._index_path)) else {}

    def _load_data(self, name: str) -> Any:
        path = Path(self._data_path(name))
        if not is_whole(path):
            raise FileNotFoundError(path)  # which the caller takes for an entry that has to be compiled
        return super()._load_data(name)

    @contextmanager
    def _open_for_write(self, filepath: str) -> Iterator[io.BytesIO]:
        written = io.BytesIO()
        yield written
        with super()._open_for_write(filepath) as file:
            file.write(written.getvalue() + hashlib.sha256(written.getvalue()).digest())


def is_whole(file: Path) -> bool:
    """Return whether a file can be read and ends with the checksum of what precedes it."""
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return len(content) > SUM_LENGTH and hashlib.sha256(content[:-SUM_LENGTH]).digest() == content[-SUM_LENGTH:]


class OptionalCache(FunctionCache):  # type: ignore[misc]
    """The cache of the compiled forms of a function.

    Raises:
        RuntimeError: The function has no source file, so that changes of it would not be noticed.
    """

    _impl_class = _Implementation

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        implementation = self._impl
        self._cache_file = _Files(
            self._cache_path, implementation.filename_base, implementation.locator.get_source_stamp()
        )
