"""An archive makes its results again, and says which file or run is not what was archived."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

import paradiplomacy
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.read import to_toml
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results import archive
from paradiplomacy.experiments.results.folder import ResultsError

SMALL = {"world.cities": 20, "world.nations": 4, "search.burn_in": 1}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    paradiplomacy.run("synthetic", seed=5, months=4, changes=SMALL).save(folder / "run")
    return archive.archive(folder / "run", folder / "packed", description="# About\n")


@pytest.fixture
def copied(packed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(packed, tmp_path / "copy"))


def test_an_archive_holds_results_code_facts_pins_and_description(packed: Path) -> None:
    assert (packed / "odd.md").read_text() == "# About\n"
    assert (packed / "code/paradiplomacy/scenarios/facts/cities.csv").is_file()
    assert (packed / "code/paradiplomacy/model/world.py").is_file()
    pins = dict(line.split("==") for line in (packed / "requirements.txt").read_text().split())
    assert {"mesa", "numba", "numpy", "pandas", "networkx"} <= pins.keys()
    assert json.loads((packed / "archive.json").read_text())["versions"]["numpy"] == pins["numpy"]


def test_a_run_comes_out_the_same(packed: Path) -> None:
    found = archive.check(packed)
    assert found.good and found.same == 1 and not found.versions


def test_a_changed_file_is_named(copied: Path) -> None:
    (copied / "odd.md").write_text("# Another\n")
    found = archive.check(copied)
    assert found.altered == ("odd.md",) and not found.good and found.same == 1


def test_changed_results_are_not_run(copied: Path) -> None:
    (copied / "results/manifest.json").write_text("{}")
    found = archive.check(copied)
    assert found.altered == ("results/manifest.json",) and not found.good


def test_another_digest_is_told(copied: Path) -> None:
    """A manifest with another seed, its checksum made good again: the run does not come out."""
    manifest, kept = copied / "results/manifest.json", copied / "archive.json"
    manifest.write_text(manifest.read_text().replace('"seed": 5', '"seed": 6'))
    record = json.loads(kept.read_text())
    record["files"] = {
        name: archive.hashlib.sha256(path.read_bytes()).hexdigest() for name, path in archive.all_files(copied)
    }
    kept.write_text(json.dumps(record))
    found = archive.check(copied)
    assert not found.altered and found.same == 0 and len(found.other) == 1 and not found.good


def test_other_code_is_refused(copied: Path) -> None:
    with (copied / "code/paradiplomacy/model/world.py").open("a") as file:
        file.write("\n")
    with pytest.raises(ResultsError, match="is not the archived one"):
        archive.check(copied)


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="is not an archive"):
        archive.check(tmp_path)


def test_results_of_another_commit_are_refused(packed: Path, tmp_path: Path) -> None:
    run = Path(shutil.copytree(packed / "results", tmp_path / "run"))
    text = (run / "manifest.json").read_text()
    commit = json.loads(text)["commit"]
    (run / "manifest.json").write_text(text.replace(commit, "0" * 40))
    with pytest.raises(ResultsError, match="produced by commit 0000"):
        archive.archive(run, tmp_path / "packed", description="")
    assert not (tmp_path / "packed").exists()


def test_the_rows_of_a_batch_come_out_the_same(tmp_path: Path) -> None:
    design = Design(
        title="Small",
        scenario="synthetic",
        months=3,
        replicates=2,
        measures=("signed",),
        changes=SMALL,
        levers=(Factor("ratification.veto_players", values=(1, 3)),),
    )
    batch(design, tmp_path / "rows", workers=1)
    packed = archive.archive(tmp_path / "rows", tmp_path / "packed", description="")
    assert archive.check(packed).same == 4
    some = archive.check(packed, rows=3)
    assert some.good and some.same == 3


@pytest.mark.slow
def test_the_archived_code_runs_by_itself(packed: Path, tmp_path: Path) -> None:
    """In an environment in which our package is not installed: only what ``code/`` holds answers to its name."""
    elsewhere = Path(shutil.copytree(packed, tmp_path / "elsewhere"))
    hidden = "import sys; sys.meta_path = [f for f in sys.meta_path if 'editable' not in repr(f)]; "
    asked = f"{hidden}sys.argv = ['again.py']; import runpy; runpy.run_path('again.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", asked], cwd=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "1 of 1 runs" in done.stdout, done.stdout + done.stderr


def test_an_archive_with_own_files_comes_out_the_same_when_the_originals_are_gone(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.py").write_text("import helper\n\n\ndef half(cases, c):\n    return helper.HALF\n\n\nf = helper.f\n")
    (own / "helper.py").write_text("HALF = 0.5\nf = lambda world: 2.0\n")
    design = Design(
        title="Own",
        scenario="synthetic",
        months=3,
        measures=("mine.py:f",),
        changes=SMALL,
        levers=(Factor("rules.protocol", values=("nash", "mine.py:half")),),
    )
    (own / "design.toml").write_text(to_toml(design))
    changes = {**SMALL, "rules.protocol": f"{own / 'mine.py'}:half"}
    paradiplomacy.run("synthetic", months=3, changes=changes).save(tmp_path / "run")
    batch(own / "design.toml", tmp_path / "rows", workers=1)
    packed = [archive.archive(tmp_path / name, tmp_path / f"{name}-packed", description="") for name in ("run", "rows")]
    for name in ("own", "run", "rows"):
        shutil.rmtree(tmp_path / name)
    one, rows = (archive.check(folder) for folder in packed)
    assert one.good and one.same == 1
    assert rows.good and rows.same == 2
    assert (packed[1] / "results/own/0/helper.py").is_file()
    assert 'protocol = "own/0/mine.py:half"' in (packed[0] / "results/scenario.toml").read_text()


def test_an_archive_that_cannot_be_written_leaves_nothing(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ResultsError, match="cannot be written"):
        archive.archive(packed / "results", tmp_path / "file" / "x", description="")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


def test_an_archive_is_an_ro_crate_that_describes_its_files_its_columns_and_the_run(packed: Path) -> None:
    crate = ROCrate(packed)
    assert crate.name == "A synthetic world"
    files = {entity.id for entity in crate.data_entities}
    assert {"results/", "results/events.parquet", "results/scenario.toml", "code/", "odd.md"} <= files
    assert all((packed / name).exists() for name in files)
    action = crate.dereference("#run")
    assert action.type == "CreateAction" and action["result"].id == "results/"
    assert action["object"].id == "results/scenario.toml" and action["instrument"]["name"] == "paradiplomacy"
    gdp = crate.dereference("#cities.gdp")
    assert gdp["unitText"] == "US$ billion a year"
    assert gdp in crate.dereference("results/cities.parquet")["variableMeasured"]


def test_the_ro_crate_of_a_batch_describes_its_scenarios_and_results(tmp_path: Path) -> None:
    design = Design(title="A batch", scenario="synthetic", months=1, replicates=1, measures=("signed",), changes=SMALL)
    batch(design, tmp_path / "batch", workers=1)
    crate = ROCrate(archive.archive(tmp_path / "batch", tmp_path / "packed", description="# About\n"))
    assert crate.name == "A batch" and crate.dereference("#run")["object"].id == "results/scenarios/"
    assert {"results/runs/", "results/scenarios/", "results/design.toml"} <= {each.id for each in crate.data_entities}
