"""Changing a scenario: one thing changes, wrong paths and values are refused, and the result can be written."""

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paradiplomacy.scenarios.format import change, read, write
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, groups

CASE = read.read("c40-paris")


def value_at(scenario: Scenario, path: str) -> Any:
    """Return the value of ``group.key`` or ``key``."""
    found: Any = scenario
    for part in path.split("."):
        found = getattr(found, part)
    return found


def refused(path: str, value: object, scenario: Scenario = CASE) -> str:
    """Return the message of a change that is refused."""
    with pytest.raises(ScenarioError) as caught:
        change.change(scenario, path, value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("path", "value", "look"),
    [
        ("months", 12, lambda s: s.months),
        ("start", "2015-02", lambda s: s.start),
        ("title", "Another", lambda s: s.title),
        ("world.cities", 30, lambda s: s.world.cities),
        ("politics.election_interval", 60, lambda s: s.politics.election_interval),
        ("rules.protocol", "ultimatum", lambda s: s.rules.protocol),
        ("rules.protocol", "mine.py:offer", lambda s: s.rules.protocol),
        ("issues.climate.need", 0.9, lambda s: s.issues[0].need),
        ("issues[0].need", 0.9, lambda s: s.issues[0].need),
        ("parties.centre.position.climate", 0.4, lambda s: s.parties[1].position["climate"]),
        ('events."Climate Summit for Local Leaders".date', "2016-01", lambda s: s.events[0].date),
        ("events.Climate Summit for Local Leaders.meetings", 5, lambda s: s.events[0].meetings),
        ("events[1].who", ("eu",), lambda s: s.events[1].who),
        ("actors.Paris.trust", 0.9, lambda s: s.actors[0].trust),
        ("actors.cities:USA.need.climate", 0.9, lambda s: s.actors[0].need["climate"]),
        ("actors.USA.consent.climate", "required", lambda s: s.actors[0].consent["climate"]),
    ],
)
def test_a_change_changes_one_thing_and_changing_back_gives_an_equal_scenario(
    path: str, value: object, look: Any
) -> None:
    before = copy.deepcopy(CASE)
    changed = change.change(CASE, path, value)
    assert look(changed) == value
    assert before == CASE
    assert changed != CASE
    assert changed.extends == "baseline"
    assert write.scenario_hash(changed) != write.scenario_hash(CASE)
    was = None if path.startswith("actors") else look(CASE)
    back = change.change(changed, path, was)
    assert back == CASE
    assert write.scenario_hash(back) == write.scenario_hash(CASE)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("politics.elction_interval", 48, "politics.elction_interval: unknown key, did you mean election_interval?"),
        ("politcs.election_interval", 48, "politcs.election_interval: unknown key, did you mean politics?"),
        ("election_interval", 48, "election_interval: unknown key, did you mean politics.election_interval?"),
        ("politics", 48, "politics: a group, expected one of its keys, such as politics.election_interval"),
        (
            "politics.election_interval.x",
            4,
            "election_interval has no keys, expected a path that ends with election_int",
        ),
        ("politics.election_interval", "often", '"often" is text, expected a whole number from 1 to 600 (months)'),
        (
            "politics.election_interval",
            None,
            "politics.election_interval: nothing, expected a whole number from 1 to 600",
        ),
        ("politics.election_interval", 0, "politics.election_interval: 0 is too small"),
        ("issues.climat.need", 0.5, 'issues.climat.need: "climat" is not one of the issues, did you mean climate?'),
        ("issues.climate", 0.5, "issues.climate: a list of tables, expected issues.climate.identity_charge"),
        ("issues[9].need", 0.5, "issues[9].need: there are 5 issues, expected issues[0] and so on"),
        ("parties.centre.position.climat", 0.5, 'unknown issue "climat", did you mean climate?'),
        ("parties.center.position.climate", 0.5, '"center" is not one of the parties, did you mean centre?'),
        ("actors.Pari.trust", 0.5, 'actors.Pari.who: "Pari": unknown city or group, did you mean Paris?'),
        ("actors.Paris.trsut", 0.5, "actors.Paris.trsut: unknown key, did you mean trust?"),
        ("rules.protocol", "nahs", 'unknown rule "nahs", did you mean nash?'),
        ("rules.reply", "mine:offer", 'rules.reply: unknown rule "mine:offer"'),
        ("extends", "synthetic", "extends: cannot be changed"),
        ("a..b", 1, "a..b: not a path"),
        ("", 1, "not a path"),
        ("issues.climate.need.x.y", 1, "leads nowhere"),
        ("world.kind", "synthetic", "0 cities in a synthetic world"),
        ("months", True, "months: true is a yes or no, expected a whole number"),
    ],
)
def test_a_wrong_change_is_refused_with_what_is_expected(path: str, value: object, message: str) -> None:
    assert message in refused(path, value)


