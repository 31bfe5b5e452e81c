"""Answers as JSON: valid, with provenance and stable keys, and nothing but JSON on the standard output."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy import Design, Factor
from paradiplomacy.cli import as_json
from paradiplomacy.cli.command import main
from paradiplomacy.scenarios.format import read

SMALL = {"world.cities": 12, "world.nations": 3, "search.burn_in": 1}
SET = [word for path, value in SMALL.items() for word in ("--set", f"{path}={value}")]


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """Return the answer, read strictly: a parser that takes NaN would hide it."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    assert main(words) == 0
    found = json.loads(capsys.readouterr().out, parse_constant=refuse)
    assert list(found)[:3] == ["kind", "format", "provenance"]
    assert found["format"] == 1
    assert found["provenance"]["paradiplomacy"] == paradiplomacy.__version__
    return found


class Word(IntEnum):
    """A vocabulary."""

    IN_FORCE = 5


@dataclass(frozen=True)
class Record:
    """A record."""

    value: float
    word: Word
    rows: tuple[object, ...]


def test_values_become_what_json_has() -> None:
    record = Record(
        float("nan"), Word.IN_FORCE, (np.float64(0.5), np.int32(3), float("inf"), pd.NA, pd.NaT, Path("a"), None)
    )
    assert as_json.plain(record) == {"value": None, "word": "in_force", "rows": [0.5, 3, None, None, None, "a", None]}
    assert as_json.plain(np.array([[1.0, np.nan]])) == [[1.0, None]]


def test_the_list_of_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    found = said(["scenarios", "--json"], capsys)
    rows = found["scenarios"]
    assert isinstance(rows, list)
    assert [row["name"] for row in rows] == read.names()
    assert set(rows[0]) == {"name", "title", "question", "start", "months"}


def test_a_scenario_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    found = said(["scenarios", "show", "c40-paris", "--json"], capsys)
    scenario, provenance = found["scenario"], found["provenance"]
    assert isinstance(scenario, Mapping) and isinstance(provenance, Mapping)
    assert scenario["name"] == "c40-paris"
    assert scenario["negotiation"]["deadline"] == read.read("c40-paris").negotiation.deadline
    assert len(provenance["scenario_hash"]) == 64


def test_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["explain", "synthetic", *SET, "--month", "2016-02", "--between", "N001", "N002", "--json"]
    found = said(words, capsys)
    explanation, provenance = found["explanation"], found["provenance"]
    assert isinstance(explanation, Mapping) and isinstance(provenance, Mapping)
    assert {"date", "issues", "agreed", "terms", "sides", "zone", "flip", "frontier"} <= explanation.keys()
    assert "change" not in explanation
    assert explanation["date"] == "2016-02"
    assert len(explanation["sides"]) == 2
    assert provenance["changes"] == SMALL
    world = paradiplomacy.World.from_scenario("synthetic", changes=SMALL)
    world.run(1)
    assert explanation["sides"][0]["gain"] == world.explain("N001", "N002").sides[0].gain


def test_a_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lever = Factor("response.tolerance", values=(0.1, 0.3))
    design = Design("Small", "synthetic", ("signed",), months=2, replicates=2, changes=SMALL, levers=(lever,))
    with ThreadPoolExecutor(1) as here:
        paradiplomacy.batch(design, tmp_path / "b", executor=here)
    found = said(["compare", str(tmp_path / "b"), "--json"], capsys)
    rows, provenance = found["differences"], found["provenance"]
    assert isinstance(rows, list) and isinstance(provenance, Mapping)
    assert {"measure", "arm", "difference", "low", "high", "p_holm", "pairs"} <= rows[0].keys()
    assert rows[0]["low"] is None, "two pairs have no interval"
    assert "commit" in provenance["batches"][0]
    assert main(["compare", str(tmp_path / "b"), "--json", "--csv"]) == 2


def test_evidence_prints_json_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.toml").write_text(
        'extends = "synthetic"\ntitle = "A small case"\nmonths = 2\n[world]\ncities = 12\nnations = 3\n'
        '[search]\nburn_in = 1\n[[expectations]]\nname = "Some open"\nmeasure = "opened"\n'
        'changes = ["negotiation.capacity_city=0", "negotiation.capacity_nation=0"]\n'
    )
    found = said(["evidence", "case.toml", "--replicates", "2", "--workers", "1", "--json"], capsys)
    (row,) = found["verdicts"]  # type: ignore[misc]
    assert row["claim"] == "Some open"
    assert row["verdict"] in ("confirmed", "contradicted", "undecided")
    assert row["high"] is None, "a rise has no upper bound"
    provenance = found["provenance"]
    assert isinstance(provenance, Mapping)
    assert {"seed", "replicates", "commit"} <= provenance.keys()
