"""Scenario to file: its whole content, with no other file to look up."""

import hashlib
import json
from functools import cache

from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format import own_rules
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.toml import to_toml as typed_to_toml
from paradiplomacy.scenarios.world.facts import FACTS


def to_toml(scenario: Scenario) -> str:
    """Return a TOML text that reads back as an equal scenario, without the files that it came from."""
    return typed_to_toml(scenario, leave_out=("extends",))


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of the content of a scenario, in hexadecimal; equal scenarios have equal hashes.

    The facts and the files of own rules count with their content, wherever they are: they decide on the results as well.
    """
    # Expectations compare the scenario with another one, and stops tell it: both change no run. Expectations may hold
    # paths of this machine.
    telling = ("extends", "expectations", "stops")
    values = {key: value for key, value in as_data(scenario).items() if key not in telling}
    # By file names without folders: a scenario that is moved with its files is the same one.
    rules = own_rules.moved(scenario, lambda name: f"{own_files.file_of(name).name}:{name.rpartition(':')[2]}").rules
    values["rules"] = rules._asdict()
    values["facts"] = facts_checksums()
    values["own files"] = {
        question: own_files.checksums(own_files.file_of(name)) for question, name in own_rules.names(scenario).items()
    }
    # By their content, so that a table that is moved is the same one.
    sums = own_tables.checksums(scenario.world)
    values["observed ties"] = sums.pop("ties", "")
    values |= {"own tables": sums} if sums else {}
    values["world"] = {key: value for key, value in as_data(scenario.world).items() if key not in own_tables.TABLES}
    # Sorted keys and ASCII: the hash depends on the content, not on the order of fields or the platform.
    text = json.dumps(values, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# Once, as the tables themselves are read once: the checksums are those of the facts in use.
@cache
def facts_checksums() -> dict[str, str]:
    """Return the SHA-256 of each file of the facts."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(FACTS.iterdir())
        if file.suffix in (".csv", ".json")
    }
