"""A run from start to end: the same for the same seed, and everything about it on record."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy.experiments.engine.run import Underway
from paradiplomacy.experiments.reports.account import account
from paradiplomacy.experiments.results.store import TABLES, Run
from paradiplomacy.scenarios.format.problem import ScenarioError

SMALL = {"world.cities": 60, "world.nations": 10}


def test_the_same_seed_is_the_same_run() -> None:
    one, two, other = (paradiplomacy.run("synthetic", seed=seed, months=6, changes=SMALL) for seed in (4, 4, 5))
    assert one.manifest.digest == two.manifest.digest
    assert one.manifest.digest != other.manifest.digest
    for name in TABLES:
        pd.testing.assert_frame_equal(one.tables[name], two.tables[name])


def test_another_replicate_is_another_run() -> None:
    one, two = (paradiplomacy.run("synthetic", replicate=number, months=6, changes=SMALL) for number in (0, 1))
    assert one.manifest.digest != two.manifest.digest


def test_stopping_on_the_way_changes_nothing() -> None:
    underway = Underway("synthetic", seed=4, months=6, changes=SMALL)
    underway.step()
    first = underway.results()
    assert (first.manifest.outcome, first.manifest.months) == ("interrupted", 1)
    while not underway.done:
        underway.step()
    whole = paradiplomacy.run("synthetic", seed=4, months=6, changes=SMALL)
    assert underway.results().manifest.digest == whole.manifest.digest


def test_progress_is_reported_after_each_month() -> None:
    output: list[tuple[int, int]] = []
    paradiplomacy.run("synthetic", months=3, changes=SMALL, progress=lambda *months: output.append(months))
    assert output == [(1, 3), (2, 3), (3, 3)]


def test_the_public_entry_point_builds_the_same_world() -> None:
    world = paradiplomacy.World.from_scenario("synthetic", seed=4, changes=SMALL)
    assert isinstance(world, paradiplomacy.World)
    world.run(months=6)
    run = paradiplomacy.run("synthetic", seed=4, months=6, changes=SMALL)
    pd.testing.assert_frame_equal(
        world.events.reset_index(drop=True), run.events, check_dtype=False, check_column_type=False
    )


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, True, "1"])
def test_a_wrong_seed_is_refused(seed: object) -> None:
    with pytest.raises(ValueError, match="seed"):
        paradiplomacy.run("synthetic", seed=seed, months=1, changes=SMALL)  # type: ignore[arg-type]


def test_a_wrong_change_is_refused() -> None:
    with pytest.raises(ScenarioError, match="election_interval"):
        paradiplomacy.run("synthetic", changes={"politics.elction_interval": 3})


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_real_run_comes_back_as_it_was(tmp_path: Path, run: Run, kind: str) -> None:
    back = paradiplomacy.load(run.save(tmp_path / "run", format=kind))  # type: ignore[arg-type]
    for name in TABLES:
        pd.testing.assert_frame_equal(back.tables[name], run.tables[name], check_exact=True)
    assert account(back) == account(run)


def test_namibia_lives_through_a_run(tmp_path: Path, run: Run) -> None:
    back = paradiplomacy.load(run.save(tmp_path / "run", format="csv"))
    assert (back.nations["id"] == "NAM").sum() == (run.nations["id"] == "NAM").sum() > 0
    assert back.nations["id"].notna().all()


def test_numbers_of_numpy_are_plain_numbers_in_the_manifest() -> None:
    changes = {
        "world.cities": np.int64(24), "world.nations": np.int32(4), "search.burn_in": np.uint8(1),
        "negotiation.power": np.float32(0.5), "response.sanctions": np.array(1) > 0, "months": np.int64(1),
        'events."Slump"': {"kind": "shock", "date": "2016-01", "who": ("N001",), "column": "gdp", "factor": np.float64(0.9)},
    }  # fmt: skip
    manifest = paradiplomacy.run("synthetic", changes=changes).manifest
    again = json.loads(json.dumps(manifest.changes))
    assert again["world.cities"] == 24 and again["response.sanctions"] is True
    assert again['events."Slump"']["factor"] == 0.9 and again['events."Slump"']["who"] == ["N001"]
    assert paradiplomacy.run("synthetic", changes=again).manifest.digest == manifest.digest


def test_a_change_without_an_effect_is_refused_before_anything_runs() -> None:
    with pytest.raises(ScenarioError, match="has no effect: the scenario has no clubs"):
        paradiplomacy.run("synthetic", changes={"membership.attention": 0.5})
