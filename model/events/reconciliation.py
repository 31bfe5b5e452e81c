"""A reconciliation: nations resume the relations that their votes in the United Nations suggest."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, listed

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Reconciliation(DatedEvent):
    """The end of a rupture between nations, or another dated change of their relations for the better."""

    kind: ClassVar[str] = "reconciliation"
    example: ClassVar[str] = """\
who = ["FRA"]
others = ["RUS"]
"""

    who: Annotated[tuple[str, ...], Field("nations that resume relations", "who", level="nation")]
    others: Annotated[tuple[str, ...], Field("nations with which they do", "who", level="nation")]
    relation: Annotated[
        float | None, Field("relation from then on; the one of their ideal points unless given", low=-1, high=1)
    ] = None

    def words(self) -> str:
        """Describe the reconciliation."""
        to = "as their ideal points suggest" if self.relation is None else f"{self.relation:.10g}"
        return f"{listed(self.who)}: reconciliation with {listed(self.others)}, relation {to}"

    def act(self, state: "State") -> None:
        """Change the relations."""
        from paradiplomacy.model.statutes.ruptures import change_relation

        for one in state.lookup.rows(self.who).tolist():
            for other in state.lookup.rows(self.others).tolist():
                if one != other:
                    change_relation(state, one, other, self.relation, broken=False)
