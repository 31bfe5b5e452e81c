"""The guide to a user's own world lists every column of the tables."""

from pathlib import Path

import pytest

from paradiplomacy.scenarios.own_data.columns import CityColumns, NationColumns, TieColumns
from paradiplomacy.scenarios.typed.schema import REQUIRED, fields

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "own_world.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("section", "owner"), [("Cities", CityColumns), ("Nations", NationColumns), ("Ties", TieColumns)]
)
def test_the_guide_lists_every_column_with_its_meaning(section: str, owner: type) -> None:
    text = GUIDE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    listed = [line.split(" | ") for line in text.splitlines() if line.startswith(("| `", "| **`"))]
    expected = [(name, field.about.about, field.default is REQUIRED) for name, field in fields(owner).items()]
    assert [(row[0].strip("| *`"), row[1].strip(), "**" in row[0]) for row in listed] == expected
