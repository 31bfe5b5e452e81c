"""The roster names every actor, issue and date of a world."""

from dataclasses import replace

import pytest

from paradiplomacy.visualisation.session.roster import labels_of, roster_of
from paradiplomacy.visualisation.session.session import Session


def test_a_name_or_an_id_is_found_and_others_are_not(visit: Session) -> None:
    roster = visit.run.roster
    for row in (0, roster.n_cities, len(roster.ids) - 1):
        assert roster.row(roster.names[row]) == roster.row(roster.ids[row]) == row
    with pytest.raises(LookupError, match=r'^unknown actor "Atlantis"'):
        roster.row("Atlantis")


def test_two_actors_of_one_name_have_different_labels(visit: Session) -> None:
    ids = ("GBR:birmingham", "USA:birmingham", "SGP:singapore", "GBR", "USA", "SGP")
    names = ("Birmingham", "Birmingham", "Singapore", "United Kingdom", "United States", "Singapore")
    labels = labels_of(names, (3, 4, 5, 3, 4, 5), ids)
    assert labels == (
        "Birmingham (United Kingdom)", "Birmingham (United States)", "Singapore (city)", "United Kingdom",
        "United States", "Singapore (nation)",
    )  # fmt: skip
    roster = replace(visit.run.roster, ids=ids, names=names, labels=labels)
    assert [roster.row(label) for label in labels] == list(range(6))
    with pytest.raises(LookupError, match=r"2 actors .* Birmingham \(United Kingdom\), Birmingham \(United States\)"):
        roster.row("Birmingham")
    twins = labels_of(("Paris", "Paris", "United States"), (2, 2, 2), ("USA:paris1", "USA:paris2", "USA"))
    assert twins[:2] == ("Paris (USA:paris1)", "Paris (USA:paris2)")


def test_every_nation_has_a_region_and_every_actor_a_nation(visit: Session) -> None:
    roster = visit.run.roster
    assert len(roster.region_of) == len(roster.ids) - roster.n_cities
    assert set(roster.region_of) == set(roster.regions) and list(roster.regions) == sorted(roster.regions)
    assert (roster.nation >= roster.n_cities).all()


def test_real_nations_are_placed_in_their_part_of_the_world(visit: Session) -> None:
    state = visit._world.state
    state.identities = [*state.identities[: state.n_cities], "FRA", "USA", "BRA", "JPN", "NGA", "AUS", "IND", "mine"]
    found = roster_of(visit._world, visit.run.scenario).region_of
    assert found == (
        "Europe", "N. America", "Latin America", "E. and S.E. Asia", "Africa", "Oceania", "W., C. and S. Asia", "drawn",
    )  # fmt: skip


def test_markers_are_the_dated_events_in_order(visit: Session) -> None:
    roster = visit.run.roster
    months = [marker.month for marker in roster.markers]
    assert months == sorted(months)
    for marker in roster.markers:
        assert roster.date(marker.month) == marker.date
    assert replace(roster, start="2015-12").date(1) == "2016-01"
