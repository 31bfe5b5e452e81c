"""A run from start to end: the same for the same seed, and everything about it on record."""

from pathlib import Path

import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy.experiments.engine.run import Underway
from paradiplomacy.experiments.reports.account import account
from paradiplomacy.experiments.reports.figures import agreements_in_force, map_of_agreements
from paradiplomacy.experiments.reports.phrases import WIDTH
from paradiplomacy.experiments.results.store import TABLES, Run
from paradiplomacy.scenarios.format.problem import ScenarioError

SMALL = {"world.cities": 60, "world.nations": 10}


@pytest.fixture(scope="module")
def run() -> Run:
    return paradiplomacy.run("c40-paris", seed=3, months=24)


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


def test_the_account_says_what_the_tables_say(run: Run) -> None:
    output = account(run)
    assert max(map(len, output.splitlines())) <= WIDTH
    in_force = int((run.agreements["status"] == "in force").sum())
    total = next(line for line in output.splitlines() if line.strip().startswith("all "))
    assert f"{in_force:,}" in total.split()
    assert f"{len(run.agreements):,}" == total.split()[-1]
    assert "Climate Summit for Local Leaders" in output
    last = run.monthly.iloc[-1]
    closed = sum(last[f"challenge_closed_{level}_climate"] for level in ("local", "national", "joint"))
    climate = next(line for line in output.splitlines() if line.strip().startswith("climate ")).split()
    assert climate[1:3] == [f"{100 * closed:.0f}", "%"]
    assert "half of it was never closed" in output


def test_the_account_of_a_stopped_run_says_so() -> None:
    underway = Underway("synthetic", months=6, changes=SMALL)
    underway.step()
    assert "The run was interrupted after 1 of 6 months." in account(underway.results())


def test_every_agreement_in_force_is_on_the_map(run: Run) -> None:
    ties = agreements_in_force(run.agreements)
    assert len(ties) == (run.agreements["status"] == "in force").sum()
    assert ties["tie"].notna().all()


def test_the_map_says_which_run_it_is_from(tmp_path: Path, run: Run) -> None:
    from PIL import Image

    with Image.open(map_of_agreements(run, tmp_path / "map.png")) as picture:
        assert run.manifest.digest in picture.info["Description"]
        assert picture.width >= 1600


def test_an_account_says_year_by_year_whose_output_is_larger() -> None:
    output = account(paradiplomacy.run("powerhouses", months=1))
    page = output.partition("Whose output is larger (US$ billion at market rates of the year")[2]
    for name, measured in {
        "New York state over Spain": ["2012", "1,328", "1,325", "yes"],
        "Guangdong over Mexico": ["2012", "904", "1,255", "no"],
        "Guangdong over Russia": ["2012", "904", "2,208", "no"],
    }.items():
        row = page.partition(f"{name}\n")[2].splitlines()[1].split()
        assert row[:4] == measured
        assert row[6] in ("yes", "no")
    assert max(map(len, output.splitlines())) <= WIDTH
