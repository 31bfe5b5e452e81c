"""A typed record as a TOML text."""

import json
from collections.abc import Collection, Mapping

from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.schema import groups, lists

# TOML, because people write scenarios by hand: it has comments, types that are never guessed (in YAML,
# an unquoted NO is false), and a reader in the standard library. That reader has no writer, hence this module.
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def to_toml(record: object, *, leave_out: Collection[str] = ()) -> str:
    """Return the text of a file that reads back as an equal record.

    Args:
        record: The root.
        leave_out: Keys that are not written.
    """
    owner: type = type(record)
    values = {key: value for key, value in as_data(record).items() if key not in leave_out}
    # Values come before every table: below a header, a key would belong to that table.
    parts = [lines({key: value for key, value in values.items() if key not in {*groups(owner), *lists(owner)}})]
    for key in groups(owner):
        parts += _table(f"[{key}]", values[key])
    for key in lists(owner):
        entries = values[key]
        assert isinstance(entries, list)
        parts += [text for entry in entries for text in _table(f"[[{key}]]", entry)]
    return "\n".join(parts)


def _table(header: str, values: object) -> list[str]:
    """Return a table with its header; nothing where it has no values."""
    return [f"{header}\n{lines(values)}"] if isinstance(values, Mapping) and values else []


def lines(values: Mapping[str, object]) -> str:
    """Return ``key = value`` of a table, one line each."""
    return "".join(f"{_key(key)} = {value_toml(value)}\n" for key, value in values.items())


def value_toml(value: object) -> str:
    """Return a value as TOML writes it, in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(value_toml(each) for each in value) + "]"
    if isinstance(value, Mapping):
        items = ", ".join(f"{_key(key)} = {value_toml(each)}" for key, each in value.items())
        return f"{{ {items} }}" if items else "{}"
    # The shortest text that reads back as the same number.
    return repr(value)


def _key(key: str) -> str:
    return key if key and BARE.issuperset(key) else _text(key)


def _text(text: str) -> str:
    """Return a basic string; JSON escapes as TOML does, but for the one control character that JSON lets through."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
