"""Public objects print as text, and public functions answer a wrong type or path in one line."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import paradiplomacy
from paradiplomacy import BatchResults, Design, Experiment, Factor, Precision, Run, Sampling, Stop, World
from paradiplomacy.experiments.engine import progress

SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1, "search.candidates": 64}


@pytest.fixture(scope="module")
def world() -> World:
    made = World.from_scenario("synthetic", changes=SMALL)
    made.run(3)
    return made


@pytest.fixture(scope="module")
def run() -> Run:
    return paradiplomacy.run("synthetic", months=3, changes=SMALL)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> BatchResults:
    design = Design(
        "Small",
        "synthetic",
        ("signed",),
        months=3,
        changes=SMALL,
        levers=(Factor("response.tolerance", values=(0.1, 0.3)),),
    )
    with ThreadPoolExecutor(1) as here:
        return paradiplomacy.batch(design, tmp_path_factory.mktemp("batch") / "b", executor=here)


def test_every_public_object_prints_as_text(world: World, run: Run, results: BatchResults) -> None:
    factor = Factor("response.tolerance", low=0.0, high=1.0)
    explanation = world.explain("N001", "N002")
    shown = {
        "synthetic (seed 1, replicate 0): world of 24 cities and 4 nations": world,
        "N001:c00001), city of N001": world.cities["N001:c00001"],
        "nation with": world.nations["N001"],
        "24 cities": world,
        "do not agree" if not explanation.agreed else "agree on": explanation,
        "win-set": explanation.sides[0],
        "complete, 3 of 3 months": run,
        "Changed: world.cities = 24": run.manifest,
        "Measures: signed": results,
        'path = "response.tolerance"': factor,
        "[[levers]]": Design("x", "synthetic", ("signed",), levers=(factor,)),
        'name = "case"': Experiment("case"),
        "samples = 64": Sampling(),
        "after = 0": Stop(),
        "confidence = 0.95": Precision(),
        "What follows from the rules alone": paradiplomacy.read_scenario("synthetic"),
    }
    for words, thing in shown.items():
        text = str(thing)
        assert words in text, words
        # A raw record begins with the name of its class.
        assert not text.startswith((f"{type(thing).__name__}(", "<")), text[:80]
    assert len(str(world.cities).splitlines()) == 24
    assert max(map(len, repr(run).splitlines())) < 2000, "tables are not part of the representation of a run"


def test_every_public_object_is_a_short_table_in_a_notebook(world: World, run: Run, results: BatchResults) -> None:
    explanation = world.explain("N001", "N002")
    shown = {
        "24": world,
        "N001:c00001": world.cities["N001:c00001"],
        "modelled cities": world.nations["N001"],
        "3 of 3 from": run,
        "signed": results,
        "gain": explanation,
    }
    for words, thing in shown.items():
        page = thing._repr_html_()
        assert words in page, words
        assert page.startswith("<table><caption")
        assert page.count("<tr>") <= 20
        assert len(page) < 5000


def test_names_of_actors_are_escaped_in_a_notebook(world: World) -> None:
    city, nation = world.cities["N001:c00001"], world.nations["N001"]
    before = city.name, nation.name
    city.name, nation.name = "<b>City</b>", "N & <i>Co</i>"
    try:
        page = city._repr_html_() + nation._repr_html_()
    finally:
        city.name, nation.name = before
    assert "<b>City" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;City" in page


def test_a_world_in_a_notebook_runs_the_same_months_with_a_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    alone, noted = (World.from_scenario("synthetic", changes=SMALL) for _ in range(2))
    alone.run(2)
    monkeypatch.setattr(progress, "in_notebook", lambda: True)
    noted.run(2)
    assert "months: 2/2" in capsys.readouterr().err
    assert noted.digest() == alone.digest()
    with pytest.raises(ValueError, match="-1"):
        noted.run(-1)


WRONG: dict[str, tuple[Callable[[Run, BatchResults], Any], str]] = {
    "a lever without a comma": (lambda *_: design(levers=Factor("response.tolerance", values=(0.1, 0.3))), "levers: of type Factor, expected a list"),
    "a path for a lever": (lambda *_: design(levers=("response.tolerance",)), r"levers\[0\]: of type str, expected Factor"),
    "a measure for measures": (lambda *_: design(measures="signed"), "measures"),
    "a table to keep": (lambda *_: design(keep="monthly"), "keep"),
    "a sampler for the sampling": (lambda *_: design(sampling="saltelli"), "sampling: of type str, expected Sampling"),
    "no stop": (lambda *_: design(stop=None), "stop: of type NoneType, expected Stop"),
    "a design of another type": (lambda *_: paradiplomacy.batch(5, "x"), "of type int, expected the path"),
    "no folder of a batch": (lambda *_: paradiplomacy.batch(design_small(), None), "of type NoneType, expected the path"),
    "a scenario of another type": (lambda *_: paradiplomacy.run(5), "of type int, expected the path"),
    "a zero byte": (lambda *_: paradiplomacy.run("a\0b.toml"), "not a path"),
    "changes in a list": (lambda *_: paradiplomacy.run("synthetic", changes=["months=3"]), "changes: of type list, expected a mapping"),
    "changes of a world in a list": (lambda *_: World.from_scenario("synthetic", changes=["months=3"]), "expected a mapping"),
    "a share as text": (lambda *_: World.from_scenario("synthetic", changes=SMALL).explain_decisions("all"), "must be a number from 0 to 1"),
    "results of another type": (lambda *_: paradiplomacy.load(b"x"), "of type bytes, expected the path"),
    "a file of code": (lambda *_: paradiplomacy.load(__file__), "a file, not a results folder"),
    "a batch of a file": (lambda *_: BatchResults(__file__), "not a results folder"),
    "an unknown kind of picture": (lambda r, _: paradiplomacy.map_of_agreements(r, "map.jpg"), r"map\.jpg: unknown format of a map, expected .*\.png"),
    "a picture without a kind": (lambda r, _: paradiplomacy.map_of_agreements(r, "map"), "unknown format"),
    "a map of a folder": (lambda *_: paradiplomacy.map_of_agreements("results/x", "map.png"), "of type str, expected a Run"),
    "an account of a batch": (lambda _, b: paradiplomacy.account(b), "of type BatchResults, expected a Run"),
    "letters for measures": (lambda _, b: paradiplomacy.compare(b, measures="signed"), "expected a list of names"),
    "letters for a measure": (lambda _, b: paradiplomacy.sensitivity(b, measures="signed"), "expected a list of names"),
    "a condition of another type": (lambda _, b: paradiplomacy.box(b, 5), "expected MEASURE < NUMBER"),
    "a run as text": (lambda _, b: paradiplomacy.reproduce(b, "0"), "unknown run '0'; expected 0 to 1"),
    "a run between two": (lambda _, b: paradiplomacy.reproduce(b, 0.5), "unknown run 0.5"),
    "a world of another type": (lambda *_: World.restore(5), "of type int, expected the path"),
    "a world nowhere": (lambda *_: World.restore("~no-such-user/x.world"), "no such home folder"),
    "an unknown table": (lambda _, b: b["outcome"], "did you mean outcomes"),
}  # fmt: skip


def design(**changes: Any) -> BatchResults:
    return paradiplomacy.batch(design_small(**changes), "never")


def design_small(**changes: Any) -> Design:
    return Design(**({"title": "Small", "scenario": "synthetic", "measures": ("signed",), "changes": SMALL} | changes))


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_type_or_path_is_answered_in_one_line(
    case: str, run: Run, results: BatchResults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    act, message = WRONG[case]
    with pytest.raises((ValueError, KeyError), match=message) as refusal:
        act(run, results)
    assert "\n" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == [], "a wrong request leaves nothing behind"


def test_results_can_be_given_in_place_of_their_folder(results: BatchResults) -> None:
    assert len(paradiplomacy.compare(results)) == 1
    assert paradiplomacy.reproduce(results, 1).same
    assert paradiplomacy.load(results).measures == ["signed"]  # type: ignore[union-attr]


def test_a_map_is_drawn_into_a_folder_that_is_made(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paradiplomacy.map_of_agreements(run, "~/new/map.PNG") == tmp_path / "new" / "map.PNG"
    assert (tmp_path / "new" / "map.PNG").read_bytes().startswith(b"\x89PNG")
