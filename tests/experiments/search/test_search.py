"""A search finds known optima, goes on where it stopped, and is the same with any number of workers."""

import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy import Design, Factor, ResultsError, ScenarioError, Search, SearchResults, Target
from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.search import optimiser
from paradiplomacy.experiments.search.search import optimise
from paradiplomacy.experiments.search.trace import scores_of

pytest.importorskip("optuna", reason="Optuna is in the extra search")
SMALL = {"world.cities": 12, "world.nations": 3, "search.burn_in": 1}
ONE, THREE = partial(ThreadPoolExecutor, 1), partial(ThreadPoolExecutor, 3)
X = Factor("response.tolerance", name="x", low=0.0, high=1.0)
N = Factor("negotiation.deadline", name="n", low=2, high=40)
RULE = Factor("rules.protocol", name="rule", values=("nash", "ultimatum", "rubinstein"))


def design(search: Search, *levers: Factor, **more: object) -> Design:
    return Design(
        "Test", "synthetic", ("signed", "opened"), months=2, changes=SMALL, levers=levers, search=search, **more
    )  # type: ignore[arg-type]


def trace_of(asked: Design, function: object) -> object:
    """Search with a known function of the settings in the place of runs: (settings, points) by measure."""

    def evaluate(_number: int, settings: Sequence[Mapping[str, object]]) -> dict[str, np.ndarray]:
        rows = [function(**point) for point in settings]  # type: ignore[operator]
        return {name: np.array([row[at] for row in rows], dtype=float) for at, name in enumerate(("signed", "opened"))}

    return optimise(checked(asked), evaluate)


def bowl(x: float, n: int, rule: str) -> tuple[list[float], list[float]]:
    """A function with its least value, 0, at 0.3, 12 and rubinstein."""
    found = (x - 0.3) ** 2 + ((n - 12) / 38) ** 2 + 0.2 * (rule != "rubinstein")
    return [found], [0.0]


def test_it_finds_the_known_optimum_over_levers_of_all_kinds() -> None:
    asked = design(Search(minimise=("signed",), population=12, generations=12, gain=0.0, patience=12), X, N, RULE)
    trace = trace_of(asked, bowl)
    best = trace.settings[int(np.argmin(trace.measured["signed"]))]  # type: ignore[attr-defined]
    assert best["rule"] == "rubinstein"
    assert best["x"] == pytest.approx(0.3, abs=0.1)
    assert isinstance(best["n"], int) and abs(best["n"] - 12) <= 4
    # As many random settings do worse: the optimiser has learnt.
    first = trace.measured["signed"][:12].min()  # type: ignore[attr-defined]
    assert trace.measured["signed"].min() < first / 2  # type: ignore[attr-defined]


def test_maximising_finds_the_other_end() -> None:
    asked = design(Search(maximise=("signed",), population=6, generations=8, gain=0.0, patience=8), X)
    trace = trace_of(asked, lambda x: ([x], [0.0]))
    assert max(point["x"] for point in trace.settings) > 0.97  # type: ignore[attr-defined]


def test_the_front_of_two_objectives_is_that_of_schaffer() -> None:
    # x squared and (x - 2) squared, with x from -4 to 4: the front is every x from 0 to 2 (Schaffer 1985).
    asked = design(Search(minimise=("signed", "opened"), population=10, generations=8, gain=0.0, patience=8), X)
    trace = trace_of(asked, lambda x: ([(8 * x - 4) ** 2], [(8 * x - 6) ** 2]))
    from paradiplomacy.experiments.search.objectives import front_of

    on = front_of(scores_of(asked, trace.measured))  # type: ignore[attr-defined]
    places = np.array([8 * point["x"] - 4 for point in trace.settings])  # type: ignore[attr-defined]
    assert on.sum() >= 15
    assert ((places[on] >= -0.05) & (places[on] <= 2.05)).all()
    inside = places[(places > 0) & (places < 2)]
    assert len(inside) > 0.5 * len(places), "an even spread would have a quarter there"


