"""Effects of events on statutes, relations, sanctions and disputes, in short histories written by hand."""

from histories import BINDING, OPENED, SIGNED, event, history

from paradiplomacy.model.ledger.replay.rebuild import replay


def test_a_statute_is_enacted_suspended_and_annulled_and_its_dispute_goes_with_it() -> None:
    law = {"actor": "USA", "issue": "climate", "detail": "consent"}
    events = history(
        OPENED, SIGNED, *BINDING,
        event(5, "statute_enacted", value=3.0, **law), event(5, "suspended", other="USA:boston", **law),
        event(5, "litigated", "USA:boston", "USA", issue="climate", detail="enforce", value=0.2),
        event(8, "ruled", "USA:boston", "USA", issue="climate", value=1.0),
        event(8, "statute_suspended", other="USA:boston", **law), event(8, "restored"),
        event(20, "ruled", "USA:boston", "USA", issue="climate", value=1.0),
        event(20, "statute_annulled", other="USA:boston", **law),
    )  # fmt: skip
    laws = {month: replay(events, month).statutes["status"].tolist() for month in (4, 5, 8, 20)}
    assert laws == {4: [], 5: ["in force"], 8: ["suspended"], 20: []}
    assert replay(events, 5).statutes["partners"].tolist() == ["hostile"]
    stages = {month: replay(events, month).disputes["stage"].tolist() for month in (4, 5, 8, 20)}
    assert stages == {4: [], 5: ["in court"], 8: ["suspended"], 20: ["won"]}
    assert [replay(events, month).agreements["status"][0] for month in (5, 8)] == ["suspended", "in force"]


def test_a_lost_suit_leaves_the_statute() -> None:
    law = {"actor": "USA", "issue": "climate", "detail": "bar"}
    events = history(
        OPENED, SIGNED, *BINDING, event(5, "statute_enacted", value=0.0, **law),
        event(5, "litigated", "USA:boston", "USA", issue="climate", detail="enforce"),
        event(8, "ruled", "USA:boston", "USA", issue="climate", value=0.0),
    )  # fmt: skip
    last = replay(events)
    assert last.disputes["stage"].tolist() == ["lost"] and last.disputes["ended"].tolist() == [8]
    assert last.statutes["status"].tolist() == ["in force"]


def test_a_nation_may_have_statutes_of_several_kinds_and_repeal_one() -> None:
    events = history(
        OPENED, event(5, "statute_enacted", "USA", issue="climate", detail="bar", value=0.0),
        event(6, "statute_enacted", "USA", issue="climate", detail="notice", value=0.0),
        event(7, "statute_repealed", "USA", issue="climate", detail="bar"),
    )  # fmt: skip
    assert replay(events).statutes["kind"].tolist() == ["notice"]


def test_the_last_change_of_a_relation_holds_and_a_rupture_ends_an_agreement() -> None:
    events = history(
        OPENED, SIGNED, *BINDING, event(5, "relation", "USA", "FRA", value=-1.0, agreement=None),
        event(6, "severed", reason="rupture"), event(7, "relation", "USA", "FRA", value=0.5, agreement=None),
    )  # fmt: skip
    assert [replay(events, month).relations["relation"].tolist() for month in (5, 7)] == [[-1.0], [0.5]]
    assert replay(events).agreements["status"].tolist() == ["severed"]


def test_grants_are_withheld_from_a_city_until_the_sanction_is_lifted() -> None:
    events = history(
        OPENED, SIGNED, event(5, "sanctioned", "USA", "USA:boston"), event(6, "sanctioned", "FRA", "FRA:paris"),
        event(9, "sanction_lifted", "USA", "USA:boston", agreement=None),
    )  # fmt: skip
    withheld = {month: replay(events, month).sanctions["city"].tolist() for month in (4, 5, 8, 9)}
    assert withheld == {4: [], 5: ["USA:boston"], 8: ["FRA:paris", "USA:boston"], 9: ["FRA:paris"]}


def test_a_defied_objection_is_a_dispute_until_its_agreement_ends() -> None:
    about = {"issue": "climate", "detail": "object", "value": 0.2}
    events = history(
        OPENED, SIGNED, event(5, "complied", "FRA:paris", "FRA", **about), event(5, "defied", "USA:boston", "USA", **about),
        event(7, "dispute_closed", "USA:boston", "USA"),
    )  # fmt: skip
    at_first, at_last = replay(events, 5).disputes, replay(events).disputes
    assert at_first["stage"].tolist() == ["complied", "defied"] and at_first["ended"].fillna(-1).tolist() == [5, -1]
    assert at_last["stage"].tolist() == ["complied", "closed"] and at_last["ended"].tolist() == [5, 7]
