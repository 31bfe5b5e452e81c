"""The domestic level: councils and nations vote on signed agreements; nations decide on consent (Putnam 1988)."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.bargaining.cases import cases_of, passes_at_home
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.laws import under_a_law
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status

SIGNED = int(PartyStatus.SIGNED)
PENDING = int(Consent.PENDING)


@compiled
def votes(
    book: Agreements, n_cities: int, ratification: Ratification, which: Rows, key: np.uint64, held: Flags
) -> None:
    """Fill which votes are held this month, by the hazard of each party's level of government: (c, 2)."""
    for c in range(which.shape[0]):
        for side in range(2):
            city = book.party[which[c], side] < n_cities
            hazard = ratification.hazard_city if city else ratification.hazard_nation
            waiting = book.party_status[which[c], side] == SIGNED
            held[c, side] = waiting and u01(key, book.key[which[c]], np.uint64(side)) < hazard


@compiled
def consents(
    actors: Actors,
    book: Agreements,
    hazard: float,
    weight: float,
    which: Rows,
    when: np.uint64,
    what: np.uint64,
    decided: Flags,
    granted: Flags,
) -> None:
    """Fill which consents are decided this month, and how: by the nation's utility of the terms (logit).

    Compiled code takes no keywords: nine arguments.
    """
    for c in range(which.shape[0]):
        row = which[c]
        for side in range(2):
            if book.consent[row, side] != PENDING or u01(when, book.key[row], np.uint64(side)) >= hazard:
                continue
            nation = actors.nation[book.party[row, side]]
            utility = 0.0
            for k in range(book.terms.shape[1]):
                x = book.terms[row, k]
                utility += actors.salience[nation, k] * (2.0 * actors.position[nation, k] - x) * x
            # Two draws, for when and for what, so that a higher hazard does not change the answers.
            decided[c, side] = True
            yes = 1.0 / (1.0 + math.exp(-weight * utility))
            granted[c, side] = u01(what, book.key[row], np.uint64(side)) < yes


def decide_consent(state: State, signed: Rows) -> None:
    """Let nations decide on pending requests for consent."""
    book = state.book.rows
    decided = np.zeros((len(signed), 2), dtype=bool)
    granted = np.zeros_like(decided)
    # Whether a nation decides and what it decides are separate draws: another hazard does not change the verdict.
    keys = state.key(Purpose.CONSENT), state.key(Purpose.CONSENT, 1)
    hazard, weight = state.settings.ratification.hazard_consent, state.settings.response.consent_weight
    consents(state.actors, book, hazard, weight, signed, *keys, decided, granted)
    for verdict, chosen in ((Consent.GRANTED, decided & granted), (Consent.REFUSED, decided & ~granted)):
        at, side = np.nonzero(chosen)
        acts.decide_consent(state, signed[at], side, verdict)
    acts.fail(state, signed[(decided & ~granted).any(axis=1)], Reason.CONSENT_REFUSED)


def ratify(state: State, signed: Rows) -> None:
    """Hold the votes that are due; an agreement that a veto player refuses fails.

    No vote is held in the month of the signature.
    """
    book = state.book.rows
    signed = signed[book.signed[signed] < state.month]
    held = np.zeros((len(signed), 2), dtype=bool)
    votes(book, state.n_cities, state.settings.ratification, signed, state.key(Purpose.VOTE), held)
    some = held.any(axis=1)
    which, held = signed[some], held[some]
    if not len(which):
        return
    # Both parties vote on the same terms in the same month: one refusal ends it even if the other ratifies.
    passes = np.zeros_like(held)
    # Veto players vote on the terms as they are, without the error with which negotiators foresaw them.
    passes_at_home(cases_of(state, which, concluded=True), book.terms[which], passes)
    for vote, chosen in ((acts.ratify, held & passes), (acts.reject, held & ~passes)):
        at, side = np.nonzero(chosen)
        vote(state, which[at], side)
    acts.fail(state, which[(held & ~passes).any(axis=1)], Reason.REFUSED_AT_HOME)


def enter_into_force(state: State, signed: Rows) -> None:
    """Bring agreements into force that bind all parties and have the consents that they require."""
    book = state.book.rows
    bound = (book.party_status[signed] == PartyStatus.BOUND).all(axis=1)
    waiting = (book.consent[signed] == Consent.PENDING).any(axis=1)
    acts.enter_into_force(state, signed[bound & ~waiting], state.settings.delivery.term)


def act(state: State) -> None:
    """Decide on consent and ratification; bring agreements into force; let signatures under a law or without votes fail.

    A refused agreement fails before the next step reads the book, so a party never votes on one without consent.
    """
    signed = state.book.live(Status.SIGNED)
    acts.fail(state, signed[under_a_law(state, signed)], Reason.PREEMPTED)
    decide_consent(state, state.book.live(Status.SIGNED))
    ratify(state, state.book.live(Status.SIGNED))
    enter_into_force(state, state.book.live(Status.SIGNED))
    left = state.book.live(Status.SIGNED)
    old = state.month - state.book.rows.signed[left] >= state.settings.ratification.patience
    acts.fail(state, left[old], Reason.LAPSED)
