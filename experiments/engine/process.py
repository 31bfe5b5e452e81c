"""A worker process: how it begins, what it leaves when it dies, and what a run may not take from it."""

import faulthandler
import gc
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess as ParentProcess
from pathlib import Path

GRACE = 2.0
"""Seconds after the time limit when a run that does not return to Python is killed, with its worker."""
OPEN_FILES = Path("/dev/fd")
_ESSENTIAL: set[tuple[int, int, int]] = set()
"""Files that a worker process needs: those that were open when it began."""


def begin() -> None:
    """Make a new process a worker, which ignores the signals that end its parent and exits with it."""
    # Ctrl-C reaches every process of the terminal, and schedulers often end all processes of a job. Only the parent may
    # react, or chunks would die half-written.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    # A separate group: what a run sends to its group must not reach the parent and the other workers.
    os.setpgid(0, 0)
    # The standard output belongs to the command. What a run prints goes where messages go.
    os.dup2(2, 1)
    _ESSENTIAL.update(_open_files())
    parent = parent_process()
    if parent is not None:
        # A parent that is killed cannot end its workers, which would then wait for work for ever.
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def forget() -> None:
    """Free the memory of a run that has ended, in a worker process."""
    # A world and its actors refer to one another, so that only the collector frees them; by itself it would look after
    # dozens of runs, when they hold gigabytes.
    if parent_process() is None:
        return
    gc.collect()
    # What a worker keeps, modules above all, is set aside once: later collections look at one run only.
    if not gc.get_freeze_count():
        gc.freeze()


def _leave_with(parent: ParentProcess) -> None:
    parent.join()
    # A killed parent cannot clean up, and an ordinary exit would wait for the run in the main thread.
    os._exit(1)


def is_stop_by_hand(error: BaseException) -> bool:
    """Return whether an error can be the user's Ctrl-C, which reaches only the main thread of the parent."""
    is_here = parent_process() is None and threading.current_thread() is threading.main_thread()
    return isinstance(error, KeyboardInterrupt) and is_here


@contextmanager
def files_kept(trace: Path) -> Iterator[None]:
    """End the process if a run closes files through which the worker hears from its parent and reports to it."""
    yield
    if not _open_files() >= _ESSENTIAL:
        # Only this file can say so: the next word to the parent would end in an error, or in somebody else's file.
        with suppress(OSError):
            trace.write_text("the run closed files that it had not opened\n", encoding="utf-8")
        os._exit(1)


def _open_files() -> set[tuple[int, int, int]]:
    """Return number, device and inode of each open file of this process."""
    found = set()
    for file in list(OPEN_FILES.iterdir()) if OPEN_FILES.is_dir() else ():
        # The folder itself was open while it was listed.
        with suppress(OSError):
            about = os.fstat(int(file.name))
            found.add((int(file.name), about.st_dev, about.st_ino))
    return found


def trace_name(run: int) -> str:
    """Return the name of the file for the traceback of a dying worker."""
    return f"trace-{run}.txt"


@contextmanager
def traced(path: Path, *, alone: bool, seconds: float | None) -> Iterator[None]:
    """Leave a traceback if the process dies in here, and kill it if the run does not return in time."""
    # Writing a trace file for each of a million short runs would cost more than the runs.
    if not alone and seconds is None:
        yield
        return
    with path.open("w") as file:
        if alone:
            faulthandler.enable(file)
        if seconds is not None:
            # A watchdog in C, which works even if compiled code never returns to Python. The limit itself is checked
            # between months; the margin leaves a run the chance to end there, without the loss of its worker.
            faulthandler.dump_traceback_later(seconds * 1.2 + GRACE, exit=True, file=file)
        try:
            yield
        finally:
            if seconds is not None:
                faulthandler.cancel_dump_traceback_later()
            if alone:
                faulthandler.disable()
    # Only a living process comes here: a file that remains is the trace of a dead one, or the sign that a suspect began.
    if not alone:
        path.unlink()
