"""A refusal: actors decline whatever some partners propose in a month.

It acts where a negotiation would be signed (``agreements/refusals.py``) and changes nothing before, so that a run
without refusals makes the same draws and decisions.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, listed

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Refusal(DatedEvent):
    """A refusal of all terms with some partners in one month, as a player in the seat of an actor decides it."""

    kind: ClassVar[str] = "refusal"
    example: ClassVar[str] = """\
who = ["FRA"]
partners = ["USA"]
"""

    who: Annotated[tuple[str, ...], Field("actors that refuse: cities, nations or groups", "who")]
    partners: Annotated[tuple[str, ...], Field("partners whose terms are refused", "who")]

    def words(self) -> str:
        """Describe the refusal."""
        return f"{listed(self.who)}: all terms with {listed(self.partners)} refused in that month"

    def act(self, state: "State") -> None:
        """Do nothing: the refusal acts when a negotiation is settled."""
