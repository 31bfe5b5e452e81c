"""JSON Schema of design files, for editors."""

import re

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.measures.registry import names
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.json_schema import Schema, json_schema, one_of
from paradiplomacy.scenarios.typed.schema import fields, groups

FILE = "design.schema.json"
SCENARIO_FILE: Schema = {"type": "string", "pattern": r"\.toml$"}


def design_schema() -> Schema:
    """Return the JSON Schema of design files."""
    known = list(names())
    # A measure may have a scope after its name, or come from a file.
    scoped = "|".join(map(re.escape, known))
    measure = one_of(known, {"type": "string", "pattern": rf"^(?:{scoped})\s|\.py:"})
    scenario = one_of(read.names(), SCENARIO_FILE)
    parameters = [f"{group}.{name}" for group, owner in groups(Scenario).items() for name in fields(owner)]
    path = one_of(parameters, {"type": "string", "pattern": r"\S"})
    special: dict[str, Schema] = {
        "scenario": scenario,
        "measures": {"type": "array", "items": measure, "minItems": 1},
        "experiments.scenario": scenario,
        "claims.measure": measure,
        "search.minimise": {"type": "array", "items": measure},
        "search.maximise": {"type": "array", "items": measure},
        "targets.measure": measure,
        "stop.measure": measure,
        "precision.measure": measure,
        "levers.path": path,
        "uncertainties.path": path,
    }
    return json_schema(Design, "A design of paradiplomacy", special)
