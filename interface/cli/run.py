"""``paradiplomacy run SCENARIO``: run one scenario, tell what happened, keep the results."""

import argparse
import re
import shlex
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self, TypedDict

from paradiplomacy.experiments.results.folder import MANIFEST, claim, claim_next, give_back
from paradiplomacy.scenarios.format.problem import ScenarioError

if TYPE_CHECKING:
    from paradiplomacy.experiments.engine.run import Underway
    from paradiplomacy.experiments.results.store import Run
    from paradiplomacy.scenarios.format.scenario import Scenario

FAILED, STOPPED = 1, 130


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "run",
        help="run a scenario, tell what happened, keep the results",
        description="Run a scenario, tell what happened, and keep the results in a folder.",
        epilog="Example: paradiplomacy run c40-paris --seed 7 --months 24 --set politics.election_interval=36",
        allow_abbrev=False,
    )
    add_choice_of_run(parser)
    parser.add_argument(
        "--months", type=whole(1, 12_000), metavar="N", help="months to run (default: the scenario's own horizon)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="new folder for the results (default: results/SCENARIO-seedN-1, -2 ...)"
    )
    parser.add_argument(
        "--format", choices=("parquet", "csv"), default="parquet", help="of the tables (default: parquet)"
    )
    parser.add_argument("--figure", action="store_true", help="also draw map.png, a world map of the agreements")
    parser.add_argument(
        "--explain-share",
        type=share,
        default=0.0,
        metavar="P",
        help="share of the decisions to explain in a table of their own, 0 to 1 (default: 0)",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress and no account; print the folder only")
    parser.set_defaults(do=execute, parser=parser)


def add_choice_of_run(parser: argparse.ArgumentParser) -> None:
    """Declare the scenario, the seed and the changes."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", help="name of a scenario (see: paradiplomacy scenarios) or file"
    )
    parser.add_argument("--seed", type=whole(0, 2**63 - 1), default=1, metavar="N", help="seed of the run (default: 1)")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        dest="changes",
        help="change a value; may be repeated",
    )


def changes_of(asked: argparse.Namespace) -> dict[str, object]:
    """The changes that are asked for.

    Raises:
        ScenarioError: One of them is no assignment.
    """
    from paradiplomacy.scenarios.format import change

    return dict(change.parse_assignment(text) for text in asked.changes)


def share(text: str) -> float:
    """Read a share, for the parser."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} must be a number from 0 to 1")
    return value


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers in a range, for the parser."""

    def read(text: str) -> int:
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20 and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text[:40]!r} must be a whole number from {low} to {high}")
        return int(text)

    return read


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run the scenario.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        ResultsError: The results cannot go where they should.
    """
    from paradiplomacy.scenarios.format import change, read

    changes = changes_of(asked)
    scenario = read.read(asked.scenario)
    name = re.sub(r"[^\w.-]+", "-", change.apply(scenario, changes).name)
    folder = claim(asked.out) if asked.out else claim_next(Path("results"), f"{name}-seed{asked.seed}")
    record: Record = {"changes": changes, "command": shlex.join(["paradiplomacy", *words])}
    try:
        return run_and_keep(asked, scenario, record, folder)
    finally:
        give_back(folder)


class Record(TypedDict):
    """What the record of a run takes from the command line besides its options."""

    changes: dict[str, object]
    command: str


def run_and_keep(asked: argparse.Namespace, scenario: "Scenario", record: Record, folder: Path) -> int:
    """Run and write the results to the folder; the exit code."""
    from paradiplomacy.experiments.engine.run import Underway, code_is_cold

    if code_is_cold() and not asked.quiet:
        print("compiling the rules: once, then they are kept for the next start", file=sys.stderr)
    underway = None
    try:
        underway = Underway(scenario, seed=asked.seed, months=asked.months, explain_share=asked.explain_share, **record)
        stopped = run_months(underway, quiet=asked.quiet)
        keep(asked, underway.results(), folder)
    except ScenarioError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the program: a failed run ends with a message
        return tell_failure(asked, error, underway, folder)
    return STOPPED if stopped else 0


def run_months(underway: "Underway", *, quiet: bool) -> bool:
    """Run to the horizon, or to the end of the month in which Ctrl-C was pressed; whether it was."""
    with StopByHand() as hand, Progress(underway.horizon, quiet=quiet) as progress:
        while not underway.done and not hand.pressed:
            underway.step()
            progress.show(underway.months)
        return hand.pressed and not underway.done


def keep(asked: argparse.Namespace, results: "Run", folder: Path) -> None:
    """Write the results and say what happened and where they are."""
    results.save(folder, format=asked.format)
    if asked.figure:
        from paradiplomacy.experiments.reports.figures import map_of_agreements

        map_of_agreements(results, folder / "map.png")
    if asked.quiet:
        print(folder)
        return
    from paradiplomacy.experiments.reports.account import account

    print(account(results))
    print(f"Results: {folder}")


def tell_failure(asked: argparse.Namespace, error: Exception, underway: "Underway | None", folder: Path) -> int:
    """Say that the run failed and what was kept of it; the exit code."""
    if underway is None:
        where, kept = "while the world was built", keep_error(error, folder)
    elif (folder / MANIFEST).exists():
        where, kept = "after the last month", f"the results are whole, in {folder}"
    else:
        where = f"in month {underway.months + 1} of {underway.horizon}"
        kept = keep_rest(asked, underway, error, folder)
    print(f"paradiplomacy: the run failed {where} ({first_line(error)}); {kept}", file=sys.stderr)
    return FAILED


def first_line(error: Exception) -> str:
    """Kind and message of an error, in one line."""
    return f"{type(error).__name__}: {error}".partition("\n")[0].removesuffix(": ")


def keep_rest(asked: argparse.Namespace, underway: "Underway", error: Exception, folder: Path) -> str:
    """Write what was computed before the failure; what to say about it."""
    try:
        underway.results(error="".join(traceback.format_exception(error))).save(folder, format=asked.format)
    except Exception as second:  # noqa: BLE001 - a world that failed may not give its tables either
        return f"its results failed too ({first_line(second)}); {keep_error(error, folder)}"
    return f"what was computed until then is in {folder}, the place of the error in its {MANIFEST}"


def keep_error(error: Exception, folder: Path) -> str:
    """Write where the error arose, where nothing else can be kept; what to say about it."""
    file = folder / "error.txt"
    try:
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "nothing was kept"
    return f"nothing was kept but the place of the error, in {file}"


class StopByHand:
    """While it is open, the first Ctrl-C is noted, so that the month can end; the second one stops at once.

    Args:
        told: What is said at the first one.
    """

    def __init__(self, told: str = "stopping after this month, keeping what was computed") -> None:
        self.pressed = False
        self._told = told
        self._before: Any = signal.SIG_DFL

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True
        print(f"\n{self._told}", file=sys.stderr)


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
        """Say that so many months are done."""
        self._bar.update(1)
        every = max(1, self._horizon // 10)
        if self._lines and (months % every == 0 or months == self._horizon):
            print(f"month {months} of {self._horizon}", file=sys.stderr)
