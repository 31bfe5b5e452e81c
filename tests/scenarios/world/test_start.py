"""The record of a world that is built: its rows and its parties."""

from collections.abc import Callable

from paradiplomacy.scenarios.world.start import Start


def test_cities_come_before_nations(make: Callable[..., Start]) -> None:
    start = make()
    rows = list(range(len(start.population.everyone)))
    assert (rows[start.cities], rows[start.nations]) == ([0, 1, 2], [3, 4])


def test_a_party_is_its_number_and_none_where_the_scenario_lacks_it(make: Callable[..., Start]) -> None:
    start = make()
    labels = [party.label for party in start.scenario.parties]
    assert [start.party(label) for label in labels] == list(range(len(labels)))
    assert start.party("") is None and start.party("monarchist") is None
