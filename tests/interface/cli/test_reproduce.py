"""``paradiplomacy reproduce``: it prints what was found, and leaves with 1 where a row is not the same."""

from types import SimpleNamespace

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.engine import reproduce


@pytest.mark.parametrize("same", [True, False])
def test_a_row_that_differs_leaves_with_1(
    same: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        reproduce, "reproduce", lambda folder, run: SimpleNamespace(same=same, asked=(str(folder), run))
    )
    assert main(["reproduce", "folder", "7"]) == (0 if same else 1)
    assert "asked=('folder', 7)" in capsys.readouterr().out
