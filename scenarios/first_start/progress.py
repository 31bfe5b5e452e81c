"""Messages and the progress bar of the first start."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Never

    from tqdm import tqdm


COMPILING = "Compiling the model for this machine, once"
WAITING = "Waiting for another program that is compiling the model for this machine"
ALONE = "Compiling the model as it is needed, since no other process can be started"
UNSAVED = "Compiling the model at every start, since nothing can be written to"
"""Followed by the folder."""


class Progress(NamedTuple):
    """State of the compilation.

    Attributes:
        doing: What is being done.
        done, total: Number of rules that are compiled, and of all; 0 where it is not known yet.
        share: Share of the work that is done.
        seconds: Estimated time until all is done; None where it is not known yet.
    """

    doing: str = COMPILING
    done: int = 0
    total: int = 0
    share: float = 0.0
    seconds: float | None = None

    def __str__(self) -> str:
        """Return the progress in one line."""
        counts = f": {self.done} of {self.total}" if self.total else ""
        left = "" if self.seconds is None else f", about {self.seconds:.0f} s left"
        return f"{self.doing}{counts}{left}"


type Report = Callable[[Progress], object]
"""Receives the progress a few times a second, for a page or a bar; a share of 1 is the last."""


def silent(_progress: Progress) -> None:
    """Say nothing."""


class Bar:
    """The progress on the error stream: a bar on a terminal, one line elsewhere."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._said = ""

    def __call__(self, progress: Progress) -> None:
        """Show the progress."""
        if sys.stderr is None:  # a program without a console
            return
        if progress.doing == COMPILING and sys.stderr.isatty():
            self._draw(progress)
        elif progress.doing != self._said:
            self._said = progress.doing
            print(progress.doing, file=sys.stderr)

    def _draw(self, progress: Progress) -> None:
        if self._bar is None:
            from tqdm import tqdm

            form, about = "{desc} |{bar}|", str(progress)
            self._bar = tqdm(total=1.0, desc=about, bar_format=form, file=sys.stderr, ncols=100, leave=False)
        self._bar.n = progress.share
        self._bar.set_description_str(str(progress))
        if progress.share >= 1.0:
            self._bar.close()
