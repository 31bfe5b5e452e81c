"""Seat: decide for a mayor or a minister; the proposals that wait, and the decisions so far."""

from collections.abc import Callable
from typing import TypedDict, Unpack

import solara

from paradiplomacy.visualisation.components.bargaining import Bargaining
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import CLASS
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.seat import Answer, Proposal
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


def proposal_data(proposal: Proposal, roster: Roster) -> dict[str, object]:
    """Return a proposal as data for the page: partner, date, and on each issue gives, gets, position, need."""
    columns = (proposal.issues, proposal.terms, proposal.gets, proposal.positions, proposal.needs)
    return {
        "partner": proposal.partner,
        "name": roster.labels[proposal.partner],
        "date": roster.date(proposal.month),
        "rows": [[roster.issues[int(k)], *numbers] for k, *numbers in zip(*columns, strict=True)],
    }


def answer_data(answer: Answer, roster: Roster) -> dict[str, object]:
    """Return a decision as data for the page."""
    proposal = answer.proposal
    return {
        "date": roster.date(proposal.month),
        "name": roster.labels[proposal.partner],
        "accepted": answer.accepted,
    }


class Properties(TypedDict):
    """Properties of the component."""

    names: list[str]
    seated: str
    waiting: list[dict[str, object]]
    answered: list[dict[str, object]]
    event_sit: Callable[[str | None], None]
    event_answer: Callable[[dict[str, object]], None]
    event_look: Callable[[int], None]
    event_take_back: Callable[[int], None]


@vue
def SeatView(**properties: Unpack[Properties]) -> None:
    """Draw the proposals and the decisions; a click on a decision shows its bargaining picture."""


@solara.component
def Seat(page: PageState) -> None:
    """Show the seat and, below it, the bargaining picture of a decision."""
    roster, session = page.playback.shown.value.run.roster, page.session
    # Decisions are no reactive values; each one publishes a month, and a new value of `shown` draws them.
    waiting = page.intervention.waiting.value
    SeatView(
        names=list(roster.labels),
        seated="" if session.seat is None else roster.labels[session.seat],
        waiting=[proposal_data(each, roster) for each in waiting],
        answered=[answer_data(each, roster) for each in session.answers],
        event_sit=page.intervention.sit,
        event_answer=page.intervention.answer,
        event_look=page.intervention.show_answer,
        event_take_back=page.intervention.take_back,
    )
    if session.answers and page.selection.picture.value is not None and not waiting:
        Bargaining(page)


PANEL = Panel("Take a seat", 90, Seat, (CLASS,))
