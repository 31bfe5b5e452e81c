"""A rupture: nations break with each other, and their cities end agreements month by month."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, Form, Number, listed

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Rupture(DatedEvent):
    """A rupture of the relations between nations, in both directions."""

    kind: ClassVar[str] = "rupture"
    example: ClassVar[str] = """\
who = ["FRA"]
others = ["RUS"]
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="rupture",
            label="a nation breaks with the others",
            title="{who} and others break",
            who="nation",
            issues=False,
            number=Number("relation", "relation from then on, from -1 (hostile) to 0", -1.0, -1, 0),
            sets={"others": ("nations",)},
        ),
    )

    who: Annotated[tuple[str, ...], Field("nations that break", "who", level="nation")]
    others: Annotated[tuple[str, ...], Field("nations with which they break", "who", level="nation")]
    relation: Annotated[float, Field("relation from then on", low=-1, high=0)] = -1.0

    def words(self) -> str:
        """Describe the rupture."""
        return f"{listed(self.who)}: rupture with {listed(self.others)}, relation {self.relation:.10g}"

    def act(self, state: "State") -> None:
        """Change the relations; agreements of cities end from this month on (``statutes/ruptures.py``)."""
        from paradiplomacy.model.statutes.ruptures import change_relation

        for one in state.lookup.rows(self.who).tolist():
            for other in state.lookup.rows(self.others).tolist():
                # A nation in both groups does not break with itself.
                if one != other:
                    change_relation(state, one, other, self.relation, broken=True)
