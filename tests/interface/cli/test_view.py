"""``paradiplomacy view``: what it refuses before it serves the page, what is opened, and where it is shown."""

import argparse
import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from paradiplomacy.cli import view
from paradiplomacy.cli.command import main
from paradiplomacy.cli.view import batch_folder, give_home, origin, root_path, what_to_open
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.address import Address
from paradiplomacy.visualisation.session.opening import address_of, open_at

ROOT = Path(__file__).parents[3]
TINY = {"world.cities": 20, "world.nations": 3, "search.burn_in": 0, "months": 4}


def test_a_saved_run_opens_as_its_own_replicate(tmp_path: Path) -> None:
    saved = run("synthetic", seed=7, replicate=3, months=4, changes=TINY)
    saved.save(tmp_path / "saved")
    scenario, seed, replicate = what_to_open(str(tmp_path / "saved"))
    assert (seed, replicate) == (7, 3)
    settings = Settings(scenario, seed, replicate=replicate)
    session = open_at(Address(month=4), settings).session
    assert session.digest() == saved.manifest.digest and session.run.replicate == 3
    session.restart(seed=7)
    address = address_of(session, None, settings)
    assert address is not None and address.replicate == 0 and open_at(address, settings).session.run.replicate == 0
    other = open_at(Address(seed=8), settings).session
    assert other.run.replicate == 0


def test_results_of_prepared_worlds_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def f(world):\n    pass\n")
    name = f"{tmp_path / 'mine.py'}:f"
    run("synthetic", months=1, changes=TINY, prepare=name).save(tmp_path / "run")
    with pytest.raises(ResultsError, match=r"run: prepared by own/0/mine.py:f, which a page does not run; read its"):
        what_to_open(str(tmp_path / "run"))
    design = Design("T", "synthetic", ("signed",), months=1, changes={**TINY, "months": 2}, prepare=name)
    with ThreadPoolExecutor(1) as here:
        batch(design, tmp_path / "rows", executor=here)
    with pytest.raises(ResultsError, match=r"rows: prepared by .*mine.py:f, which a page does not run"):
        batch_folder(str(tmp_path / "rows"))


@pytest.mark.parametrize(("text", "path"), [("", ""), ("/", ""), ("/sim", "/sim"), ("sim/a/", "/sim/a")])
def test_a_root_path_has_a_slash_before_it_and_none_after(text: str, path: str) -> None:
    assert root_path(text) == path


@pytest.mark.parametrize("text", ["/a b", "/a?b", "/<script>", "/a//b", "https://a.example"])
def test_a_root_path_is_made_of_plain_names(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="expected a path"):
        root_path(text)


@pytest.mark.parametrize(
    "text", ["*", "a.example", "https://a.example/b", "javascript:1", "https://a.example; script-src *"]
)
def test_only_an_origin_may_embed_the_window(text: str) -> None:
    assert origin("https://a.example/") == "https://a.example"
    with pytest.raises(argparse.ArgumentTypeError, match="expected an origin"):
        origin(text)


def test_a_process_without_a_home_folder_gets_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    before = os.environ["HOME"]
    give_home()
    assert os.environ["HOME"] == before
    monkeypatch.setattr(Path, "home", unknown)
    monkeypatch.setenv("HOME", before)
    give_home()
    assert os.environ["HOME"] != before
    assert list(Path(os.environ["HOME"]).iterdir()) == []


def test_the_command_names_the_packages_that_are_missing_and_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(view, "WINDOW", ("numpy", "no-such-package"))
    assert main(["view", "c40-paris"]) == 2
    message = capsys.readouterr().err
    assert "not installed: no-such-package." in message
    assert "pip install 'paradiplomacy[window]'" in message and "uv run --extra window" in message


def test_the_packages_of_the_window_are_those_of_its_extra() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {each.split("<")[0].split(">")[0].split("=")[0] for each in extra["window"]} == set(view.WINDOW)
