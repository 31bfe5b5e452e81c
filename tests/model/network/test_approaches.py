"""Whom actors approach."""

import numpy as np
from approached import approaches_of

from paradiplomacy.model.world import World, update_networks
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.world import build

HAZARD, MONTHS = 0.1, 60


def to_the_own_nation(world: World) -> int:
    """Approaches of cities to their own nation in the draws of many months, with the present actors."""
    state, number = world.state, 0
    for month in range(MONTHS):
        state.month = month
        who, whom, _ = approaches_of(state)
        number += int((state.actors.nation[who] == whom).sum())
    return number


def test_cities_turn_to_their_nation_by_the_need_of_the_month() -> None:
    """With need n everywhere the chance is 1 - exp(-hazard n); 12,000 draws, four standard errors."""
    changes = {"search.burn_in": 0, "search.hazard_own_nation": HAZARD}
    world = build.build(checked(change.apply(read.read("synthetic"), changes)), seed=1)
    update_networks(world.state)
    draws = MONTHS * world.state.n_cities
    for need in (0.0, 0.5, 1.0):
        world.state.actors.need[:] = need
        chance = 1.0 - np.exp(-HAZARD * need)
        error = np.sqrt(chance * (1.0 - chance) * draws)
        assert abs(to_the_own_nation(world) - chance * draws) <= 4.0 * error
