"""Negotiation in compiled code: rounds are played, and negotiations that close are signed, or fail for a reason."""

import numpy as np

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.desk import Desk
from paradiplomacy.model.agreements.diplomacy import classify_in
from paradiplomacy.model.agreements.refusals import refused
from paradiplomacy.model.bargaining.cases import FORESEEN, cases_for
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.bargaining.protocols import NASH, determines_round
from paradiplomacy.model.bargaining.quality import Quality, fill
from paradiplomacy.model.bargaining.settlement import settle_by
from paradiplomacy.model.month import Month
from paradiplomacy.model.rules.protocol import Cases, chosen
from paradiplomacy.model.vocabulary import Reason, Status

NEGOTIATING = int(Status.NEGOTIATING)
AGREED, NO_ZONE, OUT_OF_TIME = int(Reason.NONE), int(Reason.NO_ZONE), int(Reason.OUT_OF_TIME)
CHILLED, REFUSED_BY_SEAT = int(Reason.CHILLED), int(Reason.REFUSED_BY_SEAT)


@inner
def open_talks(desk: Desk) -> Rows:
    """Return the numbers of all open negotiations."""
    live = desk.shelf.live[: desk.shelf.listed[0]]
    return live[desk.shelf.agreements.status[live] == NEGOTIATING]


@inner
def pairs_of(desk: Desk, which: Rows) -> Rows:
    """Return the rows of the first two parties of these agreements, (n, 2)."""
    pairs = np.empty((which.shape[0], 2), dtype=np.int64)
    for c in range(which.shape[0]):
        pairs[c, 0] = desk.shelf.agreements.first[which[c]]
        pairs[c, 1] = pairs[c, 0] + 1
    return pairs


@inner
def schedule(month: Month, talks: Rows) -> None:
    """Let a protocol that determines its rounds do so when a negotiation opens.

    A negotiation that the protocol does not see closing is played to the deadline.
    """
    book, negotiation = month.desk.shelf.agreements, month.settings.negotiation
    if not determines_round(month.rules.protocol):
        return
    new = talks[book.rounds_played[talks] == 0.0]
    cases = cases_for(month, month.actors, pairs_of(month.desk, new), FORESEEN)
    answers = settle_by(month.rules.protocol, cases, month.by_issue)
    for c in range(new.shape[0]):
        book.rounds_needed[new[c]] = answers.round[c] if answers.agreed[c] else negotiation.deadline


@compiled
def play(month: Month) -> Rows:
    """Play this month's rounds, and let fail what runs out of time; returns the negotiations that close."""
    book, parties, deadline = month.desk.shelf.agreements, month.desk.shelf.parties, month.settings.negotiation.deadline
    talks = open_talks(month.desk)
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


@inner
def reasons(protocol: int, cases: Cases, by_issue: bool, agreed: Flags) -> Bytes:
    """Return why cases fail: chilled by the nations, out of time although a zone exists, or without a zone of agreement."""
    reason = np.full(agreed.shape[0], NO_ZONE, dtype=np.int8)
    reason[agreed] = AGREED
    # Settling again is the costly part, so only failures are tried; and of those without pressure, none was chilled.
    failed = np.flatnonzero(~agreed)
    if determines_round(protocol) and failed.shape[0] > 0:
        reason[failed[settle_by(NASH, chosen(cases, failed), by_issue).agreed]] = OUT_OF_TIME
    feared = np.zeros(agreed.shape[0], dtype=np.bool_)
    for c in failed:
        feared[c] = cases.pressure[c].max() > 0.0
    doubtful = np.flatnonzero(feared)
    if doubtful.shape[0] > 0:
        calm = chosen(cases, doubtful)
        calm.pressure[:] = 0.0
        reason[doubtful[settle_by(protocol, calm, by_issue).agreed]] = CHILLED
    return reason


@inner
def share_lost(free: Floats, bound: Floats) -> float:
    """Return the share of the joint gain that the win-sets cost, in [0, 1]: (2,) gains without and with veto players."""
    best, got = free[0] + free[1], bound[0] + bound[1]
    # Clipped, because under a protocol other than Nash the veto players can raise the joint gain.
    return min(1.0, max(0.0, 1.0 - got / best)) if best > 0.0 else 0.0


@inner
def outcome_of(month: Month, which: Rows) -> Outcome:
    """Settle negotiations by the protocol of the scenario."""
    protocol, by_issue, count = month.rules.protocol, month.by_issue, which.shape[0]
    cases = cases_for(month, month.actors, pairs_of(month.desk, which), FORESEEN)
    answers = settle_by(protocol, cases, by_issue)
    reason = reasons(protocol, cases, by_issue, answers.agreed)
    # Settled twice: the difference is what the win-sets at home cost (Putnam 1988).
    cases.veto_players[:] = 0
    free = settle_by(protocol, cases, by_issue)
    lost = np.zeros(count)
    for c in range(count):
        # Gains of different budgets add up in money; without side payments they are compared as they are.
        unit = cases.budget[c] if cases.side_payments[c] else np.ones(2)
        lost[c] = share_lost(free.gain[c] * unit, answers.gain[c] * unit)
    blank = np.full(count, np.nan)
    quality = Quality(blank, blank.copy(), blank.copy(), blank.copy(), blank.copy())
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
def negotiate(month: Month, refusals: Flags) -> None:
    """Play this month's rounds and conclude the negotiations that close, by a protocol of the catalogue."""
    schedule(month, open_talks(month.desk))
    closing = play(month)
    if closing.shape[0] > 0:
        conclude(month, outcome_of(month, closing), refusals)
