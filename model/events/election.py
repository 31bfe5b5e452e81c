"""An election: actors vote in a month that the scenario sets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import Choice, DatedEvent, Form, listed

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Election(DatedEvent):
    """An election, with its winner where the record knows it."""

    kind: ClassVar[str] = "election"
    example: ClassVar[str] = """\
who = ["FRA"]
party = "centre"
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="election",
            label="an election is called",
            title="Election in {who}: {choice}",
            issues=False,
            choices={
                "": Choice("voters decide", {}),
                "progressive": Choice("progressives win", {"party": "progressive"}),
                "centre": Choice("the centre wins", {"party": "centre"}),
                "conservative": Choice("conservatives win", {"party": "conservative"}),
            },
        ),
    )

    who: Annotated[tuple[str, ...], Field("actors that vote: cities, nations or groups", "who")]
    party: Annotated[str | None, Field("winner; simulated unless given", "party")] = None

    def words(self) -> str:
        """Describe the election and its result."""
        result = f"won by {self.party}" if self.party else "with a simulated result"
        return f"{listed(self.who)}: election, {result}"

    def act(self, state: "State") -> None:
        """Hold the elections."""
        import numpy as np

        from paradiplomacy.model.politics import hold_elections

        who = state.lookup.rows(self.who).astype(np.int64)
        winner = None if self.party is None else np.full(len(who), state.lookup.party(self.party), dtype=np.int32)
        hold_elections(state, who, winner)
