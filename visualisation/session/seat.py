"""A seat: a visitor sits in for a mayor or a minister, and says yes or no to what has been negotiated.

A month in which the seat's talks come to terms is played, looked at and put back: the proposals wait. A yes is what
the actor would have said; a no is a dated refusal of the scenario, so that going back and playing again, another
visitor at the same address and a replicate all hear it.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.model.ledger.log import Event
from paradiplomacy.model.state import State
from paradiplomacy.visualisation.session.facts.bargaining import Picture
from paradiplomacy.visualisation.session.roster import Cast


class Proposal(NamedTuple):
    """Terms that wait for the seat's word.

    Attributes:
        month: Month in which they would be signed.
        partner: Row of the other side.
        issues: Numbers of the issues.
        terms: Depth on each, 0 to 1.
        wants: The seat's own position on each, -1 to 1.
        needs: How far the seat is exposed to each, 0 to 1.
    """

    month: int
    partner: int
    issues: tuple[int, ...]
    terms: tuple[float, ...]
    wants: tuple[float, ...]
    needs: tuple[float, ...]


class Word(NamedTuple):
    """A proposal that has been answered.

    Attributes:
        proposal: What it was.
        accepted: The answer.
        picture: The bargaining picture as it stood before the answer.
    """

    proposal: Proposal
    accepted: bool
    picture: Picture


def proposals(state: State, seat: int, month: int) -> list[Proposal]:
    """What was signed by an actor in a month: before the visitor has spoken, proposals."""
    log, book = state.ledger.events, state.book.rows
    here = (log.month == month) & (log.kind == Event.SIGNED) & ((log.actor == seat) | (log.other == seat))
    found = []
    for number in log.agreement[here].tolist():
        first, second = book.party[number].tolist()
        issues = tuple(np.flatnonzero(book.agenda[number]).tolist())
        found.append(
            Proposal(
                month=month,
                partner=second if first == seat else first,
                issues=issues,
                terms=tuple(float(book.terms[number, k]) for k in issues),
                wants=tuple(float(state.actors.position[seat, k]) for k in issues),
                needs=tuple(float(state.actors.need[seat, k]) for k in issues),
            )
        )
    return found


def refusal_name(cast: Cast, asked: Proposal, seat: int) -> str:
    """What a refusal is called."""
    return f"{cast.names[seat]} refuses {cast.names[asked.partner]} ({cast.date(asked.month)})"


def refusal(cast: Cast, asked: Proposal, seat: int) -> dict[str, object]:
    """A refusal as a dated event."""
    return {
        "date": cast.date(asked.month),
        "kind": "refusal",
        "name": refusal_name(cast, asked, seat),
        "who": [cast.ids[seat]],
        "partners": [cast.ids[asked.partner]],
    }
