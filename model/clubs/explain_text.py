"""Explanation of a bargained charter: what each member gives and gets, and who left the talks and why."""

import numpy as np

from paradiplomacy.agents.nearest import nearest, one_of
from paradiplomacy.model.bargaining.several import (
    LeftTalks,
    TextExplanation,
    conference_named,
    explain_conference,
    name_of,
    text_parties,
)
from paradiplomacy.model.bargaining.talks import FEWEST
from paradiplomacy.model.bargaining.text import write_gains
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.clubs.talks import among_members
from paradiplomacy.model.clubs.valuation import payoffs_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, Reason


def explain_charter(state: State, club: int) -> TextExplanation:
    """Explain the charter of a club: what members owe now, with the gain of each over a world without the club.

    Args:
        state: The state.
        club: Number of the club.
    """
    register, members = state.register, state.book.parties
    clubs, at, issues = register.clubs.rows, register.stretch(club), register.issues(club)
    rows, month = register.inside(club), _talks(state, club)
    terms, gain = members.terms[rows][:, issues], np.zeros(len(rows))
    payoffs, inside = payoffs_of(state, club), rows - at.start
    if len(rows) >= FEWEST:
        write_gains(among_members(payoffs, 0.0, inside), np.ascontiguousarray(terms), gain)
    weight = payoffs.weight[inside, None]
    others = np.maximum(weight.sum() - weight, np.finfo(np.float64).tiny)
    gets = ((weight * terms).sum(axis=0) - weight * terms) / others
    return TextExplanation(
        state.plans[int(clubs.plan[club])].name,
        date_of(state.start, month),
        tuple(state.issues[k].name for k in issues.tolist()),
        int(clubs.size[club]),
        ClubStatus(int(clubs.status[club])).word,
        text_parties(state, members.actor[rows], issues, (terms, gets, gain)),
        _left(state, club, month),
    )


def texts(state: State) -> list[str]:
    """Return the names of the texts that exist: of conferences held, and of clubs founded with a bargained charter."""
    clubs, log = state.register.clubs.rows, state.ledger.events
    held = [name_of(state, at) for at in np.flatnonzero(log.kind == Event.CONFERENCE).tolist()]
    plans = [state.plans[plan] for plan in clubs.plan.tolist()]
    return [*held, *(plan.name for plan in plans if rule("charter", plan.charter).BARGAINED)]


def explain_text(state: State, name: str) -> TextExplanation:
    """Explain the text of a conference or a club.

    Raises:
        KeyError: There is no such text, or not yet.
    """
    known = texts(state)
    if name not in known:
        near = nearest(name, known)
        right = f"did you mean {near}?" if near else one_of(known) if known else "there is none so far"
        raise KeyError(f"{name!r}: unknown text, {right}")
    at = conference_named(state, name)
    if at is not None:
        return explain_conference(state, at)
    names = [state.plans[plan].name for plan in state.register.clubs.rows.plan.tolist()]
    return explain_charter(state, names.index(name))


def _talks(state: State, club: int) -> int:
    """Return the month of the last talks on the charter of a club: its last summit, or its founding."""
    log = state.ledger.events
    held = np.isin(log.kind, (Event.CLUB_FOUNDED, Event.CLUB_SUMMIT)) & (log.detail == club)
    return int(log.month[np.flatnonzero(held)[-1]])


def _left(state: State, club: int, month: int) -> tuple[LeftTalks, ...]:
    """Return who left the talks of a month."""
    log = state.ledger.events
    left = (log.kind == Event.CLUB_TALKS_LEFT) & (log.detail == club) & (log.month == month)
    return tuple(
        LeftTalks(
            state.identities[int(log.actor[at])],
            state.names[int(log.actor[at])],
            Reason(int(log.value[at])).sentence,
            None,
        )
        for at in np.flatnonzero(left).tolist()
    )
