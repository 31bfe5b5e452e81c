"""Clubs and treaties: foundings and summits, decisions on membership, ratification, entry into force."""

import numpy as np

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.charter import apply_clause
from paradiplomacy.model.clubs.eligibility import dated_exits, gone_nations, reconsidering
from paradiplomacy.model.clubs.membership import convene, draws_of, launch, passing, settle, update_pledges
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason


def has_summit(state: State, club: int) -> bool:
    """Return whether a club holds its summit this month."""
    clubs = state.register.clubs.rows
    age, interval = state.month - int(clubs.founded[club]), int(clubs.interval[club])
    # The month of the founding has no summit: whoever decides at the founding has just decided.
    return interval > 0 and age > 0 and age % interval == 0


def reconsider(state: State, club: int) -> None:
    """Let some actors reconsider membership on their own."""
    register, settings, actors = state.register, state.settings.membership, state.actors
    clubs = register.clubs.rows
    struck = np.zeros(state.n_actors, dtype=bool)
    if settings.exit_attention > 0:
        struck = gone_nations(state, clubs.agenda[club], settings.exit_attention)
    free = reconsidering(
        actors.key,
        actors.nation,
        actors.turned,
        state.book.parties.actor[register.stretch(club)],
        state.month,
        settings.attention,
        settings.carry_over,
        struck,
        clubs.key[club],
        state.key(Purpose.CLUB_LOOK),
    )
    if free.any():
        settle(state, club, free)


def ratify(state: State, club: int) -> None:
    """Let nations that have signed vote, each at its own hazard; a veto player's refusal ends the membership.

    No nation votes in the month of its signature, nor before the treaty is open.
    """
    if state.month < state.plans[int(state.register.clubs.rows.plan[club])].opened:
        return
    members, at = state.book.parties, state.register.stretch(club)
    signed = (members.status[at] == PartyStatus.SIGNED) & (members.joined[at] < state.month)
    if not signed.any():
        return
    waiting = at.start + np.flatnonzero(signed)
    hazard = state.settings.ratification.hazard_nation * float(state.register.clubs.rows.pace[club])
    voting = waiting[draws_of(state, club, waiting, Purpose.CLUB_VOTE) < hazard]
    if not len(voting):
        return
    passed = passing(state, club, voting)
    acts.bind(state, club, voting[passed])
    acts.leave(state, club, voting[~passed], Reason.REFUSED_AT_HOME)
    # A refusal changes what the remaining members owe.
    if not passed.all():
        update_pledges(state, club)


def act(state: State) -> None:
    """Found clubs that are due; let each hold its summit or its members reconsider, then ratify and apply its clause.

    Clubs act one after the other, but none sees the others' decisions before the next month: what members owe is
    added to their promised effort by the delivery phase.
    """
    # Before any club acts: a nation that joins one club again is still gone for the clubs that act after it this month.
    state.exits = dated_exits(state)
    for plan in state.foundings.get(state.month, ()):
        launch(state, plan)
    # The list is made after the foundings, so that a new club acts in its first month.
    for club in state.register.live():
        # At a summit everybody decides, so nobody has to reconsider alone in that month.
        if has_summit(state, club):
            convene(state, club)
        else:
            reconsider(state, club)
        ratify(state, club)
        apply_clause(state, club)
    state.exits = None
