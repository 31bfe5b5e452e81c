"""Effects of events on clubs and their members, in short histories written by hand."""

import pytest
from histories import history

from paradiplomacy.model.agreements.book import IllegalTransitionError
from paradiplomacy.model.ledger.replay.rebuild import replay


@pytest.fixture
def founded() -> list[dict]:
    """A pact founded before the start, to which two cities are invited."""
    return [
        club(0, "club_founded", "FRA:paris", value=-6.0, terms_climate=1.0),
        club(0, "club_invited", "FRA:paris"),
        club(0, "club_invited", "USA:boston"),
    ]


def club(month: int, kind: str, actor: str | None = None, **rest: object) -> dict:
    return {"month": month, "kind": kind, "club": "pact", "actor": actor} | rest


def test_a_member_joins_leaves_and_joins_again(founded: list[dict]) -> None:
    events = history(
        *founded, club(1, "club_joined", "USA:boston"), club(2, "club_bound", "USA:boston"),
        club(2, "club_pledged", "USA:boston", terms_climate=0.4), club(3, "club_reviewed", "USA:boston", value=0.7),
        club(4, "club_left", "USA:boston", reason="expelled"), club(6, "club_rejoined", "USA:boston"),
    )  # fmt: skip
    rows = {month: replay(events, month).memberships.iloc[1] for month in (0, 1, 3, 4, 6)}
    assert [row["status"] for row in rows.values()] == ["invited", "signed", "bound", "withdrawn", "signed"]
    assert [row["entries"] for row in rows.values()] == [0, 1, 1, 1, 2]
    assert (rows[3]["joined"], rows[3]["bound"], rows[3]["terms_climate"], rows[3]["delivered"]) == (1, 2, 0.4, 0.7)
    assert (rows[4]["left"], rows[4]["reason"], rows[4]["terms_climate"]) == (4, "expelled", 0.0)
    assert rows[6]["joined"] == 6 and rows[6][["bound", "left", "reason", "delivered"]].isna().all()


def test_a_club_enters_into_force_for_the_bound_lapses_and_is_dissolved(founded: list[dict]) -> None:
    events = history(
        *founded, club(0, "club_terms", terms_climate=0.3), club(1, "club_joined", "FRA:paris"),
        club(1, "club_bound", "FRA:paris"), club(2, "club_in_force"), club(3, "club_joined", "USA:boston"),
        club(3, "club_bound", "USA:boston"), club(5, "club_lapsed"), club(9, "club_dissolved"),
    )  # fmt: skip
    clubs = {month: replay(events, month).clubs.iloc[0] for month in (0, 2, 5, 9)}
    assert [row["status"] for row in clubs.values()] == ["forming", "in force", "lapsed", "dissolved"]
    assert (clubs[0]["host"], clubs[0]["founded"], clubs[0]["terms_climate"]) == ("FRA:paris", -6, 0.3)
    assert (clubs[9]["in_force"], clubs[9]["ended"]) == (2, 9)
    members = {month: replay(events, month).memberships for month in (2, 3, 5)}
    assert [table["status"].tolist() for table in members.values()] == [
        ["in force", "invited"], ["in force", "in force"], ["bound", "bound"],
    ]  # fmt: skip
    assert members[3]["in_force"].tolist() == [2, 3], "who is bound by a club in force takes part at once"
    assert members[5]["in_force"].isna().all() and members[5]["bound"].tolist() == [1, 3]


def test_what_cannot_follow_and_who_was_not_invited_raise(founded: list[dict]) -> None:
    with pytest.raises(IllegalTransitionError, match="FRA:paris is invited in pact"):
        replay(history(*founded, club(1, "club_bound", "FRA:paris")))
    with pytest.raises(IllegalTransitionError, match="pact is forming"):
        replay(history(*founded, club(1, "club_lapsed")))
    with pytest.raises(ValueError, match="GBR:london was never invited to pact"):
        replay(history(*founded, club(1, "club_joined", "GBR:london")))
    with pytest.raises(ValueError, match="club pact was never founded"):
        replay(history(club(1, "club_joined", "FRA:paris")))
