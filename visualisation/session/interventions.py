"""Interventions: dated events that a visitor adds during a run, each a form that is checked as a scenario is."""

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.events import KINDS
from paradiplomacy.model.events.dated_event import Form
from paradiplomacy.scenarios.format.problem import one_problem, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.names.selector import GROUPS
from paradiplomacy.scenarios.world.effect import population
from paradiplomacy.scenarios.world.lookup import rows_of
from paradiplomacy.visualisation.session.roster import Roster

DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
LONGEST_NAME = 60


class Offer(NamedTuple):
    """A form that a kind of event declares for the window.

    Attributes:
        kind: The kind of event.
        form: The form.
    """

    kind: str
    form: Form


# The kinds declare their forms (``model/events``), so a new kind of event is offered without a change here.
OFFERS: dict[str, Offer] = {form.key: Offer(kind, form) for kind, event in KINDS.items() for form in event.forms}


def offered() -> list[dict[str, object]]:
    """Return the forms as data for the page."""
    return [
        {
            "key": form.key,
            "label": form.label,
            "who": form.who,
            "issues": form.issues,
            "choices": [[value, choice.word] for value, choice in form.choices.items()],
            "number": None
            if form.number is None
            else [form.number.label, form.number.default, form.number.low, form.number.high],
        }
        for _, form in OFFERS.values()
    ]


def groups_in(scenario: Scenario) -> list[str]:
    """Return the groups that have a member in the world of a scenario."""
    there = population(scenario, scenario.world)
    return [group for group in GROUPS if rows_of(group, there)]


def event_of(form: Mapping[str, object], roster: Roster) -> tuple[str, dict[str, object]]:
    """Return the event that a filled-in form describes; the check of the scenario decides whether it is valid.

    Args:
        form: ``key``, ``who`` (a label, an id or a group), ``issues``, ``choice``, ``number``, ``date`` (YYYY-MM).
        roster: The roster of the world.

    Returns:
        Name and keys of the event.

    Raises:
        ScenarioError: The key names no form, the choice or actor is unknown, or the number is not in its range.
    """
    offer = OFFERS.get(str(form.get("key")))
    if offer is None:
        right = f"expected one of {', '.join(OFFERS)}"
        raise one_problem("", f"unknown event {shown(form.get('key'))}", right, path="key")
    asked = offer.form
    choice, number, issues = _choice(asked, form), _number(asked, form), _issues(asked, form)
    who, date = str(form.get("who", "")).strip(), str(form.get("date", ""))
    selector = _selector(who, roster)
    on = f" on {' and '.join(issues)}" if issues else ""
    # A name is a key in quotation marks in the scenario, so it must not contain any.
    called = who.replace('"', "")[:LONGEST_NAME]
    word = asked.choices[choice].word if asked.choices else ""
    name = asked.title.format(who=called, on=on, choice=word) + f" ({date})"
    event: dict[str, object] = {
        "date": date,
        "name": name,
        "kind": offer.kind,
        "who": [selector],
        **asked.keys(choice, number),
    }
    # No issue means all of them, which the scenario spells out, so that the event stays the same if issues are added.
    if asked.issues:
        event["issues"] = issues or list(roster.issues)
    return name, event


def _choice(asked: Form, form: Mapping[str, object]) -> str:
    choice = str(form.get("choice", ""))
    if asked.choices and choice not in asked.choices:
        right = f"expected one of {', '.join(asked.choices)}"
        raise one_problem("", f"unknown choice {shown(choice)}", right, path=asked.key)
    return choice


def _number(asked: Form, form: Mapping[str, object]) -> float:
    if asked.number is None:
        return 0.0
    given = form.get("number")
    low, high = asked.number.low, asked.number.high
    try:
        # An empty field means the default; 0 is a number like any other.
        number = asked.number.default if given in ("", None) else float(str(given))
    except ValueError:
        number = math.nan
    # The form shows its range, but a browser may send anything, also what is not finite.
    if not low <= number <= high:
        right = f"expected {low:g} to {high:g}"
        raise one_problem("", f"{asked.number.label}: {shown(str(given))} is not possible", right, path=asked.key)
    return number


def _issues(asked: Form, form: Mapping[str, object]) -> list[str]:
    given = form.get("issues", [])
    return [str(each) for each in given] if asked.issues and isinstance(given, list | tuple) else []


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
    """Return the scenario's name for an actor or group that a visitor named.

    Raises:
        ScenarioError: No actor or group has this name.
    """
    if given in GROUPS:
        return given
    try:
        return roster.ids[roster.row(given)]
    except LookupError as error:
        # Selectors such as cities:USA are no actors; the check of the scenario knows them.
        if ":" in given:
            return given
        raise one_problem("", str(error), path="who") from None
