"""A conference: invitees negotiate one text, and those who stay sign it as one agreement."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import Choice, DatedEvent, Form, listed, on_issues
from paradiplomacy.model.vocabulary import Form as AgreementForm

if TYPE_CHECKING:
    from paradiplomacy.model.state import State

# Nobody bargains over a letter.
FORMS = tuple(each for each in AgreementForm if each is not AgreementForm.STATEMENT)


@dataclass(frozen=True, kw_only=True)
class Conference(DatedEvent):
    """A conference on one text, which binds all who sign it alike; at a summit, invitees negotiate in pairs."""

    kind: ClassVar[str] = "conference"
    example: ClassVar[str] = """\
who = ["eu", "FRA"]
host = "FRA"
issues = ["climate"]
form = "plan"
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="conference",
            label="a conference negotiates one text",
            title="Conference of {who}{on}: {choice}",
            who="group",
            choices={each.word: Choice(each.sentence, {"form": each.word}) for each in FORMS},
        ),
    )

    who: Annotated[tuple[str, ...], Field("participants: cities, nations or groups", "who")]
    host: Annotated[str | None, Field("host of the conference", "actor")] = None
    issues: Annotated[tuple[str, ...], Field("issues of the text; all unless given", "issues")] = ()
    form: Annotated[str, Field("form of the text", "word", choices=tuple(each.word for each in FORMS))] = "declaration"

    def words(self) -> str:
        """Describe participants, host, issues and form."""
        host = f" (host: {self.host})" if self.host else ""
        what = AgreementForm.of_word(self.form).sentence
        return f"Participants: {listed(self.who)}{host}. They negotiate one text{on_issues(self.issues)}, {what}"

    def act(self, state: "State") -> None:
        """Negotiate the text; those who stay sign it."""
        from paradiplomacy.model.bargaining.conference import Call, hold

        host = None if self.host is None else state.lookup.row(self.host)
        issues, form = state.lookup.issues(self.issues), AgreementForm.of_word(self.form)
        hold(state, Call(self.name, state.lookup.rows(self.who), host, issues, form))
