"""``paradiplomacy batch DESIGN``: run a design, or resume it."""

import argparse
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Never, Self

from paradiplomacy.cli.options import Commands, add_workers, path, whole
from paradiplomacy.cli.stopping import StopByHand
from paradiplomacy.scenarios.format.location import inside

if TYPE_CHECKING:
    from tqdm import tqdm

    from paradiplomacy.experiments.design.plan import Plan
    from paradiplomacy.experiments.design.read import Ready
    from paradiplomacy.experiments.engine.batch import Summary
    from paradiplomacy.experiments.engine.session import Options
    from paradiplomacy.experiments.engine.worker import Done, Status

FAILED, STOPPED = 1, 130
MOST_SHOWN = 20
STOPPING = "stopping: runs that end in the next seconds are saved"
ONCE = ("--overwrite", "--retry-failed", "--retry-timed-out")
"""Options that are left out of the command that resumes a batch."""


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "batch",
        help="run a design: many runs under common random numbers, resumable at any time",
        description="Run a design. Repeat the command to resume the batch, however it ended.",
        epilog="Example: paradiplomacy batch veto-players --out results/veto --workers 2",
        allow_abbrev=False,
    )
    parser.add_argument("design", metavar="DESIGN", help="name of a shipped design, or a design file")
    parser.add_argument("--out", type=path, metavar="DIR", help="folder of the results (default: results/DESIGN)")
    add_workers(parser)
    parser.add_argument(
        "--executor", default="processes", metavar="WHERE", help="processes (default), or dask://HOST:PORT"
    )
    parser.add_argument(
        "--on-error", choices=("continue", "stop"), default="continue", help="after a failed run (default: continue)"
    )
    parser.add_argument(
        "--replicates",
        type=replicates,
        metavar="N",
        help="runs of each setting, instead of the design's number; "
        "auto: as many as the precision of the design requires",
    )
    parser.add_argument("--retry-failed", action="store_true", help="repeat runs that failed or whose worker died")
    parser.add_argument("--retry-timed-out", action="store_true", help="repeat runs that timed out")
    parser.add_argument("--overwrite", action="store_true", help="overwrite an existing batch in this folder")
    parser.add_argument("--dry-run", action="store_true", help="print the expected time and disk space, and exit")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run the design.

    Raises:
        ScenarioError: The design is wrong.
        ResultsError: The folder holds other results, or is in use.
    """
    from paradiplomacy.experiments.design import read as read_design

    ready = read_design.read(asked.design)
    is_automatic = asked.replicates == "auto"
    if is_automatic and ready.design.precision.measure is None:
        asked.parser.error("--replicates auto: the design has no [precision] with measure and half_width")
    # The engine loads the whole model, which takes seconds; a wrong design has its answer before that.
    from paradiplomacy.experiments.design.plan import make
    from paradiplomacy.experiments.engine.pool import refuse_unknown
    from paradiplomacy.experiments.engine.session import prepared
    from paradiplomacy.scenarios.first_start.compile_first import compile_first

    refuse_unknown(asked.executor)
    plan = make(ready, replicates=ready.design.precision.least if is_automatic else asked.replicates)
    folder = asked.out or inside(Path("results"), ready.design.name)
    # Before the folder is made, so that a dry run leaves nothing behind.
    if asked.dry_run:
        print(f"{ready.design.title}\n{outlook(plan, asked.workers, plan.runs)}")
        return 0
    # A wrong folder is refused before the trial run of the forecast. It is also overwritten here, and only here: the
    # options of the runs do not repeat it.
    prepared(plan, folder, overwrite=asked.overwrite)
    # Before the runs, during which Ctrl-C would only be noted.
    if asked.executor == "processes":
        compile_first(next(iter(plan.recipe.bases.values())))
    try:
        summary = run(asked, ready, plan, folder, options(asked, words))
    except KeyboardInterrupt:
        return interrupted(folder, words)
    return end(summary, folder, words)


def interrupted(folder: Path, words: Sequence[str]) -> int:
    """Print what a second Ctrl-C leaves, and how to resume the batch; return the exit code."""
    from paradiplomacy.experiments.reports.phrases import counted
    from paradiplomacy.experiments.results.batch import BatchResults

    saved = counted(len(BatchResults(folder).runs), "run")
    print(f"\nparadiplomacy: stopped at once; {saved} saved in {folder}. To resume: {again(words)}", file=sys.stderr)
    return STOPPED


def again(words: Sequence[str]) -> str:
    """Return the command that resumes a batch."""
    # The command as it was typed, except for options that must not be repeated: a second --overwrite would delete the
    # results so far.
    return shlex.join(["paradiplomacy", *(word for word in words if word not in ONCE)])


def options(asked: argparse.Namespace, words: Sequence[str]) -> "Options":
    """Return how the runs are done."""
    from paradiplomacy.experiments.engine.session import Options

    retry: tuple[Status, ...] = ("failed", "died") if asked.retry_failed else ()
    retry += ("timed out",) if asked.retry_timed_out else ()
    command = shlex.join(["paradiplomacy", *words])
    return Options(asked.workers, asked.executor, asked.on_error, retry, command=command)


def run(asked: argparse.Namespace, ready: "Ready", plan: "Plan", folder: Path, how: "Options") -> "Summary":
    """Do the runs of the plan; with ``--replicates auto``, then as many more as the precision requires."""
    from paradiplomacy.experiments.engine.session import run_plan

    with StopByHand(STOPPING) as hand, Progress(plan, asked.workers, lambda: hand.pressed) as progress:
        summary = run_plan(plan, folder, how, watcher=progress, stop=lambda: hand.pressed)
        if asked.replicates != "auto" or summary.ending != "done":
            return summary
        from paradiplomacy.experiments.design.precision import required_replicates
        from paradiplomacy.experiments.results.batch import BatchResults

        required = required_replicates(BatchResults(folder), ready.design.precision)
        progress.say(f"{plan.replicates} replicates show how much the runs vary: {required} are needed in total")
        plan = plan._replace(replicates=required)
        return run_plan(plan, folder, how, watcher=progress, stop=lambda: hand.pressed)


def replicates(text: str) -> int | str:
    """Read a number of replicates, or ``auto``, for the parser."""
    return text if text == "auto" else whole(1, 1_000_000)(text)


def outlook(plan: "Plan", workers: int | None, runs: int, stop: Callable[[], bool] = lambda: False) -> str:
    """Return the size of the batch and its expected time and disk space, in two lines."""
    from paradiplomacy.experiments.engine.forecast import forecast
    from paradiplomacy.experiments.engine.pool import processors
    from paradiplomacy.experiments.reports.phrases import counted

    expected = forecast(plan, workers=workers or processors(), runs=runs, stop=stop)
    return f"{counted(plan.width, 'setting')}, {counted(plan.replicates, 'replicate')} of each\n{expected}"


def end(summary: "Summary", folder: Path, words: Sequence[str]) -> int:
    """Print how the batch ended and how to resume it; return the exit code."""
    from paradiplomacy.experiments.engine.parts import read_manifest
    from paradiplomacy.experiments.reports.phrases import counted

    # From the manifest, because the summary is of this session only.
    counts = (read_manifest(folder) or {}).get("status", {})
    if summary.ending == "stopped":
        remaining = f"{counted(counts.get('not done', 0), 'run')} remaining"
        print(f"paradiplomacy: {summary.why}, with {remaining}. To resume: {again(words)}", file=sys.stderr)
        return FAILED if summary.why == "a run failed" else STOPPED
    if summary.ending == "failed":
        print(
            f"paradiplomacy: {summary.why}; completed runs are safe in {folder}. To resume: {again(words)}",
            file=sys.stderr,
        )
        return FAILED
    print(f"Results: {folder}")
    failures = {name: counts[name] for name in ("failed", "timed out", "died") if counts.get(name)}
    if failures:
        listed = ", ".join(f"{count} {name}" for name, count in failures.items())
        print(
            f"paradiplomacy: {listed}; see the column error of the table runs. "
            f"To repeat them: {again(words)} --retry-failed --retry-timed-out",
            file=sys.stderr,
        )
    return FAILED if failures else 0


class Progress:
    """Runs done and failures as they come, on the error stream: a bar on a terminal, lines elsewhere."""

    def __init__(self, plan: "Plan", workers: int | None, stop: Callable[[], bool] = lambda: False) -> None:
        self._plan, self._workers, self._stop = plan, workers, stop
        self._bar: tqdm[Never] | None = None
        self._total = self._done = self._failures = 0
        # A bar rewrites its line again and again, which would fill a log file with fragments.
        self._lines = not sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def begin(self, runs: int, done: int) -> None:
        """Show how many runs there are, and how many are done already."""
        from tqdm import tqdm

        # With --replicates auto there are two sessions, each with a bar.
        if self._bar is not None:
            self._bar.close()
        self._total, self._done = runs, done
        if done:
            self.say(f"{done} of {runs} runs are done already")
        if done < runs and not self._failures:
            self.say(outlook(self._plan, self._workers, runs - done, self._stop))
        bar = "{desc}: {n_fmt}/{total_fmt} |{bar}| {elapsed}, {remaining} to go{postfix}"
        self._bar = tqdm(
            total=runs, initial=done, desc="runs", bar_format=bar, file=sys.stderr, disable=self._lines, ncols=90
        )

    def advance(self, done: "Done") -> None:
        """Show that a chunk of runs has come back, and which of them failed."""
        for failure in done.failures:
            self._failures += 1
            if self._failures <= MOST_SHOWN:
                self.say(f"run {failure.run} {failure.status}: {failure.why[:200]}")
            if self._failures == MOST_SHOWN:
                self.say("further failures are counted, not shown")
        before = self._done
        self._done += done.runs
        if self._bar is not None:
            self._bar.update(done.runs)
            if self._failures:
                self._bar.set_postfix_str(f", {self._failures} failed")
        # Chunks skip numbers, so that a tenth is printed when it is passed and not when it is met.
        every = max(1, self._total // 10)
        if self._lines and (self._done // every > before // every or self._done == self._total):
            print(f"run {self._done} of {self._total}", file=sys.stderr)

    def say(self, text: str) -> None:
        """Print a line above the bar."""
        if self._bar is None or self._lines:
            print(text, file=sys.stderr)
        else:
            self._bar.write(text, file=sys.stderr)
