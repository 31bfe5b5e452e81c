"""Negotiation in compiled code: rounds are played, and negotiations that close are signed, or fail for a reason."""

import numpy as np

from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.desk import in_status
from paradiplomacy.model.agreements.diplomacy import classify_in
from paradiplomacy.model.agreements.refusals import refused
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.month import Month
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
