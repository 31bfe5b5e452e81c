"""``paradiplomacy explain``: why two sides agree in a month of a scenario, or why not."""

import argparse
import re
from collections.abc import Sequence
from typing import Any

from paradiplomacy.cli.run import add_choice_of_run, changes_of
from paradiplomacy.scenarios.format.problem import did_you_mean


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="say why two sides agree, or why not, and what would turn it around",
        description="Run a scenario up to a month and explain a negotiation between two of its actors.",
        allow_abbrev=False,
    )
    add_choice_of_run(parser)
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help="month of the negotiation")
    parser.add_argument(
        "--between", required=True, nargs=2, metavar=("A", "B"), help="two cities or nations, by name or id"
    )
    parser.add_argument(
        "--issues", default="", metavar="A,B", help="issues on the table (default: what both need most)"
    )
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Explain; returns the exit code.

    Raises:
        ScenarioError: The scenario or a change is wrong.
    """
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", asked.month):
        asked.parser.error(f"--month {asked.month!r}: want a month such as 2015-12")
    from paradiplomacy import World
    from paradiplomacy.model.bargaining.sentences import why
    from paradiplomacy.model.calendar import date_of, month_of
    from paradiplomacy.scenarios.format import change
    from paradiplomacy.scenarios.format.read import read

    scenario = change.apply(read(asked.scenario), changes_of(asked))
    months = month_of(scenario.start, asked.month)
    if not 0 <= months < scenario.months:
        last = date_of(scenario.start, scenario.months - 1)
        asked.parser.error(f"--month {asked.month!r}: {scenario.name} runs from {scenario.start} to {last}")
    world = World.from_scenario(scenario, seed=asked.seed)
    for name in asked.between:
        if name not in world.cities and name not in world.nations:
            known = [who.name for who in (*world.cities.values(), *world.nations.values())]
            asked.parser.error(f"--between {name!r}: no such city or nation, {did_you_mean(name, known)}")
    issues = tuple(name for name in asked.issues.split(",") if name)
    known_issues = [issue.name for issue in world.state.issues]
    for name in issues:
        if name not in known_issues:
            asked.parser.error(f"--issues {name!r}: no such issue, {did_you_mean(name, known_issues)}")
        if issues.count(name) > 1:
            asked.parser.error(f"--issues {name!r}: named twice, want every issue once")
    if world.find(asked.between[0]) is world.find(asked.between[1]):
        asked.parser.error(f"--between: {asked.between[0]} cannot negotiate with itself")
    world.run(months)
    print(why(world.explain(*asked.between, issues=issues)))
    return 0
