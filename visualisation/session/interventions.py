"""Interventions: dated events that a visitor adds during a run, each a form that is checked as a scenario is."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.names.selector import GROUPS
from paradiplomacy.visualisation.session.roster import Roster

DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
LONGEST_NAME = 60


class Intervention(NamedTuple):
    """One kind of event in the list.

    Attributes:
        key: Its name in the form.
        label: Description.
        who: Kind of actor that is asked for: ``nation``, ``anybody`` or ``group``.
        issues: Whether it is about issues.
        choices: The choices, value to words; empty without a choice.
        number: The number that is asked for: words, default, lowest and highest; None without a number.
        event: Returns the keys of the event for a choice and a number.
        name: Name of the event, with gaps for its actors, its issues and the words of the choice.
    """

    key: str
    label: str
    who: str
    issues: bool
    choices: Mapping[str, str]
    number: tuple[str, float, float, float] | None
    event: Callable[[str, float], Mapping[str, object]]
    name: str


LIST = (
    Intervention(
        "withdrawal", "a nation withdraws from its agreements", "nation", issues=True, choices={}, number=None,
        event=lambda _choice, _number: {"kind": "withdrawal"},
        name="{who} withdraws from its agreements{on}",
    ),
    Intervention(
        "summit", "a summit is convened", "group", issues=True, choices={},
        number=("negotiations that each participant opens", 3, 0, 20),
        event=lambda _choice, number: {"kind": "summit", "meetings": int(number)},
        name="Summit of {who}{on}",
    ),
    Intervention(
        "consent", "a nation changes its rule on its cities' agreements", "nation", issues=True,
        choices={"required": "consent becomes required", "notify": "cities must notify", "none": "cities are free"},
        number=None,
        event=lambda choice, _number: {"kind": "law", "consent": choice},
        name="{who}: {choice}{on}",
    ),
    Intervention(
        "preemption", "a law against cities' agreements", "nation", issues=True,
        choices={"yes": "enacted", "no": "repealed"}, number=None,
        event=lambda choice, _number: {"kind": "law", "preemption": choice == "yes"},
        name="{who}: law against its cities' agreements{on} {choice}",
    ),
    Intervention(
        "election", "an election is called", "anybody", issues=False,
        choices={"": "the voters decide", "progressive": "progressives win", "centre": "the centre wins",
                 "conservative": "conservatives win"},
        number=None,
        event=lambda choice, _number: {"kind": "election"} | ({"party": choice} if choice else {}),
        name="Election in {who}: {choice}",
    ),
    Intervention(
        "opinion", "public opinion changes", "anybody", issues=True, choices={},
        number=("by how much, on a scale from -1 to 1", 0.3, -1, 1),
        event=lambda _choice, number: {"kind": "shock", "column": "public", "add": number},
        name="Public opinion in {who} changes{on}",
    ),
    Intervention(
        "slump", "an economic shock", "anybody", issues=False, choices={},
        number=("GDP is multiplied by", 0.9, 0.1, 2),
        event=lambda _choice, number: {"kind": "shock", "column": "gdp", "factor": number},
        name="Economic shock in {who}",
    ),
)  # fmt: skip
BY_KEY = {each.key: each for each in LIST}


def offered() -> list[dict[str, object]]:
    """Return the list as data for the page."""
    return [
        {
            "key": each.key,
            "label": each.label,
            "who": each.who,
            "issues": each.issues,
            "choices": [[value, words] for value, words in each.choices.items()],
            "number": None if each.number is None else list(each.number),
        }
        for each in LIST
    ]


def event_of(form: Mapping[str, object], roster: Roster) -> tuple[str, dict[str, object]]:
    """Return the event that a form describes; the check of the scenario decides whether it is valid.

    Args:
        form: ``key``, ``who`` (a name, an id or a group), ``issues``, ``choice``, ``number``, ``date`` (YYYY-MM).
        roster: The roster of the world.

    Returns:
        Name and keys of the event.

    Raises:
        ScenarioError: The key is not in the list, the choice is unknown, or the number is not a number.
    """
    kind = BY_KEY.get(str(form.get("key")))
    if kind is None:
        raise one_problem(
            "", "unknown event", f"expected one of {', '.join(BY_KEY)}", path="key", value=form.get("key")
        )
    choice, number, issues = _choice(kind, form), _number(kind, form), _issues(kind, form)
    who, date = str(form.get("who", "")).strip(), str(form.get("date", ""))
    on = f" on {' and '.join(issues)}" if issues else ""
    # A name is a key in quotation marks in the scenario, so it must not contain any.
    called = who.replace('"', "")[:LONGEST_NAME]
    name = kind.name.format(who=called, on=on, choice=kind.choices.get(choice, "")) + f" ({date})"
    event: dict[str, object] = {
        "date": date,
        "name": name,
        "who": [_selector(who, roster)],
        **kind.event(choice, number),
    }
    # No issue means all of them, which the scenario spells out, so that the event stays the same if issues are added.
    if kind.issues:
        event["issues"] = issues or list(roster.issues)
    return name, event


def _choice(kind: Intervention, form: Mapping[str, object]) -> str:
    choice = str(form.get("choice", ""))
    if kind.choices and choice not in kind.choices:
        right = f"expected one of {', '.join(kind.choices)}"
        raise one_problem("", "unknown choice", right, path=kind.key, value=choice)
    return choice


def _number(kind: Intervention, form: Mapping[str, object]) -> float:
    given = form.get("number") or (kind.number[1] if kind.number else 0.0)
    try:
        return float(str(given))
    except ValueError:
        raise one_problem("", "not a number", "expected one such as 0.3", path=kind.key, value=given) from None


def _issues(kind: Intervention, form: Mapping[str, object]) -> list[str]:
    given = form.get("issues", [])
    return [str(each) for each in given] if kind.issues and isinstance(given, list | tuple) else []


def event_path(name: str) -> str:
    """Return the path of an event in a scenario."""
    return f'events."{name}"'


def event_name(path: str) -> str | None:
    """Return the name of the event at a path of a scenario; None if the path is not that of an event."""
    return path.removeprefix('events."').removesuffix('"') if path.startswith('events."') else None


def refuse_past(date: str, roster: Roster, month: int) -> None:
    """Refuse a date in the past; the check of the scenario refuses what is not a date.

    Args:
        date: The date, YYYY-MM.
        roster: The roster of the world.
        month: The present month.

    Raises:
        ScenarioError: The date is in the past.
    """
    if DATE.fullmatch(date) and month_of(roster.start, date) < month:
        right = f"expected {roster.date(month)} or later; go back in time to change the past"
        raise one_problem("", f"{date} is past", right, path="date", value=date)


def _selector(given: str, roster: Roster) -> str:
    """Return the scenario's name for an actor or group that a visitor named."""
    if given in GROUPS:
        return given
    try:
        return roster.ids[roster.row(given)]
    except KeyError:
        return given
