"""What the panels are given: the numbers of the month, as the book has them."""

import json

import numpy as np
import pytest

from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation import player
from paradiplomacy.visualisation.parameters import controls_of, scenarios_known
from paradiplomacy.visualisation.theme.palette import TIES
from paradiplomacy.visualisation.panels.charts import charts_of
from paradiplomacy.visualisation.panels.league import league_of
from paradiplomacy.visualisation.panels.network import network_of
from paradiplomacy.visualisation.panels.regions import matrix_of
from paradiplomacy.visualisation.session.clock import Player
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import TIE_OF_CLASS, Snapshot


def test_the_league_counts_what_the_snapshot_counts(visit: Session) -> None:
    now, roster = visit.go_to(20), visit.run.roster
    rows = league_of(now, roster, "cities") + league_of(now, roster, "nations")
    assert rows
    for row in rows:
        assert row["force"] == now.ties[row["row"]]


def test_the_network_panel_counts_every_city_once(visit: Session) -> None:
    network = network_of(visit.go_to(20), visit.run.roster)
    assert sum(network["counts"]) == visit.run.roster.n_cities
    assert sum(degree * count for degree, count in enumerate(network["counts"])) == 2 * network["ties"] > 0
    assert network["best"][0]["degree"] == len(network["counts"]) - 1


def test_the_matrix_of_regions_is_symmetric_and_counts_each_agreement_once(visit: Session) -> None:
    now = visit.go_to(20)
    counts = np.array(matrix_of(now, visit.run.roster)["counts"])
    assert (counts == counts.T).all()
    assert np.triu(counts).sum() == ((now.arcs.status == 2) & (now.arcs.kind != 2)).sum()


def test_charts_have_a_value_for_every_month(visit: Session) -> None:
    charts = charts_of(visit.go_to(9))
    assert len(charts) >= 6
    for chart in charts:
        assert chart["series"] and all(len(line["values"]) == 9 for line in chart["series"])


def test_the_share_of_a_challenge_that_is_closed_is_the_sum_of_who_closes_it(visit: Session) -> None:
    charts = {chart["title"]: chart["series"] for chart in charts_of(visit.go_to(30))}
    closed = {title: series for title, series in charts.items() if title.startswith("Share of the challenge closed")}
    assert "Share of the challenge closed: climate" in closed
    for series in closed.values():
        total, *parts = ([*line["values"]] for line in series)
        assert len(parts) == 3 and total[-1] > 0
        assert np.allclose(total, np.sum(parts, axis=0), atol=2e-4)
    assert len(charts["What is left of the challenges"]) == len(closed)


def test_controls_say_what_is_changed_and_every_path_can_be_set(small: Scenario) -> None:
    changed = change.apply(small, {"negotiation.power": 0.5})
    found = [each for group in controls_of(changed, small) for each in group["fields"]]
    assert [each["path"] for each in found if each["value"] != each["before"]] == ["negotiation.power"]
    assert len(found) > 80
    assert change.apply(small, {each["path"]: each["before"] for each in found}) == small
    json.dumps(found)


def test_every_scenario_of_the_picker_has_its_question_and_sources() -> None:
    known = scenarios_known()
    assert {"baseline", "c40-paris", "synthetic"} <= {each["name"] for each in known}
    assert all(each["question"] and each["sources"] for each in known)


def test_every_class_of_city_diplomacy_has_a_colour_of_its_own() -> None:
    numbers = [0, *TIE_OF_CLASS.values()]
    assert sorted(numbers) == list(range(len(TIES)))
    assert len({look.light for look in TIES}) == len({look.dark for look in TIES}) == len(TIES)


def test_the_picture_of_a_pair_tells_what_the_model_tells(visit: Session) -> None:
    visit.go_to(10)
    first, second = 0, 1
    picture = visit.picture(first, second)
    told = visit.explain(visit.run.roster.ids[first], visit.run.roster.ids[second])
    assert picture.agreed == told.agreed and picture.issues == told.issues
    assert (picture.solution is None) != told.agreed
    assert sum(value for _, value in picture.worths[0]) == pytest.approx(told.sides[0].gain + picture.reservation[0])
    assert picture.told[0] and picture.told[2]
    for side in range(2):
        assert np.mean(picture.home[side]) == pytest.approx(told.sides[side].home)
    with pytest.raises(ValueError, match="two actors"):
        visit.picture(0, 0)


def test_the_clock_stops_when_nobody_looks(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(player, "PATIENCE", 0.05)
    seen: list[Snapshot] = []
    clock = Player(visit, seen.append)
    assert clock.play(threading.Event()) == "unseen"
    assert len(seen) == 1


def test_the_clock_waits_for_each_month_to_be_drawn_and_ends_at_the_horizon(visit: Session) -> None:
    import threading

    months: list[int] = []

    def draw(shot: Snapshot) -> None:
        months.append(shot.month)
        clock.drawn()

    clock = Player(visit, draw)
    clock.speed = 10_000
    assert clock.play(threading.Event()) == "over"
    assert months == list(range(1, 41))
