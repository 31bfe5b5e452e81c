"""A statement: an open letter, which costs nothing and commits to nothing, but which everybody sees."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, Form, listed, on_issues

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Statement(DatedEvent):
    """An open letter, signed by those who want what it says; their nations see it as they see any other act."""

    kind: ClassVar[str] = "statement"
    example: ClassVar[str] = """\
who = ["cities:FRA"]
issues = ["climate"]
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(key="statement", label="an open letter is published", title="Letter of {who}{on}", who="group"),
    )

    who: Annotated[tuple[str, ...], Field("actors that are asked to sign: cities, nations or groups", "who")]
    issues: Annotated[tuple[str, ...], Field("issues of the letter", "issues")]

    def words(self) -> str:
        """Describe who is asked to sign what."""
        return f"An open letter{on_issues(self.issues)}, open to {listed(self.who)}"

    def act(self, state: "State") -> None:
        """Publish the letter."""
        from paradiplomacy.model.agreements.statements import publish

        publish(state, self.name, state.lookup.rows(self.who), state.lookup.issues(self.issues))
