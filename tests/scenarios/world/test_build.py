"""From a scenario to a world: what is read off the scenario, and what the burn-in leaves."""

from dataclasses import replace

import numpy as np
import pytest

from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.events.election import Election
from paradiplomacy.model.parameters import Settings
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build

SMALL = {"world.cities": 12, "world.nations": 3, "search.burn_in": 3, "months": 5, "start": "2016-01"}
SMALL |= {"search.hazard": 1.0}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return change.apply(read.read("synthetic"), SMALL)


class Named(World):
    """A world of another class."""


def test_a_world_starts_in_month_0_after_its_burn_in(small: Scenario) -> None:
    world, bare = build.build(small, world_class=Named), build.build(small, burn_in=False)
    assert type(world) is Named
    assert (world.state.month, bare.state.month) == (0, -3)
    assert len(world.state.ledger) > len(bare.state.ledger)


def test_seed_and_replicate_name_the_run(small: Scenario) -> None:
    digests = {build.build(small, seed=seed, replicate=k).digest() for seed, k in ((1, 0), (1, 1), (2, 0))}
    assert len(digests) == 3
    assert build.build(small, seed=2).digest() in digests


def test_settings_are_the_groups_of_the_scenario(small: Scenario) -> None:
    settings = build.settings_of(small)
    assert isinstance(settings, Settings)
    assert all(getattr(settings, name) is getattr(small, name) for name in Settings._fields)


def test_dated_events_are_by_month_in_the_order_of_the_scenario(small: Scenario) -> None:
    names = {"b": "2016-03", "a": "2016-03", "c": "2017-01"}
    events = tuple(Election(date=date, name=name, who=("N001",)) for name, date in names.items())
    by_month = build.dated_events(replace(small, events=events))
    assert {month: [event.name for event in each] for month, each in by_month.items()} == {2: ["b", "a"], 12: ["c"]}


def test_a_party_has_no_position_on_an_issue_that_it_does_not_name(small: Scenario) -> None:
    issues = [issue.name for issue in small.issues]
    parties = (small.parties[0]._replace(position={issues[1]: 0.5}), small.parties[1]._replace(position={}))
    run = stream_of(1)
    changed = replace(small, parties=parties)
    state = build.state_of(changed, run, build.population_of(changed, run))
    expected = np.zeros((2, len(issues)))
    expected[0, 1] = 0.5
    np.testing.assert_array_equal(state.party_position, expected)


def test_prospects_do_not_depend_on_the_length_of_the_burn_in(small: Scenario) -> None:
    run = stream_of(1)
    few = {"world.cities": 60, "search.candidates": 8}
    states = [
        build.state_of(made, run, build.population_of(made, run))
        for made in (change.apply(small, few | {"search.burn_in": months}) for months in (3, 9))
    ]
    assert [state.month for state in states] == [-3, -9]
    for one, other in zip(*(state.prospects for state in states), strict=True):
        np.testing.assert_array_equal(one, other)


def test_an_own_rule_of_a_scenario_made_in_python_is_tried_before_the_world_is_built(small: Scenario) -> None:
    rules = small.rules._replace(reply="nowhere.py:reply")
    with pytest.raises(ScenarioError, match=r"nowhere\.py"):
        build.build(replace(small, rules=rules))
