"""Batches in the background of the window: one process each, few at a time, ended with the visit that started them."""

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.read import to_toml
from paradiplomacy.scenarios.format import write
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.services import Bands, Progress, RefusedError

MOST_AT_ONCE = 2
"""Largest number of batches at a time, since each uses one processor."""
MEASURES = ("agreements", "antagonism_of_surviving_acts", "success_share")
QUANTILES = (0.05, 0.5, 0.95)
DONE = re.compile(r"run (?P<done>\d+) of \d+")
# Started from this interpreter, because the installed command may not be on the path of a server.
# With a low priority, because the visitors of the window wait for their months.
START = "import os, sys; getattr(os, 'nice', int)(10); from paradiplomacy.cli.command import main; sys.exit(main(sys.argv[1:]))"


class Batches:
    """The batches of a server."""

    def __init__(self) -> None:
        self._running: list[Background] = []
        self._lock = threading.Lock()
        # Batches are processes in other sessions, which would outlive the server.
        atexit.register(self.end)

    def start(self, scenario: Scenario, seed: int, replicates: int) -> "Background":
        """Start replicates of a scenario.

        Args:
            scenario: The scenario.
            seed: Root seed.
            replicates: Number of replicates.

        Returns:
            The batch.

        Raises:
            RefusedError: Too many batches run already.
        """
        # Visitors may be served in different threads: without the lock, two of them could both take the last place.
        with self._lock:
            self._running = [each for each in self._running if each.progress().state == "running"]
            if len(self._running) >= MOST_AT_ONCE:
                raise RefusedError(
                    f"This server already runs {MOST_AT_ONCE} batches, its limit. "
                    "Try again when one of them is done, or run the scenario file with paradiplomacy batch."
                )
            self._running.append(Background(scenario, seed, replicates))
            return self._running[-1]

    def end(self) -> None:
        """End all batches."""
        for each in self._running:
            each.cancel()


class Background:
    """One batch: a design in a temporary folder, and a process of ``paradiplomacy batch`` that runs it.

    Args:
        scenario: The scenario.
        seed: Root seed.
        replicates: Number of replicates.
    """

    def __init__(self, scenario: Scenario, seed: int, replicates: int) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="paradiplomacy-window-"))
        self._total, self._done, self._stopped = replicates, 0, False
        self._messages: list[str] = []
        (self._folder / "scenario.toml").write_text(write.to_toml(scenario), encoding="utf-8")
        design = Design(
            title=f"{replicates} replicates of {scenario.title}",
            scenario="scenario.toml",
            measures=MEASURES,
            seed=seed,
            replicates=replicates,
            keep=("monthly",),
        )
        (self._folder / "design.toml").write_text(to_toml(design), encoding="utf-8")
        arguments = ["batch", str(self._folder / "design.toml"), "--out", str(self.results), "--workers", "1"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            # A separate process group: Ctrl-C at the server does not reach it, and ``cancel`` can end it with all its
            # workers.
            start_new_session=True,
        )
        # Messages are read as they come, because a full pipe would stop the batch.
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def results(self) -> Path:
        """The results folder."""
        return self._folder / "results"

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                found = DONE.match(line)
                if found:
                    self._done = int(found["done"])
                elif line.strip():
                    # The last lines are enough to say why a batch failed. A new list each time, because another thread
                    # reads it.
                    self._messages = [*self._messages[-4:], line.strip()]
        self._process.wait()

    def progress(self) -> Progress:
        """Return its progress."""
        if self._stopped:
            return Progress("stopped", self._done, self._total)
        code = self._process.poll()
        # A process may end before its last lines are read, one of which is the reason for a failure.
        if code is None or self._listener.is_alive():
            return Progress("running", self._done, self._total)
        if code == 0:
            return Progress("done", self._total, self._total)
        return Progress(
            "failed", self._done, self._total, self._messages[-1] if self._messages else f"exit code {code}"
        )

    def bands(self) -> Bands:
        """Return the 5th, 50th and 95th percentile of the monthly totals over all runs."""
        from paradiplomacy.experiments.results.batch import BatchResults

        monthly = BatchResults(self.results)["monthly"]
        # Months of the burn-in are negative.
        monthly = monthly[monthly["month"] >= 0]
        names = [str(name) for name in monthly.select_dtypes("number").columns if name not in ("run", "month")]
        by_month = monthly.groupby("month")[names]
        tables = [by_month.quantile(share).round(6) for share in QUANTILES]
        low, middle, high = ({name: table[name].tolist() for name in names} for table in tables)
        months = [int(month) for month in sorted(monthly["month"].unique())]
        return Bands(int(monthly["run"].nunique()), months, low, middle, high)

    def cancel(self) -> None:
        """End it with all its processes, and delete its results."""
        # First of all, because the page would otherwise show a batch that is being ended as failed.
        self._stopped = True
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                # The process leads its own group, which therefore has its number.
                os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._listener.join(5)
        shutil.rmtree(self._folder, ignore_errors=True)
