"""Settings cover what a design varies, and are the same whenever they are made."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from paradiplomacy.experiments.design.check_sampling import TAKES
from paradiplomacy.experiments.design.design import SAMPLERS, Design, Factor, Sampling
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.design.sample import settings, value_of
from paradiplomacy.experiments.results.folder import ResultsWarning
from paradiplomacy.scenarios.format.problem import ScenarioError

Make = Callable[..., Design]
RANGE = Factor("negotiation.power", low=0.1, high=0.5)
WHOLE = Factor("negotiation.deadline", low=4, high=7)
WORDS = Factor("negotiation.agenda", values=("package", "issue_by_issue"))
ALL = (RANGE, WHOLE, WORDS)


def points(make: Make, sampler: str, **sampling: object) -> list[dict[str, object]]:
    design = make(levers=(), uncertainties=ALL, sampling=Sampling(uncertainties=sampler, **sampling))  # type: ignore[arg-type]
    return settings(checked(design))


@pytest.mark.parametrize(
    ("sampler", "count"),
    [
        ("factorial", 3 * 3 * 2),
        ("latin_hypercube", 16),
        ("sobol_sequence", 16),
        ("saltelli", 16 * (3 + 2)),
        ("morris", 16 * (3 + 1)),
        ("one_at_a_time", 1 + 3 + 3 + 2),
    ],
)
def test_a_sampler_makes_as_many_points_as_it_should(small: Make, sampler: str, count: int) -> None:
    asked = {"samples": 16, "levels": 3 if sampler != "morris" else 4}
    found = points(small, sampler, **{key: asked[key] for key in TAKES[sampler] if key in asked})
    assert len(found) == count
    for point in found:
        assert 0.1 <= point.get("negotiation.power", 0.1) <= 0.5  # type: ignore[operator]
        assert point.get("negotiation.deadline", 4) in (4, 5, 6, 7)
        assert type(point.get("negotiation.deadline", 4)) is int
        assert point.get("negotiation.agenda", "package") in WORDS.values


@pytest.mark.parametrize("sampler", [name for name in SAMPLERS if name != "table"])
def test_the_same_design_has_the_same_settings_and_another_seed_has_others(small: Make, sampler: str) -> None:
    one, two = (points(small, sampler) for _ in range(2))
    assert one == two
    other = small(levers=(), uncertainties=ALL, seed=2, sampling=Sampling(uncertainties=sampler))
    if sampler not in ("factorial", "one_at_a_time"):
        assert settings(checked(other)) != one


def test_a_latin_hypercube_has_one_point_in_each_slice(small: Make) -> None:
    values = [point["negotiation.power"] for point in points(small, "latin_hypercube", samples=20)]
    slices = np.floor((np.array(values, dtype=float) - 0.1) / 0.4 * 20)
    assert sorted(slices) == list(range(20))


def test_every_lever_setting_meets_every_uncertain_point(small: Make) -> None:
    found = settings(checked(small(uncertainties=(RANGE,), sampling=Sampling(samples=5))))
    assert len(found) == 10
    low, high = ([p["negotiation.power"] for p in found if p["response.tolerance"] == value] for value in (0.1, 0.3))
    assert low == high


def test_one_sampler_can_serve_both_together(small: Make) -> None:
    found = settings(checked(small(uncertainties=(RANGE,), sampling=Sampling(together="sobol_sequence", samples=4))))
    assert len(found) == 4
    assert all(len(point) == 2 for point in found)


@pytest.mark.parametrize(
    ("factor", "mean"),
    [
        (Factor("x", low=0.0, high=2.0), 1.0),
        (Factor("x", low=1.0, high=np.e, distribution="log_uniform"), np.e - 1),
        (Factor("x", low=0.0, high=1.0, distribution="triangular", peak=0.2), 0.4),
        (Factor("x", low=-10.0, high=10.0, distribution="normal", mean=1.0, deviation=0.5), 1.0),
        (Factor("x", values=(1, 2, 6)), 3.0),
    ],
)
def test_a_distribution_has_its_mean_and_its_ends(factor: Factor, mean: float) -> None:
    drawn = [value_of(factor, (at + 0.5) / 30_000) for at in range(30_000)]
    assert np.mean(drawn) == pytest.approx(mean, abs=1e-3)
    assert drawn == sorted(drawn)
    ends = (factor.values[0], factor.values[-1]) if factor.values else (factor.low, factor.high)
    assert (value_of(factor, 0.0), value_of(factor, 1.0)) == pytest.approx(ends)


def test_whole_numbers_have_equal_shares() -> None:
    drawn = [value_of(WHOLE, (at + 0.5) / 400, whole=True) for at in range(400)]
    assert np.bincount(drawn)[4:].tolist() == [100] * 4


def test_a_table_gives_its_points_unchanged(small: Make, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("negotiation.deadline,negotiation.agenda\n5,package\n6,issue_by_issue\n")
    table = Sampling(uncertainties="table", table="points.csv")
    design = small(levers=(), uncertainties=(WHOLE, WORDS), sampling=table)
    assert settings(checked(design, folder=tmp_path)) == [
        {"negotiation.deadline": 5, "negotiation.agenda": "package"},
        {"negotiation.deadline": 6, "negotiation.agenda": "issue_by_issue"},
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no points"),
        ("negotiation.dedline\n5\n", "did you mean negotiation.deadline?"),
        ("negotiation.deadline\nfive\n", 'points.csv:2: negotiation.deadline: "five" is text'),
        ("negotiation.deadline\n5\n5,6\n", "points.csv:3: 2 values, expected 1"),
        ("negotiation.deadline,negotiation.agenda\n5,package\n", ':1: no column of "negotiation.power"'),
        ("negotiation.power,negotiation.power\n0.2,0.3\n", ':1: several columns of "negotiation.power"'),
        (
            "negotiation.power\n0.2\n0.05\n",
            "points.csv:3: negotiation.power: 0.05 is below low, 0.1, expected 0.1 to 0.5",
        ),
        ("negotiation.power\n0.6\n", "points.csv:2: negotiation.power: 0.6 is above high, 0.5"),
    ],
)
def test_a_wrong_table_is_reported_with_its_line(small: Make, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "points.csv").write_text(text)
    design = small(levers=(), uncertainties=ALL, sampling=Sampling(uncertainties="table", table="points.csv"))
    with pytest.raises(ScenarioError) as caught:
        settings(checked(design, folder=tmp_path))
    assert message in str(caught.value)


def test_a_value_of_a_table_is_one_of_the_list(small: Make, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("negotiation.deadline\n6\n5\n")
    listed = Factor("negotiation.deadline", values=(4, 6))
    design = small(levers=(), uncertainties=(listed,), sampling=Sampling(uncertainties="table", table="points.csv"))
    with pytest.raises(ScenarioError, match=r"points.csv:3: .*5 is not one of its values, expected one of 4, 6"):
        settings(checked(design, folder=tmp_path))


def test_a_point_that_is_in_a_table_twice_is_said(small: Make, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("negotiation.deadline\n5\n6\n5\n5\n")
    table = Sampling(uncertainties="table", table="points.csv")
    design = small(levers=(), uncertainties=(WHOLE,), sampling=table)
    with pytest.warns(ResultsWarning, match="points.csv: line 4 is line 2 again; line 5 is line 2 again: the same"):
        assert len(settings(checked(design, folder=tmp_path))) == 4
