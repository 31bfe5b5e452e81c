"""A row is rerun and compared event by event."""

import json
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from paradiplomacy.experiments.design.design import Design, Factor
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
