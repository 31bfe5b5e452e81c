"""``paradiplomacy scenarios``: which there are, what one says, what is wrong with a file, how two differ, a new one."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and what it takes."""
    parser = commands.add_parser(
        "scenarios",
        help="list the scenarios, show one in words, check a file, compare two, begin a new one",
        description="List the scenarios; with an action: show one in words, check a file, compare two, or begin a new one.",
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
    comparing = actions.add_parser("diff", help="say in words how a scenario differs from another", allow_abbrev=False)
    comparing.add_argument("one", metavar="A", help="name of a scenario, or a scenario file")
    comparing.add_argument("other", metavar="B", help="the one that is compared with it")
    comparing.set_defaults(do=diff, parser=comparing)
    beginning = actions.add_parser("new", help="write a scenario file that adds to another one", allow_abbrev=False)
    beginning.add_argument("name", metavar="NAME", help="name of the new scenario: small letters, digits, hyphens")
    beginning.add_argument(
        "--from", required=True, dest="base", metavar="SCENARIO", help="name or file of the other one"
    )
    beginning.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="folder for NAME.toml (default: the working folder)"
    )
    beginning.set_defaults(do=new, parser=beginning)


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


def diff(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print how the second scenario differs from the first.

    Raises:
        ScenarioError: One of them is wrong.
    """
    from paradiplomacy.scenarios import difference, read

    print(difference.difference(read.read(asked.one), read.read(asked.other)), end="")
    return 0


def new(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Write a new scenario file.

    Raises:
        ScenarioError: The name will not do, the other scenario is wrong, or the file is there already.
    """
    from paradiplomacy.scenarios import begin

    file = begin.begin(asked.name, asked.base, asked.out)
    print(f"{file}: written; it adds to {asked.base}, and says what can be changed")
    print(f"Next: paradiplomacy scenarios check {file}")
    return 0
