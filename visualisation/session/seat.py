"""A seat: a visitor decides for a mayor or a minister, and accepts or refuses what has been negotiated.

A month in which negotiations of the seat reach terms is played, read and undone, and the proposals wait. Accepting is
what the actor would have done; refusing is a dated event of the scenario. So going back and playing again, another
visitor at the same address, and a replicate all have the same refusal.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.model.bargaining.explain import negotiation_in_book
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason
from paradiplomacy.visualisation.session.facts.agreement import negotiated
from paradiplomacy.visualisation.session.facts.bargaining import Picture, picture_of_talks
from paradiplomacy.visualisation.session.roster import Roster


class Proposal(NamedTuple):
    """Terms that wait for the decision of the seat.

    Attributes:
        month: Month in which they would be signed.
        agreement: Number of the agreement that they would be.
        partner: Row of the other party.
        issues: Numbers of the issues.
        terms: What the seat would give on each issue, 0 to 1.
        gets: What the partner would give, 0 to 1.
        positions: The seat's own position on each issue, -1 to 1.
        needs: The seat's exposure to each issue, 0 to 1.
    """

    month: int
    agreement: int
    partner: int
    issues: tuple[int, ...]
    terms: tuple[float, ...]
    gets: tuple[float, ...]
    positions: tuple[float, ...]
    needs: tuple[float, ...]


class Answer(NamedTuple):
    """The decision on a proposal.

    Attributes:
        proposal: The proposal.
        accepted: Whether it was accepted.
        picture: The talks as their negotiators saw them, with the decision.
    """

    proposal: Proposal
    accepted: bool
    picture: Picture


def proposals(state: State, seat: int, month: int) -> list[Proposal]:
    """Return what an actor signed in a month: proposals, before the visitor has decided.

    Args:
        state: The state after that month.
        seat: Row of the actor.
        month: The month.

    Returns:
        One proposal for each signature.
    """
    log, parties = state.ledger.events, state.book.parties
    # Negotiations that reach terms are signed in the same month, so the signatures of a month are its proposals.
    signed = log.agreement[(log.month == month) & (log.kind == Event.SIGNED)]
    found = []
    for party in state.book.parties_of(signed).tolist():
        number = int(parties.agreement[party])
        # A conference does not ask its parties one by one, and a letter offers nothing.
        if parties.actor[party] != seat or not negotiated(state, number):
            continue
        pair = state.book.pair(np.array([number]))[0].tolist()
        other = pair[1] if pair[0] == party else pair[0]
        # An issue on which only the partner commits itself is offered as well.
        issues = tuple(np.flatnonzero((parties.terms[pair] > 0).any(axis=0)).tolist())
        found.append(
            Proposal(
                month=month,
                agreement=number,
                partner=int(parties.actor[other]),
                issues=issues,
                terms=tuple(float(parties.terms[party, k]) for k in issues),
                gets=tuple(float(parties.terms[other, k]) for k in issues),
                positions=tuple(float(state.actors.position[seat, k]) for k in issues),
                needs=tuple(float(state.actors.need[seat, k]) for k in issues),
            )
        )
    return found


def seen(state: State, roster: Roster, proposal: Proposal, *, accepted: bool) -> Picture:
    """Return the talks of a proposal, inside their month, with the decision of the seat."""
    seat = next(row for row in negotiation_in_book(state, proposal.agreement).sides if row != proposal.partner)
    reason = Reason.NONE if accepted else Reason.REFUSED_BY_SEAT
    return picture_of_talks(state, roster, proposal.agreement, reason, seat=seat)


def refusal_name(roster: Roster, proposal: Proposal, seat: int) -> str:
    """Return the name of a refusal in the scenario."""
    return f"{roster.labels[seat]} refuses {roster.labels[proposal.partner]} ({roster.date(proposal.month)})"


def refusal(roster: Roster, proposal: Proposal, seat: int) -> dict[str, object]:
    """Return a refusal as a dated event."""
    return {
        "date": roster.date(proposal.month),
        "kind": "refusal",
        "name": refusal_name(roster, proposal, seat),
        "who": [roster.ids[seat]],
        "partners": [roster.ids[proposal.partner]],
    }
