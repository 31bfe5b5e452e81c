"""``paradiplomacy report``: it writes the page of a folder and prints where it is."""

from pathlib import Path

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.reports import report


@pytest.mark.parametrize(("words", "page"), [([], None), (["--out", "page.html"], Path("page.html"))])
def test_the_page_is_written_where_it_was_asked_for(
    words: list[str], page: Path | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    monkeypatch.setattr(report, "report", lambda *given: asked.append(given) or "the place")
    assert main(["report", "folder", *words]) == 0
    assert asked == [(Path("folder"), page)]
    assert capsys.readouterr().out == "the place\n"
