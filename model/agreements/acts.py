"""Acts on agreements: each changes the book and writes its event, so that neither can be forgotten.

Whoever calls an act has decided whose agreements it concerns; nothing is drawn or judged here. The acts themselves are
compiled (``procedures``), and compiled phases call them there; this is the way to them from Python.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.desk import Desk
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.month import month_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, Reason, StatuteKind

OPEN, INHERIT, SIGN, FAIL, ENTER_INTO_FORCE, RENEW, EXPIRE, FALL_DORMANT, REVIVE, RESTORE, WITHDRAW, SEVER = range(12)
CLASSIFY, DECIDE_CONSENT, ENDORSE, RATIFY, REJECT, REVIEW, BREACH, SUSPEND, LEAVE = range(12, 21)


class Content(NamedTuple):
    """Content of an act, beyond its agreements or parties.

    Attributes:
        code, number: A reason, a verdict or a kind of statute; a term in months or an issue.
        terms: (p, K) what each party commits itself to.
        one, two: Numbers for each agreement or party.
    """

    code: int = 0
    number: int = 0
    terms: Floats = np.zeros((0, 1))
    one: Floats = np.zeros(0)
    two: Floats = np.zeros(0)


PLAIN = Content()


@inner
def _turn(desk: Desk, act: int, which: Rows, content: Content) -> None:
    """Perform an act in the life of these agreements."""
    if act == FAIL:
        procedures.fail(desk, which, content.code)
    elif act == ENTER_INTO_FORCE:
        procedures.enter_into_force(desk, which, content.number)
    elif act == RENEW:
        procedures.renew(desk, which, content.number)
    elif act == EXPIRE:
        procedures.expire(desk, which, content.code)
    elif act == FALL_DORMANT:
        procedures.fall_dormant(desk, which)
    elif act == REVIVE:
        procedures.revive(desk, which)
    elif act == RESTORE:
        procedures.restore(desk, which)
    elif act == WITHDRAW:
        procedures.withdraw(desk, which, content.code)
    elif act == SEVER:
        procedures.sever(desk, which)


@inner
def _of_parties(desk: Desk, act: int, which: Rows, content: Content) -> None:
    """Perform an act of these parties, or one that concerns them."""
    if act == CLASSIFY:
        procedures.classify(desk, which)
    elif act == DECIDE_CONSENT:
        procedures.decide_consent(desk, which, content.code)
    elif act == ENDORSE:
        procedures.endorse(desk, which)
    elif act == RATIFY:
        procedures.ratify(desk, which)
    elif act == REJECT:
        procedures.reject(desk, which)
    elif act == REVIEW:
        procedures.review(desk, which, content.one)
    elif act == BREACH:
        procedures.breach(desk, which)
    elif act == SUSPEND:
        procedures.suspend(desk, which, content.code, content.number)
    elif act == LEAVE:
        procedures.leave(desk, which, content.code)


# One way in for all acts: each way from Python into compiled code with the book takes seconds to compile.
@compiled
def perform(desk: Desk, act: int, which: Rows, content: Content) -> None:
    """Perform an act on agreements or, from CLASSIFY on, on parties."""
    if act == OPEN:
        procedures.open_negotiations(desk, which)
    elif act == INHERIT:
        procedures.inherit(desk, which, content.one, content.two, content.terms)
    elif act == SIGN:
        procedures.sign(desk, which, content.terms, content.one, content.two)
    elif act < CLASSIFY:
        _turn(desk, act, which, content)
    else:
        _of_parties(desk, act, which, content)


def _act(state: State, act: int, which: Rows, content: Content = PLAIN) -> None:
    # Most acts concern nobody in most months; callers need not check.
    if not len(which):
        return
    size = state.book.rows.size[which if act < CLASSIFY else state.book.parties.agreement[which]]
    # An opening or a signature writes an event of the agreement, and two of each party at most.
    state.ledger.reserve(len(which) + 2 * int(size.sum()), len(which) + int(size.sum()))
    # Compiled rules are typed for contiguous columns; another layout would compile all of them again.
    plain = Content(*content[:2], *map(np.ascontiguousarray, content[2:]))
    perform(month_of(state).desk, act, np.ascontiguousarray(which), plain)
    refuse_faults(state.book.fault)


def open_negotiations(state: State, which: Rows) -> None:
    """Record that negotiations open, with their agenda."""
    _act(state, OPEN, which)


def inherit(state: State, which: Rows, begun: Ints, term_ends: Ints, terms: Floats) -> None:
    """Put agreements in force that are older than the run.

    Args:
        state: The state.
        which: The agreements.
        begun: (n,) month of entry into force.
        term_ends: (n,) month in which their term ends.
        terms: (p, K) what each party commits itself to, in the order of ``Book.parties_of``.
    """
    _act(state, INHERIT, which, Content(0, 0, terms, begun.astype(np.float64), term_ends.astype(np.float64)))


def sign(state: State, which: Rows, terms: Floats, gain: Floats, transfer: Floats) -> None:
    """Fix the terms, and record side payments.

    Args:
        state: The state.
        which: The agreements.
        terms: (p, K) what each party commits itself to, in the order of ``Book.parties_of``.
        gain: (p,) gain of each party, in % of its annual budget.
        transfer: (p,) net payment of each party, in % of the first party's annual budget; negative where it receives.
    """
    _act(state, SIGN, which, Content(0, 0, terms, gain, transfer))


def fail(state: State, which: Rows, reason: Reason) -> None:
    """End negotiations and unratified signatures, for one reason."""
    # The ledger gives the reason of each failure: measures of why negotiations fail read it from there.
    _act(state, FAIL, which, Content(int(reason)))


def classify(state: State, parties: Rows) -> None:
    """Record the class of the acts of these cities, and the consents they ask for or notify.

    Classes and consents are in the book already; requests are recorded before notifications.
    """
    _act(state, CLASSIFY, parties)


def decide_consent(state: State, parties: Rows, verdict: Consent) -> None:
    """Let nations grant or refuse consent to these cities."""
    _act(state, DECIDE_CONSENT, parties, Content(int(verdict)))


def endorse(state: State, parties: Rows) -> None:
    """Let nations endorse the agreements of these cities."""
    _act(state, ENDORSE, parties)


def ratify(state: State, parties: Rows) -> None:
    """Bind these parties."""
    _act(state, RATIFY, parties)


def reject(state: State, parties: Rows) -> None:
    """Record that these parties reject ratification; whoever calls this lets the agreements fail."""
    _act(state, REJECT, parties)


def enter_into_force(state: State, which: Rows, term: int) -> None:
    """Bring agreements into force for a term, in months."""
    _act(state, ENTER_INTO_FORCE, which, Content(0, term))


def review(state: State, parties: Rows, delivered: Floats) -> None:
    """Record the delivered shares of these parties, (n,)."""
    _act(state, REVIEW, parties, Content(one=delivered))


def breach(state: State, parties: Rows) -> None:
    """End the agreements that these parties breach."""
    _act(state, BREACH, parties)


def renew(state: State, which: Rows, term: int) -> None:
    """Begin another term, in months."""
    _act(state, RENEW, which, Content(0, term))


def expire(state: State, which: Rows, reason: Reason) -> None:
    """End agreements with their term."""
    _act(state, EXPIRE, which, Content(int(reason)))


def fall_dormant(state: State, which: Rows) -> None:
    """Let agreements fall dormant."""
    _act(state, FALL_DORMANT, which)


def revive(state: State, which: Rows) -> None:
    """Bring dormant agreements back into force."""
    _act(state, REVIVE, which)


def suspend(state: State, parties: Rows, kind: StatuteKind, issue: int) -> None:
    """Suspend agreements under a statute of the nation of these parties, one party for each agreement."""
    _act(state, SUSPEND, parties, Content(int(kind), issue))


def restore(state: State, which: Rows) -> None:
    """Bring suspended agreements back into force."""
    _act(state, RESTORE, which)


def withdraw(state: State, which: Rows, reason: Reason) -> None:
    """End agreements that no two parties are left to keep."""
    _act(state, WITHDRAW, which, Content(int(reason)))


def sever(state: State, which: Rows) -> None:
    """End agreements because the nations of their parties broke with each other."""
    _act(state, SEVER, which)


def leave(state: State, parties: Rows, reason: Reason) -> None:
    """Let parties leave their agreements; an agreement goes on among the others if at least two are left."""
    _act(state, LEAVE, parties, Content(int(reason)))
