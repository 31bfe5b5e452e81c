"""Each act on statutes changes the state and writes its event, together."""

import numpy as np
import pytest
from tense import answered, tense

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.agreements.book import NEVER, Rows
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.responses import sanction
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.coverage import covered
from paradiplomacy.model.statutes.disputes import case_of
from paradiplomacy.model.vocabulary import Pressure, Reason, Reply, Stage, Status, StatuteKind, StatuteStatus


@pytest.fixture
def state() -> State:
    """A world with agreements in force, whose nations never legislate."""
    return tense(months=4, response__statutes=False)


def written(state: State, start: int) -> list[Event]:
    """The kinds of the events written since."""
    return [Event(kind) for kind in state.ledger.events.kind[start:].tolist()]


def a_bar(state: State) -> tuple[int, Rows]:
    """A bar of a nation, and the parties of agreements in force that it covers."""
    nation = state.n_cities
    number = acts.enact(state, nation, StatuteKind.BAR)
    parties = state.book.parties_of(state.book.live(Status.IN_FORCE))
    hit = parties[covered(state, parties, StatuteKind.BAR, only=number)]
    state.book.parties.statute[hit] = number
    assert len(hit) > 1
    return number, hit


def suspended(state: State, number: int, hit: Rows) -> Rows:
    """The agreements that the bar suspends."""
    acts.suspend_under(state, number, hit)
    return np.unique(state.book.parties.agreement[hit])


def test_a_statute_suspends_what_it_hits_once_and_its_repeal_restores_it(state: State) -> None:
    start, (number, hit) = len(state.ledger), a_bar(state)
    which = suspended(state, number, hit)
    assert (state.book.rows.status[which] == Status.SUSPENDED).all()
    kinds = written(state, start)
    assert kinds[0] is Event.STATUTE_ENACTED
    assert kinds.count(Event.SUSPENDED) == len(which)
    start = len(state.ledger)
    acts.repeal(state, number)
    assert StatuteStatus(state.statutes.rows.status[number]) is StatuteStatus.REPEALED
    assert state.statutes.rows.ended[number] == state.month
    assert (state.book.rows.status[which] == Status.IN_FORCE).all()
    assert written(state, start) == [Event.STATUTE_REPEALED, *[Event.RESTORED] * len(which)]


def test_what_the_statute_of_another_nation_suspends_stays_suspended(state: State) -> None:
    number, hit = a_bar(state)
    which = suspended(state, number, hit)
    other = acts.enact(state, state.n_cities + 1, StatuteKind.BAR)
    members = state.book.parties_of(which[:1])
    state.book.parties.statute[members[state.book.parties.statute[members] != number]] = other
    acts.repeal(state, number)
    assert state.book.rows.status[which[0]] == Status.SUSPENDED
    acts.repeal(state, other)
    assert state.book.rows.status[which[0]] == Status.IN_FORCE


def test_a_sanction_lasts_for_its_months_and_is_lifted_with_an_event(state: State) -> None:
    some, start = answered(state, Pressure.SANCTION), len(state.ledger)
    sanction.act(state, some)
    assert (state.actors.sanctioned_until[some.city] == state.month + state.settings.response.sanction_months).all()
    acts.lift_sanctions(state, some.city[:1].astype(np.int64))
    assert state.actors.sanctioned_until[some.city[0]] == NEVER
    assert written(state, start) == [Event.SANCTIONED, Event.SANCTIONED, Event.SANCTION_LIFTED]


@pytest.mark.parametrize(
    ("reply", "stage", "event"),
    [
        (Reply.COMPLY, Stage.COMPLIED, Event.COMPLIED),
        (Reply.LITIGATE, Stage.IN_COURT, Event.LITIGATED),
        (Reply.DEFY, Stage.DEFIED, Event.DEFIED),
    ],
)
def test_a_dispute_opens_in_the_stage_of_the_reply(state: State, reply: Reply, stage: Stage, event: Event) -> None:
    some, before, start = answered(state, Pressure.SANCTION), len(state.disputes), len(state.ledger)
    acts.open_disputes(state, some, np.full(2, reply, dtype=np.int8))
    disputes = state.disputes.rows
    assert (disputes.stage[before:] == stage).all()
    assert ((disputes.ended[before:] == state.month) == (reply is Reply.COMPLY)).all()
    hearing = state.month + state.settings.response.injunction_months
    assert ((disputes.hearing[before:] == hearing) == (reply is Reply.LITIGATE)).all()
    assert written(state, start) == [event, event]


def test_a_city_that_complies_leaves_its_agreement_and_its_sanction_ends(state: State) -> None:
    some = answered(state, Pressure.SANCTION)
    sanction.act(state, some)
    acts.give_in(state, some)
    assert (state.book.rows.status[some.agreement] == Status.WITHDRAWN).all()
    assert (state.book.rows.reason[some.agreement] == Reason.COMPLIED).all()
    assert (state.actors.sanctioned_until[some.city] == NEVER).all()


def test_a_closed_dispute_has_ended(state: State) -> None:
    acts.open_disputes(state, answered(state, Pressure.SANCTION), np.full(2, Reply.DEFY, dtype=np.int8))
    last, start = np.array([len(state.disputes) - 1]), len(state.ledger)
    acts.close_disputes(state, last)
    assert state.disputes.rows.stage[last[0]] == Stage.CLOSED
    assert state.disputes.rows.ended[last[0]] == state.month
    assert written(state, start) == [Event.DISPUTE_CLOSED]


def test_a_rule_on_consent_is_changed_with_its_event(state: State) -> None:
    nation, start = state.n_cities, len(state.ledger)
    acts.change_consent_rule(state, nation, 1, ConsentRule.REQUIRED)
    assert state.actors.consent[nation, 1] == ConsentRule.REQUIRED
    assert written(state, start) == [Event.CONSENT_RULE]
    assert state.ledger.events.value[-1] == float(ConsentRule.REQUIRED)


def test_a_statute_in_court_is_suspended_then_annulled_or_reinstated(state: State) -> None:
    number, hit = a_bar(state)
    parties, which = state.book.parties, suspended(state, number, hit)
    city = parties.actor[hit]
    pressed = acts.Answered(
        hit, parties.agreement[hit], city, state.actors.nation[city], np.zeros(len(hit), np.int8),
        np.full(len(hit), Pressure.ENFORCE, np.int8), np.full(len(hit), 0.4),
    )  # fmt: skip
    acts.open_disputes(state, pressed, np.full(len(hit), Reply.LITIGATE, dtype=np.int8), number)
    case, start = case_of(state.disputes.rows, len(state.disputes) - 1), len(state.ledger)
    status, book = state.statutes.rows.status, state.book.rows
    acts.suspend(state, case)
    assert status[number] == StatuteStatus.SUSPENDED
    assert (book.status[which] == Status.IN_FORCE).all()
    assert state.disputes.rows.hearing[case.number] == state.month + state.settings.response.ruling_months
    acts.reinstate(state, case)
    assert status[number] == StatuteStatus.IN_FORCE
    assert (book.status[which] == Status.SUSPENDED).all()
    acts.annul(state, case)
    assert status[number] == StatuteStatus.ANNULLED
    assert (book.status[which] == Status.IN_FORCE).all()
    laws = [kind for kind in written(state, start) if kind.name.startswith("STATUTE")]
    assert laws == [Event.STATUTE_SUSPENDED, Event.STATUTE_REINSTATED, Event.STATUTE_ANNULLED]
