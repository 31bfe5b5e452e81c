"""Negotiation: rounds are played; what is due is settled by the protocol, signed, or failed with its reason."""

from typing import Any

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.diplomacy import classify
from paradiplomacy.model.agreements.refusals import refused
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.win_sets import narrow
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol.cases import Answers, Cases, no_answers
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Status


def one_by_one(cases: Cases) -> tuple[Cases, Rows]:
    """Single-issue cases of every issue on every table, the fixed cost shared; and which case each came from."""
    origin, issue = np.nonzero(cases.on)
    share = cases.on.sum(axis=1)[origin][:, None]
    on = np.zeros((len(origin), cases.on.shape[1]), dtype=bool)
    on[np.arange(len(origin)), issue] = True
    parts = {name: np.ascontiguousarray(column[origin]) for name, column in cases._asdict().items()}
    parts |= {"on": on, "cost": cases.cost[origin] / share, "reservation": cases.reservation[origin] / share}
    return Cases(**parts), origin


def settle(protocol: Any, cases: Cases, agenda: str) -> Answers:
    """What the protocol makes of these cases, as packages or issue by issue.

    The bounds of single-issue cases are narrowed to where the win-sets meet.
    """
    if agenda == "package":
        narrow(cases)
        answers = no_answers(cases)
        protocol.settle(cases, answers)
        return answers
    parts, origin = one_by_one(cases)
    pieces = settle(protocol, parts, "package")
    whole = no_answers(cases)
    np.logical_or.at(whole.agreed, origin, pieces.agreed)
    np.add.at(whole.terms, origin, pieces.terms)
    np.add.at(whole.gain, origin, pieces.gain)
    np.maximum.at(whole.round, origin, pieces.round)
    np.add.at(whole.transfer, origin, pieces.transfer)
    return whole


def without_home(cases: Cases) -> Cases:
    """The same cases with no veto player at home."""
    return cases._replace(veto_players=np.zeros_like(cases.veto_players), low=cases.low.copy(), high=cases.high.copy())


def without_pressure(cases: Cases) -> Cases:
    """The same cases with no reaction expected of the nations."""
    return cases._replace(pressure=np.zeros_like(cases.pressure), low=cases.low.copy(), high=cases.high.copy())


def share_lost(free: Floats, bound: Floats) -> Floats:
    """Share of the joint gain that is lost to the win-sets at home, in [0, 1]."""
    best, got = free[:, 0] + free[:, 1], bound[:, 0] + bound[:, 1]
    return np.where(best > 0, np.clip(1.0 - got / np.where(best > 0, best, 1.0), 0.0, 1.0), 0.0)


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


def chilled(protocol: Any, cases: Cases, failed: Flags, agenda: str) -> Flags:
    """Which of the failed cases would have been signed had no national reaction been expected."""
    result = np.zeros_like(failed)
    doubtful = np.flatnonzero(failed & (cases.pressure > 0).any(axis=(1, 2)))
    if len(doubtful):
        part = Cases(**{name: column[doubtful] for name, column in cases._asdict().items()})
        result[doubtful] = settle(protocol, without_pressure(part), agenda).agreed
    return result


def have_zone(protocol: Any, cases: Cases, failed: Flags, agenda: str) -> Flags:
    """Which of the failed cases could have been agreed: only a protocol with rounds of its own misses any."""
    result = np.zeros_like(failed)
    which = np.flatnonzero(failed)
    if getattr(protocol, "OWN_ROUNDS", False) and len(which):
        part = Cases(**{name: np.ascontiguousarray(column[which]) for name, column in cases._asdict().items()})
        result[which] = settle(rule("protocol", "nash"), part, agenda).agreed
    return result


def schedule(state: State, protocol: Any, talks: Rows) -> None:
    """Where the protocol has rounds of its own, it says at the opening of a talk in which round it will close.

    A talk that it does not see closing is played to the deadline.
    """
    book, negotiation = state.book.rows, state.settings.negotiation
    new = talks[book.rounds_played[talks] == 0.0]
    if not getattr(protocol, "OWN_ROUNDS", False) or not len(new):
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
    free = settle(protocol, without_home(cases), negotiation.agenda)
    copy = cases._replace(low=cases.low.copy(), high=cases.high.copy())
    answers = settle(protocol, copy, negotiation.agenda)
    agreed = answers.agreed
    if state.watch is not None:
        state.watch(state, which, agreed)
    chill = chilled(protocol, cases, ~agreed, negotiation.agenda)
    missed = ~agreed & ~chill & have_zone(protocol, cases, ~agreed, negotiation.agenda)
    fail(state, which[~agreed & ~chill & ~missed], Reason.NO_ZONE)
    fail(state, which[missed], Reason.OUT_OF_TIME)
    fail(state, which[chill], Reason.CHILLED)
    no = agreed & refused(state, which)
    fail(state, which[no], Reason.REFUSED_BY_SEAT)
    agreed = agreed & ~no
    taken = Answers(**{name: column[agreed] for name, column in answers._asdict().items()})
    unit = np.where(cases.side_payments[:, None], cases.budget, 1.0)[agreed]
    sign(state, which[agreed], taken, share_lost(free.gain[agreed] * unit, taken.gain * unit))
