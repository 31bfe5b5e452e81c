"""``paradiplomacy scenarios``: which there are, what one says, what is wrong with a file, how two differ, a new one."""

import argparse
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paradiplomacy.cli.run import whole

if TYPE_CHECKING:
    from paradiplomacy.scenarios.format.scenario import Expectation


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and what it takes."""
    parser = commands.add_parser(
        "scenarios",
        help="list the scenarios, show one in words, check a file, compare two, begin a new one, test one",
        description="List the scenarios; with an action: show one in words, check a file, compare two, begin a new one, "
        "or test what one is expected to show.",
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
    add_test(actions)


def add_test(actions: "argparse._SubParsersAction[Any]") -> None:
    """Declare the test of what a scenario is expected to show."""
    testing = actions.add_parser(
        "test",
        help="run what a scenario expects against what it shows, with intervals",
        description="Paired replicates of the scenario and of what its expectations compare it with.",
        allow_abbrev=False,
    )
    testing.add_argument("scenario", metavar="NAME", help="name of a scenario, or a scenario file")
    testing.add_argument(
        "--replicates", type=whole(2, 100_000), default=30, metavar="N", help="runs of each (default: 30)"
    )
    testing.add_argument(
        "--seed", type=whole(0, 2**63 - 1), default=1, metavar="N", help="seed of the runs (default: 1)"
    )
    testing.add_argument(
        "--months", type=whole(1, 2400), metavar="N", help="months to run (default: the scenario's own horizon)"
    )
    testing.add_argument("--workers", type=whole(1, 1000), metavar="N", help="runs at a time (default: processors)")
    testing.set_defaults(do=test, parser=testing)


def list_all(_asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print the scenarios that there are."""
    from paradiplomacy.scenarios.describe import page as describe

    print(describe.listing())
    return 0


def show(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print a scenario in words.

    Raises:
        ScenarioError: The scenario is wrong.
    """
    from paradiplomacy.scenarios.describe import page as describe
    from paradiplomacy.scenarios.format import read

    print(describe.describe(read.read(asked.scenario)))
    return 0


def check(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Read a scenario and say that nothing is wrong with it.

    Raises:
        ScenarioError: Something is.
    """
    from paradiplomacy.experiments.evidence import expectations
    from paradiplomacy.scenarios.format import read

    expectations.check(read.read(asked.scenario))
    print(f"{asked.scenario}: no problem found")
    return 0


def test(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Run the expectations of a scenario and print what came of each.

    Raises:
        ScenarioError: The scenario is wrong.
        ResultsError: A run failed.
    """
    from paradiplomacy.experiments.evidence.expectations import expectations

    verdicts = expectations(
        asked.scenario, replicates=asked.replicates, seed=asked.seed, months=asked.months, workers=asked.workers
    )
    if not verdicts:
        print(f"{asked.scenario}: expects nothing")
    for verdict in verdicts:
        expected = verdict.expectation
        print(f"{expected.name} ({expected.direction.replace('_', ' ')})")
        for label, text in (("claim", expected.essay), ("shown", str(verdict)), ("on record", _on_record(expected))):
            if text:
                print(textwrap.fill(f"{label}: {text}", 100, initial_indent="  ", subsequent_indent="    "))
    return 0


def _on_record(expected: "Expectation") -> str:
    return f"{expected.found}. {expected.finding}".strip() if expected.found else ""


def diff(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print how the second scenario differs from the first.

    Raises:
        ScenarioError: One of them is wrong.
    """
    from paradiplomacy.scenarios.describe import difference
    from paradiplomacy.scenarios.format import read

    print(difference.difference(read.read(asked.one), read.read(asked.other)), end="")
    return 0


def new(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Write a new scenario file.

    Raises:
        ScenarioError: The name will not do, the other scenario is wrong, or the file is there already.
    """
    from paradiplomacy.scenarios.describe import begin

    file = begin.begin(asked.name, asked.base, asked.out)
    print(f"{file}: written; it adds to {asked.base}, and says what can be changed")
    print(f"Next: paradiplomacy scenarios check {file}")
    return 0
