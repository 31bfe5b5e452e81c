"""Ids of synthetic actors: what is written is recognised, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.chance import stream_of
from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.names import directory
from paradiplomacy.scenarios.names.synthetic import city_id, is_city_id, is_nation_id, nation_id
from paradiplomacy.scenarios.world.population import synthetic

NUMBERS = st.integers(1, 10**7)
DIGITS = st.text("0123456789", max_size=8)


@given(nation=NUMBERS, city=NUMBERS)
def test_every_id_that_is_written_is_recognised(nation: int, city: int) -> None:
    home = nation_id(nation)
    assert is_nation_id(home) and not is_city_id(home)
    assert is_city_id(city_id(home, city)) and not is_nation_id(city_id(home, city))


@given(nation=DIGITS, city=DIGITS)
def test_an_id_is_recognised_only_if_its_numbers_would_be_written_so(nation: str, city: str) -> None:
    home, whole = f"N{nation}", f"N{nation}:c{city}"
    written = bool(nation) and int(nation) > 0 and nation_id(int(nation)) == home
    assert is_nation_id(home) is written
    assert is_city_id(whole) is (written and bool(city) and int(city) > 0 and city_id(home, int(city)) == whole)


@pytest.mark.parametrize("text", ["", "N", "FRA", "N001:", "N001:paris", "N001:c00001 ", "n001", "N\u0660\u0660\u0661"])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_nation_id(text) and not is_city_id(text)


def test_a_synthetic_population_has_ids_that_a_scenario_may_name() -> None:
    people = synthetic(Place(kind="synthetic", cities=7, nations=2), stream_of(1))
    for actor in (*people.cities, *people.nations):
        assert directory.fault(actor.id, drawn=True) is None


def test_the_examples_of_a_message_are_ids_of_a_synthetic_world() -> None:
    people = synthetic(Place(kind="synthetic", cities=3, nations=1), stream_of(1))
    fault = directory.fault("Paris", drawn=True)
    assert fault is not None
    ids = {actor.id for actor in (*people.cities, *people.nations)}
    assert set(re.findall(r"N[0-9]+(?::c[0-9]+)?", fault[1])) <= ids
