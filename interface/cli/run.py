"""``paradiplomacy run SCENARIO``: run one scenario, print an account of it, save the results."""

import argparse
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from paradiplomacy.cli.options import Commands, add_changes, add_seed, changes_of, path, share, whole
from paradiplomacy.cli.stopping import StopByHand
from paradiplomacy.experiments.results.folder import MANIFEST, claim, claim_next, give_back
from paradiplomacy.model.calendar import MOST_MONTHS
from paradiplomacy.scenarios.format.location import inside
from paradiplomacy.scenarios.format.problem import ScenarioError

if TYPE_CHECKING:
    from paradiplomacy.experiments.engine.run import Underway
    from paradiplomacy.experiments.results.store import Run, TableFormat

FAILED, STOPPED = 1, 130


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "run",
        help="run a scenario, print an account of it, save the results",
        description="Run a scenario, print an account of what happened, and save the results in a folder.",
        epilog="Example: paradiplomacy run c40-paris --seed 7 --months 24 --set response.attention=0.5",
        allow_abbrev=False,
    )
    add_choice_of_run(parser)
    parser.add_argument(
        "--months", type=whole(1, MOST_MONTHS), metavar="N", help="months to run (default: the scenario's own horizon)"
    )
    parser.add_argument(
        "--out", type=path, metavar="DIR", help="new folder for the results (default: results/SCENARIO-seedN-1, -2 ...)"
    )
    parser.add_argument(
        "--format", choices=("parquet", "csv"), default="parquet", help="format of the tables (default: parquet)"
    )
    parser.add_argument(
        "--figure",
        action="store_true",
        help="also draw map.png, a world map of the agreements, and observed.png where ties are on record",
    )
    parser.add_argument(
        "--explain-share",
        type=share,
        default=0.0,
        metavar="P",
        help="share of the decisions to explain in a separate table, 0 to 1 (default: 0)",
    )
    parser.add_argument(
        "--prepare",
        metavar="FILE.py:NAME",
        help="function of your own that is called with the world before its first month",
    )
    parser.add_argument("--quiet", action="store_true", help="print only the folder: no progress, no account")
    parser.set_defaults(do=execute, parser=parser)


def add_choice_of_run(parser: argparse.ArgumentParser) -> None:
    """Declare the scenario, the seed and the changes."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", help="name of a scenario (see: paradiplomacy scenarios) or file"
    )
    add_seed(parser)
    add_changes(parser, "change a value; may be repeated")


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run the scenario.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        ResultsError: The results cannot be written to the requested place.
    """
    from paradiplomacy.scenarios.format import change, read
    from paradiplomacy.scenarios.format.placed import changes_placed
    from paradiplomacy.scenarios.world import effect

    changes = changes_placed(changes_of(asked), Path())
    scenario = read.read(asked.scenario)
    for note in [] if asked.quiet else effect.notes(scenario):
        print(f"note: {note}", file=sys.stderr)
    changed = change.apply(scenario, changes)
    name = re.sub(r"[^\w.-]+", "-", changed.name)
    # The folder is made before the run, so that a place that cannot be written to is reported before an hour of work.
    folder = (
        claim(asked.out) if asked.out else claim_next(Path("results"), inside(Path(), f"{name}-seed{asked.seed}").name)
    )
    # Only now, because it loads the compiler: a wrong request has its answer before that.
    from paradiplomacy.scenarios.first_start.compile_first import compile_first
    from paradiplomacy.scenarios.first_start.progress import silent

    try:
        compile_first(changed, silent if asked.quiet else None)
        return run_and_save(asked, changes, folder, shlex.join(["paradiplomacy", *words]))
    finally:
        # If nothing was saved, the empty folder must not use up the number of the next run.
        give_back(folder)


def run_and_save(asked: argparse.Namespace, changes: dict[str, object], folder: Path, command: str) -> int:
    """Run and write the results to the folder; return the exit code."""
    from paradiplomacy.experiments.engine.run import Underway

    underway = None
    try:
        underway = Underway(
            asked.scenario,
            seed=asked.seed,
            months=asked.months,
            changes=changes,
            command=command,
            prepare=asked.prepare,
        )
        underway.explain_decisions(asked.explain_share)
        # Open until all is saved: a signal that comes in the meantime must not undo it.
        with StopByHand() as hand:
            run_months(underway, hand, quiet=asked.quiet)
            results = underway.results()
            # Before anything is drawn or printed, so that an error there does not lose the run.
            place = saved(results, folder, asked.format)
        tell(asked, results, place)
    # A wrong request and not a failed run: ``main`` answers it.
    except ScenarioError:
        raise
    # The edge of the program: a failed run ends with a message. A rule of the user may leave with ``sys.exit``.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        return report_failure(asked, error, underway, folder)
    if place != folder:
        return FAILED
    # A signal after the last month interrupted nothing: the run is complete.
    return 0 if underway.done else STOPPED


