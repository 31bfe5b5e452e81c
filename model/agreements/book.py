"""The book of agreements: their columns, their status, and the one table of legal transitions."""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints, Keys
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import Reason, Status

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
NEVER = np.int32(-(2**31))
FOREVER = np.int32(2**31 - 1)


TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.NEGOTIATING: frozenset({Status.SIGNED, Status.FAILED}),
    Status.SIGNED: frozenset({Status.IN_FORCE, Status.FAILED}),
    Status.IN_FORCE: frozenset(
        {Status.RENEWED, Status.DORMANT, Status.PREEMPTED, Status.BREACHED, Status.EXPIRED, Status.WITHDRAWN}
    ),
    Status.RENEWED: frozenset({Status.IN_FORCE}),
    Status.DORMANT: frozenset({Status.IN_FORCE, Status.EXPIRED, Status.WITHDRAWN}),
    Status.PREEMPTED: frozenset({Status.IN_FORCE, Status.EXPIRED, Status.WITHDRAWN}),
    Status.FAILED: frozenset(),
    Status.BREACHED: frozenset(),
    Status.EXPIRED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
LEGAL = np.array([[after in TRANSITIONS[before] for after in Status] for before in Status])
ENDED = np.array([not TRANSITIONS[status] for status in Status])
TIED = np.array([status in (Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED) for status in Status])


class IllegalTransitionError(RuntimeError):
    """An agreement was to move to a status that does not follow from its present one."""


class Agreements(NamedTuple):
    """Columns of the book; (n, 2) columns hold the two sides, the first of which opened the negotiation.

    ``transfer`` is what side 0 pays to side 1, in % of the yearly budget of side 0; negative where it is paid.
    ``counted`` says whether its terms are part of the effort that the actors' columns hold as promised.
    """

    key: Annotated[Keys, Field("stable key of the agreement, for chance", unit="key")]
    kind: Annotated[Bytes, Field("which levels it joins (Kind)", unit="code", low=0, high=2)]
    form: Annotated[Bytes, Field("declaration, plan or funded programme (Form)", unit="code", low=0, high=2)]
    status: Annotated[Bytes, Field("where it stands in its life (Status)", unit="code", low=0, high=9)]
    reason: Annotated[Bytes, Field("why it failed or ended (Reason)", unit="code", low=0)]
    party: Annotated[
        Ints, Field("rows of the two sides; the first opened the negotiation", unit="row", low=0, shape="pair")
    ]
    party_status: Annotated[
        Bytes, Field("where each side stands (PartyStatus)", unit="code", low=0, high=4, shape="pair")
    ]
    agenda: Annotated[Flags, Field("issues on the table", unit="yes or no", low=0, high=1, shape="issue")]
    terms: Annotated[Floats, Field("depth of commitment", unit="share", low=0, high=1, shape="issue")]
    opened: Annotated[Ints, Field("month of the first talk", unit="month")]
    signed: Annotated[Ints, Field("month of signature", unit="month")]
    in_force: Annotated[Ints, Field("month of entry into force", unit="month")]
    ended: Annotated[Ints, Field("month of its end", unit="month")]
    term_ends: Annotated[Ints, Field("month in which its term ends", unit="month")]
    rounds_needed: Annotated[Floats, Field("rounds that a settlement takes", unit="rounds", low=0)]
    rounds_played: Annotated[Floats, Field("rounds played so far", unit="rounds", low=0)]
    consent: Annotated[
        Bytes, Field("what the nation of each city party said (Consent)", unit="code", low=0, high=4, shape="pair")
    ]
    coordinated: Annotated[
        Flags,
        Field("whether each city party coordinated it with its nation", unit="yes or no", low=0, high=1, shape="pair"),
    ]
    opposed: Annotated[
        Flags,
        Field(
            "whether it goes against a standing policy of each city party's nation",
            unit="yes or no",
            low=0,
            high=1,
            shape="pair",
        ),
    ]
    endorsed: Annotated[
        Flags,
        Field("whether the nation of each city party stands behind it", unit="yes or no", low=0, high=1, shape="pair"),
    ]
    diplomacy: Annotated[
        Bytes, Field("class of what each city party does (Diplomacy)", unit="code", low=0, high=5, shape="pair")
    ]
    alignment: Annotated[
        Floats, Field("how far the terms serve the nation of each city party", low=-1, high=1, shape="pair")
    ]
    visibility: Annotated[
        Floats, Field("chance that a nation notices it in a month in which it looks", unit="share", low=0, high=1)
    ]
    delivered: Annotated[
        Floats, Field("delivered share of each side at its last review", unit="share", low=-0.5, high=1.5, shape="pair")
    ]
    gain: Annotated[
        Floats,
        Field("worth of the terms over no agreement to each side, at signature", unit="% of budget", shape="pair"),
    ]
    share_lost: Annotated[
        Floats, Field("share of the joint gain that win-sets at home cost", unit="share", low=0, high=1)
    ]
    transfer: Annotated[
        Floats,
        Field(
            "what the first side pays to the second; negative where it is paid",
            unit="% of the first side's budget",
        ),
    ]
    counted: Annotated[
        Flags,
        Field("whether its terms are part of what the actors hold as promised", unit="yes or no", low=0, high=1),
    ]


BLANK = {
    "opened": NEVER,
    "signed": NEVER,
    "in_force": NEVER,
    "ended": NEVER,
    "term_ends": FOREVER,
    "delivered": np.nan,
    "alignment": np.nan,
    "gain": np.nan,
    "share_lost": np.nan,
}


class Book:
    """All agreements there ever were, and which of them still live."""

    def __init__(self, issues: int) -> None:
        self.table: Table[Agreements] = Table(Agreements, issues, BLANK)
        self._live: Rows = np.zeros(0, dtype=np.int64)

    @property
    def rows(self) -> Agreements:
        """The columns, as long as they are filled."""
        return self.table.rows

    def add(self, count: int, **values: ArrayLike) -> Rows:
        """Enter new agreements; returns their numbers."""
        new = self.table.append(count, **values)
        self._live = np.concatenate([self._live, new])
        return new

    def live(self, *statuses: Status) -> Rows:
        """Numbers of the agreements in one of these statuses (in any that has not ended), ascending."""
        status = self.rows.status[self._live]
        if not statuses:
            return self._live[~ENDED[status]]
        wanted = np.zeros(len(Status), dtype=bool)
        wanted[list(statuses)] = True
        return self._live[wanted[status]]

    def move(self, which: Rows, to: Status, month: int, reason: Reason = Reason.NONE) -> None:
        """Move agreements to another status.

        Raises:
            IllegalTransitionError: where the table of transitions does not know the move.
        """
        book = self.rows
        before = book.status[which]
        if not LEGAL[before, to].all():
            row = int(which[~LEGAL[before, to]][0])
            raise IllegalTransitionError(
                f"agreement {row} is {Status(book.status[row]).name.lower()}, which cannot become {to.name.lower()}"
            )
        book.status[which] = to
        if reason is not Reason.NONE:
            book.reason[which] = reason
        if ENDED[to]:
            book.ended[which] = month

    def remember(self, live: Rows) -> None:
        """Take these, and no others, for the agreements that live."""
        self._live = live.copy()

    def forget_ended(self) -> None:
        """Drop the ended agreements from the list of live ones."""
        self._live = self.live()
