"""A law: a nation changes what its cities may agree to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.agents.issues import CONSENT_RULES
from paradiplomacy.model.events.dated_event import Choice, DatedEvent, Fault, Form, listed, on_issues
from paradiplomacy.model.vocabulary import PartnerClass, StatuteKind

if TYPE_CHECKING:
    from paradiplomacy.model.state import State

KINDS, PARTNERS = StatuteKind.words(), PartnerClass.words()


@dataclass(frozen=True, kw_only=True)
class Law(DatedEvent):
    """A new rule on consent, or a statute that is enacted or repealed."""

    kind: ClassVar[str] = "law"
    example: ClassVar[str] = """\
who = ["FRA"]
issues = ["climate"]
statute = "notice"
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
            key="statute",
            label="a statute on the diplomacy of cities",
            title="{who}: {choice}{on}",
            who="nation",
            choices={
                "notice": Choice("a statute of notice and veto", {"statute": "notice"}),
                "consent": Choice("a statute of prior leave", {"statute": "consent"}),
                "bar": Choice("a bar of hostile partners", {"statute": "bar", "partners": "hostile"}),
                "bar all": Choice("a bar of all partners abroad", {"statute": "bar"}),
                "none": Choice("statutes are repealed", {"repealed": True}),
            },
        ),
    )

    who: Annotated[tuple[str, ...], Field("nations that legislate", "who", level="nation")]
    issues: Annotated[tuple[str, ...], Field("issues concerned; all unless given", "issues")] = ()
    consent: Annotated[str | None, Field("new rule on consent", "word", choices=CONSENT_RULES)] = None
    statute: Annotated[str | None, Field("statute that is enacted", "word", choices=KINDS)] = None
    partners: Annotated[str, Field("partners that the statute covers", "word", choices=PARTNERS)] = "any"
    repealed: Annotated[
        bool, Field("whether statutes on the issues are repealed; one on all issues only with all of them", "yes or no")
    ] = False

    def words(self) -> str:
        """Describe what becomes law."""
        parts = [f"consent rule becomes {self.consent}"] if self.consent else []
        if self.statute:
            whom = PartnerClass.of_word(self.partners).sentence
            parts.append(f"statute on {whom}: {StatuteKind.of_word(self.statute).sentence}")
        if self.repealed:
            parts.append("statutes repealed")
        return f"{listed(self.who)}: {' and '.join(parts)}{on_issues(self.issues)}"

    def faults(self) -> Iterator[Fault]:
        """Yield the faults of a law without content, or with two that exclude each other."""
        if self.consent is None and self.statute is None and not self.repealed:
            right = "expected consent, statute or repealed"
            yield Fault("consent", "a law without content", right, ("statute", "repealed"))
        if self.statute is not None and self.repealed:
            yield Fault("repealed", "a statute enacted and repealed", "expected one of statute, repealed", ("statute",))

    def act(self, state: "State") -> None:
        """Change the rule on consent, and enact or repeal statutes."""
        for nation in state.lookup.rows(self.who).tolist():
            self._change_rule(state, nation)
            if self.repealed:
                self._repeal(state, nation)
            elif self.statute is not None:
                self._enact(state, nation, StatuteKind.of_word(self.statute))

    def _change_rule(self, state: "State", nation: int) -> None:
        from paradiplomacy.agents.codes import ConsentRule
        from paradiplomacy.model.statutes import acts

        if self.consent is not None:
            for issue in state.lookup.issues(self.issues):
                acts.change_consent_rule(state, nation, issue, ConsentRule.of_word(self.consent))

    def _repeal(self, state: "State", nation: int) -> None:
        from paradiplomacy.model.statutes import acts
        from paradiplomacy.model.statutes.statutes import ALL_ISSUES, live

        issues = set(state.lookup.issues(self.issues))
        for number in live(state, nation):
            issue = int(state.statutes.rows.issue[number])
            # A statute on all issues cannot be repealed for some of them.
            if issue in issues or (issue == ALL_ISSUES and len(issues) == len(state.issues)):
                acts.repeal(state, number)

    def _enact(self, state: "State", nation: int, kind: StatuteKind) -> None:
        from paradiplomacy.model.statutes import acts
        from paradiplomacy.model.statutes.enforcement import enforce
        from paradiplomacy.model.statutes.statutes import ALL_ISSUES, live_of

        partners = PartnerClass.of_word(self.partners)
        # A statute on all issues is one statute; a rule on consent is a rule for each issue.
        for issue in state.lookup.issues(self.issues) if self.issues else (ALL_ISSUES,):
            if live_of(state, nation, kind, issue) is None:
                enforce(state, acts.enact(state, nation, kind, issue, partners))
