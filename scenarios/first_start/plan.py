"""The rules that are to be compiled: which of them can be next, and how many are done."""

import threading
from collections.abc import Sequence
from typing import NamedTuple


class Task(NamedTuple):
    """A rule that is to be compiled for some types of arguments.

    Attributes:
        module, name: The rule.
        form: Who calls it (``record``).
        types: Types of the arguments, as the recording process wrote them.
        size: Bytes of its bytecode, to which the time of its compilation is roughly proportional.
        after: Numbers of the tasks of the rules that it calls.
    """

    module: str
    name: str
    form: str
    types: str
    size: int
    after: Sequence[int]


class Plan:
    """Tasks in the order of their numbers, shared by the threads that listen to the processes."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []
        self._waiting: set[int] = set()
        self._done: set[int] = set()
        self._complete = self._stopped = False
        self._changed = threading.Condition()

    def add(self, task: Task) -> None:
        """Add a task; those of the rules that it calls are there already."""
        with self._changed:
            # What is recorded after the end would be waited for, by threads that nobody tells of anything any more.
            if not self._stopped:
                self._waiting.add(len(self._tasks))
                self._tasks.append(task)
                self._changed.notify_all()

    def complete(self) -> None:
        """Note that no more tasks will come."""
        with self._changed:
            self._complete = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Give out no more tasks, and take none."""
        with self._changed:
            self._waiting.clear()
            self._stopped = True
        self.complete()

    def take(self) -> int | None:
        """Wait for a task that can be done now and return its number; None if there will be none."""
        with self._changed:
            while self._waiting or not self._complete:
                ready = [each for each in self._waiting if self._done.issuperset(self._tasks[each].after)]
                if ready:
                    # The largest first, so that no process is left alone with one at the end.
                    best = max(ready, key=lambda each: self._tasks[each].size)
                    self._waiting.discard(best)
                    return best
                self._changed.wait()
        return None

    def finish(self, number: int) -> None:
        """Note that a task is done, or has failed: whatever calls the rule can then be compiled all the same."""
        with self._changed:
            self._done.add(number)
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Wait until something changes."""
        with self._changed:
            self._changed.wait(seconds)

    def __getitem__(self, number: int) -> Task:
        return self._tasks[number]

    @property
    def is_complete(self) -> bool:
        """True once all tasks are known."""
        return self._complete

    @property
    def counts(self) -> tuple[int, int]:
        """The number of tasks that are done, and of all that are known."""
        return len(self._done), len(self._tasks)

    @property
    def share(self) -> float:
        """The share of the work that is done."""
        with self._changed:
            whole = sum(task.size for task in self._tasks)
            return sum(self._tasks[each].size for each in self._done) / whole if whole else 0.0
