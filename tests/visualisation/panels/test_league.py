"""The league table counts what the snapshot counts."""

from paradiplomacy.visualisation.panels.league import league_of
from paradiplomacy.visualisation.session.session import Session


def test_the_league_counts_what_the_snapshot_counts(visit: Session) -> None:
    now, roster = visit.go_to(20), visit.run.roster
    rows = league_of(now, roster, "cities") + league_of(now, roster, "nations")
    assert rows
    for row in rows:
        assert row["force"] == now.ties[row["row"]]
