"""A scenario as plain tables, lists and values: what a file would say if it left nothing out."""

from typing import Any

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import SchemaField, fields, groups, lists


def plain(scenario: Scenario) -> dict[str, Any]:
    """Every value of a scenario; new lists and dicts, without ``extends`` and without what is None."""
    values = _fields(scenario, Scenario)
    values.pop("extends", None)
    values |= {key: _fields(getattr(scenario, key), owner) for key, owner in groups().items()}
    values |= {key: [_fields(each, owner) for each in getattr(scenario, key)] for key, owner in lists().items()}
    return values


def _fields(holder: object, owner: type) -> dict[str, Any]:
    values = {name: _value(getattr(holder, name), field) for name, field in fields(owner).items()}
    return {name: value for name, value in values.items() if value is not None}


def _value(value: Any, field: SchemaField) -> Any:
    """The value, whole numbers of a float field as floats, so that equal scenarios are written alike."""
    if field.kind is tuple and isinstance(value, tuple):
        return list(value)
    if field.kind is dict and isinstance(value, dict):
        return {key: _number(each, field) for key, each in value.items()}
    return _number(value, field)


def _number(value: Any, field: SchemaField) -> Any:
    return float(value) if field.item is float and isinstance(value, int) and not isinstance(value, bool) else value
