"""Tables of legal facts: their order, missing values, and their columns without a row."""

import pytest

from paradiplomacy.model.ledger.replay import frames
from paradiplomacy.model.ledger.replay.past import Agreement, Dispute, Party, Past, Statute
from paradiplomacy.model.vocabulary import (
    Diplomacy,
    Form,
    Kind,
    PartnerClass,
    PartyStatus,
    Pressure,
    Reason,
    Stage,
    Status,
    StatuteKind,
    StatuteStatus,
)


def agreement(status: Status, diplomacy: Diplomacy = Diplomacy.NONE, **rest: object) -> Agreement:
    parties = (
        Party("FRA:paris", PartyStatus.BOUND, (0.5, 0.0), diplomacy=diplomacy),
        Party("NOR", PartyStatus.SIGNED, (0.5, 0.0)),
    )
    return Agreement(Kind.CITY_NATION, Form.PLAN, status, parties, (0.5, 0.0), (True, False), opened=1, **rest)


@pytest.fixture
def past() -> Past:
    made = Past(["climate", "trade"])
    made.agreements = {
        7: agreement(Status.SUSPENDED, Diplomacy.COORDINATED_OPPOSED),
        2: agreement(Status.WITHDRAWN, Diplomacy.BYPASS, ended=4, reason=Reason.TURNOVER),
        5: agreement(Status.SIGNED),
    }
    return made


def test_agreements_are_in_the_order_of_their_numbers(past: Past) -> None:
    table = frames.agreements(past)
    assert table["agreement"].tolist() == [2, 5, 7]
    assert table["status"].tolist() == ["withdrawn", "signed", "suspended"]
    assert table["reason"].fillna("").tolist() == ["turnover", "", ""]
    assert table["class_a"].fillna("").tolist() == ["bypass", "", "coordinated opposed"]
    assert table["coordinated_a"].tolist() == [False, False, True]
    assert table["terms_climate"].tolist() == [0.5] * 3 and not table["on_trade"].any()
    assert (table["b"] == "NOR").all() and (table["status_b"] == "signed").all()


def test_only_agreements_that_tie_their_parties_are_ties(past: Past) -> None:
    assert frames.ties(past).to_numpy().tolist() == [["FRA:paris", "NOR", 7]]


def test_disputes_are_ordered_by_opening_agreement_and_city(past: Past) -> None:
    order = [("b", 2, 3), ("a", 2, 3), ("c", 1, 3), ("d", 9, 1)]
    past.disputes = [
        Dispute(city, "USA", number, "climate", Pressure.OBJECT, Stage.DEFIED, opened, None, 0.0)
        for city, number, opened in order
    ]
    assert frames.disputes(past)["city"].tolist() == ["d", "c", "a", "b"]


def test_statutes_are_in_the_order_of_enactment_and_sanctions_and_relations_in_that_of_names(past: Past) -> None:
    past.statutes = {
        ("USA", StatuteKind.NOTICE, "trade"): Statute(PartnerClass.ANY, 3),
        ("FRA", StatuteKind.BAR, None): Statute(PartnerClass.CITIES, 4, StatuteStatus.SUSPENDED),
    }
    past.relations = {("USA", "RUS"): -1.0, ("FRA", "RUS"): -0.5}
    past.sanctions = {"USA:boston": "USA", "FRA:paris": "FRA"}
    table = frames.statutes(past)
    assert table["issue"].fillna("all").tolist() == ["trade", "all"]
    assert table["status"].tolist() == ["in force", "suspended"] and table["partners"].tolist() == ["any", "cities"]
    assert frames.relations(past)["nation"].tolist() == ["FRA", "USA"]
    assert frames.sanctions(past)["city"].tolist() == ["FRA:paris", "USA:boston"]


@pytest.mark.parametrize(
    "name", ["agreements", "disputes", "clubs", "memberships", "statutes", "relations", "sanctions", "ties"]
)
def test_a_table_without_rows_has_its_columns(name: str) -> None:
    empty = getattr(frames, name)(Past(["climate"]))
    assert len(empty) == 0 and len(empty.columns) >= 2
