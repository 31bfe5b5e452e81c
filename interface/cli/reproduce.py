"""``paradiplomacy reproduce DIR RUN``: run one row of a batch again and compare."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paradiplomacy.cli.run import whole


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "reproduce",
        help="run one row of a batch again and compare the digest of its events",
        description="Run one row of a batch again, and say whether it comes out the same, event by event.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of a batch")
    parser.add_argument("run", type=whole(0, 2**62), metavar="RUN", help="number of the run")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Run it again; 0 where it is the same, 1 where it is not.

    Raises:
        ResultsError: There is no such batch or no such run.
    """
    from paradiplomacy.experiments.engine.reproduce import reproduce

    found = reproduce(asked.folder, asked.run)
    print(found)
    return 0 if found.same else 1
