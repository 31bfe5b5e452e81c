"""``paradiplomacy scenarios``: which there are, what the program believes one says, and what is wrong with a file."""

import argparse
from collections.abc import Sequence
from typing import Any


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and what it takes."""
    parser = commands.add_parser(
        "scenarios",
        help="list the scenarios, show one in words, check a file",
        description="List the scenarios; with an action: show one in words, or check a file.",
        allow_abbrev=False,
    )
    parser.set_defaults(do=list_all, parser=parser)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    showing = actions.add_parser("show", help="print what the program believes a scenario says", allow_abbrev=False)
    showing.add_argument("scenario", metavar="NAME", help="name of a scenario, or a scenario file")
    showing.set_defaults(do=show, parser=showing)
    checking = actions.add_parser("check", help="report every problem of a scenario file at once", allow_abbrev=False)
    checking.add_argument("scenario", metavar="FILE", help="a scenario file, or the name of a scenario")
    checking.set_defaults(do=check, parser=checking)


def list_all(_asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print the scenarios that there are."""
    from paradiplomacy.scenarios import describe

    print(describe.listing())
    return 0


def show(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print a scenario in words.

    Raises:
        ScenarioError: The scenario is wrong.
    """
    from paradiplomacy.scenarios import describe, read

    print(describe.describe(read.read(asked.scenario)))
    return 0


def check(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Read a scenario and say that nothing is wrong with it.

    Raises:
        ScenarioError: Something is.
    """
    from paradiplomacy.scenarios import read

    read.read(asked.scenario)
    print(f"{asked.scenario}: no problem found")
    return 0
