"""An exit: members leave a club or treaty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, listed

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Exit(DatedEvent):
    """Exit from a club or treaty, whatever it is worth to those who leave."""

    kind: ClassVar[str] = "exit"
    example: ClassVar[str] = """\
who = ["FRA"]
club = "Name of the club"
"""

    who: Annotated[tuple[str, ...], Field("members that leave: cities, nations or groups", "who")]
    club: Annotated[str, Field("club or treaty that they leave", "club")]

    def words(self) -> str:
        """Describe the exit."""
        return f"{listed(self.who)}: exit from {self.club}"

    def act(self, state: "State") -> None:
        """Let the members leave."""
        from paradiplomacy.model.clubs.departures import depart, founded

        for club in founded(state, self.club):
            depart(state, club, state.lookup.rows(self.who))
