"""Agreements and disputes are objects."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Pressure, Reason, Stage, Status

if TYPE_CHECKING:
    from twin.actors import Actor, City, Nation

TYING = (Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED)
LIVING = (Status.NEGOTIATING, Status.SIGNED, *TYING)


@dataclass(eq=False)
class Agreement:
    """An agreement of two parties; what has two entries is by side, the first of which opened the negotiation."""

    number: int
    key: int
    parties: tuple["Actor", "Actor"]
    form: int
    agenda: set[int]
    opened: int
    rounds_needed: float
    rounds_played: float = 0.0
    status: Status = Status.NEGOTIATING
    reason: Reason = Reason.NONE
    standing: list[PartyStatus] = field(default_factory=lambda: [PartyStatus.INVITED, PartyStatus.INVITED])
    consent: list[Consent] = field(default_factory=lambda: [Consent.NOT_NEEDED, Consent.NOT_NEEDED])
    diplomacy: list[Diplomacy] = field(default_factory=lambda: [Diplomacy.NONE, Diplomacy.NONE])
    alignment: list[float] = field(default_factory=lambda: [0.0, 0.0])
    endorsed: list[bool] = field(default_factory=lambda: [False, False])
    delivered: list[float | None] = field(default_factory=lambda: [None, None])
    terms: dict[int, float] = field(default_factory=dict)
    visibility: float = 0.0
    signed: int | None = None
    in_force: int | None = None
    term_ends: int | None = None

    def other(self, actor: "Actor") -> "Actor":
        """The other party."""
        return self.parties[1] if actor is self.parties[0] else self.parties[0]

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self.status in LIVING

    @property
    def ties(self) -> bool:
        """Whether it ties its parties."""
        return self.status in TYING

    def reviewed_in(self, month: int) -> bool:
        """Whether its yearly review falls into a month."""
        return self.status is Status.IN_FORCE and month > self.in_force and (month - self.in_force) % 12 == 0


@dataclass(eq=False)
class Dispute:
    """A nation against an agreement of its city."""

    city: "City"
    nation: "Nation"
    agreement: Agreement
    issue: int
    pressure: Pressure
    stage: Stage
    opened: int
    hearing: int | None = None
