"""Small drawn worlds in which cities and their nations disagree, for tests of statutes and of the national response."""

from typing import Any

import numpy as np
from settled import SETTLED
from sides import two_sided

from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered
from paradiplomacy.model.vocabulary import Pressure, Status
from paradiplomacy.model.world import one_month
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

TENSE = {
    **SETTLED,
    "world.cities": 60,
    "world.nations": 4,
    "search.burn_in": 0,
    "search.hazard": -1.0,
    "utility.benefit_scale": 2.0,
    "utility.anticipation": 0.0,
    "politics.divergence_scale": 2.0,
    "response.attention": 6.0,
    "response.endorse_cost": 0.03,
    "response.object_cost": 0.05,
    "response.sanction_cost": 0.12,
    "response.noise": 0.05,
    "form.visibility": 0.7,
}


def tense(seed: int = 1, months: int = 0, **changes: Any) -> State:
    """A drawn world in which cities and their nations are far apart."""
    changes = {key.replace("__", "."): value for key, value in changes.items()}
    scenario = change.apply(read.read("synthetic"), TENSE | changes)
    run = stream_of(seed)
    state = build.state_of(scenario, run, build.population_of(scenario, run))
    while state.month < months:
        one_month(state)
    return state


def answered(state: State, pressure: Pressure, count: int = 2) -> Answered:
    """The first agreements in force of cities, each with the same response of the city's nation."""
    party = two_sided(state.book).party
    which = state.book.live(Status.IN_FORCE)
    which = which[party[which, 0] < state.n_cities][:count]
    city = party[which, 0]
    return Answered(
        party=state.book.rows.first[which],
        agreement=which,
        city=city,
        nation=state.actors.nation[city],
        issue=np.zeros(count, np.int8),
        pressure=np.full(count, pressure, np.int8),
        stakes=np.full(count, 0.4),
    )
