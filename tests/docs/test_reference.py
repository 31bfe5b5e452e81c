"""The reference is complete: what the program has is on a page, and no page has anything else."""

import re
from pathlib import Path

import extension
import pytest

import paradiplomacy
from paradiplomacy.cli.command import main
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.model import events
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters import Settings
from paradiplomacy.model.rules import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
HEADING = re.compile(r"^## `?([^`\n]+)`?$", re.MULTILINE)


def test_every_part_is_on_a_page_and_every_page_asks_for_known_parts() -> None:
    asked = [found for page in DOCS.rglob("*.md") for found in extension.PLACE.findall(page.read_text("utf-8"))]
    assert sorted(asked) == sorted(extension.PARTS)


def test_every_public_name_is_documented_from_its_docstring() -> None:
    text = extension.PARTS["names"]()
    found = set(re.findall(r"^\.\. auto\w+:: paradiplomacy\.(\w+)$", text, re.MULTILINE))
    assert found == set(paradiplomacy.__all__) - {"__version__"}


def commands() -> dict[str, str]:
    """The section of each command, by its words."""
    parts = re.split(r"^## `", extension.PARTS["commands"](), flags=re.MULTILINE)[1:]
    return {part.partition("`")[0]: part for part in parts}


@pytest.mark.parametrize("command", commands())
def test_every_argument_of_a_command_is_explained(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([*command.split(), "--help"])
    printed = capsys.readouterr().out.partition("\n\n")[0]
    options = set(re.findall(r"--[a-z][a-z-]+", printed))
    rows = re.findall(r"^\| (.*?) \| (.*) \|$", commands()[command], re.MULTILINE)[2:]
    assert options == {option for names, _ in rows for option in re.findall(r"`(--[a-z-]+)", names)}
    assert all(meaning and "%" not in meaning.replace(" %", "") for _, meaning in rows), rows


def test_every_command_has_a_section(capsys: pytest.CaptureFixture[str]) -> None:
    for group in ((), ("scenarios",)):
        main([*group, "--help"])
        named = re.findall(r"^    (\w+)  ", capsys.readouterr().out, re.MULTILINE)
        assert named and {" ".join((*group, name)) for name in named} <= set(commands())


def test_every_parameter_has_a_row_with_unit_and_source() -> None:
    rows = [line.strip("| ").split(" | ") for line in extension.PARTS["parameters"]().splitlines() if "| `" in line]
    known = {f"{group}.{name}" for group, owner in Settings.__annotations__.items() for name in owner._fields}
    assert known <= {row[0].strip("`") for row in rows} and len(known) > 100
    for row in rows:
        assert len(row) == 8 and row[4] and row[7], row


def test_every_measure_has_a_row() -> None:
    assert ROW.findall(extension.PARTS["measures"]()) == [*MEASURES]


def test_every_kind_of_dated_event_has_a_section_with_an_example() -> None:
    files = {file.stem for file in Path(events.__path__[0]).glob("*.py")} - {"__init__", "dated_event"}
    text = extension.PARTS["dated events"]()
    assert set(HEADING.findall(text)) == files
    assert text.count("\n[[events]]\nkind = ") == len(files)


def test_every_kind_of_ledger_event_has_a_row_with_its_columns() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", extension.PARTS["ledger"](), re.MULTILINE))
    assert [*rows] == [event.word for event in Event]
    assert "`reason`: " in rows["failed"] and "`agreement`: " in rows["signed"]


def test_every_rule_has_a_section_with_its_source() -> None:
    text = extension.PARTS["rules"]()
    assert HEADING.findall(text) == [*CATALOGUE]
    assert re.findall(r"^### Your own (\w+) rule$", text, re.MULTILINE) == [*CATALOGUE]
    assert re.findall(r"^### `(\w+)`$", text, re.MULTILINE) == [name for each in CATALOGUE.values() for name in each]
    assert text.count("\nSource: ") == sum(map(len, CATALOGUE.values()))
