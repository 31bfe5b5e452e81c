"""The JSON Schema of designs accepts all that ships, and refuses what the reader refuses in a single value."""

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from paradiplomacy.experiments.design import read
from paradiplomacy.experiments.design.schema import design_schema
from paradiplomacy.scenarios.format.problem import ScenarioError

LEAST = 'title = "t"\nscenario = "baseline"\nmeasures = ["signed"]\n'


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    made = design_schema()
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


@pytest.mark.parametrize("file", sorted(read.SHIPPED.glob("*.toml")), ids=lambda file: file.stem)
def test_every_shipped_design_is_valid(file: Path, schema: Draft7Validator) -> None:
    errors = [
        f"{list(error.path)}: {error.message[:200]}" for error in schema.iter_errors(tomllib.loads(file.read_text()))
    ]
    assert not errors


WRONG = (
    'title = "t"\nscenario = "baseline"\n',
    LEAST.replace("signed", "singed"),
    LEAST.replace("baseline", "base"),
    LEAST + "replicates = 0",
    LEAST + 'keep = ["mothly"]',
    LEAST + '[sampling]\nlevers = "random"',
    LEAST + "[sampling]\nsamples = 0",
    LEAST + "[[levers]]\nlow = 0.1\nhigh = 0.2",
    LEAST + '[[levers]]\npath = "response.tolerance"\nvalues = 0.1',
    LEAST + '[[levers]]\npath = "response.tolerance"\nlow = "small"\nhigh = 1.0',
    LEAST + "[stopp]\nafter = 3",
    LEAST + "[[claims]]\nsaid = 'x'\nmeasure = 'signed'\ndirection = 'up'",
)


@pytest.mark.parametrize("text", WRONG)
def test_what_the_reader_refuses_in_a_single_value_is_not_valid(
    text: str, schema: Draft7Validator, tmp_path: Path
) -> None:
    assert not schema.is_valid(tomllib.loads(text))
    (tmp_path / "wrong.toml").write_text(text)
    with pytest.raises(ScenarioError):
        read.read(tmp_path / "wrong.toml")


def test_measures_may_have_a_scope_or_come_from_a_file(schema: Draft7Validator) -> None:
    for measure in ("signed of cities:USA on climate since 2017-06", "mine.py:programmes"):
        assert schema.is_valid(tomllib.loads(LEAST.replace("signed", measure)))