@pytest.mark.parametrize(("over", "best"), [("mean", 0.0), ("worst", 1.0), ("regret", 0.5)])
def test_the_optimum_depends_on_how_points_count(over: str, best: float) -> None:
    # Three states of the world; the mean falls towards 0, the worst case is least at 1, the largest regret at one half.
    def function(x: float) -> tuple[list[float], list[float]]:
        return [10.0 - 2.0 * x, 2.0 * x, 1.2 * x], [0.0, 0.0, 0.0]

    asked = design(Search(minimise=("signed",), over=over, population=8, generations=8, gain=0.0, patience=8), X)
    trace = trace_of(asked, function)
    score = scores_of(asked, trace.measured)[:, 0]  # type: ignore[attr-defined]
    assert trace.settings[int(score.argmin())]["x"] == pytest.approx(best, abs=0.06)  # type: ignore[attr-defined]


def test_it_ends_when_nothing_improves_or_everything_has_been_tried() -> None:
    flat = trace_of(
        design(Search(minimise=("signed",), population=4, generations=50, patience=2), X), lambda x: ([1.0], [x])
    )
    assert flat.ended == "2 generations in a row gained less than 0.01"  # type: ignore[attr-defined]
    assert flat.generation[-1] == 2  # type: ignore[attr-defined]
    few = trace_of(
        design(Search(minimise=("signed",), population=8, patience=9), RULE), lambda rule: ([float(len(rule))], [0.0])
    )
    assert few.ended == "every setting has been tried"  # type: ignore[attr-defined]
    assert sorted(point["rule"] for point in few.settings) == sorted(RULE.values)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def asked() -> Design:
    return design(
        Search(minimise=("signed",), maximise=("opened",), population=3, generations=3, gain=0.0, patience=9),
        Factor("negotiation.capacity_city", low=0, high=4),
        X,
        uncertainties=(Factor("utility.benefit_scale", values=(1.0, 3.0)),),
        targets=(Target("opened", at_least=1.0),),
        replicates=2,
        sampling=paradiplomacy.Sampling(uncertainties="factorial"),
    )


@pytest.fixture(scope="module")
def found(asked: Design, tmp_path_factory: pytest.TempPathFactory) -> SearchResults:
    return paradiplomacy.search(asked, tmp_path_factory.mktemp("search") / "s", executor=ONE)


def test_a_search_of_a_small_world_has_a_table_with_provenance(found: SearchResults) -> None:
    table = found.settings
    assert {
        "generation",
        "negotiation.capacity_city",
        "signed",
        "signed_worst",
        "signed_regret",
        "satisfied",
        "front",
    } <= set(table)
    assert table["front"].any()
    assert (table["signed_worst"] >= table["signed"]).all(), "the worst of what is minimised is the largest"
    assert (table["opened_worst"] <= table["opened"]).all(), "the worst of what is maximised is the least"
    assert (table["signed_regret"] >= 0.0).all() and (table.groupby("generation").size() <= 3).all()
    none = table[table["negotiation.capacity_city"] == 0]
    assert none["satisfied"].isin([0.0, 0.5, 1.0]).all()
    assert "commit" in (found.folder / "settings.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert found.record["objectives"] == [
        {"name": "signed", "direction": "minimise"},
        {"name": "opened", "direction": "maximise"},
    ]
    assert "minimise signed, maximise opened" in str(found)
    assert found._repr_html_().startswith("<table><caption")
    axes = found.figure().axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("signed (minimise)", "opened (maximise)")


def test_values_are_means_over_the_runs_of_a_setting(found: SearchResults) -> None:
    row = found.settings.iloc[0]
    runs = paradiplomacy.load(found.folder / "generation-000").joined
    own = runs[runs["x"] == row["x"]]
    assert len(own) == 4, "two points, two replicates"
    assert own["opened"].max() > own["opened"].min()
    assert row["opened"] == own["opened"].mean()
    assert row["signed_worst"] == own.groupby("utility.benefit_scale")["signed"].mean().max()


def test_a_stopped_search_goes_on_and_workers_change_nothing(
    asked: Design, found: SearchResults, tmp_path: Path
) -> None:
    half = tmp_path / "half"
    shutil.copytree(found.folder, half)
    shutil.rmtree(half / "generation-002")
    (half / "search.json").unlink()
    with pytest.raises(ResultsError, match="a search that has ended"):
        SearchResults(half)
    again = paradiplomacy.search(asked, half, executor=THREE)
    other = paradiplomacy.search(asked, tmp_path / "other", executor=THREE)
    pd.testing.assert_frame_equal(again.settings, found.settings, check_exact=True)
    pd.testing.assert_frame_equal(other.settings, found.settings, check_exact=True)


