"""Negotiation: rounds are played; negotiations that close are settled by the protocol and signed, or fail for a reason."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import QUALITY, Flags, Rows
from paradiplomacy.model.agreements.diplomacy import classify
from paradiplomacy.model.agreements.refusals import refused
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.quality import Quality, quality_of
from paradiplomacy.model.bargaining.settlement import chilled, missed, settle, share_lost, without_veto_players
from paradiplomacy.model.records import select
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, BargainingProtocol, Cases
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


def play(state: State, talks: Rows) -> tuple[Rows, Rows]:
    """Play this month's rounds; returns the negotiations that close, and those that run out of time."""
    book, deadline = state.book.rows, state.settings.negotiation.deadline
    # A round needs all sides, so the slowest one sets the pace.
    book.rounds_played[talks] += state.actors.rounds[state.book.parties.actor[state.book.pair(talks)]].min(axis=1)
    late = np.minimum(book.rounds_needed[talks], book.rounds_played[talks]) > deadline
    due = (book.rounds_played[talks] >= book.rounds_needed[talks]) & ~late
    late |= (book.rounds_played[talks] >= deadline) & ~due
    return talks[due], talks[late]


def conclude(state: State, protocol: BargainingProtocol, which: Rows) -> None:
    """Settle negotiations: sign what is agreed, and let the rest fail, each for its reason."""
    agenda = state.settings.negotiation.agenda
    cases = cases_of(state, state.book.pair(which), error=True)
    # Settled twice: the difference is what the win-sets at home cost (Putnam 1988).
    free = settle(protocol, without_veto_players(cases), agenda)
    answers = settle(protocol, cases, agenda)
    if state.watch is not None:
        # The sample of explanations looks at the decisions before anything has changed.
        state.watch(state, which, answers.agreed)
    give_up(state, protocol, cases, which, ~answers.agreed)
    refusals = answers.agreed & refused(state, which)
    acts.fail(state, which[refusals], Reason.REFUSED_BY_SEAT)
    agreed = answers.agreed & ~refusals
    # Gains of different budgets add up in money; without side payments they are compared as they are.
    unit = np.where(cases.side_payments[:, None], cases.budget, 1.0)
    sign(state, which[agreed], select(answers, agreed), share_lost(free.gain * unit, answers.gain * unit)[agreed])
    judge(state, which[agreed], quality_of(select(cases, agreed), answers.gain[agreed]))


def give_up(state: State, protocol: BargainingProtocol, cases: Cases, which: Rows, failed: Flags) -> None:
    """Let negotiations fail: chilled by the nations, out of time although a zone exists, or without a zone of agreement."""
    agenda = state.settings.negotiation.agenda
    chill = chilled(protocol, cases, failed, agenda)
    late = failed & ~chill & missed(protocol, cases, failed, agenda)
    # In this order, because the order of events is part of the digest of a run.
    acts.fail(state, which[failed & ~chill & ~late], Reason.NO_ZONE)
    acts.fail(state, which[late], Reason.OUT_OF_TIME)
    acts.fail(state, which[chill], Reason.CHILLED)


def sign(state: State, which: Rows, answers: Answers, lost: Floats) -> None:
    """Sign agreements, with the share of the joint gain lost to the win-sets, and classify the cities' diplomacy."""
    transfer = np.stack([answers.transfer, -answers.transfer], axis=1)
    terms = answers.terms.reshape(-1, answers.terms.shape[2])
    acts.sign(state, which, terms, answers.gain.reshape(-1), transfer.reshape(-1))
    state.book.rows.share_lost[which] = lost
    classify(state, which)


def judge(state: State, which: Rows, quality: Quality) -> None:
    """Record how efficient and how fair new agreements are."""
    for name, distance in zip(QUALITY, quality, strict=True):
        getattr(state.book.rows, name)[which] = distance


def act(state: State) -> None:
    """Play this month's rounds and conclude the negotiations that close."""
    protocol = rule("protocol", state.settings.rules.protocol)
    talks = state.book.live(Status.NEGOTIATING)
    schedule(state, protocol, talks)
    closing, late = play(state, talks)
    acts.fail(state, late, Reason.OUT_OF_TIME)
    if len(closing):
        conclude(state, protocol, closing)