def run_months(underway: "Underway", hand: StopByHand, *, quiet: bool) -> None:
    """Run to the horizon, or to the end of the month in which a signal came."""
    with Progress(underway.horizon, quiet=quiet) as progress:
        while not underway.done and not hand.pressed:
            underway.step()
            progress.show(underway.months)


def saved(results: "Run", folder: Path, table_format: "TableFormat") -> Path:
    """Write the results to the folder or, where that has become impossible, to a temporary one; return which."""
    try:
        return results.save(folder, format=table_format)
    except OSError as error:
        # The place was tried before the run, but a disk may be full by now, or gone; the months must not be lost.
        other = results.save(tempfile.mkdtemp(prefix="paradiplomacy-"), format=table_format)
        print(f"paradiplomacy: {folder}: cannot be written ({error}); the results are in {other}", file=sys.stderr)
        return other


def tell(asked: argparse.Namespace, results: "Run", folder: Path) -> None:
    """Draw the map, and print an account of the run and the folder."""
    if asked.figure:
        from paradiplomacy.experiments.reports.figures import map_of_agreements, map_of_observed_ties
        from paradiplomacy.experiments.results.observed import TABLE

        map_of_agreements(results, folder / "map.png")
        if TABLE in results.tables:
            map_of_observed_ties(results, folder / "observed.png")
    if asked.quiet:
        print(folder)
        return
    from paradiplomacy.experiments.reports.account import account

    print(account(results))
    print(f"Results: {folder}")


def report_failure(asked: argparse.Namespace, error: BaseException, underway: "Underway | None", folder: Path) -> int:
    """Print why the run failed and what was saved of it; return the exit code."""
    if underway is None:
        where, rest = "while the world was built", save_error(error, folder)
    # The manifest exists only in a complete folder, so that what failed was the map or the account.
    elif (folder / MANIFEST).exists():
        where, rest = "after the last month", f"the results are complete, in {folder}"
    else:
        where = "after the last month" if underway.done else f"in month {underway.months + 1} of {underway.horizon}"
        rest = save_rest(asked, underway, error, folder)
    print(f"paradiplomacy: the run failed {where} ({first_line(error)}); {rest}", file=sys.stderr)
    return FAILED


def first_line(error: BaseException) -> str:
    """Return the kind and the message of an error, in one line, with the user's function that it came from."""
    line = f"{type(error).__name__}: {error}".partition("\n")[0].removesuffix(": ")
    return "; ".join([line, *getattr(error, "__notes__", ())])


def save_rest(asked: argparse.Namespace, underway: "Underway", error: BaseException, folder: Path) -> str:
    """Write what was computed before the failure; return what to say about it."""
    try:
        results = underway.results(error="".join(traceback.format_exception(error)))
        place = saved(results, folder, asked.format)
    except Exception as second:  # noqa: BLE001 - a world that failed may not give its tables either
        return f"its results failed too ({first_line(second)}); {save_error(error, folder)}"
    return f"the results until then are in {place}, the traceback in its {MANIFEST}"


def save_error(error: BaseException, folder: Path) -> str:
    """Write the traceback, where nothing else can be saved; return what to say about it."""
    file = folder / "error.txt"
    try:
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "nothing was saved"
    return f"only the traceback was saved, in {file}"


class Progress:
    """Months done, on the error stream: a bar on a terminal, a line every tenth elsewhere, nothing when quiet."""

    def __init__(self, horizon: int, *, quiet: bool) -> None:
        from tqdm import tqdm

        self._horizon = horizon
        self._lines = not quiet and not sys.stderr.isatty()
        bar = "{desc}: {n_fmt}/{total_fmt} |{bar}| {elapsed}, {remaining} to go"
        self._bar = tqdm(
            total=horizon, desc="months", bar_format=bar, file=sys.stderr, disable=quiet or self._lines, ncols=80
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, months: int) -> None:
        """Show how many months are done."""
        self._bar.update(1)
        every = max(1, self._horizon // 10)
        if self._lines and (months % every == 0 or months == self._horizon):
            print(f"month {months} of {self._horizon}", file=sys.stderr)
