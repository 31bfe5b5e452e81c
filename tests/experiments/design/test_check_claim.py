"""A claim names runs that exist, and compares two sides that differ in nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from paradiplomacy.experiments.design.check_claim import check_claim
from paradiplomacy.experiments.design.design import Claim, Design
from paradiplomacy.scenarios.format.problem import Report, path_text

T = "response.tolerance"
RIGHT = Claim("x", "signed", "rises", case={T: 0.1}, against={T: 0.3})
HERE = ("claims", 0)


def noted(design: Design, claim: Claim, *known: tuple[str | int, ...]) -> list[str]:
    report = Report(lambda _: "", path_text)
    for path in known:
        report.add(path, None, "wrong already")
    check_claim(claim, HERE, design, report)
    return [f"{problem.path}: {problem.wrong}" for problem in report.problems[len(known) :]]


@pytest.mark.parametrize(
    ("keys", "messages"),
    [
        ({}, []),
        ({"direction": "no_change", "within": 1.0}, []),
        ({"measure": "statutes"}, ['claims[0].measure: "statutes" is not a measure of the design']),
        ({"case": {T: 0.2}}, [f'claims[0].case."{T}": 0.2 is not one of its values']),
        (
            {"case": {"power": 0.2}, "against": {"power": 0.3}},
            ["claims[0].case.power: not a column with a list of values",
             "claims[0].against.power: not a column with a list of values"],
        ),
        ({"case": {}}, ["claims[0].case: selects no runs", "claims[0].against: names other columns than case"]),
        ({"against": {T: 0.1}}, ["claims[0].against: the same runs as case"]),
        ({"direction": "no_change"}, ["claims[0].within: no_change without within"]),
        ({"within": 1.0}, ["claims[0].within: within is not allowed with rises"]),
    ],
)  # fmt: skip
def test_each_mistake_is_noted_at_its_key(
    small: Callable[..., Design], keys: dict[str, Any], messages: list[str]
) -> None:
    assert noted(small(), RIGHT._replace(**keys)) == messages


def test_a_claim_that_could_not_be_read_is_not_checked(small: Callable[..., Design]) -> None:
    assert noted(small(), RIGHT._replace(measure="statutes"), (*HERE, "direction")) == []
