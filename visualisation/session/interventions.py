"""What a visitor can let happen while it runs: a list of dated events, each filled in as a form and checked as a scenario is."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from paradiplomacy.model.tables import month_of
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.names.selector import GROUPS
from paradiplomacy.visualisation.session.roster import Cast

DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


class Intervention(NamedTuple):
    """One kind of event on the list.

    Attributes:
        key: Its name in the form.
        label: What happens, in words.
        who: What is asked for: ``nation``, ``anybody`` or ``group``.
        issues: Whether it is about issues.
        choices: What can be chosen, value to word; none where there is no choice.
        number: What number is asked for, with its default, low and high; None where there is none.
        event: The keys of the event, of the choice and the number.
        name: What it is called, of those it concerns, the issues and the word of the choice.
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
        "withdrawal", "a nation leaves its agreements", "nation", issues=True, choices={}, number=None,
        event=lambda _choice, _number: {"kind": "withdrawal"},
        name="{who} leaves its agreements{on}",
    ),
    Intervention(
        "summit", "a summit is called", "group", issues=True, choices={},
        number=("talks that each invitee opens there", 3, 0, 20),
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
        "opinion", "the public's mind changes", "anybody", issues=True, choices={},
        number=("by how much, on a scale from -1 to 1", 0.3, -1, 1),
        event=lambda _choice, number: {"kind": "shock", "column": "public", "add": number},
        name="Opinion in {who} moves{on}",
    ),
    Intervention(
        "slump", "an economic shock", "anybody", issues=False, choices={},
        number=("GDP is multiplied by", 0.9, 0.1, 2),
        event=lambda _choice, number: {"kind": "shock", "column": "gdp", "factor": number},
        name="Economic shock in {who}",
    ),
)  # fmt: skip
BY_KEY = {each.key: each for each in LIST}


def offered() -> list[dict[str, Any]]:
    """The list as the page takes it."""
    return [
        {
            "key": each.key,
            "label": each.label,
            "who": each.who,
            "issues": each.issues,
            "choices": [[value, word] for value, word in each.choices.items()],
            "number": None if each.number is None else list(each.number),
        }
        for each in LIST
    ]


def event_of(asked: Mapping[str, Any], cast: Cast) -> tuple[str, dict[str, object]]:
    """Name and keys of the event that a filled-in form means; whether it is right, the check of a scenario says.

    Args:
        asked: ``key``, ``who`` (a name, an id or a group), ``issues``, ``choice``, ``number``, ``date`` (YYYY-MM).
        cast: The actors of the world.

    Raises:
        ScenarioError: The form is not one of the list, or a part of it is none.
    """
    kind = BY_KEY.get(str(asked.get("key")))
    if kind is None:
        raise one_problem("", "no such event", f"want one of {', '.join(BY_KEY)}", path="key", value=asked.get("key"))
    given, date = str(asked.get("who", "")).strip(), str(asked.get("date", ""))
    choice = str(asked.get("choice", ""))
    if kind.choices and choice not in kind.choices:
        raise one_problem("", "no choice", f"want one of {', '.join(kind.choices)}", path=kind.key, value=choice)
    try:
        number = float(asked.get("number") or (kind.number[1] if kind.number else 0.0))
    except (TypeError, ValueError):
        raise one_problem("", "no number", "want one such as 0.3", path=kind.key, value=asked.get("number")) from None
    issues = [str(each) for each in asked.get("issues", [])] if kind.issues else []
    on = f" on {' and '.join(issues)}" if issues else ""
    said = given.replace('"', "")[:60]
    name = kind.name.format(who=said, on=on, choice=kind.choices.get(choice, "")) + f" ({date})"
    event: dict[str, object] = {
        "date": date,
        "name": name,
        "who": [_selector(given, cast)],
        **kind.event(choice, number),
    }
    if kind.issues:
        event["issues"] = issues or list(cast.issues)
    return name, event


def event_path(name: str) -> str:
    """The path of an event in a scenario."""
    return f'events."{name}"'


def earliest(date: str, cast: Cast, month: int) -> None:
    """Refuse a date that is past; one that is none is left to the check of the scenario.

    Raises:
        ScenarioError: It is.
    """
    if DATE.fullmatch(date) and month_of(cast.start, date) < month:
        right = f"want {cast.date(month)} or later; go back in time to change what is past"
        raise one_problem("", f"{date} is past", right, path="date", value=date)


def _selector(given: str, cast: Cast) -> str:
    """What a scenario calls an actor or group that a visitor named."""
    if given in GROUPS:
        return given
    try:
        return cast.ids[cast.row(given)]
    except KeyError:
        return given
