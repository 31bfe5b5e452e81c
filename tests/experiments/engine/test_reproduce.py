"""A row is rerun and compared event by event."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.read import to_toml
from paradiplomacy.experiments.engine.pool import Guard, PoolLostError
from paradiplomacy.experiments.engine.reproduce import reproduce
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError

Make = Callable[..., Design]


def test_a_row_comes_out_the_same_again(small: Make, here: Executor, tmp_path: Path) -> None:
    words = Factor("negotiation.agenda", values=("package", "issue_by_issue"))
    batch(small(levers=(words, *small().levers)), tmp_path / "b", executor=here)
    for run in (0, 5, 11):
        found = reproduce(tmp_path / "b", run)
        assert found.same
        assert found.versions == {}
    with pytest.raises(ResultsError, match="unknown run 12; expected 0 to 11"):
        reproduce(tmp_path / "b", 12)


def test_a_row_that_comes_out_otherwise_says_which_versions_differ(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(), tmp_path / "b", executor=here)
    file = tmp_path / "b" / "manifest.json"
    kept = json.loads(file.read_text())
    kept["sessions"][0]["versions"]["numpy"] = "1.0"
    kept["seed"] = 2
    file.write_text(json.dumps(kept))
    found = reproduce(tmp_path / "b", 0)
    assert not found.same
    assert results.runs["digest"][0] in str(found)
    assert "numpy differs: 1.0 then" in str(found)


def test_a_row_with_own_files_is_reproduced_from_their_copies_wherever_one_is(
    small: Make, here: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.py").write_text("import helper\nf = helper.f")
    (folder / "helper.py").write_text("f = lambda world: 2.0")
    (folder / "d.toml").write_text(to_toml(small(measures=("mine.py:f",), replicates=1)))
    results = batch(folder / "d.toml", tmp_path / "b", executor=here)
    assert results.command == f"paradiplomacy batch {folder / 'd.toml'} --replicates 1 --out {tmp_path / 'b'}"
    shutil.rmtree(folder)
    # Another file of the same name in the working folder is not the one.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text("f = lambda world: 3.0")
    monkeypatch.setattr(Guard, "call", lambda _, function, *arguments: function(*arguments))
    assert reproduce("b", 1).same


def test_a_rerun_without_a_result_is_not_the_same(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(small(measures=(awkward("raises"),), replicates=1), tmp_path / "b", executor=here)
    monkeypatch.setattr(Guard, "call", lambda _, function, *arguments: function(*arguments))
    found = reproduce(tmp_path / "b", 0)
    assert found.same and "is the same" in str(found)
    # The copies know nothing of the file that arms the measure.
    found = reproduce(tmp_path / "b", 1)
    assert not found.same and "had failed; the rerun gives" in str(found)

    def lost(*_: object) -> None:
        raise PoolLostError("its process ended with exit code 0")

    monkeypatch.setattr(Guard, "call", lost)
    found = reproduce(tmp_path / "b", 0)
    assert not found.same and str(found) == "run 0 has no result now: its process ended with exit code 0"
