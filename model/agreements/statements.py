"""Statements: open letters, which cost nothing, commit to nothing, and are seen.

A letter states the preferences of its signatories: the position of each on the issues, unless the reaction that a city expects from its
nation makes it say less. Whoever wants less than the least depth on every issue does not sign. A letter is news for a month:
nations respond to it as to any other act of their cities, and with the next month it is over.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.preferences import tolerated_depth
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import INSIDE, Flags, Rows
from paradiplomacy.model.agreements.diplomacy import classify
from paradiplomacy.model.agreements.opening import enter_named
from paradiplomacy.model.bargaining.cases import HALF_DEPTH, visibility_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Form, PartyStatus, Reason, Status

FEWEST = 2


def publish(state: State, name: str, who: Ints, issues: tuple[int, ...]) -> None:
    """Publish a letter among those who want to sign it; fewer than two publish none.

    Args:
        state: The state.
        name: Name of the letter, on which its draws depend.
        who: Rows of the actors that are asked to sign.
        issues: Numbers of its issues.
    """
    terms = stated(state, who, issues)
    signing = terms.any(axis=1)
    if signing.sum() < FEWEST:
        return
    who, terms = who[signing], terms[signing]
    which = enter_named(state, state.book, f"statement {name}", who, Form.STATEMENT, terms.any(axis=0))
    acts.open_negotiations(state, which)
    # A letter moves nothing, so nobody gains by it.
    acts.sign(state, which, terms, np.zeros(len(who)), np.zeros(len(who)))
    classify(state, which)


def stated(state: State, who: Ints, issues: tuple[int, ...]) -> Floats:
    """Return what each would state, (n, K); 0 on other issues, and below the least depth."""
    actors, settings = state.actors, state.settings
    terms = np.zeros((len(who), len(state.issues)))
    chosen = list(issues)
    wanted, nation = np.maximum(actors.position[who][:, chosen], 0.0), actors.nation[who]
    kink = np.array(
        [[tolerated_depth(actors.position[n, k], settings.response.tolerance) for k in chosen] for n in nation]
    ).reshape(wanted.shape)
    # Weights of what it wants to say and of the reaction that it expects, as in ``agents/preferences.py``.
    own = (1.0 - actors.pragmatism[who])[:, None] * state.identity_charge[chosen]
    fear = _fear(state, who)[:, None] * actors.salience[nation][:, chosen]
    held_back = (own * wanted + fear * kink) / np.maximum(own + fear, np.finfo(np.float64).tiny)
    terms[:, chosen] = np.where(wanted > kink, np.where(own + fear > 0.0, held_back, wanted), wanted)
    terms[terms < settings.utility.least_depth] = 0.0
    found: Floats = np.minimum(terms, settings.utility.most_depth)
    return found


def _fear(state: State, who: Ints) -> Floats:
    """Return the weight of the reaction that each expects from its nation, without the nation's salience: (n,)."""
    actors, form = state.actors, state.settings.form
    dependence = actors.grant_share[who] * (1.0 - actors.autonomy[who])
    visible = [visibility_of(form, int(Form.STATEMENT), actors.population[i], HALF_DEPTH) for i in who.tolist()]
    return np.where(who < state.n_cities, state.settings.utility.anticipation * dependence * np.array(visible), 0.0)


def are_statements(state: State, which: Rows) -> Flags:
    """Return which of these agreements are letters: (n,)."""
    found: Flags = state.book.rows.form[which] == Form.STATEMENT
    return found


def close(state: State) -> None:
    """End the letters of earlier months."""
    signed = state.book.live(Status.SIGNED)
    old = state.book.rows.signed[signed] < state.month
    acts.expire(state, signed[old & are_statements(state, signed)], Reason.TERM_OVER)


def retract(state: State, parties: Rows, reason: Reason) -> None:
    """Let signatories retract; a letter goes on if at least two others keep to it."""
    book = state.book
    for row in np.unique(book.parties.agreement[parties]).tolist():
        which = np.array([row])
        members = book.parties_of(which)
        staying = INSIDE[book.parties.status[members]] & ~np.isin(members, parties)
        if staying.sum() < FEWEST:
            acts.fail(state, which, reason)
        else:
            mine = parties[book.parties.agreement[parties] == row]
            acts.leave(state, mine[book.parties.status[mine] == PartyStatus.SIGNED], reason)
