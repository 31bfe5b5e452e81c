"""The typed form of a scenario as a table of fields, read off the type hints: there is no second list."""

from dataclasses import MISSING
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.format.scenario import Scenario

LABELS = MappingProxyType(
    {
        "issues": "name",
        "parties": "label",
        "actors": "who",
        "clubs": "name",
        "events": "name",
        "comparisons": "name",
        "expectations": "name",
    }
)
"""The key that names an entry, for each list of tables."""


class Required(NamedTuple):
    """Stands where a field has no default."""


REQUIRED = Required()


class SchemaField(NamedTuple):
    """One field of a group, an entry or the scenario itself.

    Attributes:
        name: Its key.
        kind: ``str``, ``int``, ``float``, ``bool``, ``tuple`` (of text) or ``dict`` (by issue).
        item: Type of the values inside a tuple or dict; of the value itself otherwise.
        optional: Whether None is a value.
        default: Its default, or ``REQUIRED``.
        about: Its description.
    """

    name: str
    kind: type
    item: type
    optional: bool
    default: object
    about: Field


@cache
def fields(owner: type) -> MappingProxyType[str, SchemaField]:
    """The described fields of a named tuple or of ``Scenario``, by name and in order."""
    return MappingProxyType(
        {
            name: _field(name, hint, _default(owner, name))
            for name, hint in get_type_hints(owner, include_extras=True).items()
            if _parameter(hint) is not None
        }
    )


@cache
def groups() -> MappingProxyType[str, type]:
    """The groups of a scenario (``politics``, ``world``, ...) and their types."""
    hints = get_type_hints(Scenario)
    return MappingProxyType({name: hint for name, hint in hints.items() if hasattr(hint, "_fields")})


@cache
def lists() -> MappingProxyType[str, type]:
    """The lists of tables of a scenario (``issues``, ``events``, ...) and the types of their entries."""
    hints = get_type_hints(Scenario)
    return MappingProxyType({name: get_args(hints[name])[0] for name in LABELS})


def _parameter(hint: Any) -> Field | None:
    """The description inside an ``Annotated`` hint."""
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Field)), None)


def _default(owner: type, name: str) -> object:
    if owner is Scenario:
        declared = Scenario.__dataclass_fields__[name].default
        return REQUIRED if declared is MISSING else declared
    return getattr(owner, "_field_defaults", {}).get(name, REQUIRED)


def _field(name: str, hint: Any, default: object) -> SchemaField:
    about = _parameter(hint)
    assert about is not None
    inner = get_args(hint)[0]
    options = [each for each in get_args(inner) if each is not NoneType]
    optional = NoneType in get_args(inner)
    if optional:
        inner = options[0]
    kind = get_origin(inner) or inner
    item = {tuple: 0, dict: 1}.get(kind)
    return SchemaField(name, kind, kind if item is None else get_args(inner)[item], optional, default, about)
