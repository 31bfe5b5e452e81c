"""Effects of events on agreements, in short histories written by hand."""

import pandas as pd
import pytest
from histories import BINDING, OPENED, SIGNED, event, history

from paradiplomacy.model.agreements.book import IllegalTransitionError
from paradiplomacy.model.ledger.replay.rebuild import replay


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


def test_an_inherited_agreement_is_as_old_as_it_says() -> None:
    row = replay(history(event(-3, "inherited", detail="plan", value=-50.0, terms_climate=0.3))).agreements.iloc[0]
    assert (row["opened"], row["signed"], row["in_force"], row["status"]) == (-50, -50, -50, "in force")


@pytest.mark.parametrize("kind", ["in_force", "renewed", "suspended", "withdrawn", "breached", "revived", "restored"])
def test_what_cannot_follow_raises(kind: str) -> None:
    with pytest.raises(IllegalTransitionError, match="agreement 0 is negotiating"):
        replay(history(OPENED, event(1, kind)))
