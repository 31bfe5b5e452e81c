"""Scenarios and designs are found by name or file, and claims can be chosen."""

from pathlib import Path

import pytest

from paradiplomacy.experiments.evidence.libraries import NAMES, library
from paradiplomacy.experiments.evidence.settings import Settings
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.scenarios.format.problem import ScenarioError


def test_a_name_of_both_a_scenario_and_a_design_gives_the_claims_of_both() -> None:
    found = library(["coalition-paradox"])
    assert set(found.plans) == {"expectations-coalition-paradox", "coalition-paradox"}
    assert len(found.groups) == 2


def test_files_are_read_as_what_they_are(tmp_path: Path) -> None:
    scenario, design = tmp_path / "scenario.toml", tmp_path / "design.toml"
    scenario.write_text(
        'extends = "synthetic"\ntitle = "A case"\n[[expectations]]\nname = "some"\nmeasure = "signed"\n'
        'direction = "between"\nlow = 0\nhigh = 9\n'
    )
    design.write_text(
        'title = "A design"\nscenario = "synthetic"\nmeasures = ["signed"]\n[[levers]]\npath = "response.tolerance"\n'
        'values = [0.1, 0.3]\n[[claims]]\nsaid = "More"\nmeasure = "signed"\ndirection = "rises"\n'
        'case = { "response.tolerance" = 0.3 }\nagainst = { "response.tolerance" = 0.1 }\n'
    )
    found = library([str(scenario), str(design)])
    assert [group.title for group in found.groups] == ["A case", "A design"]
    assert found.name == "scenario-design"


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match=r"unknown scenario or design .*did you mean patterns"):
        library(["pattern"])


def test_claims_can_be_chosen_with_the_runs_they_need() -> None:
    found = library(["patterns"], Settings(only=("Q13", "Q20")))
    assert [group.name for group in found.groups] == ["Q13", "Q20"]
    assert set(found.plans) == {"exit"}
    with pytest.raises(ResultsError, match="unknown claim 'Q99'"):
        library(["patterns"], Settings(only=("Q99",)))


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_of_a_library_has_its_group_and_its_runs(name: str) -> None:
    found = library([name])
    assert found.name == name
    assert {claim.group for claim in found.claims} == {group.name for group in found.groups}
    assert {claim.runs for claim in found.claims} - {""} == set(found.plans)
