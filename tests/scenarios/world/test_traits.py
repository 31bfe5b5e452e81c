"""Traits at the start: what the facts determine, and the draws around what the parameters state."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.chance import stream_of
from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.world import population
from paradiplomacy.scenarios.world.census import Population, Profile
from paradiplomacy.scenarios.world.start import Start
from paradiplomacy.scenarios.world.traits import LANGUAGE_BITS, endow, languages


def test_facts_are_those_of_the_actor_or_of_its_nation(make: Callable[..., Start]) -> None:
    columns = make().columns
    assert columns.nation.tolist() == [3, 3, 4, 3, 4]
    assert columns.gdp.tolist() == [30.0, 100.0, 50.0, 2500.0, 400.0]
    assert columns.democracy.tolist() == [0.9, 0.9, 0.5, 0.9, 0.5]
    assert columns.urban_share.tolist() == [0.8, 0.8, 0.54, 0.8, 0.54]


def test_places_are_unit_vectors_whose_angle_is_the_distance(make: Callable[..., Start]) -> None:
    place = make().columns.place
    np.testing.assert_allclose((place**2).sum(axis=1), 1.0)
    np.testing.assert_allclose(place[1], [1.0, 0.0, 0.0], atol=1e-15)
    np.testing.assert_allclose(place[2], [0.0, 1.0, 0.0], atol=1e-15)
    np.testing.assert_allclose(place[4], [0.0, 0.0, 1.0], atol=1e-15)
    assert np.degrees(np.arccos(place[1] @ place[2])) == pytest.approx(90.0)


def test_actors_share_a_bit_where_their_nations_share_a_language(few: Population) -> None:
    french, *_ = bits = languages(few)
    assert np.bitwise_count(bits).sum(axis=1).tolist() == [1, 1, 2, 1, 2]
    np.testing.assert_array_equal(bits[0], bits[3])
    assert not (french & bits[2]).any()


def nations(count: int) -> Population:
    """Nations with one language each."""
    made = [Profile(f"N{n}", "", "", f"N{n}", 0.0, 0.0, 1.0, 1.0, languages=(f"{n}",)) for n in range(count)]
    return Population([], made)


def test_languages_have_a_bit_each_as_long_as_there_are_bits() -> None:
    most = 2 * LANGUAGE_BITS
    assert len(np.unique(languages(nations(most)), axis=0)) == most
    with pytest.raises(ValueError, match=f"{most + 1} official languages, expected at most {most}"):
        languages(nations(most + 1))


def test_levels_are_those_of_cities_and_of_nations(make: Callable[..., Start]) -> None:
    start = make({"utility.pragmatism_city": 0.25, "utility.pragmatism_nation": 0.75, "politics.trust_spread": 0.0})
    endow(start)
    politics, columns = start.scenario.politics, start.columns
    assert columns.pragmatism.tolist() == [0.25] * 3 + [0.75] * 2
    assert columns.trust.tolist() == [politics.trust_city] * 3 + [politics.trust_nation] * 2
    assert (columns.turned == NEVER).all() and (columns.sanctioned_until == NEVER).all()
    assert columns.consent[3].tolist() == [ConsentRule.of_word(issue.consent) for issue in start.scenario.issues]
    assert columns.activity[start.nations].tolist() == [0.0, 0.0]


def test_veto_players_grow_with_the_constraint_on_the_executive(make: Callable[..., Start]) -> None:
    start = make({"ratification.veto_players": 3})
    endow(start)
    # A constraint of 7 gives the most veto players, one of 4 half of the way; a city has its council.
    assert start.columns.veto_players.tolist() == [1, 1, 1, 3, 2]


def test_grants_are_drawn_between_their_bounds_and_nations_have_none(make: Callable[..., Start]) -> None:
    start = make({"response.grant_low": 0.25, "response.grant_high": 0.375})
    endow(start)
    share = start.columns.grant_share
    assert ((share[:3] > 0.25) & (share[:3] < 0.375)).all() and len(set(share[:3])) == 3
    assert share[3:].tolist() == [0.0, 0.0]


def test_a_city_with_an_estimated_effect_is_as_active_as_that_but_for_a_small_residual(
    make: Callable[..., Start],
) -> None:
    changes = {"search.activity_spread": 1.0, "search.activity_residual": 0.1}
    drawn, known = make(changes), make(changes)
    cities = [
        city._replace(tie_effect=effect)
        for city, effect in zip(known.population.cities, (0.5, None, -2.0), strict=True)
    ]
    known = known._replace(population=known.population._replace(cities=cities))
    for start in (drawn, known):
        endow(start)
    draw = drawn.columns.activity[:3]
    expected = [0.5 + 0.1 * draw[0], draw[1], -2.0 + 0.1 * draw[2]]
    np.testing.assert_allclose(known.columns.activity[:3], expected)


def test_one_city_of_a_nation_at_most_is_its_capital() -> None:
    found = population.synthetic(Place(kind="synthetic", cities=30, nations=4), stream_of(1))
    capitals = [city.nation for city in found.cities if city.capital]
    assert sorted(capitals) == sorted(nation.id for nation in found.nations)