def test_all_wrong_paths_are_reported_together() -> None:
    with pytest.raises(ScenarioError) as caught:
        change.apply(CASE, {"issues.climat.need": 1, "politcs.x": 1, "months": 3})
    assert [problem.path for problem in caught.value.problems] == ["issues.climat.need", "politcs.x"]


def test_changes_are_checked_together_not_one_by_one() -> None:
    both = change.apply(CASE, {"response.grant_low": 0.5, "response.grant_high": 0.6})
    assert (both.response.grant_low, both.response.grant_high) == (0.5, 0.6)
    assert "grant_low <= grant_high" in refused("response.grant_low", 0.5)


def test_equal_scenarios_have_equal_hashes_in_any_order_of_keys() -> None:
    first, *others = CASE.parties
    turned = replace(CASE, parties=(first._replace(position=dict(reversed(first.position.items()))), *others))
    assert turned == CASE
    assert write.scenario_hash(turned) == write.scenario_hash(CASE)


def test_an_override_without_values_is_removed() -> None:
    given = change.change(CASE, "actors.Paris.trust", 0.5)
    more = change.change(given, "actors.Paris.need.climate", 0.9)
    assert change.change(more, "actors.Paris.need.climate", None) == given


def test_entries_of_the_same_name_are_addressed_by_number() -> None:
    twins = change.change(CASE, "events[1].name", CASE.events[0].name)
    message = refused('events."Climate Summit for Local Leaders".meetings', 1, twins)
    assert message.endswith("2 events have this name, expected one of events[0], events[1]")


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("politics.election_interval=48", "politics.election_interval", 48),
        ("economy.growth = -0.01", "economy.growth", -0.01),
        ("rules.protocol=nash", "rules.protocol", "nash"),
        ("start=2015-01", "start", "2015-01"),
        ("title=A = B", "title", "A = B"),
        ('events."a=b".date="2016-01"', 'events."a=b".date', "2016-01"),
        ('world.regions=["USA:new-york-state"]', "world.regions", ["USA:new-york-state"]),
        ("parties.centre.position={ climate = 1 }", "parties.centre.position", {"climate": 1}),
        ("issues.climate.challenge=false", "issues.climate.challenge", False),
        ("issues.climate.challenge=NO", "issues.climate.challenge", "NO"),
        ("title=1\nmonths = 3", "title", "1\nmonths = 3"),
        ("title=", "title", ""),
        ("title=" + "[" * 3000, "title", "[" * 3000),
    ],
)
def test_an_assignment_is_read_as_toml_with_bare_words_as_text(text: str, path: str, value: object) -> None:
    found = change.parse_assignment(text)
    assert found == (path, value)
    assert type(found[1]) is type(value)


@pytest.mark.parametrize("text", ["", "months", "=3", "  = 3"])
def test_an_assignment_without_path_or_value_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match=r"expected path=value, such as response\.attention=0\.5"):
        change.parse_assignment(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_path_and_no_value_raise_anything_but_a_scenario_error(path: str, value: str) -> None:
    try:
        change.apply(CASE, dict([change.parse_assignment(f"{path}={value}")]))
        change.apply(CASE, {path: value})
    except ScenarioError as error:
        assert str(error)  # noqa: PT017 - most are refused, a few are right


def values_of(field: SchemaField) -> st.SearchStrategy[Any]:
    """Values that a number may have."""
    low, high = field.about.low, field.about.high
    return st.integers(int(low), int(high)) if field.kind is int else st.floats(low, high)


NUMBERS = {
    f"{group}.{name}": values_of(field)
    for group, owner in groups(Scenario).items()
    for name, field in fields(owner).items()
    if field.kind in (int, float) and group != "world"
}
CHANGES = st.lists(
    st.sampled_from(sorted(NUMBERS)).flatmap(lambda path: st.tuples(st.just(path), NUMBERS[path])), max_size=6
).map(dict)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' "\\\n\t'), max_size=20)


@given(CHANGES, WORDS)
@example({}, 'a "b" \\ c\n\t# d = [é]')
def test_a_changed_scenario_is_written_and_read_back_equal(changes: dict[str, Any], words: str) -> None:
    try:
        changed = change.apply(CASE, changes | {"question": words, "events[0].source": words})
    except ScenarioError as error:
        assert all(" sum to " in each.wrong or "is above" in each.wrong for each in error.problems)  # noqa: PT017
        return
    for path, value in changes.items():
        assert value_at(changed, path) == value
    again = read.read_text(write.to_toml(changed), name="anything")
    assert again == changed
    assert write.scenario_hash(again) == write.scenario_hash(changed)
    assert write.to_toml(again) == write.to_toml(changed)


@pytest.mark.parametrize("name", read.names())
def test_a_scenario_of_the_library_is_written_and_read_back_equal(name: str) -> None:
    scenario = read.read(name)
    again = read.read_text(write.to_toml(scenario))
    assert again == scenario
    assert again.extends is None
    assert write.scenario_hash(again) == write.scenario_hash(scenario)
