"""An accession: actors join a club or treaty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, listed

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Join(DatedEvent):
    """Accession to a club or treaty. It binds at once: a date on record is that of the ratification."""

    kind: ClassVar[str] = "join"
    example: ClassVar[str] = """\
who = ["FRA"]
club = "Name of the club"
"""

    who: Annotated[tuple[str, ...], Field("actors that join: cities, nations or groups", "who")]
    club: Annotated[str, Field("club or treaty that they join", "club")]

    def words(self) -> str:
        """Describe the accession."""
        return f"{listed(self.who)}: accession to {self.club}"

    def act(self, state: "State") -> None:
        """Let the actors join."""
        import numpy as np

        from paradiplomacy.model.clubs import membership
        from paradiplomacy.model.clubs.departures import founded

        who = state.lookup.rows(self.who)
        for club in founded(state, self.club):
            rows = state.register.places(club)
            membership.enter(state, club, rows[np.isin(state.book.parties.actor[rows], who)], bound=True)
