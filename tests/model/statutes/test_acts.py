"""Each act on statutes changes the state and writes its event, together."""

import numpy as np
import pytest
from tense import answered, tense

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.responses import sanction
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.disputes import case_of
from paradiplomacy.model.statutes.laws import covered
from paradiplomacy.model.vocabulary import LawStatus, Pressure, Reason, Reply, Stage, Status


@pytest.fixture
def state() -> State:
    """A world with agreements in force, whose nations never legislate."""
    return tense(months=4, response__preemption=False)


def written(state: State, start: int) -> list[Event]:
    """The kinds of the events written since."""
    return [Event(kind) for kind in state.ledger.events.kind[start:].tolist()]


def a_covered_law(state: State) -> tuple[int, int, np.ndarray]:
    """A nation and an issue whose law would cover agreements in force, and those agreements."""
    running = state.book.live(Status.IN_FORCE)
    for nation in range(state.n_cities, state.n_actors):
        for issue in range(len(state.issues)):
            which = covered(state, running, nation, issue)
            if len(which):
                return nation, issue, which
    raise AssertionError("no law would cover anything")


def test_a_law_suspends_what_it_covers_and_its_repeal_restores_it(state: State) -> None:
    nation, issue, which = a_covered_law(state)
    book, start = state.book.rows, len(state.ledger)
    acts.enact(state, nation, issue)
    assert state.actors.law[nation, issue] == LawStatus.IN_FORCE
    assert (book.status[which] == Status.PREEMPTED).all()
    kinds = written(state, start)
    assert kinds[0] is Event.LAW_ENACTED
    assert kinds.count(Event.PREEMPTED) == len(which)
    start = len(state.ledger)
    acts.repeal(state, nation, issue)
    assert state.actors.law[nation, issue] == LawStatus.NONE
    assert (book.status[which] == Status.IN_FORCE).all()
    assert written(state, start) == [Event.LAW_REPEALED, *[Event.RESTORED] * len(which)]


def test_what_another_law_covers_stays_suspended(state: State) -> None:
    nation, issue, which = a_covered_law(state)
    other = (issue + 1) % len(state.issues)
    state.book.parties.terms[state.book.parties_of(which[:1]), other] = 1.0
    acts.enact(state, nation, issue)
    acts.enact(state, nation, other)
    acts.repeal(state, nation, issue)
    assert state.book.rows.status[which[0]] == Status.PREEMPTED


def test_signatures_that_a_new_law_covers_are_void(state: State) -> None:
    nation, issue, which = a_covered_law(state)
    state.book.rows.status[which[0]] = Status.SIGNED
    acts.preempt(state, nation, issue)
    assert state.book.rows.status[which[0]] == Status.FAILED
    assert state.book.rows.reason[which[0]] == Reason.PREEMPTED


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


def test_a_law_in_court_is_suspended_then_annulled_or_reinstated(state: State) -> None:
    nation, issue, which = a_covered_law(state)
    acts.enact(state, nation, issue)
    some = answered(state, Pressure.PREEMPT)._replace(
        nation=np.full(2, nation, np.int32), issue=np.full(2, issue, np.int8)
    )
    acts.open_disputes(state, some, np.full(2, Reply.LITIGATE, dtype=np.int8))
    case, start = case_of(state.disputes.rows, len(state.disputes) - 1), len(state.ledger)
    acts.suspend(state, case)
    assert state.actors.law[nation, issue] == LawStatus.SUSPENDED
    assert (state.book.rows.status[which] == Status.IN_FORCE).all()
    assert state.disputes.rows.hearing[case.number] == state.month + state.settings.response.ruling_months
    acts.reinstate(state, case)
    assert state.actors.law[nation, issue] == LawStatus.IN_FORCE
    assert (state.book.rows.status[which] == Status.PREEMPTED).all()
    acts.annul(state, case)
    assert state.actors.law[nation, issue] == LawStatus.NONE
    laws = [kind for kind in written(state, start) if kind.name.startswith("LAW")]
    assert laws == [Event.LAW_SUSPENDED, Event.LAW_REINSTATED, Event.LAW_ANNULLED]
