"""``paradiplomacy validate``: the model held against the world, pattern by pattern."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from paradiplomacy.cli.batch import FAILED, STOPPED, Progress
from paradiplomacy.cli.run import StopByHand, changes_of, whole


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "validate",
        help="hold the model against what was observed, with null models beside it",
        description="Run what is needed and say of every pattern that the model is held to whether it holds. "
        "The same folder again goes on where it stopped. A pattern that fails is a finding, not an error.",
        epilog="Example: paradiplomacy validate --set search.closure=0 --replicates 8 --out results/no-closure",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--replicates", type=whole(2, 100_000), default=30, metavar="N", help="runs of each scenario (default: 30)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the results (default: results/validation)")
    parser.add_argument(
        "--seed", type=whole(0, 2**63 - 1), default=1, metavar="N", help="seed of all runs (default: 1)"
    )
    parser.add_argument("--workers", type=whole(1, 10_000), metavar="N", help="processes (default: all processors)")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        dest="changes",
        help="change a value in all scenarios, to see what breaks; may be repeated",
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="P", help="only this pattern, such as P1; may be repeated"
    )
    parser.add_argument("--overwrite", action="store_true", help="throw an earlier validation in the folder away")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Run, print the table, write the page.

    Raises:
        ScenarioError: A change is wrong.
        ResultsError: The folder holds something else, or is in use.
    """
    from paradiplomacy.experiments.engine.session import Options
    from paradiplomacy.experiments.evidence.patterns import page, validation, wording

    changes = changes_of(asked)
    todo = validation.plans(seed=asked.seed, replicates=asked.replicates, changes=changes, only=asked.only)
    folder = asked.out or Path("results") / "validation"
    options = Options(workers=asked.workers, overwrite=asked.overwrite, command=shlex.join(["paradiplomacy", *words]))
    with StopByHand() as hand, ExitStack() as stack:
        watcher = stack.enter_context(Progress(next(iter(todo.values())), asked.workers)) if todo else None
        summary = validation.run(todo, folder, options, watcher=watcher, stop=lambda: hand.pressed)
    folder.mkdir(parents=True, exist_ok=True)
    if summary.ending != "done":
        again = shlex.join(["paradiplomacy", *(word for word in words if word != "--overwrite")])
        print(f"paradiplomacy: {summary.why}. Go on with: {again}", file=sys.stderr)
        return FAILED if summary.ending == "failed" else STOPPED
    found = validation.read(folder, changes=changes, seconds=summary.seconds, only=asked.only)
    print("\n".join(wording.lines(found)))
    print(f"Page: {page.write(found, folder)}   ({summary.seconds:.0f} seconds this time)")
    return FAILED if found.failed else 0
