"""``paradiplomacy reproduce DIR RUN``: rerun one row of a batch and compare."""

import argparse
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path, whole


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "reproduce",
        help="rerun one row of a batch and compare the digest of its events",
        description="Rerun one row of a batch, and report whether its events and measures are the same.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=path, metavar="DIR", help="folder of a batch")
    parser.add_argument("run", type=whole(0, 2**62), metavar="RUN", help="number of the run")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Rerun the row; return 0 where it is the same, 1 where it is not.

    Raises:
        ResultsError: There is no such batch or no such run.
    """
    from paradiplomacy.experiments.engine.reproduce import reproduce

    found = reproduce(asked.folder, asked.run)
    print(found)
    return 0 if found.same else 1
