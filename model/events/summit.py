"""A summit: invitees open negotiations with one another without search."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, Fault, Form, Number, listed, on_issues

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Summit(DatedEvent):
    """A summit, where each invitee opens negotiations; at the summit of a club, membership is decided too."""

    kind: ClassVar[str] = "summit"
    example: ClassVar[str] = """\
who = ["eu", "FRA"]
host = "FRA"
issues = ["climate"]
meetings = 3
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="summit",
            label="a summit is convened",
            title="Summit of {who}{on}",
            who="group",
            number=Number("meetings", "negotiations that each participant opens", 3, 1, 20, whole=True),
        ),
    )

    who: Annotated[tuple[str, ...], Field("participants: cities, nations or groups", "who")]
    host: Annotated[str | None, Field("host of the summit", "actor")] = None
    issues: Annotated[tuple[str, ...], Field("issues of the summit; all unless given", "issues")] = ()
    meetings: Annotated[int, Field("negotiations that each participant opens", "negotiations", 0, 100)] = 3
    club: Annotated[str | None, Field("club or treaty whose summit it is", "club")] = None

    def words(self) -> str:
        """Describe participants, host, issues and negotiations."""
        host = f" (host: {self.host})" if self.host else ""
        club = f". Membership of {self.club} is decided there" if self.club else ""
        who = f"Participants: {listed(self.who)}{host}{on_issues(self.issues)}"
        return f"{who}. Each opens {self.meetings} negotiations{club}"

    def idle(self) -> Iterator[Fault]:
        """Yield the number of meetings of a summit at which nothing is negotiated or decided."""
        if self.meetings == 0 and self.club is None:
            yield Fault("meetings", "a summit without negotiations", "expected at least 1, or a club", ("club",))

    def act(self, state: "State") -> None:
        """Decide membership at the summit of a club, and open the negotiations."""
        from paradiplomacy.model.agreements.opening import open_negotiations
        from paradiplomacy.model.clubs import membership
        from paradiplomacy.model.clubs.departures import founded
        from paradiplomacy.model.ledger.kinds import Event
        from paradiplomacy.model.ledger.log import NO_ACTOR
        from paradiplomacy.model.network.meetings import pairs_that_meet

        who = state.lookup.rows(self.who)
        for club in founded(state, self.club):
            membership.convene(state, club)
        host = None if self.host is None else state.lookup.row(self.host)
        actor = NO_ACTOR if host is None else host
        state.ledger.write(Event.SUMMIT, state.month, actor=actor, value=float(len(who)))
        # In a small world an invitee may have fewer others to meet than the scenario says.
        first, second = pairs_that_meet(state, who, min(self.meetings, len(who) - 1))
        if len(first):
            open_negotiations(state, first, second, state.lookup.issues(self.issues))
