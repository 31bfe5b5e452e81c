"""``paradiplomacy batch DESIGN``: run a design, or go on with it."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from paradiplomacy.cli.run import StopByHand, whole

if TYPE_CHECKING:
    from paradiplomacy.experiments.design.plan import Plan
    from paradiplomacy.experiments.engine.batch import Summary
    from paradiplomacy.experiments.engine.worker import Done, Status

FAILED, STOPPED = 1, 130
MOST_TOLD = 20
STOPPING = "stopping: runs that end in the next seconds are kept"
ONCE = ("--overwrite", "--retry-failed", "--retry-timed-out")
"""Options that are not typed again when a batch goes on."""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "batch",
        help="run a design: many runs, compared honestly, stopped and resumed at will",
        description="Run a design. The same folder again goes on where the batch stopped, however it stopped.",
        epilog="Example: paradiplomacy batch veto-players --out results/veto --workers 2",
        allow_abbrev=False,
    )
    parser.add_argument("design", metavar="DESIGN", help="name of a design that ships, or a design file")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the results (default: results/DESIGN)")
    parser.add_argument("--workers", type=whole(1, 10_000), metavar="N", help="processes (default: all processors)")
    parser.add_argument(
        "--executor", default="processes", metavar="WHERE", help="processes (default), or dask://HOST:PORT"
    )
    parser.add_argument(
        "--on-error", choices=("continue", "stop"), default="continue", help="at a failed run (default: continue)"
    )
    parser.add_argument(
        "--replicates",
        type=replicates,
        metavar="N",
        help="runs of each setting instead of the design's number; "
        "auto: as many as the precision asks for that the design names",
    )
    parser.add_argument("--retry-failed", action="store_true", help="do runs again that failed or whose worker died")
    parser.add_argument("--retry-timed-out", action="store_true", help="do runs again that took too long")
    parser.add_argument("--overwrite", action="store_true", help="throw an earlier batch in the folder away")
    parser.add_argument("--dry-run", action="store_true", help="show what it would take, and stop")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run the design.

    Raises:
        ScenarioError: The design is wrong.
        ResultsError: The folder holds something else, or is in use.
    """
    from paradiplomacy.experiments.design import read as read_design

    ready = read_design.read(asked.design)
    automatic = asked.replicates == "auto"
    if automatic and ready.design.precision.measure is None:
        asked.parser.error("--replicates auto: the design says no [precision] measure and half_width")
    from paradiplomacy.experiments.design.plan import make
    from paradiplomacy.experiments.engine.pool import refuse_unknown

    refuse_unknown(asked.executor)
    start = ready.design.precision.least if automatic else asked.replicates
    plan = make(ready, replicates=start)
    folder = asked.out or Path("results") / ready.design.name
    if asked.dry_run:
        print(f"{ready.design.title}\n{told(plan, asked.workers, plan.runs)}")
        return 0
    from paradiplomacy.experiments.engine.session import Options, prepared, sit

    retry: tuple[Status, ...] = ("failed", "died") if asked.retry_failed else ()
    retry += ("timed out",) if asked.retry_timed_out else ()
    options = Options(
        asked.workers, asked.executor, asked.on_error, retry, asked.overwrite, shlex.join(["paradiplomacy", *words])
    )
    prepared(plan, folder, overwrite=asked.overwrite)
    options = options._replace(overwrite=False)
    with StopByHand(STOPPING) as hand, Progress(plan, asked.workers) as progress:
        summary = sit(plan, folder, options, watcher=progress, stop=lambda: hand.pressed)
        if automatic and summary.ending == "done":
            from paradiplomacy.experiments.design.precision import replicates_wanted
            from paradiplomacy.experiments.results.batch import BatchResults

            wanted = replicates_wanted(BatchResults(folder), ready.design.precision)
            progress.say(f"{plan.replicates} replicates tell how the runs vary: {wanted} are needed in all")
            summary = sit(
                plan._replace(replicates=wanted), folder, options, watcher=progress, stop=lambda: hand.pressed
            )
    return end(summary, folder, words)


