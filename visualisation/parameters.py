"""The controls of a scenario, read off the schema: groups, units, ranges, descriptions, and what is changed."""

from typing import Any

from paradiplomacy.agents.issues import Issue
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import SchemaField, fields, groups
from paradiplomacy.scenarios.format.write import value_toml

SIMPLE = (int, float, bool, str)
BY_ISSUE = ("identity_charge", "local", "national", "need", "salience", "position", "divergence", "consent")


def controls_of(scenario: Scenario, plain: Scenario) -> list[dict[str, Any]]:
    """Groups of controls as the page takes them.

    Args:
        scenario: What is played.
        plain: The same without the visitor's changes.
    """
    found = [
        _group("time", "How long", [("months", fields(Scenario)["months"], scenario.months, plain.months)]),
    ]
    for key, owner in groups().items():
        now, before = getattr(scenario, key), getattr(plain, key)
        rows = [
            (f"{key}.{name}", field, getattr(now, name), getattr(before, name)) for name, field in fields(owner).items()
        ]
        found.append(_group(key, _about(owner), rows))
    for at, issue in enumerate(scenario.issues):
        known = fields(Issue)
        rows = [
            (f"issues.{issue.name}.{name}", known[name], getattr(issue, name), getattr(plain.issues[at], name))
            for name in BY_ISSUE
        ]
        found.append(_group(f"issue: {issue.name}", f"What is particular about {issue.name}", rows))
    return found


def paths_of(scenario: Scenario) -> list[dict[str, str]]:
    """Everything that a control can change: its path, what it is, and its value as a line of changes writes it."""
    return [
        {"path": each["path"], "about": each["about"], "value": value_toml(each["value"])}
        for group in controls_of(scenario, scenario)
        for each in group["fields"]
    ]


def scenarios_known() -> list[dict[str, Any]]:
    """The scenarios of the library, with question and sources."""
    found = [read.read(name) for name in read.names()]
    return [
        {
            "name": each.name,
            "title": each.title,
            "question": each.question,
            "sources": list(each.sources),
            "start": each.start,
            "months": each.months,
        }
        for each in found
    ]


def _about(owner: type) -> str:
    return (owner.__doc__ or "").partition("\n")[0].rstrip(".")


def _group(name: str, about: str, rows: list[tuple[str, SchemaField, Any, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "about": about,
        "fields": [
            _control(*row) for row in rows if row[1].kind in SIMPLE and (row[1].kind is not str or row[1].about.choices)
        ],
    }


def _control(path: str, field: SchemaField, now: Any, before: Any) -> dict[str, Any]:
    about = field.about
    return {
        "path": path,
        "name": field.name.replace("_", " "),
        "kind": field.kind.__name__,
        "value": now,
        "before": before,
        "low": about.low if abs(about.low) < 1e300 else None,
        "high": about.high if abs(about.high) < 1e300 else None,
        "unit": "" if about.unit in ("1", "word", "share", "yes or no") else about.unit,
        "clock": {"constant": "", "start": "at the start"}.get(about.clock, f"per {about.clock}"),
        "choices": list(about.choices),
        "about": about.about,
        "source": about.source,
    }
