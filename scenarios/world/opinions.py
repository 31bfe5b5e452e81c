"""Needs, priorities and positions of actors at the start."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Ints
from paradiplomacy.agents.packed import packed
from paradiplomacy.model.month import month_of
from paradiplomacy.model.politics import take_positions, urban_share_of_voters
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format.scenario import Override
from paradiplomacy.scenarios.world.start import Start


def form_opinions(start: Start) -> None:
    """Fill the columns of need, salience, publics' positions and leaders' own views, issue by issue."""
    columns, draws, scenario = start.columns, start.draws, start.scenario
    politics, utility, n = scenario.politics, scenario.utility, start.cities.stop
    urban = urban_share_of_voters(packed(columns), n, scenario.ratification.malapportionment)
    for k, issue in enumerate(scenario.issues):
        columns.need[:, k] = np.clip(issue.need + utility.need_spread * draws.normal(), 0.0, 1.0)
        noise = draws.normal()
        # ``math.exp``, because NumPy's vectorised one may differ in the last bit from one processor to another.
        columns.salience[:, k] = issue.salience * np.array([math.exp(utility.salience_spread * z) for z in noise])
        # One draw serves nations as their position and cities as their divergence: no actor uses both.
        own = draws.normal()
        national = issue.position + issue.position_by_democracy * (columns.democracy - 0.5)
        public = np.clip(national + issue.position_spread * own, -1.0, 1.0)
        # Cities differ from their hinterland by the mean divergence, yet the nation as a whole keeps its position: the
        # hinterland is moved the other way, by the weight of the cities' voters.
        mean = politics.divergence_scale * issue.divergence
        public[n:] = np.clip(public[n:] - urban[n:] * mean, -1.0, 1.0)
        gap = mean + politics.divergence_scale * politics.divergence_spread * own[:n]
        public[:n] = np.clip(public[columns.nation[:n]] + gap, -1.0, 1.0)
        columns.public[:, k] = public
        columns.conviction[:, k] = politics.leader_spread * draws.normal()
    normalise(columns)


def normalise(columns: Actors) -> None:
    """Scale each actor's salience to a sum of 1; equal weights where all are 0."""
    total = columns.salience.sum(axis=1, keepdims=True)
    np.divide(columns.salience, total, out=columns.salience, where=total > 0)
    columns.salience[(total <= 0).ravel()] = 1.0 / columns.salience.shape[1]


def anchor(start: Start) -> None:
    """Fill the positions to which publics are drawn: of a nation, its hinterland's without the divergence of cities."""
    columns, scenario = start.columns, start.scenario
    urban = urban_share_of_voters(packed(columns), start.cities.stop, scenario.ratification.malapportionment)
    mean = scenario.politics.divergence_scale * np.array([issue.divergence for issue in scenario.issues])
    columns.anchor[:] = columns.public + urban[:, None] * mean


def seat_leaders(state: State, overrides: tuple[Override, ...]) -> None:
    """Fill leaders' positions. Where the scenario sets one, the leader's own view accounts for the difference."""
    # Set twice: first as the rules give them, then with the difference. Positions are computed again every month, so an
    # override lasts only as part of the leader's own view.
    take_positions(month_of(state))
    for override in overrides:
        who = state.lookup.rows((override.who,))
        for issue, value in (override.position or {}).items():
            (k,) = state.lookup.issues((issue,))
            move_to(state, who, k, value)


def move_to(state: State, who: Ints, issue: int, value: float) -> None:
    """Move leaders to a position on an issue by views of their own."""
    columns, scale = state.actors, state.settings.politics.divergence_scale
    nations, cities = who[who >= state.n_cities], who[who < state.n_cities]
    # Nations first, because the positions of their mayors follow. The views of mayors are multiplied by the scale; at a scale
    # of 0 every mayor has the government's position, whatever the scenario says.
    for rows, factor in ((nations, 1.0), (cities, scale)):
        if len(rows) and factor > 0.0:
            columns.conviction[rows, issue] += (value - columns.position[rows, issue]) / factor
            take_positions(month_of(state))