def replicates(text: str) -> int | str:
    """A reader of numbers of replicates, for the parser."""
    return text if text == "auto" else whole(1, 1_000_000)(text)


def told(plan: "Plan", workers: int | None, runs: int) -> str:
    """What the batch is and what it will take, in two lines."""
    from paradiplomacy.experiments.engine.forecast import forecast
    from paradiplomacy.experiments.engine.pool import processors
    from paradiplomacy.experiments.reports.wording import counted

    expected = forecast(plan, workers=workers or processors(), runs=runs)
    return f"{counted(plan.width, 'setting')}, {counted(plan.replicates, 'replicate')} of each\n{expected}"


def end(summary: "Summary", folder: Path, words: Sequence[str]) -> int:
    """Say how it ended and how to go on; the exit code."""
    from paradiplomacy.experiments.engine.parts import read_manifest
    from paradiplomacy.experiments.reports.wording import counted

    again = shlex.join(["paradiplomacy", *(word for word in words if word not in ONCE)])
    counts = (read_manifest(folder) or {}).get("status", {})
    left = counts.get("not done", 0)
    wrong = {name: counts[name] for name in ("failed", "timed out", "died") if counts.get(name)}
    if summary.ending == "stopped":
        print(
            f"paradiplomacy: {summary.why}; {counted(left, 'run')} left. Go on with: {again}",
            file=sys.stderr,
        )
        return FAILED if summary.why == "a run failed" else STOPPED
    if summary.ending == "failed":
        print(f"paradiplomacy: {summary.why}; what was done is safe in {folder}. Go on with: {again}", file=sys.stderr)
        return FAILED
    print(f"Results: {folder}")
    if wrong:
        listed = ", ".join(f"{count} {name}" for name, count in wrong.items())
        print(
            f"paradiplomacy: {listed}; the column error of the table runs says why. "
            f"Do them again with: {again} --retry-failed --retry-timed-out",
            file=sys.stderr,
        )
    return FAILED if wrong else 0


class Progress:
    """Runs done and failures as they come, on the error stream: a bar on a terminal, lines elsewhere."""

    def __init__(self, plan: "Plan", workers: int | None) -> None:
        self._plan, self._workers = plan, workers
        self._bar: Any = None
        self._total = self._done = self._failures = 0
        self._lines = not sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def begin(self, runs: int, done: int) -> None:
        """Say what is ahead."""
        from tqdm import tqdm

        if self._bar is not None:
            self._bar.close()
        self._total, self._done = runs, done
        if done:
            self.say(f"{done} of {runs} runs are done already")
        if done < runs and not self._failures:
            self.say(told(self._plan, self._workers, runs - done))
        bar = "{desc}: {n_fmt}/{total_fmt} |{bar}| {elapsed}, {remaining} to go{postfix}"
        self._bar = tqdm(
            total=runs, initial=done, desc="runs", bar_format=bar, file=sys.stderr, disable=self._lines, ncols=90
        )

    def advance(self, done: "Done") -> None:
        """Say that a chunk has come back, and what failed in it."""
        for failure in done.failures:
            self._failures += 1
            if self._failures <= MOST_TOLD:
                self.say(f"run {failure.run} {failure.status}: {failure.why[:200]}")
            if self._failures == MOST_TOLD:
                self.say("further failures are counted, not shown")
        before = self._done
        self._done += done.runs
        self._bar.update(done.runs)
        if self._failures:
            self._bar.set_postfix_str(f", {self._failures} failed")
        every = max(1, self._total // 10)
        if self._lines and (self._done // every > before // every or self._done == self._total):
            print(f"run {self._done} of {self._total}", file=sys.stderr)

    def say(self, text: str) -> None:
        """Show a line above the bar."""
        if self._bar is None or self._lines:
            print(text, file=sys.stderr)
        else:
            self._bar.write(text, file=sys.stderr)
