"""Populations: synthetic ones by their rules, and real ones of the year of the start."""

import pytest

from paradiplomacy.model.chance import stream_of
from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.world.census import real
from paradiplomacy.scenarios.world.facts import FACTS_YEAR
from paradiplomacy.scenarios.world.population import MODELLED_GDP, MODELLED_POPULATION, synthetic

PLACE = Place(kind="synthetic", cities=12, nations=3, zipf=1.0, primacy=2.5, largest=8e6, least=1e5)


def test_sizes_follow_zipf_and_the_first_city_is_larger_by_primacy() -> None:
    made = synthetic(PLACE, stream_of(1))
    size = {city.id: city.population for city in made.cities}
    first, second, third = (size[f"N001:c{number:05d}"] for number in (1, 4, 7))
    assert (first, second) == (8e6, 8e6 / 2.5)
    assert third == pytest.approx(second * 2 / 3)
    assert size["N002:c00002"] == 8e6 / 2


def test_no_city_is_smaller_than_the_smallest_and_a_nation_holds_more_than_its_cities() -> None:
    made = synthetic(PLACE._replace(cities=400), stream_of(1))
    assert min(city.population for city in made.cities) == 1e5
    for nation in made.nations:
        own = [city for city in made.cities if city.nation == nation.id]
        modelled = sum(city.population for city in own)
        assert modelled == pytest.approx(MODELLED_POPULATION * nation.urban_share * nation.population)
        assert sum(city.gdp for city in own) == pytest.approx(MODELLED_GDP * nation.urban_share * nation.gdp)


def test_a_synthetic_actor_does_not_depend_on_how_many_others_there_are() -> None:
    few, many = (synthetic(PLACE._replace(cities=number), stream_of(1)) for number in (12, 60))
    places = {city.id: (city.lon, city.lat) for city in many.cities}
    assert all(places[city.id] == (city.lon, city.lat) for city in few.cities)
    assert [nation.id for nation in few.nations] == ["N001", "N002", "N003"]


def test_the_largest_are_selected_and_listed_by_id() -> None:
    everybody = real(Place(), FACTS_YEAR)
    some = real(Place(cities=20, nations=10), FACTS_YEAR)
    assert [len(some.cities), len(some.nations)] == [20, 10]
    assert [city.id for city in some.cities] == sorted(city.id for city in some.cities)
    home = {nation.id for nation in some.nations}
    left_out = [city for city in everybody.cities if city.nation in home and city not in some.cities]
    assert min(city.population for city in some.cities) >= max(city.population for city in left_out)


def test_a_city_scales_with_its_nation_between_the_years() -> None:
    then, now = real(Place(), 2010), real(Place(), FACTS_YEAR)
    nations = {"then": {n.id: n for n in then.nations}, "now": {n.id: n for n in now.nations}}
    old = {city.id: city for city in then.cities}
    city = next(city for city in now.cities if nations["then"][city.nation].gdp != nations["now"][city.nation].gdp)
    ratio = nations["then"][city.nation].gdp / nations["now"][city.nation].gdp
    assert old[city.id].gdp == pytest.approx(city.gdp * ratio)


def test_a_region_that_acts_takes_the_place_of_its_cities() -> None:
    without, acting = real(Place(), 2016), real(Place(regions=("BRA:sao_paulo_state",)), 2016)
    before, after = ({city.id for city in each.cities} for each in (without, acting))
    assert after - before == {"BRA:sao_paulo_state"}
    assert before - after == {"BRA:sao_paulo", "BRA:campinas"}
