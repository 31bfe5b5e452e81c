"""The public tables: names for numbers, NA for what is missing."""

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model import tables
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Reason
from paradiplomacy.model.world import World

TABLES = ("events", "agreements", "disputes", "clubs", "memberships", "deliveries")
NEGATIVE = {"month", "opened", "signed", "in_force", "founded", "invited", "joined", "bound", "left", "ended"}


@pytest.mark.parametrize("name", TABLES)
def test_no_public_table_holds_a_number_for_none(eventful: World, name: str) -> None:
    table: pd.DataFrame = getattr(eventful, name)
    assert len(table)
    for column in table.select_dtypes("integer"):
        if column not in NEGATIVE:
            assert not (table[column] < 0).any(), column
        assert not (table[column] < -10_000).any(), column


def test_each_event_shows_its_codes_as_words(eventful: World) -> None:
    state, table = eventful.state, eventful.events
    log = state.ledger.events
    left = table["kind"] == "club_left"
    assert table.loc[left, "value"].isna().all()
    assert table.loc[left, "reason"].tolist() == [Reason(int(code)).word for code in log.value[left.to_numpy()]]
    elections = table["kind"] == "election"
    assert set(table.loc[elections, "detail"]) <= set(state.party_labels)
    assert table.loc[table["kind"].str.startswith("club_"), "club"].isin([plan.name for plan in state.plans]).all()
    assert table.loc[~table["kind"].str.startswith("club_"), "club"].isna().all()
    for kind in Event:
        shows = {meaning.column for _, meaning in kind.fields.coded()}
        rows = table[table["kind"] == kind.word]
        for column in ("detail", "reason", "club"):
            assert rows[column].notna().all() if column in shows else rows[column].isna().all(), (kind, column)


def test_terms_are_shown_where_an_event_has_some(eventful: World) -> None:
    table, terms = eventful.events, eventful.state.ledger.terms
    shown = table.loc[table["terms_climate"].notna(), "event"].to_numpy()
    np.testing.assert_array_equal(shown, terms.event)
    names = [f"terms_{issue.name}" for issue in eventful.state.issues]
    np.testing.assert_array_equal(table.loc[shown, names].to_numpy(), terms.terms)


def test_a_negative_number_has_no_name_and_never_has_no_month() -> None:
    assert tables.named(np.array([1, -1, 0]), ["a", "b"]).tolist() == ["b", pd.NA, "a"]
    assert tables.unless(np.array([0, 8]), Reason.NONE).tolist() == [pd.NA, "term over"]


def test_reviews_are_the_deliveries(eventful: World) -> None:
    found, events = eventful.deliveries, eventful.events
    assert len(found) == events["kind"].isin(["reviewed", "club_reviewed"]).sum()
    assert (found["agreement"].isna() == found["club"].notna()).all()
    assert (found["year"] == found["date"].str[:4].astype(int)).all()


def test_actor_months_have_a_row_for_each_month_and_actor(eventful: World) -> None:
    months = len(eventful.state.recorder.months)
    assert len(eventful.city_months) == months * eventful.state.n_cities
    assert len(eventful.nation_months) == months * (eventful.state.n_actors - eventful.state.n_cities)
    last = eventful.city_months.groupby("id", sort=False)["gdp"].last()
    assert last.tolist() == eventful.state.recorder.actors["gdp"][-1][: eventful.state.n_cities].tolist()


def test_a_recorded_column_of_cities_is_missing_for_nations(eventful: World, monkeypatch: pytest.MonkeyPatch) -> None:
    state = eventful.state
    taken = [state.actors.autonomy.copy() for _ in state.recorder.months]
    monkeypatch.setitem(state.recorder.actors, "autonomy", taken)
    assert eventful.nation_months["autonomy"].isna().all()
    assert eventful.city_months["autonomy"].tolist() == [value for month in taken for value in month[: state.n_cities]]
