"""A change, a lever or an entry that has no effect in a scenario is refused; one that has one is not."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.world.effect import changed, notes

OWN = str(Path(__file__).parents[3] / "scenarios" / "examples" / "split_the_difference.py") + ":split_the_difference"
IDLE: dict[str, tuple[str, dict[str, Any], str]] = {
    "more cities than the facts have": ("c40-paris", {"world.cities": 30_000}, "30000 cities, where there are 398"),
    "more cities than in so few nations": (
        "c40-paris",
        {"world.nations": 2, "world.cities": 300},
        "world.cities: 300 cities, where there are ",
    ),
    "more nations than the facts have": ("baseline", {"world.nations": 500}, "500 nations, where there are 159"),
    "an event for nobody": (
        "baseline",
        {
            "world.nations": 3,
            'events."Poll"': {"kind": "election", "date": "2010-02", "who": ["eu", "cities:FRA"]},
        },
        'nobody of "eu", "cities:FRA" is in this world',
    ),
    "sizes of drawn cities in a real world": ("baseline", {"world.zipf": 1.3}, 'world.kind is "facts"'),
    "more issues on the agenda than there are": ("baseline", {"negotiation.issues": 6}, "6 issues, where there are 5"),
    "patience where nobody is impatient": ("baseline", {"negotiation.discount_city": 0.5}, 'rules.protocol is "nash"'),
    "a parameter of the rule that was given up": (
        "baseline",
        {"rules.ratification": "quota", "ratification.veto_step": 1.0},
        "expected rules.ratification = veto_players too",
    ),
    "the price of sanctions that are forbidden": (
        "baseline",
        {"response.sanctions": False, "response.sanction_cost": 0.3},
        "response.sanctions is false, expected response.sanctions too",
    ),
    "membership without clubs": ("baseline", {"membership.attention": 0.5}, "the scenario has no clubs"),
    "a charter where every club has its own": (
        "coalition-paradox",
        {"rules.charter": "weighted_depth"},
        "no such clubs",
    ),
    "attention at an exit that does not happen": ("c40-paris", {"membership.exit_attention": 0}, "no such events"),
    "a challenge that is none": ("baseline", {"issues.trade.activity": "gdp"}, "its challenge is false"),
    "terms of office that the facts give": ("c40-paris", {"politics.election_interval": 36}, 'world.kind is "facts"'),
    "an actor left out": ("baseline", {"world.cities": 10, "actors.Lyon.trust": 0.9}, '"Lyon" is not in this world'),
    "a drawn actor beyond the last": ("synthetic", {"actors.N999.trust": 0.9}, '"N999" is not in this world'),
    "an event after the last month": (
        "c40-paris",
        {'events."Late"': {"kind": "shock", "date": "2040-01", "who": ["FRA"], "column": "gdp", "factor": 0.9}},
        "2040-01 is after the last month, expected 2020-12 or earlier",
    ),
    "a summit of one": (
        "c40-paris",
        {'events."Alone"': {"kind": "summit", "date": "2016-02", "who": ["FRA"]}},
        "only one actor takes part, expected at least two",
    ),
    "a refusal of itself": (
        "c40-paris",
        {'events."Alone"': {"kind": "refusal", "date": "2016-02", "who": ["FRA"], "partners": ["FRA"]}},
        "an actor deals with nobody but itself",
    ),
    "an event of the months left out": (
        "c40-paris",
        {"months": 6, 'events."Climate Summit for Local Leaders".meetings': 2},
        "2015-12 is after the last month",
    ),
}
FINE: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": ("baseline", {}),
    "what it was anyway": ("baseline", {"negotiation.discount_city": 0.95, "world.zipf": 1.1}),
    "as many cities as there are": ("baseline", {"world.cities": 398}),
    "a rule and its parameter": ("baseline", {"negotiation.discount_city": 0.5, "rules.protocol": "rubinstein"}),
    "an own rule may read anything": ("baseline", {"rules.protocol": OWN, "negotiation.concession_city": 0.5}),
    "terms of office of drawn actors": ("synthetic", {"politics.election_interval": 36}),
    "terms of office of regions": ("powerhouses", {"politics.election_interval": 36}),
    "an event with the months that it needs": ("c40-paris", {"months": 12, "title": "Shorter"}),
    "an exit and what follows from it": ("us-climate-exit", {"membership.expression": 0.0}),
    "a drawn actor": ("synthetic", {"actors.N020.trust": 0.9, 'actors."N001:c00181".trust': 0.2}),
    "a removed event": ("c40-paris", {'events."Climate Summit for Local Leaders"': {}}),
}


@pytest.mark.parametrize("case", IDLE)
def test_a_change_without_an_effect_is_refused_with_the_reason(case: str) -> None:
    name, changes, message = IDLE[case]
    with pytest.raises(ScenarioError) as caught:
        changed(read.read(name), changes)
    assert message in str(caught.value)
    assert list(changes)[-1].partition(".")[0] in str(caught.value)


@pytest.mark.parametrize("case", FINE)
def test_a_change_with_an_effect_is_made(case: str) -> None:
    name, changes = FINE[case]
    after = changed(read.read(name), changes)
    assert (after == read.read(name)) == (case in ("nothing", "what it was anyway"))


@pytest.mark.parametrize("name", read.names())
def test_nothing_in_a_shipped_scenario_is_without_effect(name: str) -> None:
    assert notes(read.read(name)) == []


def test_what_has_no_effect_in_a_scenario_is_said_entry_by_entry() -> None:
    case = changed(read.read("c40-paris"), {"actors.FRA.trust": 0.5})
    short = dataclasses.replace(case, months=2, clubs=case.clubs[:2])
    assert [note.partition(":")[0] for note in notes(short)] == [f'events."{event.name}"' for event in case.events]
    few = dataclasses.replace(read.read("baseline"), world=case.world._replace(nations=20, cities=300, zipf=1.5))
    assert [note.partition(":")[0] for note in notes(few)] == ["world.cities", "world.zipf"]


def test_an_event_that_does_nothing_is_said_but_can_be_reached_by_a_change() -> None:
    shock = {"kind": "shock", "date": "2016-02", "who": ["FRA"], "column": "gdp", "factor": 0.9}
    case = changed(read.read("c40-paris"), {'events."Slump"': shock})
    after = changed(case, {'events."Slump".factor': 1.0})
    assert (notes(case), notes(after)) == (
        [],
        ["events.Slump.factor: has no effect: 1 changes nothing, expected another number"],
    )
