"""``paradiplomacy scenarios``: list, show, check, compare, begin and test scenarios."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.cli import evidence
from paradiplomacy.cli.options import Commands, add_json, path


def add_to(commands: Commands) -> None:
    """Declare the command and its actions."""
    parser = commands.add_parser(
        "scenarios",
        help="list the scenarios; show, check, compare, begin or test one",
        description="List the scenarios. With an action: show a scenario in plain language, check a file, compare two, "
        "begin a new one, or test what one is expected to show.",
        allow_abbrev=False,
    )
    add_json(parser)
    parser.set_defaults(do=list_all, parser=parser)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    add_show_and_check(actions)
    add_diff(actions)
    add_new(actions)
    add_test(actions)


def add_show_and_check(actions: Commands) -> None:
    """Declare the description and the check of one scenario."""
    showing = actions.add_parser("show", help="describe a scenario as the program reads it", allow_abbrev=False)
    showing.add_argument("scenario", metavar="NAME", help="name of a scenario, or a scenario file")
    add_json(showing)
    showing.set_defaults(do=show, parser=showing)
    checking = actions.add_parser("check", help="report all errors of a scenario file together", allow_abbrev=False)
    checking.add_argument("scenario", metavar="FILE", help="a scenario file, or the name of a scenario")
    checking.set_defaults(do=check, parser=checking)


def add_diff(actions: Commands) -> None:
    """Declare the comparison of two scenarios."""
    comparing = actions.add_parser("diff", help="describe how one scenario differs from another", allow_abbrev=False)
    comparing.add_argument("one", metavar="A", help="name of a scenario, or a scenario file")
    comparing.add_argument("other", metavar="B", help="the scenario that is compared with it")
    comparing.set_defaults(do=diff, parser=comparing)


def add_new(actions: Commands) -> None:
    """Declare the writing of a new scenario file."""
    beginning = actions.add_parser("new", help="write a scenario file that extends another one", allow_abbrev=False)
    beginning.add_argument("name", metavar="NAME", help="name of the new scenario: small letters, digits, hyphens")
    beginning.add_argument(
        "--from",
        default="baseline",
        dest="base",
        metavar="SCENARIO",
        help="name or file of the other one (default: baseline)",
    )
    beginning.add_argument(
        "--with-data",
        action="store_true",
        help="also write small tables of cities, nations and ties, of which the new world is made",
    )
    beginning.add_argument(
        "--out", type=path, default=Path(), metavar="DIR", help="folder for NAME.toml (default: the working folder)"
    )
    beginning.set_defaults(do=new, parser=beginning)


def add_test(actions: Commands) -> None:
    """Declare the test of a scenario's expectations: the short form of ``paradiplomacy evidence NAME``."""
    testing = actions.add_parser(
        "test",
        help="test the expectations of a scenario",
        description="Short for: paradiplomacy evidence NAME, without saving the runs.",
        allow_abbrev=False,
    )
    testing.add_argument("names", nargs=1, metavar="NAME", help="name of a scenario, or a scenario file")
    evidence.add_runs(testing)
    # ``evidence.execute`` reads these attributes, for which the short form has no options.
    testing.set_defaults(do=evidence.execute, parser=testing, out=None, page=None, overwrite=False, is_temporary=True)


def list_all(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print the scenarios of the library."""
    from paradiplomacy.scenarios.describe import page as describe
    from paradiplomacy.scenarios.format import read

    if asked.as_json:
        from paradiplomacy.cli import as_json

        keys = ("name", "title", "question", "start", "months")
        rows = [{key: getattr(each, key) for key in keys} for each in map(read.read, read.names())]
        print(as_json.answer("scenarios", {}, scenarios=rows))
    else:
        print(describe.listing())
    return 0


def show(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print the description of a scenario.

    Raises:
        ScenarioError: The scenario is wrong.
    """
    from paradiplomacy.scenarios.describe import page as describe
    from paradiplomacy.scenarios.format import read

    scenario = read.read(asked.scenario)
    if asked.as_json:
        from paradiplomacy.cli import as_json
        from paradiplomacy.scenarios.format.write import scenario_hash
        from paradiplomacy.scenarios.typed.data import as_data

        print(as_json.answer("scenario", {"scenario_hash": scenario_hash(scenario)}, scenario=as_data(scenario)))
    else:
        print(describe.describe(scenario))
    return 0


def check(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Read a scenario and confirm that no error was found, and nothing that has no effect.

    Raises:
        ScenarioError: There is one.
    """
    from paradiplomacy.scenarios.format import read

    scenario = read.review(asked.scenario)
    # Expectations load the whole model, which takes seconds; a wrong scenario has its answer before that.
    from paradiplomacy.experiments.evidence.libraries import scenarios
    from paradiplomacy.scenarios.own_data import origins

    scenarios.check(scenario)
    for note in origins.notes(scenario):
        print(note)
    print(f"{asked.scenario}: no problem found")
    return 0


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
        ScenarioError: The name is not allowed, the other scenario is wrong, or the file exists already.
    """
    from paradiplomacy.scenarios.describe import begin
    from paradiplomacy.scenarios.own_data import templates

    file = begin.begin(asked.name, asked.base, asked.out, with_data=asked.with_data)
    print(f"{file}: written; it extends {asked.base} and lists what can be changed")
    for table in templates.names(asked.name).values() if asked.with_data else ():
        print(f"{file.with_name(table)}: written; replace its rows by yours")
    print(f"Next: paradiplomacy scenarios check {file}")
    return 0
