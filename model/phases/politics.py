"""Politics: publics drift, elections are held, and leaders take their positions."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.chance import NOBODY, Purpose, key, normal
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.politics import OPEN, clipped, hold, set_median_voters, set_positions, urban_share_of_voters
from paradiplomacy.model.state import State

PUBLIC = int(Purpose.PUBLIC)


@inner
def pull_of_partners(actors: Actors, network: Network, i: int, k: int, diffusion: float) -> float:
    """Return the pull of the mean of its partners' publics on a city's public on an issue (learning)."""
    partners = network.first[i + 1] - network.first[i]
    if partners == 0:
        return 0.0
    total = 0.0
    for at in range(network.first[i], network.first[i + 1]):
        total += actors.public[network.partner[at], k]
    return diffusion * (total / partners - actors.public[i, k])


@inner
def drift(month: Month) -> Floats:
    """Return the publics of the coming month, (actors, K).

    Divergence moves cities away from their hinterland and leaves the nation as a whole in place: cities are drawn to
    their hinterland's public plus the mean divergence; hinterlands to their nation's initial public minus the cities'
    weighted share of that divergence. Both have the same memory and independent noise.
    """
    actors, n_cities, politics, divergence = month.actors, month.n_cities, month.settings.politics, month.divergence
    # With this shock, the stationary standard deviation of an autocorrelated series is ``divergence_spread``. The scale
    # multiplies all that separates cities from their nation: mean, dispersion and learning abroad.
    memory, scale = politics.divergence_memory, politics.divergence_scale
    shock = scale * politics.divergence_spread * math.sqrt(max(0.0, 1.0 - memory * memory))
    urban = urban_share_of_voters(actors, n_cities, month.settings.ratification.malapportionment)
    # Apart from the present ones, because cities are drawn to the publics of last month.
    public = np.empty_like(actors.public)
    for k in range(public.shape[1]):
        mean = scale * divergence[k]
        # One key per issue: another issue in the scenario changes no draw about the others.
        drawn = key(month.run, month.month, PUBLIC, k)
        # Nations first, because each city is drawn to its nation's public of the coming month.
        for i in range(n_cities, public.shape[0]):
            rest = actors.anchor[i, k] - urban[i] * scale * divergence[k]
            noise = politics.position_noise * normal(drawn, actors.key[i], NOBODY)
            public[i, k] = clipped(rest + memory * (actors.public[i, k] - rest) + noise)
        for i in range(n_cities):
            nation = actors.nation[i]
            pull = pull_of_partners(actors, month.ties, i, k, politics.diffusion)
            gap = actors.public[i, k] - actors.public[nation, k] + scale * pull
            noise = shock * normal(drawn, actors.key[i], NOBODY)
            public[i, k] = clipped(public[nation, k] + mean + memory * (gap - mean) + noise)
    return public


@inner
def voting(actors: Actors, month: int) -> Rows:
    """Return the rows of the actors whose election is due."""
    return np.flatnonzero(actors.next_election == month)


@compiled
def move(month: Month) -> None:
    """Let publics drift, hold the elections that are due, and set the positions of leaders."""
    actors = month.actors
    actors.public[:] = drift(month)
    # Voters before elections, elections before leaders: each step reads what the one before has set.
    set_median_voters(actors, month.n_cities, month.settings.ratification)
    who = voting(actors, month.month)
    hold(month, who, np.full(who.size, OPEN, dtype=np.int32))
    set_positions(actors, month.n_cities, month.party_position, month.settings.politics)


def act(state: State) -> None:
    """Let publics drift, hold the elections that are due, and set the positions of leaders."""
    state.ledger.reserve(state.n_actors, 0)
    move(month_of(state))
