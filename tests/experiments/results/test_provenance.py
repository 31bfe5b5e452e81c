"""The manifest of a run reads back as it was."""

import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from stored import small_run

from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.store import load
from paradiplomacy.scenarios.format import read, write


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
