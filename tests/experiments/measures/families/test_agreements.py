"""Measures of agreements agree with the tables."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure


def test_counts_of_agreements_are_those_of_the_tables(lively: World) -> None:
    book, events = lively.agreements, lively.events
    in_force = book["status"] == "in force"
    assert measure("agreements").of(lively) == in_force.sum() > 0
    assert measure("agreements_city_city").of(lively) == (in_force & (book["kind"] == "city-city")).sum()
    assert measure("signed").of(lively) == (events[events["month"] >= 0]["kind"] == "signed").sum() > 0


def test_withdrawals_are_those_of_the_ledger_and_concern_both_parties() -> None:
    world = World.from_scenario("c40-paris", seed=1)
    world.run(months=24)
    events = world.events
    left = events[(events["kind"] == "withdrawn") & (events["month"] >= 0)]
    assert measure("withdrawals").of(world) == len(left) > 0
    of_nation = [left[side].str.startswith("USA") for side in ("actor", "other")]
    mine = (of_nation[0] | of_nation[1]).sum()
    assert measure("withdrawals of USA, cities:USA").of(world) == mine > 0
    assert measure("withdrawals among USA, cities:USA").of(world) == (of_nation[0] & of_nation[1]).sum() < mine
    halves = [measure(f"withdrawals {part}").of(world) for part in ("until 2015-12", "since 2016-01")]
    assert sum(halves) == len(left)


def test_the_share_of_success_counts_what_failed_in_talks(lively: World) -> None:
    events = lively.events
    failed = events[(events["month"] >= 0) & (events["kind"] == "failed")]
    in_talks = failed["reason"].isin(["no zone", "out of time", "chilled"]).sum()
    signed = measure("signed").of(lively)
    assert measure("success_share").of(lively) == pytest.approx(signed / (signed + in_talks))


def test_months_to_force_run_from_first_contact(lively: World) -> None:
    book = lively.agreements
    new = book[(book["in_force"] >= 0).fillna(value=False)]
    assert measure("months_to_force").of(lively) == np.median((new["in_force"] - new["opened"]).to_numpy(dtype=float))


def test_depth_in_force_and_at_signature_are_different_agreements(lively: World) -> None:
    book = lively.agreements
    in_force = book["status"] == "in force"
    signed = (book["signed"] >= 0).fillna(value=False)
    terms = book[[name for name in book if name.startswith("terms_")]]
    for name, which in (("depth_in_force", in_force), ("depth_at_signature", signed)):
        depth = terms[which].to_numpy()
        assert measure(name).of(lively) == pytest.approx(depth[depth > 0].mean())
    assert measure("depth_in_force").of(lively) != measure("depth_at_signature").of(lively)


def test_gains_of_a_nation_and_of_its_partners_are_the_two_sides_of_the_table(lively: World) -> None:
    book = lively.agreements
    signed = book[(book["signed"] >= 0).fillna(value=False)]
    mine, theirs = [], []
    for own, other in (("a", "b"), ("b", "a")):
        rows = signed[signed[own] == "N001"]
        mine += rows[f"gain_{own}"].dropna().tolist()
        theirs += rows[f"gain_{other}"].dropna().tolist()
    assert mine
    assert measure("gain of N001").of(lively) == pytest.approx(np.mean(mine))
    assert measure("gain_nation of N001").of(lively) == pytest.approx(np.mean(mine))
    assert measure("gain_of_partners of N001").of(lively) == pytest.approx(np.mean(theirs))


def test_delivery_of_a_nation_is_its_own_not_that_of_its_partners(lively: World) -> None:
    book = lively.agreements
    in_force = book[book["status"] == "in force"]
    own = [in_force[in_force[side] == "N001"][f"delivered_{side}"].dropna() for side in ("a", "b")]
    assert measure("delivered_share of N001").of(lively) == pytest.approx(np.concatenate(own).mean())


def test_an_agreement_of_a_scope_has_a_party_and_an_issue_of_it(lively: World) -> None:
    book = lively.agreements
    mine = book[["a", "b"]].apply(lambda column: column.str.startswith("N003:"))
    on = (book["terms_climate"] > 0) & (book["signed"] >= 6).fillna(value=False)
    found = measure("signed of cities:N003 on climate since 2016-07").of(lively)
    assert found == (mine.any(axis=1) & on).sum() > 0
    among = book[["a", "b"]].apply(lambda column: column.str.startswith(("N003:", "N001:")))
    wide = (book["terms_climate"] > 0) & (book["signed"] >= 0).fillna(value=False)
    found = measure("signed among cities:N003, cities:N001 on climate").of(lively)
    assert found == (among.all(axis=1) & wide).sum()
    assert found < (among.any(axis=1) & wide).sum()


@pytest.mark.parametrize("name", ["signed", "opened", "no_zone", "blocked"])
def test_counts_over_months_add_up_and_parts_do_not_exceed_the_whole(name: str, lively: World) -> None:
    everything = measure(name).of(lively)
    assert everything > 0
    for part in ("of N001", "of cities:N001", "on climate", "since 2017-01", "among cities"):
        assert measure(f"{name} {part}").of(lively) <= everything
    assert sum(measure(f"{name} {part}").of(lively) for part in ("until 2016-12", "since 2017-01")) == everything


def test_kinds_add_up(lively: World) -> None:
    kinds = ("city_city", "city_nation", "nation_nation")
    for name in ("signed", "agreements"):
        assert sum(measure(f"{name}_{kind}").of(lively) for kind in kinds) == measure(name).of(lively)


def test_the_gap_between_partners_is_that_of_their_publics(lively: World) -> None:
    state = lively.state
    rows = {identity: row for row, identity in enumerate(state.identities)}
    book = lively.agreements
    on_health = (book["status"] == "in force") & (book["terms_health"] > 0)
    pairs = book[on_health & (book["kind"] == "city-city")][["a", "b"]]
    k = [issue.name for issue in state.issues].index("health")
    gaps = [abs(state.actors.public[rows[a], k] - state.actors.public[rows[b], k]) for a, b in pairs.to_numpy()]
    assert measure("partner_gap on health").of(lively) == pytest.approx(np.mean(gaps))


def test_signatures_under_a_text_of_several_are_counted_by_signatory() -> None:
    changes = {"world.cities": 20, "world.nations": 4, "search.burn_in": 0, "utility.benefit_scale": 4.0}
    event = {"kind": "conference", "date": "2016-02", "who": ["cities"]}
    world = World.from_scenario("synthetic", seed=2, changes={**changes, 'events."One text"': event})
    world.run(3)
    parties = len(world.explain_text("One text").parties)
    assert parties > 3
    assert measure("signatories").of(world) == measure("signatories of cities").of(world) == parties
    assert measure("signatories of nations").of(world) == 0
    one = world.explain_text("One text").parties[0].id
    assert measure(f"signatories of {one}").of(world) == 1


def test_commitments_are_those_of_the_parties_at_signature(lively: World) -> None:
    parties = lively.parties
    signed = lively.agreements.loc[lively.agreements["signed"] >= 0, "agreement"]
    terms = parties[parties["agreement"].isin(signed)].filter(like="terms_").to_numpy()
    given = terms[terms > 0.0]
    most = lively.state.settings.utility.most_depth
    assert measure("commitments_at_cap").of(lively) == pytest.approx(np.mean(given >= most - 1e-9))
    low, high = np.quantile(given, [0.25, 0.75])
    assert measure("commitments_range").of(lively) == pytest.approx(high - low) and high > low
    assert np.isnan(measure("commitments_range until 2010-01").of(lively))
