"""The page of mechanisms shows what the scenarios expect, and takes out one thing at a time."""

import pytest

from paradiplomacy.experiments.evidence.libraries.mechanisms import library
from paradiplomacy.experiments.evidence.settings import Settings
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Expectation

CASE = read.read("mechanisms")
NEEDED = (
    *("triadic closure", "lasting activity", "diffusion", "anticipation", "national response", "litigation"),
    *("reputation", "learning", "feedback from the stock", "veto players", "caution", "divergence"),
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


def test_the_page_has_every_expectation_of_its_scenarios() -> None:
    found = library(Settings(replicates=3))
    scenarios = [read.read(group.name) for group in found.groups]
    assert [each.name for each in scenarios] == ["mechanisms", "club-mechanisms", "climate-consent"]
    assert len(found.claims) == sum(len(each.expectations) for each in scenarios)
    assert {plan.replicates for plan in found.plans.values()} == {3}
