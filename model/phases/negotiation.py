"""Negotiation: rounds are played; what is due is settled by the protocol, signed, or failed with its reason."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.diplomacy import classify
from paradiplomacy.model.agreements.refusals import refused
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.settlement import chilled, missed, settle, share_lost, without_veto_players
from paradiplomacy.model.ledger.log import Event
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, BargainingProtocol
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Status


def sign(state: State, which: Rows, answers: Answers, lost: Floats) -> None:
    """Enter the terms, sign, pay, and classify the cities' diplomacy.

    A payment is told in % of the yearly budget of the first side, whoever pays.
    """
    book = state.book.rows
    book.terms[which] = answers.terms
    book.agenda[which] = answers.terms > 0
    book.gain[which] = answers.gain
    book.share_lost[which] = lost
    book.transfer[which] = answers.transfer
    book.signed[which] = state.month
    book.party_status[which] = PartyStatus.SIGNED
    state.book.move(which, Status.SIGNED, state.month)
    state.ledger.write(
        Event.SIGNED,
        state.month,
        count=len(which),
        agreement=which,
        actor=book.party[which, 0],
        other=book.party[which, 1],
        value=answers.gain.sum(axis=1),
        terms=answers.terms,
    )
    some = answers.transfer != 0
    paying, side = which[some], (answers.transfer[some] < 0).astype(np.int64)
    state.ledger.write(
        Event.PAID,
        state.month,
        count=len(paying),
        agreement=paying,
        actor=book.party[paying, side],
        other=book.party[paying, 1 - side],
        value=np.abs(answers.transfer[some]),
    )
    classify(state, which)


def fail(state: State, which: Rows, reason: Reason) -> None:
    """End negotiations and unbound signatures for one reason."""
    book = state.book.rows
    state.book.move(which, Status.FAILED, state.month, reason)
    state.ledger.write(
        Event.FAILED,
        state.month,
        count=len(which),
        agreement=which,
        actor=book.party[which, 0],
        other=book.party[which, 1],
        detail=reason,
    )


def schedule(state: State, protocol: BargainingProtocol, talks: Rows) -> None:
    """Where the protocol has rounds of its own, it says at the opening of a talk in which round it will close.

    A talk that it does not see closing is played to the deadline.
    """
    book, negotiation = state.book.rows, state.settings.negotiation
    new = talks[book.rounds_played[talks] == 0.0]
    if not protocol.DETERMINES_ROUND or not len(new):
        return
    answers = settle(protocol, cases_of(state, new, error=True), negotiation.agenda)
    book.rounds_needed[new] = np.where(answers.agreed, answers.round, negotiation.deadline)


def act(state: State) -> None:
    """Play this month's rounds and settle what is due."""
    book, negotiation = state.book.rows, state.settings.negotiation
    protocol = rule("protocol", state.settings.rules.protocol)
    talks = state.book.live(Status.NEGOTIATING)
    schedule(state, protocol, talks)
    book.rounds_played[talks] += state.actors.rounds[book.party[talks]].min(axis=1)
    late = np.minimum(book.rounds_needed[talks], book.rounds_played[talks]) > negotiation.deadline
    due = (book.rounds_played[talks] >= book.rounds_needed[talks]) & ~late
    late |= (book.rounds_played[talks] >= negotiation.deadline) & ~due
    fail(state, talks[late], Reason.OUT_OF_TIME)
    which = talks[due]
    if not len(which):
        return
    cases = cases_of(state, which, error=True)
    free = settle(protocol, without_veto_players(cases), negotiation.agenda)
    answers = settle(protocol, cases, negotiation.agenda)
    agreed = answers.agreed
    if state.watch is not None:
        state.watch(state, which, agreed)
    chill = chilled(protocol, cases, ~agreed, negotiation.agenda)
    late = ~agreed & ~chill & missed(protocol, cases, ~agreed, negotiation.agenda)
    fail(state, which[~agreed & ~chill & ~late], Reason.NO_ZONE)
    fail(state, which[late], Reason.OUT_OF_TIME)
    fail(state, which[chill], Reason.CHILLED)
    no = agreed & refused(state, which)
    fail(state, which[no], Reason.REFUSED_BY_SEAT)
    agreed = agreed & ~no
    taken = Answers(**{name: column[agreed] for name, column in answers._asdict().items()})
    unit = np.where(cases.side_payments[:, None], cases.budget, 1.0)[agreed]
    sign(state, which[agreed], taken, share_lost(free.gain[agreed] * unit, taken.gain * unit))
