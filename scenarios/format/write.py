"""Scenario to file: its whole content, with no other file to look up."""

import hashlib
import json

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.toml import to_toml as typed_to_toml


def to_toml(scenario: Scenario) -> str:
    """Return a TOML text that reads back as an equal scenario, without the files that it came from."""
    return typed_to_toml(scenario, leave_out=("extends",))


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of the content of a scenario, in hexadecimal; equal scenarios have equal hashes."""
    values = {key: value for key, value in as_data(scenario).items() if key != "extends"}
    # Sorted keys and ASCII: the hash depends on the content, not on the order of fields or the platform.
    text = json.dumps(values, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
