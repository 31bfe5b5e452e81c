"""Replay of short histories written by hand."""

import pandas as pd
import pytest

from paradiplomacy.model.agreements.book import IllegalTransitionError
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.replay.rebuild import REDUCERS, replay

COLUMNS = (
    "month",
    "kind",
    "agreement",
    "actor",
    "other",
    "issue",
    "detail",
    "reason",
    "club",
    "value",
    "terms_climate",
)


def history(*rows: dict) -> pd.DataFrame:
    """A table of events, as a saved run holds it."""
    table = pd.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], columns=list(COLUMNS))
    table.insert(0, "event", range(len(table)))
    return table.astype({"agreement": "float64", "value": float, "terms_climate": float, "month": int})


def event(month: int, kind: str, actor: str = "FRA:paris", other: str = "USA:boston", **rest: object) -> dict:
    return {"month": month, "kind": kind, "actor": actor, "other": other, "agreement": 0} | rest


OPENED = event(0, "opened", detail="plan", terms_climate=1.0)
SIGNED = event(2, "signed", terms_climate=0.4)
BINDING = (
    event(3, "ratified"),
    event(4, "ratified", "USA:boston", "FRA:paris"),
    event(4, "in_force"),
)


def test_an_agreement_goes_through_its_life_month_by_month() -> None:
    events = history(
        OPENED, SIGNED, event(2, "classed", "USA:boston", "USA", detail="bypass", value=-0.3), *BINDING,
        event(16, "reviewed", value=0.9), event(20, "dormant"), event(30, "expired", reason="term over"),
    )  # fmt: skip
    snapshots = [replay(events, month).agreements.iloc[0] for month in (0, 2, 3, 4, 16, 20, 30)]
    assert [row["status"] for row in snapshots] == [
        "negotiating", "signed", "signed", "in force", "in force", "dormant", "expired",
    ]  # fmt: skip
    assert [row["status_a"] for row in snapshots[:4]] == ["invited", "signed", "bound", "in force"]
    assert [row["terms_climate"] for row in snapshots[:2]] == [0.0, 0.4]
    assert (snapshots[6]["class_b"], snapshots[6]["reason"], snapshots[6]["ended"]) == ("bypass", "term over", 30)
    assert (
        snapshots[5]["delivered_a"] == 0.9 and pd.isna(snapshots[5]["delivered_b"]) and pd.isna(snapshots[5]["ended"])
    )
    assert [len(replay(events, month).ties) for month in (3, 4, 20, 29, 30)] == [0, 1, 1, 1, 0]


def test_nothing_has_happened_before_the_first_event() -> None:
    nothing = replay(history(OPENED), -1)
    assert [len(table) for table in nothing] == [0] * 7
    assert list(nothing.agreements) == list(replay(history(OPENED)).agreements)


def test_a_law_is_enacted_suspended_and_annulled_and_its_dispute_goes_with_it() -> None:
    law = {"actor": "USA", "issue": "climate"}
    events = history(
        OPENED, SIGNED, *BINDING,
        event(5, "law_enacted", **law), event(5, "preempted", **law),
        event(5, "litigated", "USA:boston", "USA", issue="climate", detail="preempt", value=0.2),
        event(8, "ruled", "USA:boston", "USA", issue="climate", value=1.0),
        event(8, "law_suspended", other="USA:boston", **law), event(8, "restored"),
        event(20, "ruled", "USA:boston", "USA", issue="climate", value=1.0),
        event(20, "law_annulled", other="USA:boston", **law),
    )  # fmt: skip
    stands = {month: replay(events, month).laws["status"].tolist() for month in (4, 5, 8, 20)}
    assert stands == {4: [], 5: ["in force"], 8: ["suspended"], 20: []}
    stages = {month: replay(events, month).disputes["stage"].tolist() for month in (4, 5, 8, 20)}
    assert stages == {4: [], 5: ["in court"], 8: ["suspended"], 20: ["won"]}
    assert [replay(events, month).agreements["status"][0] for month in (5, 8)] == ["preempted", "in force"]


def test_a_lost_suit_leaves_the_law() -> None:
    events = history(
        OPENED, SIGNED, *BINDING, event(5, "law_enacted", "USA", issue="climate"),
        event(5, "litigated", "USA:boston", "USA", issue="climate", detail="preempt"),
        event(8, "ruled", "USA:boston", "USA", issue="climate", value=0.0),
    )  # fmt: skip
    last = replay(events)
    assert last.disputes["stage"].tolist() == ["lost"] and last.disputes["ended"].tolist() == [8]
    assert last.laws["status"].tolist() == ["in force"]


def test_an_inherited_agreement_is_as_old_as_it_says() -> None:
    row = replay(history(event(-3, "inherited", detail="plan", value=-50.0, terms_climate=0.3))).agreements.iloc[0]
    assert (row["opened"], row["signed"], row["in_force"], row["status"]) == (-50, -50, -50, "in force")


@pytest.mark.parametrize("kind", ["in_force", "renewed", "preempted", "withdrawn", "breached", "revived", "restored"])
def test_what_cannot_follow_raises(kind: str) -> None:
    with pytest.raises(IllegalTransitionError, match="agreement 0 is negotiating"):
        replay(history(OPENED, event(1, kind)))


def test_events_about_nothing_or_nobody_known_raise() -> None:
    with pytest.raises(ValueError, match="never opened"):
        replay(history(SIGNED))
    with pytest.raises(ValueError, match="not a party"):
        replay(history(OPENED, SIGNED, event(3, "ratified", "GBR:london")))


def test_every_kind_of_event_is_read_or_changes_nothing_legal() -> None:
    changes_nothing = {"refused", "coordinated", "objected", "consent_rule", "election", "summit", "shock"}
    changes_nothing |= {"club_summit", "club_settled"}
    assert set(REDUCERS) | changes_nothing == {event.name.lower() for event in Event}
    assert not set(REDUCERS) & changes_nothing
