"""An attribute of an actor takes only values that its column allows."""

import numpy as np
import pytest

from paradiplomacy.agents.city import City
from paradiplomacy.agents.nation import Nation
from paradiplomacy.model.world import World


@pytest.fixture
def city(made: World) -> City:
    return next(iter(made.cities.values()))


@pytest.mark.parametrize(
    ("attribute", "value", "message"),
    [
        ("gdp", -5, r"gdp of \S+: -5, expected a number from 0 to inf \(US\$ billion a year\)"),
        ("trust", 9, r"trust of \S+: 9, expected a number from 0 to 1 \(share\)"),
        ("trust", float("nan"), "trust of .* nan, expected"),
        ("trust", "high", "'high' is not a number"),
        ("trust", True, "True is not a number"),
        ("trust", None, "None is not a number"),
        ("trust", [0.1, 0.2], "2 numbers, expected 1"),
        ("need", [0.1, 0.2], "2 numbers, expected 5"),
        ("need", [0.1, 0.2, 0.3, 0.4, 1.5], "expected a number from 0 to 1"),
        ("position", -2.0, "expected a number from -1 to 1"),
        ("capacity", 1.5, "1.5, expected a whole number from 0 to inf"),
    ],
)
def test_a_value_out_of_range_is_refused_and_nothing_changes(
    city: City, attribute: str, value: object, message: str
) -> None:
    before = np.copy(getattr(city, attribute))
    with pytest.raises(ValueError, match=message):
        setattr(city, attribute, value)
    np.testing.assert_array_equal(getattr(city, attribute), before)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("gdp", 3), ("trust", np.float64(0.25)), ("need", 0.5), ("need", [0, 0.25, 0.5, 0.75, 1]), ("capacity", 3.0)],
)
def test_a_value_in_range_is_written_to_the_column(city: City, attribute: str, value: object) -> None:
    setattr(city, attribute, value)
    column = getattr(city.columns, attribute)[city.row]
    np.testing.assert_array_equal(column, np.broadcast_to(np.asarray(value), column.shape))


def test_a_number_that_was_written_into_a_row_is_found_before_the_next_month(made: World) -> None:
    nation: Nation = next(iter(made.nations.values()))
    nation.position[0] = 7.0
    with pytest.raises(ValueError, match=r"position of row \d+ is .*expected a value from -1 to 1"):
        made.run(1)
