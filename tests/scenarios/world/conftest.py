"""A world of two nations with two and one cities, in which everything can be worked out by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from paradiplomacy.agents.columns import empty
from paradiplomacy.model.chance import key_of_name, stream_of
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import traits
from paradiplomacy.scenarios.world.draws import Draws
from paradiplomacy.scenarios.world.lookup import WorldLookup
from paradiplomacy.scenarios.world.population import Population, Profile
from paradiplomacy.scenarios.world.start import Start

Make = Callable[..., Start]


@pytest.fixture
def few() -> Population:
    """Lyon and Paris in France, Oslo in Norway; only Paris and France have a known government."""
    france = {"democracy": 0.9, "executive_constraint": 7.0, "urban_share": 0.8, "languages": ("French",)}
    norway = {"democracy": 0.5, "executive_constraint": 4.0, "languages": ("Norwegian", "Sami")}
    return Population(
        [
            Profile("FRA:lyon", "Lyon", "Lyon", "FRA", 4.8, 45.8, 5e5, 30.0),
            Profile(
                "FRA:paris", "Paris", "Paris", "FRA", 0.0, 0.0, 2e6, 100.0, groups=frozenset({"c40"}),
                party="progressive", term=72, next_election="2020-03",
            ),
            Profile("NOR:oslo", "Øslo", "Oslo", "NOR", 90.0, 0.0, 7e5, 50.0),
        ],
        [
            Profile(
                "FRA", "France", "France", "FRA", 2.0, 47.0, 6e7, 2500.0, frozenset({"eu"}), "centre", 60, "2017-05",
                **france,
            ),
            Profile("NOR", "Norway", "Norway", "NOR", 0.0, 90.0, 5e6, 400.0, **norway),
        ],
    )  # fmt: skip


@pytest.fixture
def make(few: Population) -> Make:
    """Makes the start of that world; keywords are fields of the scenario, ``changes`` are parameters by path."""

    def start(changes: dict[str, Any] | None = None, population: Population = few, **fields: Any) -> Start:
        plain = change.apply(read.read("baseline"), {"start": "2016-01", **(changes or {})})
        scenario = replace(plain, **({"actors": (), "clubs": (), "events": (), "expectations": ()} | fields))
        columns = empty(len(population.everyone), len(scenario.issues))
        columns.key[:] = [key_of_name(actor.id) for actor in population.everyone]
        traits.place(columns, population)
        return Start(scenario, population, columns, Draws(stream_of(1), columns.key), WorldLookup(scenario, population))

    return start
