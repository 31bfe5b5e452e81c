"""Agreements, acts and events are selected by party, issue and month."""

import numpy as np

from paradiplomacy import World
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.chosen import Chosen, choose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.names.scope import parse


def asked(world: World, phrase: str) -> Chosen:
    """Choose the part of a world that a phrase names."""
    return choose(world, parse(f"signed {phrase}".strip()))


def test_before_its_signature_an_agreement_covers_its_agenda(lively: World) -> None:
    table = lively.agreements
    failed = (table["status"] == "failed") & table["signed"].isna()
    found = selected.agreements(lively, asked(lively, "on health"))
    agenda = lively.state.book.rows.agenda[:, [issue.name for issue in lively.state.issues].index("health")]
    assert np.array_equal(found[failed], agenda[failed])
    assert agenda[failed].any()
    signed = table["signed"].notna()
    assert np.array_equal(found[signed], (table["terms_health"] > 0)[signed])


def test_a_kind_selects_the_agreements_of_that_kind(lively: World) -> None:
    found = selected.agreements(lively, asked(lively, "")._replace(kind=Kind.NATION_NATION))
    assert np.array_equal(found, (lively.agreements["kind"] == "nation-nation").to_numpy())


def test_an_act_belongs_to_its_city_and_to_the_nation_of_that_city(lively: World) -> None:
    everything = selected.acts(lively, asked(lively, ""))
    of_nation = selected.acts(lively, asked(lively, "of N001"))
    of_cities = selected.acts(lively, asked(lively, "of cities:N001"))
    assert 0 < len(of_nation.city) < len(everything.city)
    assert of_nation.city.tolist() == of_cities.city.tolist()
    parties = lively.state.book.parties
    assert np.array_equal(parties.actor[everything.party], everything.city)
    assert np.array_equal(parties.agreement[everything.party], everything.agreement)


def test_an_event_without_an_issue_is_on_those_of_its_agreement(lively: World) -> None:
    log, book = lively.state.ledger.events, lively.state.book.rows
    k = [issue.name for issue in lively.state.issues].index("trade")
    found = selected.events(lively, asked(lively, "on trade"), Event.OBJECTED, Event.STATUTE_ENACTED)
    expected = []
    for at in np.flatnonzero(np.isin(log.kind, (Event.OBJECTED, Event.STATUTE_ENACTED)) & (log.month >= 0)).tolist():
        on = log.issue[at] == k if log.issue[at] >= 0 else book.terms[log.agreement[at], k] > 0
        expected += [at] if on else []
    assert found.tolist() == expected
    assert expected


def test_recorded_months_are_those_chosen(lively: World) -> None:
    chosen = asked(lively, "since 2016-03 until 2016-05")
    months = lively.monthly.set_index("date")
    assert [row["trust_city"] for row in selected.totals(lively, chosen)] == months["trust_city"][
        ["2016-03", "2016-04", "2016-05"]
    ].tolist()
    assert len(selected.columns(lively, chosen, "position")) == 3
