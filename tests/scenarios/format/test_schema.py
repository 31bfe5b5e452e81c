"""The JSON Schema of scenarios accepts all that ships, and refuses what the reader refuses in a single value."""

import itertools
import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from paradiplomacy.scenarios.describe.begin import begin
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.schema import FILE, scenario_schema

EXAMPLES = sorted(read.LIBRARY.glob("*.toml")) + sorted((read.LIBRARY.parent / "examples").glob("*.toml"))


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    made = scenario_schema()
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_shipped_scenario_is_valid(file: Path, schema: Draft7Validator) -> None:
    errors = [
        f"{list(error.path)}: {error.message[:200]}" for error in schema.iter_errors(tomllib.loads(file.read_text()))
    ]
    assert not errors


WRONG = (
    "months = 0",
    'months = "ten"',
    'start = "2015-13"',
    "titel = 'x'",
    "[negotiation]\ndeadline = 2000",
    "[negotiation]\ndedline = 20",
    "[negotiation]\nagenda = 'both'",
    "[negotiation]\nside_payments = 1",
    "[rules]\nprotocol = 'nahs'",
    "[world]\ncities = 'forty'",
    "[world]\ncities = -1",
    "[[issues]]\nneed = 0.5",
    "[[issues]]\nname = 'climate'\nneed = 1.5",
    "[[events]]\ndate = '2016-01'\nname = 'x'",
    "[[events]]\nkind = 'sumit'\ndate = '2016-01'\nname = 'x'",
    "[[events]]\nkind = 'withdrawal'\nname = 'x'",
    "[[clubs]]\nname = 'c'\nfounded = 'May'\ninvited = ['c40']",
    "extends = 'base'",
)


@pytest.mark.parametrize("text", WRONG)
def test_what_the_reader_refuses_in_a_single_value_is_not_valid(text: str, schema: Draft7Validator) -> None:
    whole = text if text.startswith("extends") else f"extends = 'baseline'\n{text}"
    assert not schema.is_valid(tomllib.loads(whole))
    with pytest.raises(read.ScenarioError):
        read.read_text(whole)


RIGHT = (
    "[world]\ncities = 'mine.csv'",
    "[rules]\nprotocol = 'mine.py:settle'",
    "[world]\ncities = 40\nkind = 'synthetic'",
)


@pytest.mark.parametrize("text", RIGHT)
def test_files_in_the_place_of_numbers_and_rules_are_valid(text: str, schema: Draft7Validator) -> None:
    assert schema.is_valid(tomllib.loads(f"extends = 'baseline'\n{text}"))


def test_a_scenario_that_extends_nothing_has_to_be_complete(schema: Draft7Validator) -> None:
    assert not schema.is_valid({"months": 12})
    assert schema.is_valid({"title": "t", "months": 12})


def test_a_new_scenario_names_its_schema_which_is_next_to_it(tmp_path: Path) -> None:
    file = begin("mine", "baseline", tmp_path)
    first, *rest = file.read_text().splitlines()
    assert first == f"#:schema {FILE}"
    written = Draft7Validator(json.loads((tmp_path / FILE).read_text()))
    assert written.is_valid(tomllib.loads(file.read_text()))
    # Groups and their values, which are there as comments, are valid when they are comments no longer.
    values = itertools.takewhile(lambda line: not line.startswith("# Issues,"), rest)
    lines = [line.removeprefix("# ") for line in values if line.startswith("# ") and (" = " in line or "[" in line)]
    content = tomllib.loads(
        "\n".join(['extends = "baseline"', *lines[lines.index(next(x for x in lines if x[0] == "[")) :]])
    )
    assert len(content) > 10
    assert not list(written.iter_errors(content))
