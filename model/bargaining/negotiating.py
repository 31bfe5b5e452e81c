"""Negotiation in compiled code: rounds are played, and negotiations that close are settled, and signed or fail for a reason.

A user's own protocol is asked by Python, which then runs the functions that ask it uncompiled.
"""

import numpy as np

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.agents.compiled import compiled, in_both, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.desk import in_status
from paradiplomacy.model.agreements.diplomacy import classify_in
from paradiplomacy.model.agreements.refusals import refused
from paradiplomacy.model.bargaining.cases import FORESEEN, cases_for
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.bargaining.quality import fill, no_quality
from paradiplomacy.model.bargaining.settlement import Asked, chilled, missed, settled, share_lost
from paradiplomacy.model.month import Month
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.vocabulary import Reason, Status

NEGOTIATING = int(Status.NEGOTIATING)
AGREED, NO_ZONE, OUT_OF_TIME = int(Reason.NONE), int(Reason.NO_ZONE), int(Reason.OUT_OF_TIME)
CHILLED, REFUSED_BY_SEAT = int(Reason.CHILLED), int(Reason.REFUSED_BY_SEAT)


@compiled
def play(month: Month) -> Rows:
    """Play this month's rounds, and let fail what runs out of time; returns the negotiations that close."""
    book, parties, deadline = month.desk.shelf.agreements, month.desk.shelf.parties, month.settings.negotiation.deadline
    talks = in_status(month.desk.shelf, NEGOTIATING)
    due, late = np.zeros(talks.shape[0], dtype=np.bool_), np.zeros(talks.shape[0], dtype=np.bool_)
    for c in range(talks.shape[0]):
        row, first = talks[c], book.first[talks[c]]
        # A round needs all sides, so the slowest one sets the pace.
        pace = min(month.actors.rounds[parties.actor[first]], month.actors.rounds[parties.actor[first + 1]])
        book.rounds_played[row] += pace
        played, needed = book.rounds_played[row], book.rounds_needed[row]
        too_late = min(needed, played) > deadline
        due[c] = played >= needed and not too_late
        late[c] = too_late or (played >= deadline and not due[c])
    procedures.fail(month.desk, talks[late], OUT_OF_TIME)
    return talks[due]


@compiled
def schedule(month: Month, protocol: Asked) -> None:
    """Let a protocol that determines its rounds do so when a negotiation opens.

    A negotiation that the protocol does not see closing is played to the deadline.
    """
    shelf = month.desk.shelf
    talks = in_status(shelf, NEGOTIATING)
    new = talks[shelf.agreements.rounds_played[talks] == 0.0]
    if not protocol.determines_round or new.size == 0:
        return
    answers = settled(protocol.settle, foreseen(month, new), protocol.agenda)
    for c in range(new.size):
        needed = answers.round[c] if answers.agreed[c] else month.settings.negotiation.deadline
        shelf.agreements.rounds_needed[new[c]] = needed


@compiled
def foreseen(month: Month, which: Rows) -> Cases:
    """Return the cases of negotiations, as the negotiators foresee their veto players."""
    pairs = np.empty((which.size, 2), dtype=np.int64)
    for c in range(which.size):
        pairs[c, 0] = month.desk.shelf.agreements.first[which[c]]
        pairs[c, 1] = pairs[c, 0] + 1
    return cases_for(month, month.actors, pairs, FORESEEN)


@in_both
def reasons_of(protocol: Asked, cases: Cases, agreed: Flags) -> Bytes:
    """Return why cases fail: chilled by the nations, out of time although a zone exists, or without a zone of agreement."""
    found = np.full(agreed.size, NO_ZONE, dtype=np.int8)
    chill, late = chilled(protocol, cases, ~agreed), missed(protocol, cases, ~agreed)
    for c in range(agreed.size):
        if agreed[c]:
            found[c] = AGREED
        elif chill[c]:
            found[c] = CHILLED
        elif late[c]:
            found[c] = OUT_OF_TIME
    return found


