"""Changes and factors of a design, each mistake at its place."""

from typing import Any

import pytest

from paradiplomacy.experiments.design.check_factor import check_changes, check_factor
from paradiplomacy.experiments.design.design import Factor
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import Report, path_text

TOLERANCE = "response.tolerance"
HERE = ("levers", 0)


@pytest.fixture
def report() -> Report:
    return Report(lambda _: "", path_text)


def noted(factor: Factor, report: Report) -> list[str]:
    check_factor(factor, HERE, {"baseline": read.read("baseline")}, report)
    return [str(problem) for problem in report.problems]


@pytest.mark.parametrize(
    "factor",
    [
        Factor(TOLERANCE, values=(0.1, 0.3)),
        Factor(TOLERANCE, low=0.0, high=1.0),
        Factor(TOLERANCE, low=0.1, high=1.0, distribution="log_uniform"),
        Factor(TOLERANCE, low=0.0, high=1.0, distribution="triangular", peak=0.5),
        Factor(TOLERANCE, low=0.0, high=1.0, distribution="normal", mean=0.5, deviation=0.1),
        Factor("response.sanction_months", low=6.0, high=24.0),
    ],
)
def test_a_valid_factor_has_no_problem(factor: Factor, report: Report) -> None:
    assert noted(factor, report) == []


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({}, "levers[0]: nothing to vary"),
        ({"values": (0.1,), "low": 0.0}, "levers[0]: both values and a range"),
        ({"values": (0.1, 0.2, 0.1)}, "levers[0].values[2]: 0.1 is given twice"),
        ({"low": 1.0, "high": 1.0}, "levers[0].low: 1 is not below high, 1"),
        ({"low": 0.0, "high": 1.0, "distribution": "log_uniform"}, "levers[0].low: 0 has no logarithm"),
        ({"low": 0.0, "high": 1.0, "distribution": "normal", "mean": 0.5}, "levers[0]: deviation missing"),
        ({"low": 0.0, "high": 1.0, "mean": 0.5}, "levers[0].mean: uniform has no mean"),
        (
            {"low": 0.0, "high": 1.0, "distribution": "triangular", "peak": 1.5},
            "levers[0].peak: 1.5 is outside low and high",
        ),
        ({"values": (0.1, 9.0)}, "levers[0].values[1]: 9 is too large"),
        ({"low": 0.1, "high": 9.0}, "levers[0].high: 9 is too large"),
    ],
)
def test_a_mistake_in_a_factor_is_noted_once_at_its_place(keys: dict[str, Any], message: str, report: Report) -> None:
    (line,) = noted(Factor(TOLERANCE, **keys), report)
    assert line.startswith(message)


def test_an_unknown_path_is_noted_at_the_path(report: Report) -> None:
    (line,) = noted(Factor("response.tolerence", values=(0.1, 0.2)), report)
    assert line.startswith("levers[0].path: ") and "did you mean" in line


def test_changes_are_made_or_noted_each_at_its_own_key(report: Report) -> None:
    scenario = read.read("baseline")
    assert check_changes(scenario, {}, ("changes",), report) is scenario
    made = check_changes(scenario, {"months": 3}, ("changes",), report)
    assert made is not None and made.months == 3 and not report.problems
    assert check_changes(scenario, {"months": 3, "monts": 4}, ("changes",), report) is None
    assert [problem.path for problem in report.problems] == ["changes.monts"]


def test_changes_that_contradict_each_other_are_noted_together(report: Report) -> None:
    # Either alone is in order with the default of the other.
    both = {"response.court_low": 0.65, "response.court_high": 0.55}
    assert check_changes(read.read("baseline"), both, ("changes",), report) is None
    assert [problem.path for problem in report.problems] == ["changes"]
