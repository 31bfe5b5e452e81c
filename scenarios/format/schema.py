"""JSON Schema of scenario files, for editors."""

from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data.files import HOMES
from paradiplomacy.scenarios.typed.json_schema import Schema, json_schema, one_of, value_schema
from paradiplomacy.scenarios.typed.schema import fields, groups

FILE = "scenario.schema.json"
OWN_RULE: Schema = {"type": "string", "pattern": r"\.py:"}
TABLE: Schema = {"type": "string", "pattern": r"\."}


def scenario_schema() -> Schema:
    """Return the JSON Schema of scenario files."""
    # A rule of the catalogue, or one from a file of the user.
    special = {f"rules.{question}": one_of(list(answers), OWN_RULE) for question, answers in CATALOGUE.items()}
    place = fields(groups(Scenario)["world"])
    # A number, or the file of a table.
    special |= {f"world.{key}": {"anyOf": [value_schema(place[key]), TABLE]} for key in HOMES}
    special["extends"] = one_of(read.names(), {"type": "string", "pattern": r"\.toml$"})
    return json_schema(Scenario, "A scenario of paradiplomacy", special, extends="extends")
