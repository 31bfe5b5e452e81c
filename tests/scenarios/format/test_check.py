"""A raw table becomes a checked scenario, or all of its problems together."""

from collections.abc import Mapping

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.check import check, checked, label_of
from paradiplomacy.scenarios.format.problem import ScenarioError, shown
from paradiplomacy.scenarios.typed.data import as_data

RULES = {"protocol": {"nash": ""}, "charter": {"median": ""}}


@pytest.fixture
def raw() -> dict[str, object]:
    """The baseline as a raw table."""
    return dict(as_data(read.read("baseline")))


def lines(raw: Mapping[str, object], **options: object) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        check(raw, **options)  # type: ignore[arg-type]
    return str(caught.value).splitlines()


def test_a_valid_table_is_its_scenario_and_checking_again_changes_nothing(raw: dict[str, object]) -> None:
    scenario = check(raw)
    assert scenario == read.read("baseline") == checked(scenario)


def test_wrong_values_unknown_rules_and_what_does_not_fit_are_reported_together(raw: dict[str, object]) -> None:
    wrong = raw | {
        "months": 0,
        "rules": {"protocol": "nush"},
        "response": {"grant_low": 0.5, "grant_high": 0.25},
    }
    found = lines(wrong, place=lambda path: f"x.toml:{path[0]}")
    assert [line.split(": ")[1] for line in found] == ["months", "rules.protocol", "response.grant_low"]
    assert found[1] == 'x.toml:rules: rules.protocol: unknown rule "nush", did you mean nash?'


def test_the_rules_that_are_known_can_be_given(raw: dict[str, object]) -> None:
    found = lines(raw | {"rules": {"protocol": "nash", "charter": "median"}}, rules=RULES)
    assert all(line.startswith(("rules.ratification", "rules.response", "rules.reply", "rules.delivery",
                                "rules.membership")) for line in found)  # fmt: skip
    assert len(found) == 5


@pytest.mark.parametrize("name", ["mine.py:rule", "folder/mine.py:Rule", "/full/path.py:_rule2", "règles.py:équité"])
def test_an_own_rule_is_known_by_its_form_alone(raw: dict[str, object], name: str) -> None:
    assert check(raw | {"rules": {"reply": name}}).rules.reply == name


@pytest.mark.parametrize("name", ["mine.py", "mine.py:", "mine.py:2x", ":rule", "mine.txt:rule"])
def test_another_form_names_nothing_in_a_file(raw: dict[str, object], name: str) -> None:
    assert f"unknown rule {shown(name)}" in lines(raw | {"rules": {"reply": name}})[0]


def test_entries_are_labelled_by_their_names() -> None:
    raw = {"events": [{"name": "Summit"}, {"name": " "}, {}]}
    assert label_of(raw, ("events", 0, "date")) == "events.Summit.date"
    assert label_of(raw, ("events", 1, "date")) == "events[1].date"
    assert label_of(raw, ("events", 2)) == "events[2]"
    assert label_of(raw, ("events", 9)) == "events[9]"
    assert label_of(raw, ("months",)) == "months"
