"""A law: a nation changes what its cities may agree to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.agents.issues import CONSENT_RULES
from paradiplomacy.model.events.dated_event import Choice, DatedEvent, Fault, Form, listed, on_issues

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Law(DatedEvent):
    """A new rule on consent, or a law that preempts city agreements, enacted or repealed."""

    kind: ClassVar[str] = "law"
    example: ClassVar[str] = """\
who = ["FRA"]
issues = ["climate"]
consent = "required"
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="consent",
            label="a nation changes its consent rule for cities",
            title="{who}: {choice}{on}",
            who="nation",
            choices={
                "required": Choice("consent becomes required", {"consent": "required"}),
                "notify": Choice("cities must notify", {"consent": "notify"}),
                "none": Choice("cities may agree freely", {"consent": "none"}),
            },
        ),
        Form(
            key="preemption",
            label="a law that preempts city agreements",
            title="{who}: preemption of city agreements{on} {choice}",
            who="nation",
            choices={
                "yes": Choice("enacted", {"preemption": True}),
                "no": Choice("repealed", {"preemption": False}),
            },
        ),
    )

    who: Annotated[tuple[str, ...], Field("nations that legislate", "who", level="nation")]
    issues: Annotated[tuple[str, ...], Field("issues concerned", "issues")]
    consent: Annotated[str | None, Field("new rule on consent", "word", choices=CONSENT_RULES)] = None
    preemption: Annotated[
        bool | None, Field("whether preemption is enacted (true) or repealed (false)", "yes or no")
    ] = None

    def words(self) -> str:
        """Describe what becomes law."""
        parts = [f"consent rule becomes {self.consent}"] if self.consent else []
        if self.preemption is not None:
            parts.append(f"preemption {'enacted' if self.preemption else 'repealed'}")
        return f"{listed(self.who)}: {' and '.join(parts)}{on_issues(self.issues)}"

    def faults(self) -> Iterator[Fault]:
        """Yield the fault of a law without content."""
        if self.consent is None and self.preemption is None:
            yield Fault("consent", "a law without content", "expected consent or preemption", ("preemption",))

    def act(self, state: "State") -> None:
        """Change the rule on consent, and enact or repeal preemption."""
        for nation in state.lookup.rows(self.who).tolist():
            for issue in state.lookup.issues(self.issues):
                self._legislate(state, nation, issue)

    def _legislate(self, state: "State", nation: int, issue: int) -> None:
        from paradiplomacy.agents.codes import ConsentRule
        from paradiplomacy.model.statutes import acts
        from paradiplomacy.model.vocabulary import LawStatus

        if self.consent is not None:
            acts.change_consent_rule(state, nation, issue, ConsentRule.of_word(self.consent))
        in_force = state.actors.law[nation, issue] != LawStatus.NONE
        if self.preemption is True and not in_force:
            acts.enact(state, nation, issue)
        if self.preemption is False and in_force:
            acts.repeal(state, nation, issue)
