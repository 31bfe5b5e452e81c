"""Panels are found by their modules, and a new one needs no other file."""

import sys
from pathlib import Path

import pytest

from paradiplomacy.visualisation import panels as package
from paradiplomacy.visualisation.panels import available, panels
from paradiplomacy.visualisation.services import Services

FOLDER = Path(package.__file__).parent
NEW = '''
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.vue import vue

@vue
def AddedView(text: str) -> None:
    """Draw a text."""

def Added(page):
    return AddedView(text=page.session.run.scenario.title)

PANEL = Panel("Added", -1, Added)
'''


def test_every_module_is_a_panel_with_its_own_place() -> None:
    found = panels()
    assert set(found) == {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}
    places = [panel.place for panel in found.values()]
    assert places == sorted(set(places)) and len({panel.label for panel in found.values()}) == len(found)


def test_every_component_belongs_to_a_panel_and_has_its_class_in_the_style_sheet_or_none() -> None:
    assert {file.stem for file in FOLDER.glob("*.vue")} <= set(panels())


def test_a_panel_has_its_test_of_the_same_name() -> None:
    tests = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    assert set(panels()) <= tests


def test_a_new_panel_is_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "added.py").write_text(NEW)
    (tmp_path / "added.vue").write_text(
        "<template><p>{{ text }}</p></template>\n<script>\nmodule.exports = {};\n</script>\n"
    )
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    panels.cache_clear()
    try:
        names = list(available(Services()))
        assert names[0] == "added"
    finally:
        panels.cache_clear()
        sys.modules.pop(f"{package.__name__}.added", None)
        vars(package).pop("added", None)


def test_the_panel_of_runs_needs_a_results_folder() -> None:
    assert "runs" in panels() and "runs" not in available(Services())
