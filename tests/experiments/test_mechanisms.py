"""The table of mechanisms says what the scenario says, and takes out one thing at a time."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.evidence import mechanisms, substitution
from paradiplomacy.experiments.evidence.expectations import Verdict
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.statistics.interval import estimate
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Expectation

CASE = read.read("mechanisms")
NEEDED = (
    *("triadic closure", "lasting activity", "diffusion", "anticipation", "national response", "litigation"),
    *("reputation", "learning", "need that follows", "veto players", "caution", "divergence"),
)


@pytest.mark.parametrize("mechanism", CASE.expectations, ids=lambda each: each.name)
def test_a_mechanism_is_taken_out_by_one_line_that_changes_something(mechanism: Expectation) -> None:
    assert len(mechanism.changes) == 1
    assert mechanism.direction in ("rises", "falls")
    path, value = change.parse_assignment(mechanism.changes[0])
    assert change.value_at(CASE, path) != value


@pytest.mark.parametrize("name", NEEDED)
def test_the_mechanisms_of_the_model_are_there(name: str) -> None:
    assert any(name in each.name for each in CASE.expectations)


def test_a_row_tells_the_change_when_the_mechanism_is_taken_out() -> None:
    asked = Expectation("m", "signed", changes=("search.closure=0",), essay="")
    found = estimate(np.array([[2.0, 3.0, 4.0]]))
    told = mechanisms.row(Verdict(asked, 13.0, 10.0, found, 3, "confirmed"))
    low, high = -found.high, -found.low
    assert "| 13 | 10 |" in told
    assert f"-3 ({low:+.3g} to {high:+.3g})" in told


def test_the_table_of_substitution_compares_regimes_pair_by_pair() -> None:
    rows = [
        {
            "replicate": number,
            "challenges.mandate": mandate,
            "challenges.rho": rho,
            "closed": closed + 0.01 * number,
            "challenge_effort_city": 0.3,
            "challenge_effort_nation": 0.6,
        }
        for rho in (-1.0, 0.5)
        for mandate, closed in (("both", 0.4), ("cities", 0.1), ("nations", 0.2))
        for number in range(3)
    ]
    lines = substitution.table(cast("BatchResults", SimpleNamespace(joined=pd.DataFrame(rows))))
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {11}
    cells = [cell.strip() for cell in lines[3].strip("|").split("|")]
    assert cells[:7] == ["0.5", "0.25", "0.410", "0.110", "0.210", "0.300 (0.300 to 0.300)", "0.200 (0.200 to 0.200)"]
