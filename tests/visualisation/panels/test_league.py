"""The league table counts what the snapshot counts."""

import pytest

from paradiplomacy.visualisation.panels import league
from paradiplomacy.visualisation.panels.league import league_of
from paradiplomacy.visualisation.session.session import Session


def test_the_league_counts_what_the_snapshot_counts(visit: Session) -> None:
    now, roster = visit.go_to(20), visit.run.roster
    rows = league_of(now, roster, "cities") + league_of(now, roster, "nations")
    assert rows
    assert league_of(now, roster, "cities", "nonsense") == league_of(now, roster, "cities")
    for row in rows:
        assert row["force"] == now.ties[row["row"]]


def test_a_column_sorts_all_actors_and_not_only_those_shown(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    now, roster = visit.go_to(20), visit.run.roster
    monkeypatch.setattr(league, "MOST", 1_000)
    everybody = league_of(now, roster, "cities", "depth")
    assert len(everybody) == roster.n_cities > 60
    monkeypatch.setattr(league, "MOST", 5)
    for order in ("depth", "talks", "force"):
        best = sorted((float(row[order]) for row in everybody), reverse=True)[:5]
        assert [float(row[order]) for row in league_of(now, roster, "cities", order)] == best
