"""Scenario to file: everything it says, nothing left to look up."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from paradiplomacy.scenarios.format.plain import plain
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import LABELS, groups

BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def to_toml(scenario: Scenario) -> str:
    """A TOML text that reads back as an equal scenario, without the files that it came from."""
    values = plain(scenario)
    parts = [lines({key: value for key, value in values.items() if key not in groups() and key not in LABELS})]
    parts += [f"[{key}]\n{lines(values[key])}" for key in groups()]
    parts += [f"[[{key}]]\n{lines(entry)}" for key in LABELS for entry in values[key]]
    return "\n".join(parts)


def scenario_hash(scenario: Scenario) -> str:
    """SHA-256 of what the scenario says, in hexadecimal; equal scenarios have equal hashes."""
    text = json.dumps(plain(scenario), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lines(values: Mapping[str, Any]) -> str:
    """``key = value`` of a table, a line each."""
    return "".join(f"{_key(key)} = {value_toml(value)}\n" for key, value in values.items())


def value_toml(value: Any) -> str:
    """A value as TOML writes it, in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(value_toml(each) for each in value) + "]"
    if isinstance(value, dict):
        items = ", ".join(f"{_key(key)} = {value_toml(each)}" for key, each in value.items())
        return f"{{ {items} }}" if items else "{}"
    return repr(value)


def _key(key: str) -> str:
    return key if key and BARE.issuperset(key) else _text(key)


def _text(text: str) -> str:
    """A basic string; JSON escapes as TOML does, but for the one control character that JSON lets through."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
