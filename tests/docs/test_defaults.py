"""Every default that the documentation states is the one of the code."""

import re
from pathlib import Path

from paradiplomacy.model.parameters import Settings

ROOT = Path(__file__).parent.parent.parent
# ``search.growth`` (0.04) in a sentence, and | `search.growth` | 0.04 | in a table.
STATED = re.compile(r"(?:^\| )?`(?P<path>[a-z]+\.[a-z_]+)`(?:\s\(|\s\| )(?P<number>-?\d+(?:\.\d+)?)", re.MULTILINE)
PAGES = ("model.md", "reference/designs.md", "glossary.md")


def stated(page: str) -> dict[tuple[str, float], float]:
    """Return the default in the code of every parameter and number that a page states."""
    code = {f"{group}.{name}": value for group, owner in DEFAULTS.items() for name, value in owner.items()}
    found = STATED.finditer((ROOT / "docs" / page).read_text(encoding="utf-8"))
    return {(each["path"], float(each["number"])): code[each["path"]] for each in found if each["path"] in code}


DEFAULTS = {group: owner._field_defaults for group, owner in Settings.__annotations__.items()}


def test_defaults_on_the_pages_are_those_of_the_code() -> None:
    all_stated = {fact: code for page in PAGES for fact, code in stated(page).items()}
    assert len(all_stated) > 100
    assert {fact: code for fact, code in all_stated.items() if fact[1] != code} == {}
