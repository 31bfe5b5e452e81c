"""Acts of nations, cities and courts: each changes statutes, disputes or agreements together with the events that record it."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.agreements import acts as agreements
from paradiplomacy.model.agreements.book import NEVER, Rows
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_AGREEMENT
from paradiplomacy.model.records import select
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.disputes import Case
from paradiplomacy.model.statutes.laws import covered, under_a_law
from paradiplomacy.model.vocabulary import LawStatus, Reason, Reply, Stage, Status

# The columns of disputes are integers; the month that never comes stands for no hearing and no end.
NONE_DUE = int(NEVER)


class Answered(NamedTuple):
    """Agreements of cities to which their nations respond, shape (c,) each.

    Attributes:
        party: Row of the city among the parties of the book.
        agreement: Number of the agreement.
        city: Row of the city.
        nation: Row of its nation.
        issue: Issue on which the nation minds the agreement most.
        pressure: What the nation does (``Pressure``).
        stakes: Grant that the city may lose, in % of its budget.
    """

    party: Rows
    agreement: Rows
    city: Ints
    nation: Ints
    issue: Bytes
    pressure: Bytes
    stakes: Floats


def write_pressure(state: State, kind: Event, answered: Answered) -> None:
    """Write the events of an option that is directed against cities."""
    state.ledger.write(
        kind,
        state.month,
        count=len(answered.agreement),
        agreement=answered.agreement,
        actor=answered.nation,
        other=answered.city,
        issue=answered.issue,
        value=answered.stakes,
    )


OPENING: dict[Reply, tuple[Stage, Event]] = {
    Reply.COMPLY: (Stage.COMPLIED, Event.COMPLIED),
    Reply.LITIGATE: (Stage.IN_COURT, Event.LITIGATED),
    Reply.DEFY: (Stage.DEFIED, Event.DEFIED),
}
"""Stage in which a dispute opens, and the event, by the city's reply."""


def open_disputes(state: State, pressed: Answered, reply: Bytes) -> None:
    """Open a dispute for every city under pressure, with its reply; who complies ends it at once.

    Compliance is entered as a dispute too, so that the nation does not take up the same agreement again within a year.
    """
    hearing = state.month + state.settings.response.injunction_months
    state.disputes.append(
        len(pressed.agreement),
        # Disputes are between a city and its nation, so the place of the city in the agreement has no column there.
        **{name: column for name, column in pressed._asdict().items() if name != "party"},
        # The stage comes from the reply, whatever the pressure: an objection can be complied with or defied as well.
        stage=np.array([OPENING[Reply(each)][0] for each in reply.tolist()], dtype=np.int8),
        opened=state.month,
        hearing=np.where(reply == Reply.LITIGATE, hearing, NONE_DUE),
        ended=np.where(reply == Reply.COMPLY, state.month, NONE_DUE),
    )
    for option, (_, kind) in OPENING.items():
        some = select(pressed, reply == option)
        state.ledger.write(
            kind,
            state.month,
            count=len(some.agreement),
            agreement=some.agreement,
            actor=some.city,
            other=some.nation,
            issue=some.issue,
            detail=some.pressure,
            value=some.stakes,
        )


def give_in(state: State, pressed: Answered) -> None:
    """Let cities leave the agreements over which they comply; sanctions on them end."""
    book = state.book.rows
    # Several parties of an agreement may be under pressure, but it fails only once.
    which = np.unique(pressed.agreement)
    agreements.fail(state, which[book.status[which] == Status.SIGNED], Reason.COMPLIED)
    agreements.leave(state, pressed.party[book.status[pressed.agreement] == Status.IN_FORCE], Reason.COMPLIED)
    under = np.unique(pressed.city[state.actors.sanctioned_until[pressed.city] > state.month]).astype(np.int64)
    lift_sanctions(state, under)


def close_disputes(state: State, numbers: Rows) -> None:
    """Close disputes whose agreements have ended."""
    disputes = state.disputes.rows
    disputes.stage[numbers] = Stage.CLOSED
    disputes.ended[numbers] = state.month
    state.ledger.write(
        Event.DISPUTE_CLOSED,
        state.month,
        count=len(numbers),
        agreement=disputes.agreement[numbers],
        actor=disputes.city[numbers],
        other=disputes.nation[numbers],
    )


