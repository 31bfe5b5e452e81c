"""``paradiplomacy evidence NAME``: run what claims are about, and say which of them hold."""

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from paradiplomacy.cli.batch import FAILED, ONCE, STOPPED, Progress
from paradiplomacy.cli.options import Commands, add_changes, add_json, add_seed, add_workers, changes_of, path, whole
from paradiplomacy.cli.stopping import StopByHand
from paradiplomacy.model.calendar import MOST_MONTHS
from paradiplomacy.scenarios.format.location import inside, readable

if TYPE_CHECKING:
    from paradiplomacy.experiments.evidence.claim import Library
    from paradiplomacy.experiments.evidence.runner import Evidence

STOPPING = "stopping: runs that end in the next seconds are saved"


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "evidence",
        help="run what claims are about, and judge each claim",
        description="Run the scenarios that claims are about and judge each claim: confirmed, contradicted or undecided. "
        "Repeat the command to resume. A claim that is contradicted is a finding, not an error.",
        epilog="Example: paradiplomacy evidence conclusions --samples 24 --page docs/conclusions.md",
        allow_abbrev=False,
    )
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="patterns, designs, conclusions, mechanisms or substitution; or names or files of scenarios and designs",
    )
    add_runs(parser)
    parser.add_argument("--out", type=path, metavar="DIR", help="folder of the runs (default: results/evidence/NAME)")
    parser.add_argument("--page", type=path, metavar="FILE", help="the page: .md or .html (default: in the folder)")
    parser.add_argument("--overwrite", action="store_true", help="overwrite existing runs in the folder")
    parser.set_defaults(do=execute, parser=parser, is_temporary=False)


def add_runs(parser: argparse.ArgumentParser) -> None:
    """Declare the options that change the runs."""
    parser.add_argument(
        "--replicates", type=whole(2, 100_000), metavar="N", help="runs of each setting (default: as the claims say)"
    )
    parser.add_argument("--samples", type=whole(1, 1_000_000), metavar="N", help="sampled points of the uncertainties")
    parser.add_argument("--months", type=whole(1, MOST_MONTHS), metavar="N", help="months of each run")
    add_seed(parser, default=None)
    add_workers(parser)
    add_changes(parser, "change a value in all scenarios; may be repeated")
    add_json(parser)
    parser.add_argument(
        "--only", action="append", default=[], metavar="CLAIM", help="only this claim, such as Q1; may be repeated"
    )


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run, print the verdicts, write the page and a table.

    Raises:
        ScenarioError: A name, a file or a change is wrong.
        ResultsError: The folder holds other results or is in use, or the page cannot be written.
    """
    from paradiplomacy.experiments.evidence.libraries import library
    from paradiplomacy.experiments.evidence.settings import Settings
    from paradiplomacy.experiments.results.folder import refuse_unless_writable

    if asked.page and not asked.is_temporary:
        refuse_unless_writable(asked.page)
    settings = Settings(asked.replicates, asked.seed, asked.months, asked.samples, changes_of(asked), tuple(asked.only))
    found = library(asked.names, settings)
    # A narrow locale leaves bytes in arguments, which no page can hold.
    found = found._replace(name=readable(found.name))
    with ExitStack() as stack:
        folder = asked.out or inside(Path("results") / "evidence", found.name)
        if asked.is_temporary:
            # ``scenarios test`` only prints verdicts, so that its runs need not be kept.
            folder = Path(stack.enter_context(TemporaryDirectory()))
        return _judged(asked, found, folder, words)


def _judged(asked: argparse.Namespace, library: "Library", folder: Path, words: Sequence[str]) -> int:
    """Run what is not done yet, and report; the exit code."""
    from paradiplomacy.experiments.engine.session import Options
    from paradiplomacy.experiments.evidence import runner

    options = Options(workers=asked.workers, overwrite=asked.overwrite, command=shlex.join(["paradiplomacy", *words]))
    with StopByHand(STOPPING) as hand, ExitStack() as stack:
        # The forecast is made from the first plan; a library of theorems alone has none.
        plan = next(iter(library.plans.values()), None)
        watcher = stack.enter_context(Progress(plan, asked.workers)) if plan else None
        summary = runner.run(library, folder, options, watcher=watcher, stop=lambda: hand.pressed)
    if summary.ending != "done":
        again = shlex.join(["paradiplomacy", *(word for word in words if word not in ONCE)])
        print(f"paradiplomacy: {summary.why}. To resume: {again}", file=sys.stderr)
        return FAILED if summary.ending == "failed" else STOPPED
    found = runner.read(library, folder)
    _report(asked, found, folder)
    # A contradicted claim is a finding; only runs without a result make the command fail.
    return FAILED if found.failed else 0


def _report(asked: argparse.Namespace, found: "Evidence", folder: Path) -> None:
    """Print the verdicts; write the page and the table unless the runs are temporary."""
    from paradiplomacy.experiments.evidence import page
    from paradiplomacy.experiments.evidence.printed import lines, rows
    from paradiplomacy.experiments.results.folder import ResultsError

    if asked.as_json:
        from paradiplomacy.cli import as_json

        provenance = json.loads(page.stamp(found))
        print(as_json.answer("evidence", provenance, verdicts=rows(found)))
    else:
        print("\n".join(lines(found)))
    if asked.is_temporary:
        return
    ending = "html" if found.figures else "md"
    file = asked.page or folder / f"report.{ending}"
    try:
        page.write(found, file)
        page.write_table(found, inside(folder, f"{found.library.name}.csv"))
    except OSError as error:
        raise ResultsError(f"{file}: cannot be written ({error.strerror})") from error
    # Not among the JSON, which is for a program.
    print(f"Page: {file}", file=sys.stderr if asked.as_json else sys.stdout)
