"""Pledges: yearly reviews of the members of clubs and treaties, warnings, expulsion, and their effort."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import INSIDE, Parties, Rows
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.membership import draws_of, update_pledges
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.delivery import fill_members, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason

YEAR = 12
PATIENCE = 2
"""Reviews in a row below the standard, the first of which brings a warning, before a club may expel a member."""
IN_FORCE = int(PartyStatus.IN_FORCE)


@compiled
def due_for_review(status: Bytes, in_force: Ints, rows: Rows, month: int) -> Rows:
    """Return those of the members for whom their club has been in force for a whole number of years."""
    found = np.empty(rows.shape[0], dtype=np.int64)
    number = 0
    for row in rows:
        if status[row] == IN_FORCE and month > in_force[row] and (month - in_force[row]) % YEAR == 0:
            found[number] = row
            number += 1
    return found[:number]


def review_members(state: State) -> tuple[Floats, Floats]:
    """Hold the yearly reviews that are due.

    Returns:
        The sum of delivered shares, clipped to [0, 1], and the number of reviews, (actors,) each.
    """
    register, settings = state.register, state.settings
    members = state.book.parties
    sums, counts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    due = due_for_review(members.status, members.in_force, register.everyone(), state.month)
    judge = rule("delivery", settings.rules.delivery)
    # Club by club, because an expulsion changes what the remaining members of that club owe.
    for club in np.unique(members.club[due]).tolist():
        rows = due[members.club[due] == club]
        who = members.actor[rows]
        cases, delivered = no_cases(len(rows)), np.zeros(len(rows))
        chance, terms = state.chance(Purpose.CLUB_REVIEW), members.terms[rows]
        fill_members(state.actors, state.n_cities, who, terms, register.clubs.rows.key[club], chance, cases)
        judge.deliver(settings.delivery, settings.form.delivery, cases, delivered)
        acts.review(state, club, rows, delivered)
        # An actor has one row in a club, so that indexed addition counts every review.
        sums[who] += np.clip(delivered, 0.0, 1.0)
        counts[who] += 1.0
        expel(state, club, rows)
    return sums, counts


def expel(state: State, club: int, reviewed: Rows) -> None:
    """Warn members that deliver less than the standard, and expel some of those that had been warned."""
    members = state.book.parties
    below = reviewed[members.delivered[reviewed] < state.register.clubs.rows.standard[club]]
    acts.warn(state, club, below)
    rows = below[members.shortfalls[below] >= PATIENCE]
    struck = draws_of(state, club, rows, Purpose.CLUB_EXPEL) < state.settings.membership.expulsion
    acts.leave(state, club, rows[struck], Reason.EXPELLED)
    if struck.any():
        update_pledges(state, club)


@compiled
def add_up_pledges(actors: Actors, members: Parties, rows: Rows, inside: np.ndarray) -> None:
    """Add the terms of members, and what they deliver of them, to the effort promised and delivered under agreements."""
    for row in rows:
        i = members.actor[row]
        for k in range(members.terms.shape[1]):
            x = members.terms[row, k] if inside[members.status[row]] else 0.0
            # The terms of former members are 0 here, so that what was counted of them is forgotten.
            members.counted[row, k] = x
            if x <= 0.0:
                continue
            actors.promised[i, k] = 1.0 - (1.0 - actors.promised[i, k]) * (1.0 - x)
            if members.status[row] == IN_FORCE and members.delivered[row] > 0.0:
                done = min(1.0, members.delivered[row]) * x
                actors.effort[i, k] = 1.0 - (1.0 - actors.effort[i, k]) * (1.0 - done)


def add_pledges(state: State) -> None:
    """Add the effort of members, if there are clubs."""
    if len(state.register):
        add_up_pledges(state.actors, state.book.parties, state.register.everyone(), INSIDE)
