"""Voters, elections and leaders: from the positions of publics and parties to those of leaders."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.chance import NOBODY, Purpose, key, normal, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR, NO_AGREEMENT, NO_ISSUE
from paradiplomacy.model.ledger.writing import write
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.parameters import Politics, Ratification
from paradiplomacy.model.state import State

ELECTED, PARTY, LEADER = int(Event.ELECTION), int(Purpose.ELECTION), int(Purpose.LEADER)
OPEN = -1
"""In the place of a winning party: voters decide."""


@inner
def clipped(value: float) -> float:
    """Return a position clipped to [-1, 1]."""
    return min(1.0, max(-1.0, value))


@inner
def weigh_voters(actors: Actors, n_cities: int, malapportionment: float, hinterland: Floats, total: Floats) -> None:
    """Fill the weight of every nation's hinterland and of all its voters, in persons.

    Malapportionment multiplies the weight of the hinterland.
    """
    actors_n = actors.population.shape[0]
    for i in range(n_cities, actors_n):
        hinterland[i] = actors.population[i]
    for i in range(n_cities):
        hinterland[actors.nation[i]] -= actors.population[i]
    for i in range(n_cities, actors_n):
        # In the data the cities of a nation can add up to a little more than the nation.
        hinterland[i] = max(0.0, hinterland[i]) * malapportionment
        total[i] = hinterland[i]
    for i in range(n_cities):
        total[actors.nation[i]] += actors.population[i]


@compiled
def urban_share_of_voters(actors: Actors, n_cities: int, malapportionment: float) -> Floats:
    """Return the share of its modelled cities in the weight of every nation's voters, 0 to 1; 0 in the rows of cities."""
    # Ones, so that the division is defined in the rows of cities too.
    hinterland, total = np.zeros_like(actors.population), np.ones_like(actors.population)
    weigh_voters(actors, n_cities, malapportionment, hinterland, total)
    share = 1.0 - hinterland / total
    # Rows of cities hold no voters of a nation; 0 leaves them out of sums over all actors.
    share[:n_cities] = 0.0
    return share


@inner
def set_median_voters(actors: Actors, n_cities: int, ratification: Ratification) -> None:
    """Set the median voter and the spread of voters of every actor.

    A nation's voters are its cities and its hinterland, weighted by population and malapportionment; their
    positions are approximated by one normal distribution with the mean and variance of that mixture.
    """
    actors_n, issues = actors.public.shape
    within = ratification.constituent_spread
    weight, total = np.zeros(actors_n), np.zeros(actors_n)
    weigh_voters(actors, n_cities, ratification.malapportionment, weight, total)
    # Until the last loop, ``spread`` of a nation holds the second moment of positions around 0.
    for k in range(issues):
        for i in range(n_cities, actors_n):
            share = weight[i] / total[i]
            actors.median[i, k] = share * actors.public[i, k]
            actors.spread[i, k] = share * actors.public[i, k] ** 2
        for i in range(n_cities):
            share = actors.population[i] / total[actors.nation[i]]
            actors.median[i, k] = actors.public[i, k]
            actors.spread[i, k] = within
            actors.median[actors.nation[i], k] += share * actors.public[i, k]
            actors.spread[actors.nation[i], k] += share * actors.public[i, k] ** 2
        for i in range(n_cities, actors_n):
            actors.median[i, k] = clipped(actors.median[i, k])  # shares may add up to a little more than 1
            between = max(0.0, actors.spread[i, k] - actors.median[i, k] ** 2)
            actors.spread[i, k] = math.sqrt(within * within + between)


@inner
def _distance(actors: Actors, party_position: Floats, i: int, party: int) -> float:
    total = 0.0
    nation = actors.nation[i]
    for k in range(actors.public.shape[1]):
        # Parties are national: their platforms start from the nation's median voter in city elections too.
        platform = actors.median[nation, k] + party_position[party, k]
        total += actors.salience[i, k] * abs(platform - actors.median[i, k])
    return total


@inner
def elect(month: Month, i: int) -> int:
    """Return the party that wins an election: the nearest one, up to the advantage of office and chance."""
    actors, politics, winner, best = month.actors, month.settings.politics, 0, np.inf
    for p in range(month.party_position.shape[0]):
        # Gumbel noise makes the choice a logit, with one draw per party and actor.
        gumbel = -math.log(-math.log(u01(key(month.run, month.month, PARTY, p), actors.key[i], NOBODY)))
        score = _distance(actors, month.party_position, i, p) - politics.vote_noise * gumbel
        if p == actors.party[i]:
            score -= politics.incumbency
        if score < best:
            best = score
            winner = p
    return winner


@inner
def set_positions(actors: Actors, n_cities: int, party_position: Floats, politics: Politics) -> None:
    """Set leaders' positions between their party and their median voter, shifted by office and personal views.

    The scale of divergence multiplies what separates a mayor from the government beyond their voters, so that a scale of 0
    puts the mayors of equal publics at their government's position.
    """
    actors_n, issues = actors.public.shape
    # Nations first: mayors are compared with them.
    for at in range(actors_n):
        i = (at + n_cities) % actors_n
        rho = politics.party_weight_city if i < n_cities else politics.party_weight_nation
        office = politics.office_city if i < n_cities else politics.office_nation
        nation = actors.nation[i]
        for k in range(issues):
            party = actors.median[nation, k] + party_position[actors.party[i], k]
            own = rho * party + (1.0 - rho) * actors.median[i, k] + office + actors.conviction[i, k]
            if i < n_cities:
                apart = own - actors.median[i, k] - (actors.position[nation, k] - actors.median[nation, k])
                own += (politics.divergence_scale - 1.0) * apart
            actors.position[i, k] = clipped(own)


@compiled
def take_positions(month: Month) -> None:
    """Set the voters and the leaders' positions that follow from publics, parties and leaders' own views."""
    set_median_voters(month.actors, month.n_cities, month.settings.ratification)
    set_positions(month.actors, month.n_cities, month.party_position, month.settings.politics)


@compiled
def hold(month: Month, who: Rows, winner: Ints) -> None:
    """Hold elections, which the log has room for.

    Args:
        month: The month.
        who: (n,) rows of the cities and nations that vote.
        winner: (n,) winning parties; ``OPEN`` where voters decide.
    """
    actors, now = month.actors, month.month
    for at in range(who.shape[0]):
        i = who[at]
        won = elect(month, i) if winner[at] == OPEN else winner[at]
        for k in range(month.party_position.shape[1]):
            # The leader brings personal views.
            drawn = normal(key(month.run, now, LEADER, k), actors.key[i], NOBODY)
            actors.conviction[i, k] = month.settings.politics.leader_spread * drawn
        changed = actors.party[i] != won
        actors.party[i] = won
        # Only another party counts as a new government; a re-elected one is bound by what it signed.
        if changed:
            actors.turned[i] = now
        actors.next_election[i] = now + actors.term[i]
        write(month.desk.log, now, ELECTED, NO_AGREEMENT, i, NO_ACTOR, NO_ISSUE, won, 1.0 if changed else 0.0)


def hold_elections(state: State, who: Rows, winner: Ints | None = None) -> None:
    """Hold elections, and record them.

    Args:
        state: The state.
        who: Rows of the cities and nations that vote.
        winner: (n,) winning parties where the scenario fixes them; None to elect.
    """
    state.ledger.reserve(len(who), 0)
    hold(month_of(state), who, np.full(len(who), OPEN, dtype=np.int32) if winner is None else winner)
