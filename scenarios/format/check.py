"""A raw table, as it was read or changed, against the typed form: a scenario, or every problem at once."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from paradiplomacy.scenarios.format.consistency import check_whole, label_of
from paradiplomacy.scenarios.format.plain import plain
from paradiplomacy.scenarios.format.problem import Path, Report, ScenarioError, did_you_mean, path_text, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import REQUIRED, SchemaField, fields, groups, lists
from paradiplomacy.scenarios.format.value import WRONG, Wrong, check_value, kind_of, missing

OWN_RULE = re.compile(r"[^:]+\.py:[A-Za-z_][A-Za-z0-9_]*")
MOST = MappingProxyType(
    {
        "issues": 20,
        "parties": 20,
        "actors": 2_000,
        "clubs": 200,
        "events": 2_000,
        "comparisons": 100,
        "expectations": 100,
    }
)
OPEN_TO_OWN_RULES = ("protocol", "ratification", "response", "reply", "delivery", "charter", "membership")

type Rules = Mapping[str, Mapping[str, object]]


def known_rules() -> Rules:
    """The names of the rules that can answer each question, from the model's catalogue."""
    from paradiplomacy.model.rules import CATALOGUE

    return CATALOGUE


def check(
    raw: Mapping[str, Any], *, place: Callable[[Path], str] = lambda _: "", rules: Rules | None = None
) -> Scenario:
    """The scenario that a raw table says.

    Args:
        raw: Tables, lists and values as ``tomllib`` gives them; ``extends`` is not followed.
        place: Tells file and line of a path.
        rules: Known rules by question; the model's catalogue unless given.

    Raises:
        ScenarioError: With everything that is wrong.
    """
    report = Report(place, lambda path: label_of(raw, path))
    _unknown_keys(raw, (*fields(Scenario), *groups(), *lists()), (), report)
    values: dict[str, Any] = _fields(raw, fields(Scenario), (), report)
    values |= {key: _group(raw.get(key, {}), owner, (key,), report) for key, owner in groups().items()}
    values |= {key: _list(raw.get(key, []), owner, key, report) for key, owner in lists().items()}
    _rules(values["rules"], known_rules() if rules is None else rules, report)
    check_whole(values, report)
    if report.problems:
        raise ScenarioError(report.problems)
    for key, owner in groups().items():
        values[key] = owner(**values[key])
    for key, owner in lists().items():
        values[key] = tuple(owner(**entry) for entry in values[key])
    return Scenario(**values)


def checked(scenario: Scenario) -> Scenario:
    """The same scenario, checked, every value in the type of its field.

    Raises:
        ScenarioError: With everything that is wrong.
    """
    return check(plain(scenario) | {"extends": scenario.extends})


def _fields(raw: Mapping[str, Any], owned: Mapping[str, SchemaField], path: Path, report: Report) -> dict[str, Any]:
    """Every field with its value, its default, or ``WRONG``."""
    values: dict[str, Any] = {}
    for name, field in owned.items():
        if name in raw:
            values[name] = check_value(raw[name], field, (*path, name), report)
        else:
            values[name] = missing(field, path, report) if field.default is REQUIRED else field.default
    return values


def _group(raw: Any, owner: type, path: Path, report: Report) -> dict[str, Any]:
    """The fields of a group; all ``WRONG`` where it is no table."""
    if not isinstance(raw, Mapping):
        report.add(path, raw, kind_of(raw), f"want a table [{path[0]}]")
        return dict.fromkeys(fields(owner), WRONG)
    _unknown_keys(raw, fields(owner), path, report)
    return _fields(raw, fields(owner), path, report)


def _list(raw: Any, owner: type, key: str, report: Report) -> list[dict[str, Any] | Wrong] | Wrong:
    """The entries of a list of tables."""
    if not isinstance(raw, (list, tuple)):
        report.add((key,), raw, kind_of(raw), f"want tables [[{key}]]")
        return WRONG
    if len(raw) > MOST[key]:
        report.add((key,), None, f"{len(raw)} {key}", f"want at most {MOST[key]}")
        return WRONG
    return [_entry(entry, owner, (key, index), report) for index, entry in enumerate(raw)]


def _entry(raw: Any, owner: type, path: Path, report: Report) -> dict[str, Any] | Wrong:
    if not isinstance(raw, Mapping):
        report.add(path, raw, kind_of(raw), f"want a table [[{path[0]}]]")
        return WRONG
    _unknown_keys(raw, fields(owner), path, report)
    return _fields(raw, fields(owner), path, report)


def _unknown_keys(raw: Mapping[str, Any], known: Any, path: Path, report: Report) -> None:
    for key in raw:
        if key not in known:
            report.add((*path, key), None, "unknown key", _elsewhere(key, path) or did_you_mean(str(key), known))


def _elsewhere(key: str, path: Path) -> str:
    """``did you mean politics.election_interval?`` where the key stands in the wrong group."""
    homes = [path_text((group, key)) for group, owner in groups().items() if key in fields(owner)]
    homes += [f"{key} above the first table"] if path and key in fields(Scenario) else []
    return f"did you mean {homes[0]}?" if len(homes) == 1 else ""


def _rules(chosen: Mapping[str, Any], known: Rules, report: Report) -> None:
    for question, name in chosen.items():
        names = known.get(question, {})
        own = question in OPEN_TO_OWN_RULES and isinstance(name, str) and OWN_RULE.fullmatch(name)
        if name is WRONG or name in names or own:
            continue
        report.add(("rules", question), name, f"{shown(name)} is no rule", did_you_mean(str(name), names))
