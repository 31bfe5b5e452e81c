"""The notebooks of the tutorial run from their first to their last cell, in an empty folder, and are stored without outputs."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

TUTORIALS = sorted((Path(__file__).parents[2] / "examples" / "tutorials").glob("*.ipynb"))
# IPython and the messages of its kernel warn about their own internals.
pytestmark = pytest.mark.filterwarnings("ignore")


def test_there_are_three() -> None:
    assert [file.stem for file in TUTORIALS] == ["1-first-run", "2-paired-experiment", "3-your-own"]


@pytest.mark.parametrize("file", TUTORIALS, ids=lambda file: file.stem)
def test_it_is_stored_without_outputs(file: Path) -> None:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    assert cells[0]["cell_type"] == "markdown" and cells[0]["source"][0].startswith("# ")
    for cell in cells:
        assert not cell.get("outputs") and cell.get("execution_count") is None


@pytest.mark.parametrize("file", TUTORIALS, ids=lambda file: file.stem)
def test_it_runs_and_shows_tables(file: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ()) if "data" in output]
    pages = [output["data"]["text/html"] for output in shown if "text/html" in output["data"]]
    assert any(page.startswith("<table><caption") for page in pages), "objects of the package show as tables"
    assert not any(output["output_type"] == "error" for cell in notebook.cells for output in cell.get("outputs", ()))
