"""The licences that the package declares are those of everything that it holds."""

import csv
import json
import re
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "scenarios" / "facts"
NOTICE = (ROOT / "NOTICE.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Return the rows of the table below a heading of the notices."""
    part = NOTICE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"][2:]


COLUMNS = rows("Data, column by column")


def test_the_installed_package_declares_every_licence_and_ships_the_notices() -> None:
    about = distribution("paradiplomacy").metadata
    declared = set(about["License-Expression"].split(" AND "))
    assert declared == {"MIT"} | {name for *_, names in COLUMNS for name in names.split(", ")} - {"none"}
    assert set(about.get_all("License-File") or ()) == {"LICENSE", "NOTICE.md"}
    assert {"CC-BY-4.0", "CC-BY-SA-4.0"} < declared
    assert f"    {about['License-Expression']}\n" in NOTICE


def test_every_column_of_every_file_of_facts_has_one_entry() -> None:
    listed = [(file, column) for file, columns, *_ in COLUMNS for column in columns.split(", ")]
    assert len(listed) == len(set(listed))
    there = {
        (file.name, column)
        for file in FACTS.glob("*.csv")
        for column in next(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    }
    shapes = json.loads((FACTS / "world_110m.json").read_text(encoding="utf-8"))
    there |= {("world_110m.json", key) for key, value in shapes.items() if isinstance(value, list)}
    assert set(listed) == there


def test_every_source_has_its_attribution_and_every_licence_its_text() -> None:
    named = {name for _, _, names, _ in COLUMNS for name in names.split("; ")} - {"this project"}
    assert {source for source, _ in rows("Attributions")} == named
    texts = NOTICE.partition("## Texts of the licences\n")[2]
    for *_, names in COLUMNS:
        assert all(f"- {name}: " in texts for name in names.split(", ") if name != "none"), names


def test_sources_that_the_readme_of_the_facts_marks_with_a_licence_have_it_in_the_notices() -> None:
    readme = (FACTS / "README.md").read_text(encoding="utf-8")
    marked = {each.replace(" ", "-") for each in re.findall(r"CC BY(?:-SA)? \d\.\d(?: IGO)?", readme)}
    assert marked <= {name for *_, names in COLUMNS for name in names.split(", ")}
