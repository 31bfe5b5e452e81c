"""``paradiplomacy sensitivity``: indices, boxes, and an answer where there is no index."""

from types import SimpleNamespace

import pandas as pd
import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.results import batch
from paradiplomacy.experiments.statistics import discovery, sensitivity

TABLE = pd.DataFrame({"measure": ["signed"], "factor": ["power"], "index": [0.123456]})


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """The table that is found, in a list; measures asked for are appended."""
    found = [TABLE]
    monkeypatch.setattr(sensitivity, "sensitivity", lambda _folder, measures: found.append(measures) or found[0])
    monkeypatch.setattr(discovery, "box", lambda _folder, condition: SimpleNamespace(words=f"box of {condition}"))
    monkeypatch.setattr(batch, "BatchResults", lambda _folder: SimpleNamespace(stamp="made by a test"))
    return found


def test_indices_are_printed_and_boxes_after_them(table: list, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "folder", "--measure", "signed", "--box", "signed < 3", "--box", "signed > 9"]) == 0
    *_, row, one, two = capsys.readouterr().out.splitlines()
    assert row.split() == ["signed", "power", "0.123"]
    assert (one, two) == ("box of signed < 3", "box of signed > 9")
    assert table[1] == ["signed"]


@pytest.mark.usefixtures("table")
def test_a_table_for_programs_has_its_origin_in_the_first_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "folder", "--csv"]) == 0
    first, head, row = capsys.readouterr().out.splitlines()
    assert "made by a test" in first
    assert (head, row) == ("measure,factor,index", "signed,power,0.123456")


def test_where_there_is_no_index_it_says_what_one_needs(table: list, capsys: pytest.CaptureFixture[str]) -> None:
    table[0] = TABLE.iloc[:0]
    assert main(["sensitivity", "folder"]) == 0
    assert capsys.readouterr().out.startswith("No indices: Sobol and Morris indices need their own samplers")
