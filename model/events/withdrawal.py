"""A withdrawal: nations leave all their agreements, clubs and treaties on some issues."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, Form, listed, on_issues

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Withdrawal(DatedEvent):
    """Withdrawal from every agreement, club and treaty that concerns one of the issues."""

    kind: ClassVar[str] = "withdrawal"
    example: ClassVar[str] = """\
who = ["FRA"]
issues = ["climate"]
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="withdrawal",
            label="a nation withdraws from its agreements",
            title="{who} withdraws from its agreements{on}",
            who="nation",
        ),
    )

    who: Annotated[tuple[str, ...], Field("nations that withdraw", "who", level="nation")]
    issues: Annotated[tuple[str, ...], Field("issues concerned", "issues")]

    def words(self) -> str:
        """Describe the withdrawal."""
        return f"{listed(self.who)}: withdrawal from all agreements{on_issues(self.issues)}"

    def act(self, state: "State") -> None:
        """End the agreements, and leave the clubs."""
        import numpy as np

        from paradiplomacy.model.agreements import acts
        from paradiplomacy.model.agreements.book import INSIDE
        from paradiplomacy.model.clubs.departures import depart
        from paradiplomacy.model.vocabulary import Reason, Status

        who, issues = state.lookup.rows(self.who), list(state.lookup.issues(self.issues))
        running = state.book.live(Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
        concerned = (state.book.rows.terms[running][:, issues] > 0).any(axis=1)
        parties = state.book.parties_of(running[concerned])
        rows = state.book.parties
        inside = np.isin(rows.actor[parties], who) & INSIDE[rows.status[parties]]
        acts.leave(state, parties[inside], Reason.NATIONAL_EXIT)
        for club in state.register.live():
            if state.register.clubs.rows.agenda[club][issues].any():
                depart(state, club, who)
