"""A name of a scenario leads to the rows that it means, and to no other."""

from collections.abc import Callable

import pytest

from paradiplomacy.scenarios.format.scenario import Club
from paradiplomacy.scenarios.world.lookup import rows_of
from paradiplomacy.scenarios.world.population import Population
from paradiplomacy.scenarios.world.start import Start

# Rows: Lyon, Paris, Oslo, France, Norway.
MEANT = {
    "FRA": [3],
    "FRA:paris": [1],
    "Paris": [1],
    "Oslo": [2],
    "Øslo": [2],
    "cities": [0, 1, 2],
    "nations": [3, 4],
    "cities:FRA": [0, 1],
    "cities:eu": [0, 1],
    "eu": [3],
    "c40": [1],
    "g20": [],
    "France": [],
    "USA": [],
}


@pytest.mark.parametrize("text", MEANT)
def test_a_selector_means_these_rows(few: Population, text: str) -> None:
    assert rows_of(text, few) == MEANT[text]


def test_several_selectors_give_each_row_once_in_ascending_order(make: Callable[..., Start]) -> None:
    lookup = make().lookup
    assert lookup.rows(("nations", "Paris", "cities:FRA")).tolist() == [0, 1, 3, 4]
    assert lookup.rows(()).tolist() == []
    assert (lookup.row("Paris"), lookup.row("USA")) == (1, None)


def test_numbers_follow_the_order_of_the_scenario(make: Callable[..., Start]) -> None:
    clubs = tuple(Club(name=name, founded="2016-01", invited=("cities",)) for name in ("one", "two"))
    start = make(clubs=clubs)
    names, labels = [issue.name for issue in start.scenario.issues], [party.label for party in start.scenario.parties]
    assert start.lookup.issues((names[2], names[0])) == (2, 0)
    assert start.lookup.issues(()) == tuple(range(len(names)))
    assert [start.lookup.party(label) for label in labels] == list(range(len(labels)))
    assert start.lookup.club("two") == 1
