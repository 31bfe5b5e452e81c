"""A cache of compiled code that a run can do without.

An entry that is damaged is compiled again, and one that cannot be written (a full disk, a folder that is read-only) is
left out. Each file ends with a checksum, because code that was damaged on the disk would crash the program when it runs.
"""

import hashlib
import io
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile, UserProvidedCacheLocator

from paradiplomacy.agents.parts import restored

SUM_LENGTH = hashlib.sha256().digest_size
UNUSED_SECONDS = 30 * 24 * 3600
"""Time after which the folder of another installation counts as no longer used."""


def remove_old(used: Path, mine: str) -> None:
    """Remove the folders of earlier states of this installation, and those that others have not used for long.

    Args:
        used: The folder in use.
        mine: Beginning of the names of the folders of this installation.
    """
    # The time of the last use, by which other installations know that the folder is needed.
    with suppress(OSError):
        os.utime(used)
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

    def rebuild(self, target_context: object, payload: object) -> object:
        part = restored(target_context, payload)
        return super().rebuild(target_context, payload) if part is None else part


class _Files(IndexDataCacheFile):  # type: ignore[misc]
    """The files of a function, each with a checksum at its end, which the reader of pickles does not see."""

    def save(self, key: object, data: object) -> None:
        # The cache is optional: a run needs no disk space for what it has already compiled.
        with suppress(OSError):
            super().save(key, data)

    def _load_index(self) -> object:
        return super()._load_index() if is_whole(Path(self._index_path)) else {}

    def _load_data(self, name: str) -> object:
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

    def __init__(self, function: Callable[..., object], suffix: str = "") -> None:
        super().__init__(function)
        implementation = self._impl
        name, stamp = implementation.filename_base + suffix, implementation.locator.get_source_stamp()
        self._cache_file = _Files(self._cache_path, name, stamp)
