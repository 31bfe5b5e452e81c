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
    given: tuple[dict[int, float], dict[int, float]] = field(default_factory=lambda: ({}, {}))
    returned: list[float] = field(default_factory=lambda: [0.0, 0.0])
    visibility: float = 0.0
    signed: int | None = None
    in_force: int | None = None
    term_ends: int | None = None

    def other(self, actor: "Actor") -> "Actor":
        """Return the other party."""
        return self.parties[1] if actor is self.parties[0] else self.parties[0]

    @property
    def terms(self) -> dict[int, float]:
        """Mean commitment of both parties by issue, without issues on which neither commits to anything."""
        issues = sorted({k for own in self.given for k in own})
        return {k: sum(own.get(k, 0.0) for own in self.given) / 2.0 for k in issues}

    def own(self, actor: "Actor") -> dict[int, float]:
        """Return what a party commits itself to, by issue."""
        return self.given[self.parties.index(actor)]

    def commit(self, terms: tuple[dict[int, float], dict[int, float]]) -> None:
        """Fix the commitments of both parties."""
        first, second = ({k: x for k, x in own.items() if x > 0.0} for own in terms)
        self.given = first, second

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
