"""Politics: publics drift, elections are held, and leaders take their positions."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.chance import NOBODY, Purpose, normal
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.parameters import Politics
from paradiplomacy.model.politics import (
    clipped,
    hold_elections,
    set_median_voters,
    set_positions,
    urban_share_of_voters,
)
from paradiplomacy.model.state import State


@compiled
def lean_to_partners(actors: Actors, n_cities: int, network: Network, diffusion: float, pull: Floats) -> None:
    """Fill the pull of the mean of its partners' publics on each city's public (learning), (cities, K)."""
    issues = actors.public.shape[1]
    for i in range(n_cities):
        partners = network.first[i + 1] - network.first[i]
        for k in range(issues):
            total = 0.0
            for at in range(network.first[i], network.first[i + 1]):
                total += actors.public[network.partner[at], k]
            pull[i, k] = diffusion * (total / partners - actors.public[i, k]) if partners > 0 else 0.0


@compiled
def drift(
    actors: Actors,
    n_cities: int,
    politics: Politics,
    divergence: Floats,
    urban: Floats,
    pull: Floats,
    keys: Keys,
    public: Floats,
) -> None:
    """Fill the publics of the coming month, (actors, K).

    Divergence moves cities away from their hinterland and leaves the nation as a whole in place: cities are drawn to
    their hinterland's public plus the mean divergence; hinterlands to their nation's initial public minus the cities'
    weighted share of that divergence. Both have the same memory and independent noise.

    Compiled code takes no keywords, hence more than seven arguments.
    """
    # With this shock, the stationary standard deviation of an autocorrelated series is ``divergence_spread``. The scale
    # multiplies all that separates cities from their nation: mean, dispersion and learning abroad.
    memory, scale = politics.divergence_memory, politics.divergence_scale
    shock = scale * politics.divergence_spread * math.sqrt(max(0.0, 1.0 - memory * memory))
    actors_n, issues = actors.public.shape
    # Nations first, because each city is drawn to its nation's public of the coming month.
    for i in range(n_cities, actors_n):
        for k in range(issues):
            rest = actors.anchor[i, k] - urban[i] * scale * divergence[k]
            noise = politics.position_noise * normal(keys[k], actors.key[i], NOBODY)
            public[i, k] = clipped(rest + memory * (actors.public[i, k] - rest) + noise)
    for i in range(n_cities):
        nation = actors.nation[i]
        for k in range(issues):
            mean = scale * divergence[k]
            gap = actors.public[i, k] - actors.public[nation, k] + scale * pull[i, k]
            noise = shock * normal(keys[k], actors.key[i], NOBODY)
            public[i, k] = clipped(public[nation, k] + mean + memory * (gap - mean) + noise)


def act(state: State) -> None:
    """Let publics drift, hold the elections that are due, and set the positions of leaders."""
    actors, politics = state.actors, state.settings.politics
    issues = len(state.issues)
    pull = np.zeros((state.n_cities, issues))
    lean_to_partners(actors, state.n_cities, state.ties, politics.diffusion, pull)
    divergence = np.array([issue.divergence for issue in state.issues])
    # One key per issue: another issue in the scenario changes no draw about the others.
    keys = np.array([state.key(Purpose.PUBLIC, k) for k in range(issues)], dtype=np.uint64)
    urban = urban_share_of_voters(actors, state.n_cities, state.settings.ratification.malapportionment)
    # Filled apart and copied, because cities are drawn to the publics of last month.
    public = np.empty_like(actors.public)
    drift(actors, state.n_cities, politics, divergence, urban, pull, keys, public)
    actors.public[:] = public
    # Voters before elections, elections before leaders: each step reads what the one before has set.
    set_median_voters(actors, state.n_cities, state.settings.ratification)
    hold_elections(state, np.flatnonzero(actors.next_election == state.month))
    set_positions(actors, state.n_cities, state.party_position, politics)
