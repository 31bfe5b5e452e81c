"""JSON Schema of a file format, derived from the same declarations that the reader checks.

Editors use it to complete keys, show their meaning, and mark values of a wrong type or out of range while a file is written. It
sees one value at a time: what has to fit together, and names of actors, are checked by ``paradiplomacy scenarios check`` only.
"""

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.typed.schema import KIND, REQUIRED, ListField, SchemaField, fields, groups, lists
from paradiplomacy.scenarios.typed.value import MONTH

type Json = bool | int | float | str | list[Json] | dict[str, Json]
type Schema = dict[str, Json]

# The newest version that editors of TOML know.
DRAFT = "http://json-schema.org/draft-07/schema#"
TYPES = MappingProxyType({bool: "boolean", int: "integer", float: "number", str: "string"})
SOME_TEXT = r"\S"
"""Pattern of text that is not blank."""


def json_schema(
    root: type, title: str, special: Mapping[str, Schema] = MappingProxyType({}), extends: str = ""
) -> Schema:
    """Return the JSON Schema of files of a root.

    Args:
        root: Type of the record (see ``schema``).
        title: Title of the schema.
        special: Schemas of values that a file may write in another form than its field has, by path: ``world.cities``.
        extends: Key with which a file extends another one, in which case nothing is required; empty where there is none.
    """
    properties: Schema = dict(_properties(root, special, ""))
    properties |= {name: _table(owner, special, name) for name, owner in groups(root).items()}
    properties |= {name: _list(listed, special, whole=not extends) for name, listed in lists(root).items()}
    # ``name`` is that of the file, unless it is given.
    required: list[Json] = [name for name in _required(root) if name != "name"]
    found: Schema = {
        "$schema": DRAFT, "title": title, "type": "object", "properties": properties, "additionalProperties": False,
    }  # fmt: skip
    if not extends:
        return found | {"required": required}
    # A file on top of another one may change a single key of an entry; one that is not has to be complete.
    entries: Schema = {
        name: {"items": _needs(listed.entry)} for name, listed in lists(root).items() if listed.about.merged
    }
    return found | {
        "if": {"required": [extends]}, "then": True, "else": {"required": required, "properties": entries},
    }  # fmt: skip


def _required(owner: type) -> Iterator[str]:
    return (name for name, field in fields(owner).items() if field.default is REQUIRED)


def _needs(owner: type) -> Schema:
    return {"required": list(_required(owner))}


def _properties(owner: type, special: Mapping[str, Schema], path: str) -> Iterator[tuple[str, Schema]]:
    """Yield the schema of each field; ``path`` is that of the table, with a dot at its end."""
    for name, field in fields(owner).items():
        made = special.get(f"{path}{name}", value_schema(field))
        yield name, made | _about(field)


def _about(field: SchemaField) -> Schema:
    """Return what an editor shows: the meaning, the unit and the default."""
    unit = "" if field.about.unit in ("1", "word", "text") else f" [{field.about.unit}]"
    found: Schema = {"description": f"{field.about.about}{unit}"}
    if isinstance(field.default, bool | int | float | str):
        found["default"] = field.default
    return found


def _table(owner: type, special: Mapping[str, Schema], path: str) -> Schema:
    return {
        "type": "object",
        "properties": dict(_properties(owner, special, f"{path}.")),
        "additionalProperties": False,
    }


def _list(listed: ListField, special: Mapping[str, Schema], *, whole: bool) -> Schema:
    if listed.about.kinds is not None:
        kinds: list[Json] = [_kind(kind, owner, special, listed.name) for kind, owner in listed.about.kinds.items()]
        return {"type": "array", "maxItems": listed.about.most, "items": {"required": [KIND], "oneOf": kinds}}
    # An entry that changes another one names it; it may leave out the rest.
    needed: list[Json] = list(_required(listed.entry)) if whole or not listed.about.merged else [listed.about.label]
    items = _table(listed.entry, special, listed.name) | {"required": needed}
    return {"type": "array", "maxItems": listed.about.most, "items": items}


def _kind(kind: str, owner: type, special: Mapping[str, Schema], path: str) -> Schema:
    """Return the schema of an entry of one kind."""
    made = _table(owner, special, path)
    properties = made["properties"]
    assert isinstance(properties, dict)
    properties[KIND] = {"const": kind}
    for name, field in fields(owner).items():
        schema = properties[name]
        # As the reader has it: an event without actors concerns nobody.
        if field.default is REQUIRED and field.kind is tuple and isinstance(schema, dict):
            schema["minItems"] = 1
    return made | {"title": kind, "required": [KIND, *_required(owner)]}


def value_schema(field: SchemaField) -> Schema:
    """Return the schema of a value, without its meaning."""
    each: Schema = {} if field.item is object else _item(field.item, field.about, required=field.default is REQUIRED)
    if field.kind is tuple:
        return {"type": "array", "items": each}
    if field.kind is dict:
        return {"type": "object", "additionalProperties": each}
    return each


def _item(kind: type, about: Field, *, required: bool) -> Schema:
    """Return the schema of a single value."""
    if about.choices:
        return {"enum": list(about.choices)}
    found: Schema = {"type": TYPES[kind]}
    if about.unit == "YYYY-MM":
        found["pattern"] = f"^{MONTH.pattern}$"
    elif kind is str and required:
        found["pattern"] = SOME_TEXT
    if kind in (int, float):
        limits = {"minimum": about.low, "maximum": about.high}
        found |= {name: _number(limit) for name, limit in limits.items() if math.isfinite(limit)}
    return found


def _number(limit: float) -> int | float:
    """Return a limit as it is written: 0 and not 0.0."""
    return int(limit) if float(limit).is_integer() and abs(limit) < 2**53 else limit


def one_of(words: list[str], also: Schema) -> Schema:
    """Return the schema of known words, which editors complete, or else of a value of another form."""
    known: list[Json] = list(words)
    return {"anyOf": [{"enum": known}, also]}
