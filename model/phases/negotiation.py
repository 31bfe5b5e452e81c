"""Negotiation: rounds are played; negotiations that close are settled by the protocol and signed, or fail for a reason."""

import numpy as np

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.agreements.refusals import refusals_of
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.negotiating import conclude, play
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.bargaining.quality import quality_of
from paradiplomacy.model.bargaining.settlement import chilled, missed, settle, share_lost, without_veto_players
from paradiplomacy.model.month import month_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import BargainingProtocol, Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason, Status


def schedule(state: State, protocol: BargainingProtocol, talks: Rows) -> None:
    """Let a protocol that determines its rounds do so when a negotiation opens.

    A negotiation that the protocol does not see closing is played to the deadline.
    """
    book, negotiation = state.book.rows, state.settings.negotiation
    new = talks[book.rounds_played[talks] == 0.0]
    if not protocol.DETERMINES_ROUND or not len(new):
        return
    answers = settle(protocol, cases_of(state, state.book.pair(new), error=True), negotiation.agenda)
    book.rounds_needed[new] = np.where(answers.agreed, answers.round, negotiation.deadline)


def outcome_of(state: State, protocol: BargainingProtocol, which: Rows) -> Outcome:
    """Settle negotiations by a protocol, and show them to whoever watches."""
    agenda = state.settings.negotiation.agenda
    cases = cases_of(state, state.book.pair(which), error=True)
    # Settled twice: the difference is what the win-sets at home cost (Putnam 1988).
    free = settle(protocol, without_veto_players(cases), agenda)
    answers = settle(protocol, cases, agenda)
    if state.watch is not None:
        # The sample of explanations looks at the decisions before anything has changed.
        state.watch(state, which, answers.agreed)
    # Gains of different budgets add up in money; without side payments they are compared as they are.
    unit = np.where(cases.side_payments[:, None], cases.budget, 1.0)
    lost = share_lost(free.gain * unit, answers.gain * unit)
    reason = reasons(protocol, cases, agenda, answers.agreed)
    quality = quality_of(cases, answers.gain, np.flatnonzero(answers.agreed))
    return Outcome(which, reason, answers.terms, answers.gain, answers.transfer, lost, quality)


def reasons(protocol: BargainingProtocol, cases: Cases, agenda: str, agreed: Flags) -> Bytes:
    """Return why cases fail: chilled by the nations, out of time although a zone exists, or without a zone of agreement."""
    chill, late = chilled(protocol, cases, ~agreed, agenda), missed(protocol, cases, ~agreed, agenda)
    found = np.select([agreed, chill, late], [Reason.NONE, Reason.CHILLED, Reason.OUT_OF_TIME], Reason.NO_ZONE)
    return found.astype(np.int8)


def reserve(state: State, talks: Rows) -> None:
    """Make room for what negotiations may write: failures, or signatures, commitments, payments, classes and requests."""
    parties = int(state.book.rows.size[talks].sum())
    state.ledger.reserve(len(talks) + 4 * parties, len(talks) + parties)


def act(state: State) -> None:
    """Play this month's rounds and conclude the negotiations that close."""
    # Python asks the protocol: in one compiled function with all protocols, each of them would take seconds to compile for
    # everybody, and again in each function around it.
    protocol = rule("protocol", state.settings.rules.protocol)
    talks = state.book.live(Status.NEGOTIATING)
    reserve(state, talks)
    schedule(state, protocol, talks)
    closing = play(month_of(state))
    if len(closing):
        conclude(month_of(state), outcome_of(state, protocol, closing), refusals_of(state))
    refuse_faults(state.book.fault)
