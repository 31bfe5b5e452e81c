"""Every parameter at both ends of its range stays within the ranges of the columns; one that does not apply changes nothing."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from paradiplomacy.agents.columns import declared, problems
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.applies import unmet
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, groups
from paradiplomacy.scenarios.world import build

MONTHS = 24
EVENTFUL: dict[str, Any] = {
    "world.cities": 24, "world.nations": 4, "months": MONTHS, "search.burn_in": 2, "search.hazard": -2.0,
    "search.stock": 0.0, "utility.benefit_scale": 5.0, "utility.anticipation": 5.0, "negotiation.rounds_city": 6.0,
    "ratification.hazard_nation": 0.3, "politics.election_interval": 12, "politics.divergence_scale": 5.0,
    "response.attention": 10.0, "response.sanction_cost": 0.02, "response.mayor_support": 2.0,
    "response.injunction_months": 2, "response.ruling_months": 3, "delivery.spread": 1.0, "delivery.breach": 0.5,
    "delivery.term": 8, "delivery.dormancy": 0.05, "membership.attention": 0.2,
    'events."Leave"': {"kind": "exit", "date": "2016-10", "who": ["N001"], "club": "treaty"},
}  # fmt: skip
CLUBS = (
    Club(name="league", founded="2016-02", invited=("cities",), issues=("climate",), settles=True, good=0.05,
         dues=0.01, interval=6, standard=0.9),
    Club(name="treaty", kind="nation treaty", founded="2015-12", invited=("nations",), members=("nations",),
         issues=("climate",), bonus=0.05, clause=2),
)  # fmt: skip
# A range that has to stay in order, and shares that sum to 1, allow an end only together with another value.
TOGETHER: dict[str, dict[str, Any]] = {
    "response.grant_low": {"response.grant_high": 1.0}, "response.grant_high": {"response.grant_low": 0.0},
    "response.court_low": {"response.court_high": 1.0}, "response.court_high": {"response.court_low": 0.0},
    "form.declaration": {"form.plan": 0.0}, "form.plan": {"form.declaration": 0.0},
}  # fmt: skip
SIZES = ("world.cities", "world.nations", "search.burn_in")
PARAMETERS = {
    f"{group}.{name}": field
    for group, owner in groups(Scenario).items()
    for name, field in fields(owner).items()
    if field.kind in (int, float, bool) and f"{group}.{name}" not in SIZES
}
WITHOUT: dict[str, dict[str, Any]] = {
    "rules.response = four_options": {"rules.response": "look_on"},
    "response.sanctions": {"response.sanctions": False},
    "response.litigation": {"response.litigation": False},
    "response.statutes": {"response.statutes": False},
    "rules.protocol = nash": {"rules.protocol": "kalai_smorodinsky"},
    "rules.protocol = nash, kalai_smorodinsky, rubinstein, ultimatum": {"rules.protocol": "alternating_offers"},
    "rules.protocol = rubinstein": {},
    "rules.protocol = alternating_offers, blind_offers": {},
    "rules.ratification = quota": {},
    "rules.ratification = veto_players": {"rules.ratification": "quota"},
    "delivery.breach": {"delivery.breach": 0.0},
    "delivery.dormancy": {"delivery.dormancy": 0.0},
    "utility.contact_cost": {"utility.contact_cost": 0.0},
    "utility.partner_gdp_elasticity": {"utility.partner_gdp_elasticity": 0.0},
    "negotiation.win_set_error": {"negotiation.win_set_error": 0.0},
    "events.kind = exit": {'events."Leave"': {}},
}
"""Changes by which a scenario does not meet a condition on a parameter."""


@pytest.fixture(scope="module")
def base() -> Scenario:
    made = check.checked(dataclasses.replace(read.read("synthetic"), clubs=CLUBS, expectations=()))
    return change.apply(made, EVENTFUL)


def ends(field: SchemaField) -> tuple[Any, Any]:
    return (False, True) if field.kind is bool else (field.kind(field.about.low), field.kind(field.about.high))


def ran(scenario: Scenario, changes: Mapping[str, Any]) -> World:
    world = build.build(change.apply(scenario, changes), seed=3)
    world.run(MONTHS)
    return world


def out_of_range(world: World) -> list[str]:
    """Return the columns of actors and tables that have a value out of its range."""
    found = problems(world.state.actors, world.state.n_cities)
    for table, rows in ((name, each.rows) for name, each in world.state.tables().items()):
        for name, (_, field) in declared(type(rows)).items():
            values = np.asarray(getattr(rows, name))
            # Months, keys and the like have no range; a missing number is NaN.
            if values.dtype == np.float64 and ((values < field.low) | (values > field.high) | np.isinf(values)).any():
                found.append(f"{table}.{name}")
    return found


@pytest.mark.parametrize("end", [0, 1])
def test_the_parameter_that_broke_a_range_no_longer_does(base: Scenario, end: int) -> None:
    path = "ratification.constituent_spread"
    assert out_of_range(ran(base, {path: ends(PARAMETERS[path])[end]})) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", PARAMETERS)
def test_both_ends_of_every_parameter_stay_within_the_ranges_of_the_columns(base: Scenario, path: str) -> None:
    for end in ends(PARAMETERS[path]):
        assert out_of_range(ran(base, {**TOGETHER.get(path, {}), path: end})) == []


@pytest.mark.slow
@pytest.mark.parametrize("condition", WITHOUT)
def test_a_parameter_that_does_not_apply_changes_nothing(base: Scenario, condition: str) -> None:
    without = change.apply(base, WITHOUT[condition])
    idle = [path for path, field in PARAMETERS.items() if condition in field.about.applies.split(" and ")]
    assert idle and all(unmet(PARAMETERS[path].about.applies, (without,)) for path in idle)
    low, high = ({path: ends(PARAMETERS[path])[end] for path in idle} for end in (0, 1))
    high |= {"response.court_low": 0.0} if "response.court_low" in idle else {}
    assert ran(without, low).digest() == ran(without, high).digest()
