"""``paradiplomacy search DESIGN``: search for the best settings of the levers, or calibrate to targets."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.cli.options import Commands, add_json, add_workers, path
from paradiplomacy.cli.stopping import StopByHand
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.scenarios.format.location import inside

STOPPED = 130
STOPPING = "stopping: runs that end in the next seconds are saved"


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "search",
        help="search for the best settings of the levers of a design, or calibrate to targets",
        description="Run generations of settings of the levers, each proposed in the light of those before, as [search] and "
        "[[targets]] of a design say. Repeat the command to go on with a search, however it ended.",
        epilog="Example: paradiplomacy search mine.toml --out results/mine --workers 2",
        allow_abbrev=False,
    )
    parser.add_argument("design", metavar="DESIGN", help="name of a shipped design, or a design file")
    parser.add_argument(
        "--out", type=path, metavar="DIR", help="folder of the results (default: results/search/DESIGN)"
    )
    add_workers(parser)
    parser.add_argument("--overwrite", action="store_true", help="overwrite an existing search in this folder")
    parser.add_argument("--figure", type=path, metavar="FILE", help="also draw the settings (.png, .svg or .pdf)")
    add_json(parser)
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Search, and print the front; return the exit code.

    Raises:
        ScenarioError: The design is wrong, or searches for nothing.
        ResultsError: The folder holds another search, or Optuna is not installed.
    """
    from paradiplomacy.experiments.design import read as read_design

    ready = read_design.read(asked.design)
    # The engine loads the whole model, which takes seconds; a wrong design has its answer before that.
    from paradiplomacy.experiments.engine.batch import Silent
    from paradiplomacy.experiments.engine.session import Options
    from paradiplomacy.experiments.search.search import SearchStoppedError, search_ready

    class Lines(Silent):
        """Generations as they begin, on the error stream."""

        def begin(self, runs: int, done: int) -> None:
            """Print how many runs a generation has."""
            print(f"generation of {runs} runs, {done} of them done already", file=sys.stderr)

        def say(self, text: str) -> None:
            """Print a message."""
            print(text, file=sys.stderr)

    folder = asked.out or inside(Path("results") / "search", ready.design.name)
    options = Options(asked.workers, overwrite=asked.overwrite, command=shlex.join(["paradiplomacy", *words]))
    try:
        with StopByHand(STOPPING) as hand:
            found = search_ready(ready, folder, options, Lines(), lambda: hand.pressed)
    except SearchStoppedError as error:
        # A search stopped by hand is not a wrong request.
        print(f"paradiplomacy: {error}", file=sys.stderr)
        return STOPPED
    if asked.figure:
        try:
            found.figure().savefig(asked.figure)
        except ValueError as error:  # an unknown ending
            raise ResultsError(f"{asked.figure}: {error}") from None
    if asked.as_json:
        from paradiplomacy.cli import as_json

        print(as_json.answer("search", found.record, front=found.front.to_dict("records")))
    else:
        print(f"{found}\nResults: {folder}")
    return 0
