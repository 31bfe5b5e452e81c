"""Progress bars in notebooks, and none in scripts."""

import sys
from types import SimpleNamespace

import pytest

from paradiplomacy.experiments.engine import progress
from paradiplomacy.experiments.engine.batch import Silent
from paradiplomacy.experiments.engine.worker import Done


class ZMQInteractiveShell:
    """The shell of a notebook's kernel, by its name."""


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code believe that it runs in a notebook."""
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=ZMQInteractiveShell))


def test_scripts_and_terminals_have_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert not progress.in_notebook()
    assert isinstance(progress.watcher(), Silent)
    with progress.reported(None, 3) as report:
        assert report(1, 3) is None


@pytest.mark.usefixtures("notebook")
def test_a_run_in_a_notebook_counts_its_months(capsys: pytest.CaptureFixture[str]) -> None:
    assert progress.in_notebook()
    with progress.reported(None, 3) as report:
        for month in (1, 2, 3):
            report(month, 3)
    assert "months: 3/3" in capsys.readouterr().err


@pytest.mark.usefixtures("notebook")
def test_a_function_of_the_user_takes_the_place_of_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[tuple[int, int]] = []
    with progress.reported(lambda *at: seen.append(at), 2) as report:
        report(1, 2)
    assert seen == [(1, 2)]
    assert not capsys.readouterr().err


@pytest.mark.usefixtures("notebook")
def test_a_batch_in_a_notebook_counts_runs_and_failures(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress.watcher()
    shown.begin(4, 1)
    failure = SimpleNamespace(run=2, status="failed", why="no")
    shown.advance(Done("a", (), 3, 0.1, 0.1, (failure,)))  # type: ignore[arg-type]
    shown.say("a message")
    said = capsys.readouterr()
    assert "runs: 1/4" in said.err
    assert "runs: 4/4" in said.err
    assert "1 failed" in said.err
    assert said.out == "a message\n"
