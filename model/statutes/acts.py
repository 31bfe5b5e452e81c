"""Acts of nations, cities and courts: each changes statutes, disputes or agreements together with the events that record it."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.agreements import acts as agreements
from paradiplomacy.model.agreements.book import NEVER, Rows
from paradiplomacy.model.agreements.statements import are_statements, retract
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.records import select
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import NO_STATUTE
from paradiplomacy.model.statutes.disputes import Case
from paradiplomacy.model.statutes.notice import Noticed
from paradiplomacy.model.statutes.statutes import ALL_ISSUES, statute_of
from paradiplomacy.model.vocabulary import PartnerClass, Reason, Reply, Stage, Status, StatuteKind, StatuteStatus

# The columns of disputes are integers; the month that never comes stands for no hearing and no end.
NONE_DUE = int(NEVER)
LITIGATED = (Stage.IN_COURT, Stage.SUSPENDED, Stage.WON, Stage.LOST)
"""Stages of the disputes that went to court."""


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


def write_noticed(state: State, noticed: Noticed) -> None:
    """Write which acts nations notice: the reactions are shares of these."""
    _, agreement, city, nation = noticed
    state.ledger.write(Event.NOTICED, state.month, count=len(city), agreement=agreement, actor=nation, other=city)


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


def open_disputes(state: State, pressed: Answered, reply: Bytes, statute: int = NO_STATUTE) -> None:
    """Open a dispute for every city under pressure, with its reply; who complies ends it at once.

    Compliance is entered as a dispute too, so that the nation does not take up the same agreement again within a year.
    ``statute`` is the number of the statute that is applied, if one is.
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
        statute=statute,
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
    if not len(pressed.agreement):
        return
    book = state.book.rows
    # Several parties of an agreement may be under pressure, but it fails only once.
    which = np.unique(pressed.agreement)
    letters = are_statements(state, which)
    agreements.fail(state, which[(book.status[which] == Status.SIGNED) & ~letters], Reason.COMPLIED)
    retract(state, pressed.party[are_statements(state, pressed.agreement)], Reason.COMPLIED)
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


def enact(
    state: State,
    nation: int,
    kind: StatuteKind,
    issue: int = ALL_ISSUES,
    partners: PartnerClass = PartnerClass.ANY,
    prompted: int = ALL_ISSUES,
) -> int:
    """Let a nation enact a statute, and return its number; ``enforcement`` applies it to earlier agreements.

    Args:
        state: The state.
        nation: Row of the nation.
        kind: What the statute demands.
        issue: Issue that it covers; ``ALL_ISSUES`` for all.
        partners: Partners that it covers.
        prompted: Issue whose conflicts prompted it; ``ALL_ISSUES`` where a dated event enacts it.
    """
    row = {"nation": nation, "kind": kind, "issue": issue, "partners": partners, "prompted": prompted}
    (number,) = state.statutes.append(1, enacted=state.month, **row).tolist()
    state.ledger.write(
        Event.STATUTE_ENACTED, state.month, actor=nation, issue=issue, detail=kind, value=float(partners)
    )
    return int(number)


def repeal(state: State, number: int) -> None:
    """Let a nation repeal its statute."""
    statute = statute_of(state, number)
    state.ledger.write(
        Event.STATUTE_REPEALED, state.month, actor=statute.nation, issue=statute.issue, detail=statute.kind
    )
    _end(state, number, StatuteStatus.REPEALED)


def suspend_under(state: State, number: int, parties: Rows) -> None:
    """Suspend the agreements of these parties under a statute that hits them."""
    statute, book = statute_of(state, number), state.book
    # Two cities of a nation may be parties of one agreement, which is suspended once.
    _, first = np.unique(book.parties.agreement[parties], return_index=True)
    once = parties[first]
    running = book.rows.status[book.parties.agreement[once]] == Status.IN_FORCE
    agreements.suspend(state, once[running], statute.kind, statute.issue)


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
    """Let a court suspend a statute; the dispute goes on to the final ruling."""
    _write_ruling_on_statute(state, Event.STATUTE_SUSPENDED, case)
    state.statutes.rows.status[case.statute] = StatuteStatus.SUSPENDED
    release(state)
    disputes = state.disputes.rows
    disputes.stage[case.number] = Stage.SUSPENDED
    disputes.hearing[case.number] = state.month + state.settings.response.ruling_months
    disputes.ended[case.number] = NONE_DUE


def annul(state: State, case: Case) -> None:
    """Let a court annul a suspended statute."""
    _write_ruling_on_statute(state, Event.STATUTE_ANNULLED, case)
    _end(state, case.statute, StatuteStatus.ANNULLED)


def reinstate(state: State, case: Case) -> None:
    """Let a court uphold a suspended statute: it suspends again what it suspended before."""
    _write_ruling_on_statute(state, Event.STATUTE_REINSTATED, case)
    state.statutes.rows.status[case.statute] = StatuteStatus.IN_FORCE
    disputes, parties = state.disputes.rows, state.book.parties
    # Agreements over which a city defies the statute were never suspended; those signed since are left alone.
    mine = disputes.agreement[(disputes.statute == case.statute) & np.isin(disputes.stage, LITIGATED)]
    members = state.book.parties_of(np.unique(mine))
    suspend_under(state, case.statute, members[parties.statute[members] == case.statute])


def release(state: State) -> None:
    """Bring agreements back into force that no statute in force suspends any longer."""
    suspended = state.book.live(Status.SUSPENDED)
    members = state.book.parties_of(suspended)
    marks = state.book.parties.statute[members]
    # A mark of -1 looks at the last statute and is masked; there is one, or nothing is suspended.
    holds = (marks != NO_STATUTE) & (state.statutes.rows.status[marks] == StatuteStatus.IN_FORCE)
    agreements.restore(state, suspended[~state.book.with_any(suspended, holds)])


def _write_ruling_on_statute(state: State, kind: Event, case: Case) -> None:
    statute = statute_of(state, case.statute)
    state.ledger.write(
        kind,
        state.month,
        actor=case.nation,
        issue=statute.issue,
        agreement=case.agreement,
        other=case.city,
        detail=statute.kind,
    )


def _end(state: State, number: int, to: StatuteStatus) -> None:
    state.statutes.rows.status[number] = to
    state.statutes.rows.ended[number] = state.month
    release(state)
