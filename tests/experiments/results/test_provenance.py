"""The manifest of a run reads back as it was."""

import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.store import TABLES, Run, load, tidy
from paradiplomacy.scenarios.format import read, write


def awkward_table() -> pd.DataFrame:
    """What tables can hold at worst."""
    return pd.DataFrame(
        {
            "month": pd.array([-12, 0, None], dtype="Int64"),
            "date": ["2014-01", "2015-01", None],
            "actor": ["NAM", "NAM:windhoek", None],
            "actor_name": ["Namibia", 'Saint-Denis, "La" Réunion\n# 2', None],
            "code": ["NA", "null", "nan"],
            "count": [2**62, 0, -1],
            "value": [0.1 + 0.2, np.nan, 5e-324],
            "coordinated": [True, False, True],
            "maybe": pd.array([True, None, False], dtype="boolean"),
            "position": np.array([1 / 3, 0.1, -1], dtype=np.float32),
            "nothing": [None, None, None],
        }
    )


def small_run(**changes: object) -> Run:
    facts = {
        "scenario": "c40-paris",
        "title": "The mayors at the Paris climate conference",
        "scenario_hash": "ab" * 32,
        "changes": {"politics.election_interval": 48},
        "seed": 2**63 - 1,
        "replicate": 0,
        "start": "2015-01",
        "months": 2,
        "horizon": 2,
        "burn_in": 12,
        "outcome": "complete",
        "error": "",
        "digest": "cd" * 32,
        "commit": "unknown",
        "dirty": None,
        "versions": provenance.versions(),
        "command": "paradiplomacy run c40-paris",
        "started_at": "2026-01-01T00:00:00+00:00",
        "wall_seconds": 1.5,
    }
    manifest = provenance.Manifest(**{**facts, **changes})  # type: ignore[arg-type]
    return Run(manifest, 'title = "x"\n', {name: tidy(awkward_table()) for name in TABLES})


def test_the_manifest_comes_back(tmp_path: Path) -> None:
    run = small_run()
    back = load(run.save(tmp_path / "run")).manifest
    assert back.files
    assert {name: value for name, value in vars(back).items() if name != "files"} == {
        name: value for name, value in vars(run.manifest).items() if name != "files"
    }


def test_a_manifest_of_an_earlier_version_is_read_without_what_was_not_recorded_then() -> None:
    text = json.loads(small_run().manifest.to_json())
    del text["sources"], text["facts"]
    assert provenance.manifest_from_json(json.dumps(text)).sources == ""
    del text["seed"]
    with pytest.raises(ValueError, match="not those of a manifest"):
        provenance.manifest_from_json(json.dumps(text))


def test_installed_code_is_known_by_version_and_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "_git", lambda *_: None)
    name, dirty = provenance.code_version()
    assert name == f"{version('paradiplomacy')}+{provenance.sources()}"
    assert len(provenance.sources()) == 64 and dirty is None
    (tmp_path / "rule.py").write_text("1")
    before = provenance.code_digest(provenance.package_files(tmp_path))
    (tmp_path / "rule.py").write_text("2")
    assert provenance.code_digest(provenance.package_files(tmp_path)) != before


def test_the_facts_and_own_rules_are_part_of_the_hash_of_a_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hashed(name: str) -> str:
        rules = scenario.rules._replace(charter=f"{tmp_path / name / 'mine.py'}:f")
        return write.scenario_hash(replace(scenario, rules=rules))

    scenario = read.read("synthetic")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.py").write_text("import helper")
        (tmp_path / name / "helper.py").write_text("")
    assert hashed("one") == hashed("two")
    (tmp_path / "two" / "helper.py").write_text("x = 1")
    assert hashed("one") != hashed("two")
    before = write.scenario_hash(scenario)
    monkeypatch.setattr(write, "facts_checksums", lambda: {"cities.csv": "another"})
    assert write.scenario_hash(scenario) != before
