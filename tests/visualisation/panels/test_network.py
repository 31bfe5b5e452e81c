"""The network panel counts every city once."""

from paradiplomacy.visualisation.panels.network import network_of
from paradiplomacy.visualisation.session.session import Session


def test_the_network_panel_counts_every_city_once(visit: Session) -> None:
    network = network_of(visit.go_to(20), visit.run.roster)
    assert sum(network["counts"]) == visit.run.roster.n_cities
    assert sum(degree * count for degree, count in enumerate(network["counts"])) == 2 * network["ties"] > 0
    assert network["best"][0]["degree"] == len(network["counts"]) - 1
