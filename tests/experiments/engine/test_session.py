"""A folder belongs to one design, and its manifest records every session."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from batches import assert_same, assert_whole

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import read, to_toml
from paradiplomacy.experiments.engine import worker
from paradiplomacy.experiments.engine.parts import Parts
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.scenarios.format import write

Make = Callable[..., Design]


def test_more_replicates_add_rows_to_the_same_folder(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(replicates=2), tmp_path / "b", executor=here)
    with ThreadPoolExecutor(1) as again:
        more = batch(small(replicates=3), tmp_path / "b", executor=again)
    with ThreadPoolExecutor(1) as again:
        assert_same(more, batch(small(replicates=3), tmp_path / "u", executor=again))


def test_another_design_is_refused_and_changes_nothing(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match="another design"):
        batch(small(months=5), tmp_path / "b", executor=here)
    assert_whole(BatchResults(tmp_path / "b"), 6)
    with ThreadPoolExecutor(1) as again:
        assert set(batch(small(months=5), tmp_path / "b", executor=again, overwrite=True).runs["months"]) == {5}


def test_a_folder_of_something_else_is_never_overwritten(small: Make, here: Executor, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ResultsError, match="not empty"):
        batch(small(), tmp_path, executor=here, overwrite=True)
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_the_manifest_says_what_made_the_rows(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    kept = json.loads((tmp_path / "b" / "manifest.json").read_text())
    session = kept["sessions"][0]
    assert {"commit", "versions", "machine", "command", "started_at", "ended_at"} <= set(session)
    assert kept["measures"]["signed"]["unit"] == "agreements"
    assert "response.tolerance" in (tmp_path / "b" / "design.toml").read_text()


def test_the_manifest_counts_how_runs_ended(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(replicates=2), tmp_path / "b", executor=here)
    parts = Parts(results.folder, ())
    assert parts.counts(4) == {"not done": 0, "complete": 4, "failed": 0, "timed out": 0, "died": 0}
    assert parts.counts(6)["not done"] == 2
    assert parts.counts(3) == results.manifest["status"] | {"complete": 3}


SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1}


NOTEBOOK = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in (
    "import paradiplomacy",
    "lever = paradiplomacy.Factor('response.tolerance', values=(0.1, 0.3))",
    "design = paradiplomacy.Design('S', 'synthetic', ('signed',), months=2, replicates=2, changes=SMALL, levers=(lever,))",
    "results = paradiplomacy.batch(design, 'b', workers=1)",
    "table = paradiplomacy.compare('b')",
):
    shell.run_cell(f"SMALL = {SMALL}\\n{cell}").raise_error()
print(len(shell.user_ns["results"].runs), len(shell.user_ns["table"]))
"""


@pytest.mark.slow
def test_a_batch_runs_from_a_notebook(tmp_path: Path) -> None:
    pytest.importorskip("IPython")
    command = [sys.executable, "-c", f"SMALL = {SMALL!r}\n{NOTEBOOK}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["4", "1"]


def own(folder: Path, **changed: str) -> str:
    """A measure in a file with a helper and data."""
    contents = {"mine.py": "import helper\nf = helper.f", "helper.py": "TABLE = 'numbers.csv'\nf = lambda world: 1.0"}
    contents |= {"numbers.csv": "1,2"} | changed
    folder.mkdir(exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text)
    return f"{folder / 'mine.py'}:f"


@pytest.mark.parametrize("file", ["mine.py", "helper.py", "numbers.csv"])
def test_a_batch_is_not_resumed_with_another_file_of_the_user(
    small: Make, here: Executor, tmp_path: Path, file: str
) -> None:
    design = small(measures=(own(tmp_path / "own"),), replicates=1)
    batch(design, tmp_path / "b", executor=here)
    own(tmp_path / "own", **{file: f"{(tmp_path / 'own' / file).read_text()}\n"})
    with pytest.raises(ResultsError, match=f"same design before {file} changed"):
        batch(design._replace(replicates=2), tmp_path / "b", executor=here)
    assert_whole(BatchResults(tmp_path / "b"), 2)
    own(tmp_path / "own")
    with ThreadPoolExecutor(1) as again:
        assert_whole(batch(design._replace(replicates=2), tmp_path / "b", executor=again), 4)


def test_a_batch_is_not_resumed_with_other_facts(
    small: Make, here: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(small(replicates=1), tmp_path / "b", executor=here)
    edited = write.facts_checksums() | {"cities.csv": "another"}
    monkeypatch.setattr(write, "facts_checksums", lambda: edited)
    with pytest.raises(ResultsError, match=r"same design before cities.csv changed"):
        batch(small(replicates=2), tmp_path / "b", executor=here)


def test_a_design_and_its_files_can_be_moved_together(small: Make, tmp_path: Path) -> None:
    fingerprints = []
    for name in ("one", "two"):
        own(tmp_path / name)
        (tmp_path / name / "d.toml").write_text(to_toml(small(measures=("mine.py:f",), replicates=1)))
        fingerprints.append(make(read(tmp_path / name / "d.toml")).recipe.token)
    assert fingerprints[0] == fingerprints[1]


def test_results_that_cannot_be_written_are_an_error(
    small: Make, here: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "b")

    monkeypatch.setattr(worker, "write_whole", full)
    with pytest.raises(ResultsError, match="No space left on device; completed runs are safe"):
        batch(small(), tmp_path / "b", executor=here)
