"""Departures that a dated event decides: members leave a club whatever it is worth to them."""

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.model.clubs import acts, membership
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason


def founded(state: State, name: str | None) -> list[int]:
    """Return the number of the club of a name in a list; an empty list where it is not founded, or dissolved."""
    if name is None:
        return []
    # The scenario names a plan; a club exists only from its founding on, which may be later than the event.
    plan = state.lookup.club(name)
    return [club for club in state.register.live() if state.register.clubs.rows.plan[club] == plan]


def depart(state: State, club: int, who: Ints) -> None:
    """Let actors leave a club; the pledges of the remaining members are set again.

    Args:
        state: The world.
        club: Number of the club.
        who: Rows of the actors; those that are not members are passed over.
    """
    members, rows = state.book.parties, state.register.inside(club)
    leaving = rows[np.isin(members.actor[rows], who)]
    if len(leaving):
        acts.leave(state, club, leaving, Reason.NATIONAL_EXIT)
        membership.update_pledges(state, club)
