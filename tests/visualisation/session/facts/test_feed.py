"""The feed: every kind of event has a sentence, and every event of a month is reported exactly once."""

import re
from dataclasses import replace

import numpy as np

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.visualisation.session.facts.feed import delivered, feed_of, sentence
from paradiplomacy.visualisation.session.session import Session


def test_every_kind_of_event_has_a_plain_sentence(small: Scenario) -> None:
    clubs = tuple(Club(name=name, founded="2014-06", invited=("cities",), good=0.03) for name in ("One", "Two"))
    visit = Session(checked(replace(small, clubs=clubs)), seed=5)
    visit.go_to(10)
    state = visit._world.state
    nation = state.n_cities
    for kind in Event:
        for value, detail in ((0.0, 0), (1.0, 1)):
            state.ledger.write(
                kind, state.month, agreement=0, actor=0, other=nation, issue=0, detail=detail, value=value
            )
            text = sentence(state, len(state.ledger) - 1)
            assert text[0].isupper() and "  " not in text and not re.search(r"[{}_]|nan|None", text)
            assert (
                state.names[0] in text
                or state.names[nation] in text
                or "agreement of" in text
                or "Two" in text
                or "One" in text
            )


def test_a_negative_delivery_is_not_shown_as_a_share() -> None:
    assert [delivered(share) for share in (1.2, 0.0, -0.02)] == ["120%", "0%", "less than nothing (-2%)"]


def test_every_event_of_a_month_is_reported_once(visit: Session) -> None:
    visit.go_to(40)
    state = visit._world.state
    for month in range(40):
        kinds = state.ledger.events.kind[state.ledger.events.month == month]
        lines = feed_of(state, visit.run.roster, month)
        single = [line.text for line in lines if line.tone not in ("count", "dated")]
        clauses = sum(text.count("; ") - text.count(" bypasses ") for text in single)
        also = [line.text for line in lines if line.text.startswith("Also")]
        counted = sum(int(number) for text in also for number in re.findall(r"\d+", text))
        failed = sum(int(line.text.split()[0]) for line in lines if " failed: " in line.text)
        classed = int((kinds == Event.CLASSED).sum())
        assert len(single) + clauses + counted + failed + classed == len(kinds), month
        assert not re.search(r"\b1 (negotiations|elections|deliveries)", " ".join(line.text for line in lines))
    assert set(state.ledger.events.kind.tolist()) >= {Event.SIGNED, Event.FAILED, Event.ELECTION, Event.RATIFIED}


def test_the_feed_counts_the_events_that_it_leaves_out(visit: Session) -> None:
    visit.go_to(40)
    state, roster = visit._world.state, visit.run.roster
    for month in range(34, 40):
        whole = feed_of(state, roster, month)
        single = [line for line in whole if line.tone not in ("count", "dated")]
        short = feed_of(state, roster, month, most=3)
        left = [line for line in short if line.tone == "more"]
        shown = [line for line in short if line.tone not in ("count", "dated", "more")]
        assert shown == single[:3]
        assert [int(line.text.split()[0]) for line in left] == [len(single) - len(shown)] * (len(single) > 3)
        assert visit.events_of(month) == tuple(whole)
    assert visit.events_of(40) == visit.events_of(-1) == ()


def test_a_line_concerns_existing_actors_and_agreements(visit: Session) -> None:
    visit.go_to(12)
    lines = visit.now.feed
    assert lines
    for line in lines:
        assert line.agreement is None or 0 <= line.agreement < len(visit._world.state.book.rows.key)
        assert np.all(np.array(line.actors, dtype=int) < len(visit.run.roster.ids))


def test_the_feed_names_those_who_sign(visit: Session) -> None:
    visit.go_to(20)
    signed = [line for line in visit.now.feed if " sign on " in line.text]
    assert signed
    for line in signed:
        assert line.agreement is not None
        assert all(visit.run.roster.names[row] in line.text for row in line.actors)
        assert set(visit.agreement(line.agreement).rows) == set(line.actors)
