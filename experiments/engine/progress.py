"""Progress bars in notebooks: a run or a batch shows one there, and nothing in scripts, whose output is for others to read."""

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Never

from paradiplomacy.experiments.engine.batch import Silent, Watcher
from paradiplomacy.experiments.engine.worker import Done

if TYPE_CHECKING:
    from tqdm import tqdm

type Report = Callable[[int, int], object]
KERNEL = "ZMQInteractiveShell"
FORM = "{desc}: {n_fmt}/{total_fmt} |{bar}| {elapsed}, {remaining} to go{postfix}"


def in_notebook() -> bool:
    """Return whether the code is run by the kernel of a notebook."""
    # Only if it is loaded already: without IPython there is no notebook, and importing it takes half a second.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return type(shell).__name__ == KERNEL


def bar(total: int, unit: str, initial: int = 0) -> "tqdm[Never]":
    """Return a bar: a widget in notebooks that have widgets, text elsewhere."""
    with warnings.catch_warnings():
        # Without the package of widgets, tqdm warns and draws the bar as text, which serves.
        warnings.simplefilter("ignore")
        from tqdm.auto import tqdm

        return tqdm(total=total, initial=initial, desc=unit, bar_format=FORM)


@contextmanager
def reported(progress: Report | None, months: int) -> Iterator[Report]:
    """Yield a receiver of the months done of a run: the user's, a bar in a notebook, or one that does nothing."""
    # A function of the user says that the user shows the progress.
    if progress is not None or not in_notebook():
        yield progress or (lambda _done, _total: None)
        return
    with bar(months, "months") as shown:
        yield lambda done, _total: shown.update(done - shown.n)


class RunsBar:
    """The runs of a batch that are done, and how many of them failed."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._left = self._failures = 0

    def begin(self, runs: int, done: int) -> None:
        """Show how many runs there are, and how many are done already."""
        self._bar, self._left = bar(runs, "runs", done), runs - done

    def advance(self, done: Done) -> None:
        """Show that a chunk of runs has come back."""
        assert self._bar is not None
        self._failures += len(done.failures)
        if self._failures:
            self._bar.set_postfix_str(f", {self._failures} failed", refresh=False)
        self._bar.update(done.runs)
        self._left -= done.runs
        if not self._left:
            self._bar.close()

    def say(self, text: str) -> None:
        """Print a message above the bar."""
        print(text)


def watcher() -> Watcher:
    """Return a bar in a notebook, and a watcher that does nothing elsewhere."""
    return RunsBar() if in_notebook() else Silent()
