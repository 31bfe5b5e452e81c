"""The processes that compile, started and heard by the process that waits for them."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

from numba import config

from paradiplomacy.scenarios.first_start.plan import Plan, Task

MOST = 6
"""Largest number of processes that compile: more would wait for one another."""
# The paths of this process, so that the other one finds the same packages; they may come from no environment variable.
START = "import sys; sys.path[:] = sys.argv[2:]; from paradiplomacy.scenarios.first_start.child import main; main(sys.argv[1])"


def processors() -> int:
    """Return the number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _environment() -> dict[str, str]:
    """Return the environment variables of another process."""
    # Where Python is set to write no bytecode, every start would compile a thousand imported modules again (7 s instead
    # of 1). This once it is written, for these modules only; installing it for all of the packages takes 40 s.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"NUMBA_CACHE_DIR": str(config.CACHE_DIR)}  # type: ignore[attr-defined]


class Child:
    """Another process of this Python, with a pipe in each direction.

    Args:
        part: What it does (``child``).

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, part: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, part, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=_environment(),
            # Ctrl-C reaches every process of a terminal; this one is ended by its parent, or with the pipe.
            start_new_session=True,
        )

    def send(self, text: str, *, last: bool = False) -> None:
        """Send text."""
        with suppress(OSError):  # it has ended, which whoever reads its answers will notice
            self._pipe(self._process.stdin).write(text)
            self._pipe(self._process.stdin).flush()
            if last:
                self._pipe(self._process.stdin).close()

    def lines(self) -> Iterator[str]:
        """Yield what it writes, until it ends."""
        yield from self._pipe(self._process.stdout)

    def kill(self) -> None:
        """End it; what listens to it hears its end."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close the pipes, once nobody listens any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                self._pipe(pipe).close()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


class Team:
    """The recording process and those that compile, each with a thread that listens to it.

    Args:
        text: The tiny scenario to record.
        plan: Receives the tasks.
    """

    def __init__(self, text: str, plan: Plan) -> None:
        self._plan, self._children, self._threads = plan, list[Child](), list[threading.Thread]()
        try:
            recorder = self._child("record")
            recorder.send(text, last=True)
            self._listen(self._record, recorder)
            for _ in range(min(MOST, processors())):
                self._listen(self._compile, self._child("compile"))
        except OSError:
            self.end()
            raise

    def _child(self, part: str) -> Child:
        self._children.append(Child(part))
        return self._children[-1]

    def _listen(self, how: Callable[[Child], None], child: Child) -> None:
        thread = threading.Thread(target=how, args=(child,), daemon=True)
        thread.start()
        self._threads.append(thread)

    def _record(self, child: Child) -> None:
        for line in child.lines():
            self._plan.add(Task(**json.loads(line)))
        self._plan.complete()

    def _compile(self, child: Child) -> None:
        answers = child.lines()
        while (number := self._plan.take()) is not None:
            child.send(json.dumps(self._plan[number]._asdict()) + "\n")
            answered = next(answers, None)
            self._plan.finish(number)
            # The process has died: of a rule that does not compile, or for lack of memory.
            if answered is None:
                return

    @property
    def is_working(self) -> bool:
        """True while a process still compiles."""
        return any(thread.is_alive() for thread in self._threads[1:])

    def end(self) -> None:
        """End all processes."""
        self._plan.stop()
        for child in self._children:
            child.kill()
        for thread in self._threads:
            thread.join()
        for child in self._children:
            child.close()
