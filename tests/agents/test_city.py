"""An agent is a view onto its row: what is read is the column, and what is written changes it within its range."""

import mesa
import numpy as np
import pytest

from paradiplomacy.agents.city import City, View
from paradiplomacy.agents.columns import Actors, empty
from paradiplomacy.agents.nation import Nation
from paradiplomacy.model.world import World


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


@pytest.fixture
def citizen(made: World) -> City:
    return next(iter(made.cities.values()))


@pytest.mark.parametrize(
    ("attribute", "value", "message"),
    [
        ("gdp", -5, r"gdp of \S+: -5, expected a number of at least 0 \(US\$ billion a year\)"),
        ("trust", 9, r"trust of \S+: 9, expected a number from 0 to 1 \(share\)"),
        ("trust", float("nan"), "trust of .* nan, expected"),
        ("trust", "high", "'high' is not a number"),
        ("trust", True, "True is not a number"),
        ("trust", None, "None is not a number"),
        ("trust", [0.1, 0.2], "2 numbers, expected 1"),
        ("need", [0.1, 0.2], "2 numbers, expected 5"),
        ("need", [0.1, 0.2, 0.3, 0.4, 1.5], "expected a number from 0 to 1"),
        ("position", -2.0, "expected a number from -1 to 1$"),
        ("capacity", 1.5, "1.5, expected a whole number of at least 0"),
    ],
)
def test_a_value_out_of_range_is_refused_and_nothing_changes(
    citizen: City, attribute: str, value: object, message: str
) -> None:
    before = np.copy(getattr(citizen, attribute))
    with pytest.raises(ValueError, match=message):
        setattr(citizen, attribute, value)
    np.testing.assert_array_equal(getattr(citizen, attribute), before)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("gdp", 3), ("trust", np.float64(0.25)), ("need", 0.5), ("need", [0, 0.25, 0.5, 0.75, 1]), ("capacity", 3.0)],
)
def test_a_value_in_range_is_written_to_the_column(citizen: City, attribute: str, value: object) -> None:
    setattr(citizen, attribute, value)
    column = getattr(citizen.columns, attribute)[citizen.row]
    np.testing.assert_array_equal(column, np.broadcast_to(np.asarray(value), column.shape))


def test_a_number_that_was_written_into_a_row_is_found_before_the_next_month(made: World) -> None:
    nation: Nation = next(iter(made.nations.values()))
    nation.position[0] = 7.0
    with pytest.raises(ValueError, match=r"position of row \d+ is .*expected a number from -1 to 1"):
        made.run(1)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nosuch", r"City\('FRA:paris', 'Paris'\) has no attribute 'nosuch', names of your own begin .* _nosuch"),
        ("turst", "did you mean trust?"),
        ("veto_players", "has no attribute 'veto_players'"),
        ("size", "has no attribute 'size'"),
    ],
)
def test_an_attribute_that_actors_do_not_have_is_refused(city: City, name: str, message: str) -> None:
    with pytest.raises(AttributeError, match=message):
        setattr(city, name, 5)
    assert name not in vars(city)


def test_what_actors_and_mesa_have_can_be_set(city: City) -> None:
    city.pos = (1.0, 2.0)
    city._mine = 5
    city.name, city.lon = "Lutetia", 2.0
    assert (city.pos, city._mine, city.name, city.lon) == ((1.0, 2.0), 5, "Lutetia", 2.0)
