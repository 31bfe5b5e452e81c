"""The public tables: names for numbers, NaN for what is missing."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model import tables
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
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
    assert tables.named(np.array([1, -1, 0]), ["a", "b"]).fillna("-").tolist() == ["b", "-", "a"]
    assert tables.unless(np.array([0, 8]), Reason.NONE).fillna("-").tolist() == ["-", "term over"]
    assert tables.when(np.array([3, NEVER])).fillna(-1.0).tolist() == [3.0, -1.0]


ALL = (*TABLES, "monthly", "challenges", "city_months", "nation_months", "explanations")


@pytest.mark.parametrize("name", ALL)
def test_every_missing_value_is_nan(eventful: World, name: str) -> None:
    kinds = {str(kind) for kind in getattr(eventful, name).dtypes}
    assert kinds <= {"str", "bool", "int8", "int16", "int32", "int64", "float32", "float64"}


@pytest.mark.parametrize("name", ALL)
def test_a_table_without_rows_has_the_same_columns_and_types(
    eventful: World, make_state: Callable[..., State], name: str
) -> None:
    state = eventful.state
    new = World(make_state(), horizon=1, places=[(0.0, 0.0)] * state.n_actors)
    first, later = getattr(new, name), getattr(eventful, name)
    if name not in ("events", "agreements"):  # which have rows from the start
        assert first.empty
    assert first.dtypes.astype(str).to_dict() == later.dtypes.astype(str).to_dict()
    assert len(first.columns) > 4


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


def test_actor_months_say_where_each_actor_is(eventful: World) -> None:
    for table, actors in ((eventful.city_months, eventful.cities), (eventful.nation_months, eventful.nations)):
        where = table.groupby("id", sort=False)[["lon", "lat"]].agg(["min", "max"])
        assert list(where.index) == list(actors)
        expected = [(a.lon, a.lon, a.lat, a.lat) for a in actors.values()]
        assert list(where.itertuples(index=False, name=None)) == expected


def test_a_recorded_column_of_cities_is_missing_for_nations(eventful: World, monkeypatch: pytest.MonkeyPatch) -> None:
    state = eventful.state
    taken = [state.actors.autonomy.copy() for _ in state.recorder.months]
    monkeypatch.setitem(state.recorder.actors, "autonomy", taken)
    assert eventful.nation_months["autonomy"].isna().all()
    assert eventful.city_months["autonomy"].tolist() == [value for month in taken for value in month[: state.n_cities]]