@compiled
def lost_at_home(cases: Cases, free: Floats, bound: Floats) -> Floats:
    """Return the share of the joint gain that the win-sets cost in each case, given the gains of both sides, (c, 2)."""
    lost = np.empty(cases.power.size)
    for c in range(lost.size):
        # Gains of different budgets add up in money; without side payments they are compared as they are.
        one, other = 1.0, 1.0
        if cases.side_payments[c]:
            one, other = cases.budget[c, 0], cases.budget[c, 1]
        lost[c] = share_lost(free[c, 0] * one + free[c, 1] * other, bound[c, 0] * one + bound[c, 1] * other)
    return lost


@compiled
def outcome_of(month: Month, protocol: Asked, which: Rows) -> Outcome:
    """Settle negotiations by a protocol."""
    cases = foreseen(month, which)
    answers = settled(protocol.settle, cases, protocol.agenda)
    reason = reasons_of(protocol, cases, answers.agreed)
    # Settled twice: the difference is what the win-sets at home cost (Putnam 1988).
    cases.veto_players[:] = 0
    free = settled(protocol.settle, cases, protocol.agenda)
    lost = lost_at_home(cases, free.gain, answers.gain)
    quality = no_quality(which.size)
    fill(cases, answers.gain, np.flatnonzero(answers.agreed), quality)
    return Outcome(which, reason, answers.terms, answers.gain, answers.transfer, lost, quality)


@inner
def sign(month: Month, outcome: Outcome, agreed: Rows) -> None:
    """Sign what is agreed, with its quality and what the win-sets cost, and classify the cities' diplomacy."""
    book, which = month.desk.shelf.agreements, outcome.which[agreed]
    issues = outcome.terms.shape[2]
    transfer = np.empty(2 * agreed.shape[0])
    for c in range(agreed.shape[0]):
        transfer[2 * c] = outcome.transfer[agreed[c]]
        transfer[2 * c + 1] = -outcome.transfer[agreed[c]]
    terms, gain = (
        outcome.terms[agreed].reshape(2 * agreed.shape[0], issues),
        outcome.gain[agreed].reshape(2 * agreed.shape[0]),
    )
    procedures.sign(month.desk, which, terms, gain, transfer)
    for c in range(agreed.shape[0]):
        row, at = which[c], agreed[c]
        book.share_lost[row] = outcome.lost[at]
        book.to_nash[row] = outcome.quality.nash[at]
        book.to_kalai_smorodinsky[row] = outcome.quality.kalai_smorodinsky[at]
        book.to_egalitarian[row] = outcome.quality.egalitarian[at]
        book.to_utilitarian[row] = outcome.quality.utilitarian[at]
        book.to_frontier[row] = outcome.quality.frontier[at]
    classify_in(month, which)


@compiled
def conclude(month: Month, outcome: Outcome, refusals: Flags) -> None:
    """Sign what is agreed and not refused (``refusals_of``), and let the rest fail, each for its reason."""
    desk = month.desk
    # In this order, because the order of events is part of the digest of a run.
    for reason in (NO_ZONE, OUT_OF_TIME, CHILLED):
        procedures.fail(desk, outcome.which[outcome.reason == reason], reason)
    agreed, signs = outcome.reason == AGREED, outcome.reason == AGREED
    for c in range(signs.shape[0]):
        signs[c] = agreed[c] and not refused(refusals, desk.shelf.agreements, desk.shelf.parties, outcome.which[c])
    procedures.fail(desk, outcome.which[agreed & ~signs], REFUSED_BY_SEAT)
    sign(month, outcome, np.flatnonzero(signs))


@compiled
def negotiate(month: Month, protocol: Asked, refusals: Flags) -> None:
    """Play this month's rounds and conclude the negotiations that close."""
    schedule(month, protocol)
    which = play(month)
    if which.size > 0:
        conclude(month, outcome_of(month, protocol, which), refusals)
