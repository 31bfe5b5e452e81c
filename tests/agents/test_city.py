"""An agent is a view onto its row: what is read is the column, and what is written changes it."""

import mesa
import numpy as np
import pytest

from paradiplomacy.agents.city import City, View
from paradiplomacy.agents.columns import Actors, empty


@pytest.fixture
def columns() -> Actors:
    return empty(3, 2)


@pytest.fixture
def city(columns: Actors) -> City:
    return City(mesa.Model(), columns, 1, "FRA:paris", "Paris", 2.35, 48.86)


def test_what_is_read_is_the_row_of_the_column(columns: Actors, city: City) -> None:
    columns.trust[:] = 0.1, 0.2, 0.3
    columns.position[1] = 0.5, -0.5
    assert type(city.trust) is float and city.trust == 0.2
    assert city.position.tolist() == [0.5, -0.5]


def test_what_is_written_replaces_its_row_alone(columns: Actors, city: City) -> None:
    columns.trust[1] = 0.5
    city.trust = 0.9
    city.position = np.array([0.25, 0.75])
    city.need[1] = 0.5
    assert columns.trust.tolist() == [0.0, 0.9, 0.0]
    assert columns.position.tolist() == [[0.0, 0.0], [0.25, 0.75], [0.0, 0.0]]
    assert columns.need.tolist() == [[0.0, 0.0], [0.0, 0.5], [0.0, 0.0]]


def test_an_attribute_of_the_class_is_the_view_itself() -> None:
    assert isinstance(City.trust, View) and City.trust.field == "trust"


def test_an_agent_shows_its_id_and_name(city: City) -> None:
    assert repr(city) == "City('FRA:paris', 'Paris')"
    assert (city.lon, city.lat) == (2.35, 48.86)
