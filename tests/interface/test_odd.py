"""The ODD description is whole: every parameter, state variable and phase says what it is, in what unit and range."""

import math
import subprocess
import sys
from pathlib import Path

import pytest

from paradiplomacy import odd
from paradiplomacy.agents.columns import Actors, declared, described
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, all_types, fields, groups

ROOT = Path(__file__).parent.parent.parent
PARAMETERS = [(group, field) for group, owner in groups(Scenario).items() for field in fields(owner).values()]
ENTRIES = [(name, field) for name, owner in all_types(Scenario).items() for field in fields(owner).values()]
GROWING = [(owner, name) for owner in odd.GROWING.values() for name in declared(owner)]
WITHOUT_RANGE = {"YYYY-MM", "text", "who", "word", "ids", "issues", "rule", "yes or no", "measure", "path"}
NUMBERLESS = {"key", "bits", "row", "number", "issue", "month", "code"}


def named(pair: tuple[str, SchemaField]) -> str:
    return f"{pair[0]}.{pair[1].name}"


@pytest.mark.parametrize("parameter", PARAMETERS, ids=named)
def test_a_parameter_says_what_it_is(parameter: tuple[str, SchemaField]) -> None:
    about = parameter[1].about
    assert about.about and about.unit and about.clock and about.source and about.level
    assert about.choices or about.unit in WITHOUT_RANGE or (math.isfinite(about.low) and math.isfinite(about.high))


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_a_field_of_an_entry_says_what_it_is(entry: tuple[str, SchemaField]) -> None:
    about = entry[1].about
    assert about.about and about.unit
    numbers = entry[1].item in (int, float)
    assert not numbers or (math.isfinite(about.low) and math.isfinite(about.high))


@pytest.mark.parametrize("name", Actors._fields)
def test_a_state_variable_of_actors_says_what_it_is(name: str) -> None:
    column = described(name)
    assert column.about and column.unit
    assert column.unit in NUMBERLESS | {"log"} or math.isfinite(column.low)


@pytest.mark.parametrize(("owner", "name"), GROWING, ids=lambda each: getattr(each, "__name__", each))
def test_a_column_of_what_grows_says_what_it_is(owner: type, name: str) -> None:
    column = declared(owner)[name][1]
    assert column.about and column.unit
    if column.unit == "share":
        assert math.isfinite(column.low) and math.isfinite(column.high)


def test_there_are_parameters_entries_and_columns() -> None:
    assert len(PARAMETERS) > 100 and len(ENTRIES) > 20 and len(GROWING) > 30


def test_every_phase_is_described_in_its_order() -> None:
    text = odd.process()
    places = [text.find(f"**{name.capitalize()}.**") for name, _ in odd.PHASES]
    assert places == sorted(places) and min(places) >= 0
    assert all(odd.first_lines(module) for _, module in odd.phase_modules())


def test_the_seven_elements_are_there_and_no_place_is_left_open() -> None:
    text = odd.odd()
    for number in range(1, 8):
        assert f"\n## {number}. " in text
    assert "{" not in text.replace("`{", "")
    for group, field in PARAMETERS:
        assert f"`{group}.{field.name}`" in text


def test_the_page_of_the_documentation_is_what_the_command_prints() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "paradiplomacy"), "odd"], capture_output=True, text=True, check=True
    )
    kept = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    assert done.stdout == kept, "docs/odd.md is old: paradiplomacy odd > docs/odd.md"