def lift_sanctions(state: State, cities: Rows) -> None:
    """End the sanctions on these cities."""
    # A sanction lasts while this month is in the future, so ``NEVER`` means none.
    state.actors.sanctioned_until[cities] = NEVER
    state.ledger.write(
        Event.SANCTION_LIFTED, state.month, count=len(cities), actor=state.actors.nation[cities], other=cities
    )


def change_consent_rule(state: State, nation: int, issue: int, to: ConsentRule) -> None:
    """Let a nation change its rule on consent to its cities' agreements on an issue."""
    state.actors.consent[nation, issue] = to
    state.ledger.write(Event.CONSENT_RULE, state.month, actor=nation, issue=issue, value=float(to))


def enact(state: State, nation: int, issue: int, because: int = NO_AGREEMENT) -> None:
    """Let a nation enact a law against its cities' agreements on an issue."""
    # The law is written before its effects, because a reader of the ledger asks for causes first.
    state.ledger.write(Event.LAW_ENACTED, state.month, actor=nation, issue=issue, agreement=because)
    preempt(state, nation, issue)


def preempt(state: State, nation: int, issue: int) -> None:
    """Put a law in force: agreements that it covers are suspended; signatures that do not bind yet are void."""
    state.actors.law[nation, issue] = LawStatus.IN_FORCE
    which = covered(state, state.book.live(Status.IN_FORCE), nation, issue)
    agreements.preempt(state, which, nation, issue)
    # Signatures that do not bind yet cannot be suspended: they are void.
    agreements.fail(state, covered(state, state.book.live(Status.SIGNED), nation, issue), Reason.PREEMPTED)


def repeal(state: State, nation: int, issue: int) -> None:
    """Let a nation repeal its law."""
    state.ledger.write(Event.LAW_REPEALED, state.month, actor=nation, issue=issue)
    _release(state, nation, issue, LawStatus.NONE)


def rule(state: State, case: Case, *, won: bool) -> None:
    """Let a court rule on a dispute, which ends it."""
    disputes = state.disputes.rows
    disputes.hearing[case.number] = NONE_DUE
    disputes.stage[case.number] = Stage.WON if won else Stage.LOST
    disputes.ended[case.number] = state.month
    state.ledger.write(
        Event.RULED,
        state.month,
        agreement=case.agreement,
        actor=case.city,
        other=case.nation,
        issue=case.issue,
        value=float(won),
    )


def suspend(state: State, case: Case) -> None:
    """Let a court suspend a law; the dispute goes on to the final ruling."""
    _write_ruling_on_law(state, Event.LAW_SUSPENDED, case)
    _release(state, case.nation, case.issue, LawStatus.SUSPENDED)
    disputes = state.disputes.rows
    disputes.stage[case.number] = Stage.SUSPENDED
    disputes.hearing[case.number] = state.month + state.settings.response.ruling_months
    disputes.ended[case.number] = NONE_DUE


def annul(state: State, case: Case) -> None:
    """Let a court annul a suspended law."""
    _write_ruling_on_law(state, Event.LAW_ANNULLED, case)
    _release(state, case.nation, case.issue, LawStatus.NONE)


def reinstate(state: State, case: Case) -> None:
    """Let a court uphold a suspended law, which is in force again."""
    _write_ruling_on_law(state, Event.LAW_REINSTATED, case)
    preempt(state, case.nation, case.issue)


def _write_ruling_on_law(state: State, kind: Event, case: Case) -> None:
    state.ledger.write(
        kind, state.month, actor=case.nation, issue=case.issue, agreement=case.agreement, other=case.city
    )


def _release(state: State, nation: int, issue: int, to: LawStatus) -> None:
    """End the effect of a law: agreements that no other law covers are in force again."""
    state.actors.law[nation, issue] = to
    preempted = state.book.live(Status.PREEMPTED)
    agreements.restore(state, preempted[~under_a_law(state, preempted)])
