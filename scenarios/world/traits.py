"""Traits of actors at the start: place, size, institutions, means and style."""

import math

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.scenarios.world.census import Population
from paradiplomacy.scenarios.world.start import Start

# Bits, so that two actors are compared by two operations and not by a search in sets.
LANGUAGE_BITS = 64  # per word; a row has two words
LEAST_AUTONOMY, AUTONOMY_RISE, AUTONOMY_SPREAD = 0.15, 0.6, 0.08


def place(columns: Actors, population: Population) -> None:
    """Fill the columns that the facts determine: place, size and institutions."""
    everyone, first = population.everyone, len(population.cities)
    row_of = {nation.id: first + m for m, nation in enumerate(population.nations)}
    homes = [population.nations[row_of[actor.nation] - first] for actor in everyone]
    columns.nation[:] = [row_of[actor.nation] for actor in everyone]
    columns.language[:] = languages(population)
    columns.population[:] = [actor.population for actor in everyone]
    columns.gdp[:] = [actor.gdp for actor in everyone]
    columns.democracy[:] = [home.democracy for home in homes]
    columns.ideal_point[:] = [home.ideal_point for home in homes]
    columns.decentralisation[:] = [home.decentralisation for home in homes]
    columns.court[:] = [home.court for home in homes]
    columns.urban_share[:] = [home.urban_share for home in homes]
    columns.capital[:] = [actor.capital for actor in everyone]
    for row, actor in enumerate(everyone):
        # Unit vectors, from which distances follow without trigonometry for each pair.
        lon, lat = math.radians(actor.lon), math.radians(actor.lat)
        columns.place[row] = math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def languages(population: Population) -> NDArray[np.uint64]:
    """Return the official languages of each actor's nation as bits: (actors, 2).

    Raises:
        ValueError: There are more languages than bits.
    """
    spoken = {nation.id: nation.languages for nation in population.nations}
    # Sorted, so that bits do not depend on the order of the nations.
    known = sorted({language for several in spoken.values() for language in several})
    if len(known) > 2 * LANGUAGE_BITS:
        raise ValueError(f"{len(known)} official languages, expected at most {2 * LANGUAGE_BITS}")
    bits = np.zeros((len(population.everyone), 2), dtype=np.uint64)
    for row, actor in enumerate(population.everyone):
        for language in spoken[actor.nation]:
            word, bit = divmod(known.index(language), LANGUAGE_BITS)
            bits[row, word] |= np.uint64(1) << np.uint64(bit)
    return bits


def endow(start: Start) -> None:
    """Fill the columns of means, style, trust and institutions that the parameters determine."""
    columns, draws, scenario = start.columns, start.draws, start.scenario
    _levels(start)
    politics, response = scenario.politics, scenario.response
    columns.trust[:] = np.clip(columns.trust + politics.trust_spread * (2.0 * draws.uniform() - 1.0), 0.0, 1.0)
    columns.reputation[:] = scenario.utility.reputation_start
    columns.activity[start.cities] = _activity(start, draws.normal())
    autonomy = LEAST_AUTONOMY + AUTONOMY_RISE * columns.decentralisation + AUTONOMY_SPREAD * draws.normal()
    columns.autonomy[start.cities] = np.clip(autonomy, 0.0, 1.0)[start.cities]
    grant = response.grant_low + (response.grant_high - response.grant_low) * draws.uniform()
    columns.grant_share[start.cities] = grant[start.cities]
    columns.turned[:] = columns.sanctioned_until[:] = NEVER
    columns.veto_players[:] = 1
    columns.veto_players[start.nations] = _veto_players(start)
    columns.consent[start.nations] = [ConsentRule.of_word(issue.consent) for issue in scenario.issues]


def _activity(start: Start, draw: Floats) -> Floats:
    """Return the lasting activity of the cities: the estimated effect and a small residual, or a draw without one."""
    search, effects = start.scenario.search, [city.tie_effect for city in start.population.cities]
    # One draw for both, so that an estimate that is added changes no other draw.
    spread = [search.activity_spread if effect is None else search.activity_residual for effect in effects]
    known = [0.0 if effect is None else effect for effect in effects]
    return np.array(known) + np.array(spread) * draw[start.cities]


def _levels(start: Start) -> None:
    """Fill the columns of which cities and nations have one parameter each."""
    columns, scenario = start.columns, start.scenario
    for rows, level in ((start.cities, "city"), (start.nations, "nation")):
        columns.pragmatism[rows] = getattr(scenario.utility, f"pragmatism_{level}")
        columns.concession[rows] = getattr(scenario.negotiation, f"concession_{level}")
        columns.rounds[rows] = getattr(scenario.negotiation, f"rounds_{level}")
        columns.capacity[rows] = getattr(scenario.negotiation, f"capacity_{level}")
        columns.trust[rows] = getattr(scenario.politics, f"trust_{level}")


def _veto_players(start: Start) -> list[int]:
    """Return the number of veto players of each nation, in proportion to the constraint on its executive (1 to 7)."""
    most = start.scenario.ratification.veto_players
    return [1 + round((nation.executive_constraint - 1.0) / 6.0 * (most - 1)) for nation in start.population.nations]