def test_the_front_is_confirmed_with_fresh_random_numbers(asked: Design, tmp_path: Path) -> None:
    precise = paradiplomacy.Precision("opened", half_width=0.5, least=5, most=7)
    more = asked._replace(search=asked.search._replace(generations=1), precision=precise)
    found = paradiplomacy.search(more, tmp_path / "s", executor=ONE)
    again = paradiplomacy.load(tmp_path / "s" / "front")
    table = found.settings
    assert (table["opened_confirmed"].notna() == table["front"]).all()
    assert again.manifest["seed"] == asked.seed + 1
    assert 5 <= again.manifest["replicates"] <= 7, "as many as the precision requires"
    row = table[table["front"]].iloc[0]
    own = again.joined[again.joined["x"] == row["x"]]
    assert row["opened_confirmed"] == pytest.approx(own["opened"].mean())
    fixed = paradiplomacy.search(
        asked._replace(search=asked.search._replace(generations=1, confirm=1)), tmp_path / "t", executor=ONE
    )
    assert paradiplomacy.load(fixed.folder / "front").manifest["replicates"] == 1
    assert "opened_confirmed" in fixed.settings


def test_another_search_is_not_mixed_into_a_folder(asked: Design, found: SearchResults) -> None:
    with pytest.raises(ResultsError, match="another design"):
        paradiplomacy.search(asked._replace(seed=9), found.folder, executor=ONE)


def test_a_calibration_through_real_runs_finds_the_value_that_made_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # A measure that is known exactly: the square of a parameter of the run.
    Path("mine.py").write_text("def square(world):\n    return world.settings.response.tolerance ** 2\n")
    target = (Target("mine.py:square", value=0.25, tolerance=0.01),)
    asked = design(Search(population=6, generations=6, gain=0.0, patience=6), X, targets=target)
    found = paradiplomacy.search(asked._replace(measures=("mine.py:square",)), tmp_path / "fit", executor=ONE)
    (best,) = found.front.to_dict("records")
    assert best["x"] == pytest.approx(0.5, abs=0.03)
    assert best["misfit"] == pytest.approx(abs(best["x"] ** 2 - 0.25) / 0.01)
    assert best["misfit"] == found.settings["misfit"].min()
    assert (found.settings["satisfied"] == (found.settings["misfit"] <= 1.0)).all()


WRONG = {
    "unknown": ({"search": Search(minimise=("sigend",))}, "search.minimise.*did you mean signed"),
    "both": ({"search": Search(minimise=("signed",), maximise=("signed",))}, "to be minimised as well"),
    "idle": ({"search": Search(population=4)}, "nothing is searched for"),
    "half": ({"targets": (Target("signed", value=1.0),)}, "value or tolerance alone"),
    "no target": ({"targets": (Target("signed"),)}, "no target"),
    "crossed": ({"targets": (Target("signed", at_least=2.0, at_most=1.0),)}, "2 is above at_most, 1"),
    "over": ({"search": Search(minimise=("signed",), over="median")}, "search.over.*unknown value"),
    "levers": ({"search": Search(minimise=("signed",)), "levers": ()}, "nothing to search over"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_search_has_one_clear_message(case: str) -> None:
    change, message = WRONG[case]
    with pytest.raises(ScenarioError, match=message):
        checked(design(Search(), X)._replace(**change))


def test_a_design_without_a_search_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="expected \\[search\\] with minimise or maximise"):
        paradiplomacy.search(design(Search(), X), tmp_path / "s")


def test_without_optuna_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "optuna", None)
    with pytest.raises(ResultsError, match=r"paradiplomacy\[search\]"):
        optimiser.propose([(X, False)], [], np.empty((0, 1)), 2, 1)


def test_the_command_prints_the_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(str(design(Search(minimise=("signed",), population=2, generations=1), N)))
    words = ["search", "mine.toml", "--workers", "1", "--figure", "front.svg"]
    assert main(words) == 0
    said = capsys.readouterr()
    assert "minimise signed" in said.out and "Results: results/search/design" in said.out
    assert "<svg" in Path("front.svg").read_text()
    assert main([*words[:-2], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["front"]
