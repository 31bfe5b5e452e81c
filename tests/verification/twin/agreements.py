"""Agreements and disputes as objects."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Pressure, Reason, Stage, Status

if TYPE_CHECKING:
    from twin.actors import Actor, City, Nation
    from twin.statutes import Statute

TIED = (Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
LIVE = (Status.NEGOTIATING, Status.SIGNED, *TIED)


@dataclass(eq=False)
class Agreement:
    """A bilateral agreement; lists of two have one entry per side, and side 0 opened the negotiation."""

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
    statute: list["Statute | None"] = field(default_factory=lambda: [None, None])
    delivered: list[float | None] = field(default_factory=lambda: [None, None])
    terms: dict[int, float] = field(default_factory=dict)
    visibility: float = 0.0
    signed: int | None = None
    in_force: int | None = None
    term_ends: int | None = None

    def other(self, actor: "Actor") -> "Actor":
        """Return the other party."""
        return self.parties[1] if actor is self.parties[0] else self.parties[0]

    def own(self, _actor: "Actor") -> dict[int, float]:
        """Return what a party commits itself to, by issue."""
        return self.terms

    @property
    def live(self) -> bool:
        """True until the agreement ends."""
        return self.status in LIVE

    @property
    def ties(self) -> bool:
        """True while the agreement ties its parties."""
        return self.status in TIED

    def reviewed_in(self, month: int) -> bool:
        """Return true if its annual review is due in a month."""
        return self.status is Status.IN_FORCE and month > self.in_force and (month - self.in_force) % 12 == 0


@dataclass(eq=False)
class Dispute:
    """A dispute between a nation and its city over an agreement."""

    city: "City"
    nation: "Nation"
    agreement: Agreement
    issue: int
    pressure: Pressure
    stage: Stage
    opened: int
    hearing: int | None = None
    statute: "Statute | None" = None
