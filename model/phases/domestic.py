"""The domestic level: councils and nations vote on signed agreements; nations decide on consent (Putnam 1988)."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.bargaining.parties import accepted_at_home
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import NO_STATUTE, under_a_bar
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status, StatuteKind, StatuteStatus

SIGNED = int(PartyStatus.SIGNED)
PENDING = int(Consent.PENDING)


@compiled
def votes(
    book: Agreements,
    parties: Parties,
    n_cities: int,
    ratification: Ratification,
    voters: Rows,
    key: np.uint64,
    held: Flags,
) -> None:
    """Fill which of these parties vote this month, by the hazard of their level of government: (n,)."""
    for c in range(voters.shape[0]):
        p = voters[c]
        row = parties.agreement[p]
        hazard = ratification.hazard_city if parties.actor[p] < n_cities else ratification.hazard_nation
        waiting = parties.status[p] == SIGNED
        held[c] = waiting and u01(key, book.key[row], np.uint64(p - book.first[row])) < hazard


@compiled
def consents(
    actors: Actors,
    book: Agreements,
    parties: Parties,
    hazard: float,
    weight: float,
    who: Rows,
    notified: Flags,
    when: np.uint64,
    what: np.uint64,
    decided: Flags,
    granted: Flags,
) -> None:
    """Fill on which parties' requests for consent nations decide this month, and how: by their utility of the terms (logit).

    Of what is only notified (``notified``) under a statute, a nation may veto what runs against its interest; the rest goes on
    without an answer. Compiled code takes no keywords: eleven arguments.
    """
    for c in range(who.shape[0]):
        p = who[c]
        row = parties.agreement[p]
        side = np.uint64(p - book.first[row])
        waits = parties.consent[p] == PENDING or notified[c]
        if not waits or u01(when, book.key[row], side) >= hazard:
            continue
        nation = actors.nation[parties.actor[p]]
        utility = 0.0
        for k in range(parties.terms.shape[1]):
            x = parties.terms[p, k]
            utility += actors.salience[nation, k] * (2.0 * actors.position[nation, k] - x) * x
        # Two draws, for when and for what, so that a higher hazard does not change the answers.
        yes = 1.0 / (1.0 + math.exp(-weight * utility))
        granted[c] = u01(what, book.key[row], side) < yes
        decided[c] = not notified[c] or (utility < 0.0 and not granted[c])


def decide_consent(state: State, signed: Rows) -> None:
    """Let nations decide on pending requests for consent, and on vetoes where a statute allows them."""
    book, parties = state.book, state.book.parties_of(signed)
    decided = np.zeros(len(parties), dtype=bool)
    granted = np.zeros_like(decided)
    # Whether a nation decides and what it decides are separate draws: another hazard does not change the verdict.
    keys = state.key(Purpose.CONSENT), state.key(Purpose.CONSENT, 1)
    hazard, weight = state.settings.ratification.hazard_consent, state.settings.response.consent_weight
    notified = under_veto(state, parties)
    consents(state.actors, book.rows, book.parties, hazard, weight, parties, notified, *keys, decided, granted)
    for verdict, chosen in ((Consent.GRANTED, decided & granted), (Consent.REFUSED, decided & ~granted)):
        acts.decide_consent(state, parties[chosen], verdict)
    acts.fail(state, signed[book.with_any(signed, decided & ~granted)], Reason.CONSENT_REFUSED)


def under_veto(state: State, parties: Rows) -> Flags:
    """Return which of these parties have notified their nation under a statute in force that allows a veto: (n,)."""
    statutes, marks = state.statutes.rows, state.book.parties.statute[parties]
    if not len(statutes.kind):
        return np.zeros(len(parties), dtype=bool)
    allows = (statutes.kind == StatuteKind.NOTICE) & (statutes.status == StatuteStatus.IN_FORCE)
    notified = state.book.parties.consent[parties] == Consent.NOTIFIED
    found: Flags = notified & (marks != NO_STATUTE) & allows[marks]
    return found


def ratify(state: State, signed: Rows) -> None:
    """Hold the votes that are due; an agreement that a veto player refuses fails.

    No vote is held in the month of the signature.
    """
    book = state.book
    signed = signed[book.rows.signed[signed] < state.month]
    parties = book.parties_of(signed)
    held = np.zeros(len(parties), dtype=bool)
    key = state.key(Purpose.VOTE)
    votes(book.rows, book.parties, state.n_cities, state.settings.ratification, parties, key, held)
    if not held.any():
        return
    some = book.with_any(signed, held)
    which, votes_now = signed[some], held[np.repeat(some, book.rows.size[signed])]
    voters = parties[held]
    # All parties vote on the same terms in the same month: one refusal ends it even if the others ratify. Veto players vote
    # on the terms as they are, without the error with which negotiators foresaw them.
    passes = accepted_at_home(state, which)
    acts.ratify(state, voters[passes[votes_now]])
    acts.reject(state, voters[~passes[votes_now]])
    acts.fail(state, which[book.with_any(which, votes_now & ~passes)], Reason.REFUSED_AT_HOME)


def enter_into_force(state: State, signed: Rows) -> None:
    """Bring agreements into force that bind all parties and have the consents that they require."""
    book, parties = state.book, state.book.parties_of(signed)
    unbound = book.parties.status[parties] != PartyStatus.BOUND
    waiting = book.parties.consent[parties] == Consent.PENDING
    acts.enter_into_force(state, signed[~book.with_any(signed, unbound | waiting)], state.settings.delivery.term)


def act(state: State) -> None:
    """Decide on consent and ratification; bring agreements into force; let signatures under a bar or without votes fail.

    A refused agreement fails before the next step reads the book, so a party never votes on one without consent.
    """
    signed = state.book.live(Status.SIGNED)
    acts.fail(state, signed[under_a_bar(state, signed)], Reason.BARRED)
    decide_consent(state, state.book.live(Status.SIGNED))
    ratify(state, state.book.live(Status.SIGNED))
    enter_into_force(state, state.book.live(Status.SIGNED))
    left = state.book.live(Status.SIGNED)
    old = state.month - state.book.rows.signed[left] >= state.settings.ratification.patience
    acts.fail(state, left[old], Reason.LAPSED)
