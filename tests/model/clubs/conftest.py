"""A world whose nations are all members of a treaty."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from paradiplomacy import World
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.scenario import Club

TREATY = Club(
    name="treaty", kind="nation treaty", founded="2015-11", invited=("nations",), issues=("climate", "trade"),
    members=("nations",), bonus=0.05, charter="joint_optimum",
)  # fmt: skip


@pytest.fixture
def treaty() -> State:
    """A world whose nations are all in a treaty."""
    changes: dict[str, Any] = {"world.cities": 24, "world.nations": 8, "months": 12, "search.burn_in": 2}
    changes |= {"membership.attention": 0.0, "issues.climate.identity_charge": 1.0}
    made = change.apply(read.read("synthetic"), changes)
    world = World.from_scenario(check.checked(dataclasses.replace(made, clubs=(TREATY,))), seed=3)
    world.run(3)
    return world.state


@pytest.fixture
def make_expelling() -> Callable[..., None]:
    """Makes the treaty expel every member below a standard."""

    def change_state(state: State, *, standard: float) -> None:
        state.register.clubs.rows.standard[0] = standard
        membership = state.settings.membership._replace(expulsion=1.0)
        state.settings = state.settings._replace(membership=membership)

    return change_state
