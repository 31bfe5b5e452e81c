"""``paradiplomacy findings``: run the designs that ship, and write what came out against what is said."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paradiplomacy.cli.batch import FAILED, STOPPING, Progress, end
from paradiplomacy.cli.run import StopByHand, whole


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "findings",
        help="run the designs that ship, and write what came out against what is said",
        description="Run every design that has claims, or go on with it, and write a page of what came out.",
        epilog="Example: paradiplomacy findings --results results/findings --out docs/findings.md",
        allow_abbrev=False,
    )
    parser.add_argument("designs", nargs="*", metavar="DESIGN", help="only these (default: all that ship with claims)")
    parser.add_argument(
        "--results", type=Path, default=Path("results/findings"), metavar="DIR", help="a folder for each design in it"
    )
    parser.add_argument("--out", type=Path, default=Path("findings.md"), metavar="FILE", help="the page")
    parser.add_argument("--workers", type=whole(1, 10_000), metavar="N", help="processes (default: all processors)")
    parser.add_argument("--overwrite", action="store_true", help="throw earlier batches in the folder away")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run the designs and write the page.

    Raises:
        ScenarioError: A design is unknown or wrong.
        ResultsError: A folder holds something else, or is in use; or the page cannot be written.
    """
    from paradiplomacy.experiments.design import read as read_design
    from paradiplomacy.experiments.design.plan import make
    from paradiplomacy.experiments.engine.session import Options, sit
    from paradiplomacy.experiments.evidence import findings
    from paradiplomacy.experiments.results.folder import ResultsError

    plans = {name: make(read_design.read(name)) for name in asked.designs or findings.with_claims()}
    options = Options(asked.workers, overwrite=asked.overwrite, command=" ".join(["paradiplomacy", *words]))
    folders = [asked.results / Path(name).stem for name in plans]
    with StopByHand(STOPPING) as hand:
        for plan, folder in zip(plans.values(), folders, strict=True):
            with Progress(plan, asked.workers) as progress:
                progress.say(plan.design.title)
                summary = sit(plan, folder, options, watcher=progress, stop=lambda: hand.pressed)
            if summary.ending != "done":
                return end(summary, folder, words)
    try:
        asked.out.write_text(findings.text(folders), encoding="utf-8")
    except OSError as error:
        raise ResultsError(f"{asked.out}: cannot be written ({error.strerror})") from error
    print(f"Findings: {asked.out}")
    return FAILED if findings.failures(folders) else 0
