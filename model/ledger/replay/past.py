"""The legal facts of a month, as event after event is read."""

from dataclasses import dataclass, field
from typing import NamedTuple

from paradiplomacy.model.agreements.book import PARTY_TRANSITIONS, TRANSITIONS, IllegalTransitionError
from paradiplomacy.model.clubs.register import CLUB_TRANSITIONS
from paradiplomacy.model.vocabulary import (
    ClubStatus,
    Consent,
    Diplomacy,
    Form,
    Kind,
    PartnerClass,
    PartyStatus,
    Pressure,
    Reason,
    Stage,
    Status,
    StatuteKind,
    StatuteStatus,
)

Depths = tuple[float, ...]
StatuteKey = tuple[str, StatuteKind, str | None]
"""A statute that has not ended: its nation, its kind, and its issue (None for all)."""


class Line(NamedTuple):
    """One event as the public table shows it; None where the value is missing."""

    month: int
    kind: str
    agreement: int | None
    actor: str | None
    other: str | None
    issue: str | None
    detail: str | None
    reason: str | None
    club: str | None
    value: float
    terms: Depths

    @property
    def ending(self) -> Reason:
        """The reason of an ending, ``Reason.NONE`` where the event gives none."""
        return Reason.NONE if self.reason is None else Reason.of_word(self.reason)


# Here and below, objects instead of columns: a replay follows single agreements, once, and no compiled rule reads it.
@dataclass
class Party:
    """One party of an agreement."""

    actor: str
    status: PartyStatus
    terms: Depths
    consent: Consent = Consent.NOT_NEEDED
    diplomacy: Diplomacy = Diplomacy.NONE
    endorsed: bool = False
    delivered: float = float("nan")


@dataclass
class Agreement:
    """One agreement; its parties in the order in which the opening names them."""

    kind: Kind
    form: Form
    status: Status
    parties: list[Party]
    terms: Depths
    agenda: tuple[bool, ...]
    opened: int
    signed: int | None = None
    in_force: int | None = None
    ended: int | None = None
    reason: Reason = Reason.NONE
    transfer: float = 0.0

    def set_parties(self, status: PartyStatus) -> None:
        """Move all parties to a status."""
        for party in self.parties:
            party.status = status


@dataclass
class Statute:
    """One statute that has not ended."""

    partners: PartnerClass
    enacted: int
    status: StatuteStatus = StatuteStatus.IN_FORCE


@dataclass
class Dispute:
    """One dispute of a city with its nation."""

    city: str
    nation: str
    agreement: int
    issue: str
    pressure: Pressure
    stage: Stage
    opened: int
    ended: int | None
    stakes: float


@dataclass
class Club:
    """One club or treaty."""

    host: str | None
    founded: int
    agenda: tuple[bool, ...]
    terms: Depths
    status: ClubStatus = ClubStatus.FORMING
    in_force: int | None = None
    ended: int | None = None


@dataclass
class Member:
    """One actor's membership of one club, from the invitation on."""

    club: str
    actor: str
    invited: int
    terms: Depths
    status: PartyStatus = PartyStatus.INVITED
    reason: Reason = Reason.NONE
    joined: int | None = None
    bound: int | None = None
    in_force: int | None = None
    left: int | None = None
    entries: int = 0
    shortfalls: int = 0
    delivered: float = float("nan")


@dataclass
class Past:
    """All legal facts.

    Attributes:
        issues: Names of the issues.
        agreements: By number.
        statutes: The statutes that have not ended.
        relations: The last dated change of the relation of a nation to another.
        disputes: In the order of their opening.
        sanctions: The nation that withholds grants, by city.
        clubs: By name, in the order of their founding.
        members: By club and actor, in the order of the invitations.
    """

    issues: list[str]
    agreements: dict[int, Agreement] = field(default_factory=dict)
    statutes: dict[StatuteKey, Statute] = field(default_factory=dict)
    relations: dict[tuple[str, str], float] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    sanctions: dict[str, str] = field(default_factory=dict)
    clubs: dict[str, Club] = field(default_factory=dict)
    members: dict[tuple[str, str], Member] = field(default_factory=dict)

    @property
    def no_terms(self) -> Depths:
        """A depth of 0 on each issue."""
        return (0.0,) * len(self.issues)

    def agreement(self, line: Line) -> Agreement:
        """Return the agreement of an event.

        Raises:
            ValueError: It was never opened.
        """
        found = None if line.agreement is None else self.agreements.get(line.agreement)
        if found is None:
            raise ValueError(f"{line.kind} of month {line.month}: agreement {line.agreement} was never opened")
        return found

    def party(self, line: Line, actor: str | None) -> Party:
        """Return an actor's part in the agreement of an event.

        Raises:
            ValueError: The actor is not a party of it.
        """
        for party in self.agreement(line).parties:
            if party.actor == actor:
                return party
        raise ValueError(f"{line.kind} of month {line.month}: {actor} is not a party of agreement {line.agreement}")

    def move(self, line: Line, to: Status) -> Agreement:
        """Move the agreement of an event to a status.

        Raises:
            IllegalTransitionError: The status cannot follow.
        """
        found = self.agreement(line)
        if to not in TRANSITIONS[found.status]:
            raise IllegalTransitionError(
                f"agreement {line.agreement} is {found.status.word}, which cannot become {to.word} "
                f"in month {line.month}"
            )
        found.status = to
        if not TRANSITIONS[to]:
            found.ended, found.reason = line.month, line.ending
        return found

    def club(self, line: Line) -> Club:
        """Return the club of an event.

        Raises:
            ValueError: It was never founded.
        """
        found = None if line.club is None else self.clubs.get(line.club)
        if found is None:
            raise ValueError(f"{line.kind} of month {line.month}: club {line.club} was never founded")
        return found

    def move_club(self, line: Line, to: ClubStatus) -> Club:
        """Move the club of an event to a status.

        Raises:
            IllegalTransitionError: The status cannot follow.
        """
        found = self.club(line)
        if to not in CLUB_TRANSITIONS[found.status]:
            raise IllegalTransitionError(
                f"{line.club} is {found.status.word}, which cannot become {to.word} in month {line.month}"
            )
        found.status = to
        return found

    def member(self, line: Line) -> Member:
        """Return the membership that an event is about.

        Raises:
            ValueError: The actor was never invited.
        """
        self.club(line)
        found = self.members.get((str(line.club), str(line.actor)))
        if found is None:
            raise ValueError(f"{line.kind} of month {line.month}: {line.actor} was never invited to {line.club}")
        return found

    def members_of(self, line: Line, status: PartyStatus) -> list[Member]:
        """Return the members of the club of an event that have a status."""
        return [member for member in self.members.values() if member.club == line.club and member.status is status]


def move_member(line: Line, member: Member, to: PartyStatus) -> None:
    """Move a membership to a status.

    Raises:
        IllegalTransitionError: The status cannot follow.
    """
    if to not in PARTY_TRANSITIONS[member.status]:
        raise IllegalTransitionError(
            f"{member.actor} is {member.status.word} in {member.club}, which cannot become {to.word} "
            f"in month {line.month}"
        )
    member.status = to
