"""``paradiplomacy explain``: why two actors agree, or not, in a month of a scenario, and what several have agreed."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from paradiplomacy.cli.options import Commands, add_json, changes_of
from paradiplomacy.cli.run import add_choice_of_run
from paradiplomacy.scenarios.format.problem import did_you_mean

if TYPE_CHECKING:
    from paradiplomacy import World
    from paradiplomacy.scenarios.format.scenario import Scenario


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "explain",
        help="explain why two actors agree, or one is in a club, or not, and what would reverse it; or a text of several",
        description="Run a scenario up to a month and explain a negotiation between two of its actors, the decision "
        "of an actor on membership of a club or treaty, or a text that several have bargained.",
        allow_abbrev=False,
    )
    add_choice_of_run(parser)
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help="month of the negotiation")
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument(
        "--between",
        nargs=2,
        metavar=("A", "B"),
        help="two cities or nations, by name or id; or one and a club or treaty, by its name",
    )
    about.add_argument(
        "--text",
        metavar="NAME",
        help="a conference, or a club or treaty that bargains its charter, by name: what each party gives and gets",
    )
    parser.add_argument(
        "--issues", default="", metavar="A,B", help="issues on the agenda (default: what both need most)"
    )
    add_json(parser)
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Explain; return the exit code.

    Raises:
        ScenarioError: The scenario or a change is wrong.
    """
    # Before the slow imports, so that a typing error is answered at once.
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", asked.month):
        asked.parser.error(f"--month {asked.month!r}: expected a month such as 2015-12")
    from paradiplomacy import World
    from paradiplomacy.scenarios.format.placed import changes_placed
    from paradiplomacy.scenarios.format.read import read
    from paradiplomacy.scenarios.world import effect

    scenario = effect.changed(read(asked.scenario), changes_placed(changes_of(asked), Path()))
    months = months_until(asked, scenario)
    world = World.from_scenario(scenario, seed=asked.seed)
    if asked.text is not None:
        return explain_text(asked, world, months)
    club = club_of(asked, world)
    # Before the months are run, which takes much longer than building the world.
    refuse_unknown_actors(asked, world, club)
    issues = issues_of(asked, world)
    world.run(months)
    if club is None:
        say(asked, "negotiation", world, world.explain(*asked.between, issues=issues))
    else:
        (actor,) = (name for name in asked.between if name != club)
        say(asked, "membership", world, world.explain_membership(actor, club))
    return 0


def say(asked: argparse.Namespace, kind: str, world: "World", explanation: object) -> None:
    """Print an explanation, as text or as JSON."""
    if not asked.as_json:
        print(explanation)
        return
    from paradiplomacy.cli import as_json

    origin = world.origin
    provenance = {
        "scenario": origin.name,
        "scenario_hash": origin.hash,
        "seed": origin.seed,
        "changes": changes_of(asked),
    }
    content = as_json.plain(explanation)
    assert isinstance(content, dict)
    # Rows of a world, which mean nothing outside it; ``flip`` has the same change in names.
    content.pop("change", None)
    print(as_json.answer(kind, provenance, explanation=content))


def explain_text(asked: argparse.Namespace, world: "World", months: int) -> int:
    """Explain a text of several parties; return the exit code."""
    if asked.issues:
        asked.parser.error("--issues: a text has its own issues, expected none")
    # Negotiations of the month are explained as it begins; a text is explained once it has been bargained.
    world.run(months + 1)
    try:
        say(asked, "text", world, world.explain_text(asked.text))
    except KeyError as error:
        asked.parser.error(f"--text {error.args[0]}")
    return 0


def club_of(asked: argparse.Namespace, world: "World") -> str | None:
    """Return the club or treaty between which and an actor an explanation is requested; None where there is none."""
    clubs = [plan.name for plan in world.state.plans]
    # Actors come first: a club may be named after a city.
    named = [name for name in asked.between if name in clubs and not (name in world.cities or name in world.nations)]
    if len(named) > 1:
        asked.parser.error(f"--between {named[0]!r} {named[1]!r}: two clubs, expected an actor and a club")
    if named and asked.issues:
        asked.parser.error("--issues: a club has its own issues, expected none")
    return named[0] if named else None


def months_until(asked: argparse.Namespace, scenario: "Scenario") -> int:
    """Return the months from the start of the scenario to the requested one."""
    from paradiplomacy.model.calendar import date_of, month_of

    months = month_of(scenario.start, asked.month)
    if not 0 <= months < scenario.months:
        last = date_of(scenario.start, scenario.months - 1)
        asked.parser.error(f"--month {asked.month!r}: {scenario.name} runs from {scenario.start} to {last}")
    return months


def refuse_unknown_actors(asked: argparse.Namespace, world: "World", club: str | None) -> None:
    """Leave with a message unless the two actors exist and differ, or one is a club and the other exists."""
    for name in asked.between:
        try:
            if name != club:
                world.find(name)
        except KeyError as error:
            asked.parser.error(f"--between {error.args[0]}")
    if club is not None:
        return
    # Compared as actors, because one may be given by name and the other by id.
    if world.find(asked.between[0]) is world.find(asked.between[1]):
        asked.parser.error(f"--between: {asked.between[0]} cannot negotiate with itself")


def issues_of(asked: argparse.Namespace, world: "World") -> tuple[str, ...]:
    """Return the requested issues, each known and named once; leave with a message otherwise."""
    issues = tuple(name for name in asked.issues.split(",") if name)
    known = [issue.name for issue in world.state.issues]
    for name in issues:
        if name not in known:
            asked.parser.error(f"--issues {name!r}: unknown issue, {did_you_mean(name, known)}")
        if issues.count(name) > 1:
            asked.parser.error(f"--issues {name!r}: given twice, expected every issue once")
    return issues
