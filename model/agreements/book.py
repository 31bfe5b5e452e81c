"""The book of agreements: their columns, their status, and the table of legal transitions.

Months are integers and missing months are ``NEVER``, because compiled rules read these columns; the public tables
(``model/tables.py``) show them as missing.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints, Keys
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import Reason, Status

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
# The extremes of the type, so that comparisons of months need no special case: NEVER is before any month.
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
# The same table as arrays, so that many agreements are checked at once.
LEGAL = np.array([[after in TRANSITIONS[before] for after in Status] for before in Status])
ENDED = np.array([not TRANSITIONS[status] for status in Status])
TIED = np.array([status in (Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED) for status in Status])


class IllegalTransitionError(RuntimeError):
    """A move to a status that cannot follow the present one."""


class Agreements(NamedTuple):
    """Columns of the book; (n, 2) columns hold both parties, the first of which opened the negotiation."""

    key: Annotated[Keys, Field("stable key of the agreement, for chance", unit="key")]
    kind: Annotated[Bytes, Field("levels of its parties (Kind)", unit="code", low=0, high=2)]
    form: Annotated[Bytes, Field("declaration, plan or funded programme (Form)", unit="code", low=0, high=2)]
    status: Annotated[Bytes, Field("status in its life cycle (Status)", unit="code", low=0, high=9)]
    reason: Annotated[Bytes, Field("reason of its failure or end (Reason)", unit="code", low=0)]
    party: Annotated[
        Ints, Field("rows of the parties; the first opened the negotiation", unit="row", low=0, shape="pair")
    ]
    party_status: Annotated[
        Bytes, Field("status of each party (PartyStatus)", unit="code", low=0, high=4, shape="pair")
    ]
    agenda: Annotated[Flags, Field("issues of the agenda", unit="yes or no", low=0, high=1, shape="issue")]
    terms: Annotated[Floats, Field("depth of commitment", unit="share", low=0, high=1, shape="issue")]
    opened: Annotated[Ints, Field("month of the opening", unit="month")]
    signed: Annotated[Ints, Field("month of signature", unit="month")]
    in_force: Annotated[Ints, Field("month of entry into force", unit="month")]
    ended: Annotated[Ints, Field("month of its end", unit="month")]
    term_ends: Annotated[Ints, Field("month in which its term ends", unit="month")]
    rounds_needed: Annotated[Floats, Field("rounds that a settlement takes", unit="rounds", low=0)]
    rounds_played: Annotated[Floats, Field("rounds played so far", unit="rounds", low=0)]
    consent: Annotated[
        Bytes, Field("decision of the nation of each city party (Consent)", unit="code", low=0, high=4, shape="pair")
    ]
    coordinated: Annotated[
        Flags,
        Field("whether each city party coordinates it with its nation", unit="yes or no", low=0, high=1, shape="pair"),
    ]
    opposed: Annotated[
        Flags,
        Field(
            "whether it is against the policy of each city party's nation",
            unit="yes or no",
            low=0,
            high=1,
            shape="pair",
        ),
    ]
    endorsed: Annotated[
        Flags,
        Field("whether the nation of each city party endorses it", unit="yes or no", low=0, high=1, shape="pair"),
    ]
    diplomacy: Annotated[
        Bytes, Field("class of the act of each city party (Diplomacy)", unit="code", low=0, high=5, shape="pair")
    ]
    alignment: Annotated[
        Floats, Field("alignment of the terms with the nation of each city party", low=-1, high=1, shape="pair")
    ]
    visibility: Annotated[
        Floats, Field("chance that a nation notices it in a month in which it looks", unit="share", low=0, high=1)
    ]
    delivered: Annotated[
        Floats,
        Field("delivered share of each party at its last review", unit="share", low=-0.5, high=1.5, shape="pair"),
    ]
    gain: Annotated[
        Floats,
        Field("gain of each party over no agreement, at signature", unit="% of budget", shape="pair"),
    ]
    share_lost: Annotated[
        Floats, Field("share of the joint gain lost to win-sets at home", unit="share", low=0, high=1)
    ]
    transfer: Annotated[
        Floats,
        Field(
            "payment of the first party to the second; negative where the second pays",
            unit="% of the first party's budget",
        ),
    ]
    counted: Annotated[
        Flags,
        Field("whether its terms are part of the effort that actors hold as promised", unit="yes or no", low=0, high=1),
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
    """All agreements of a run; those that have not ended are listed, so that a month does not read the ended ones."""

    def __init__(self, issues: int) -> None:
        self.table: Table[Agreements] = Table(Agreements, issues, BLANK)
        self._live: Rows = np.zeros(0, dtype=np.int64)

    @property
    def rows(self) -> Agreements:
        """The filled part of the columns."""
        return self.table.rows

    def add(self, count: int, **values: ArrayLike) -> Rows:
        """Enter new agreements and return their numbers."""
        new = self.table.append(count, **values)
        # New numbers are the largest, so the list stays ascending; acts, and with them events, follow its order.
        self._live = np.concatenate([self._live, new])
        return new

    # A century has many more ended agreements than live ones; months loop over the list of live ones only.
    def live(self, *statuses: Status) -> Rows:
        """Return the numbers of the live agreements in one of these statuses (none named: in any), ascending."""
        status = self.rows.status[self._live]
        if not statuses:
            return self._live[~ENDED[status]]
        wanted = np.zeros(len(Status), dtype=bool)
        wanted[list(statuses)] = True
        return self._live[wanted[status]]

    def move(self, which: Rows, to: Status, month: int, reason: Reason = Reason.NONE) -> None:
        """Move agreements to another status.

        Raises:
            IllegalTransitionError: The status cannot follow; nothing is changed.
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
        """Replace the list of live agreements."""
        self._live = live.copy()

    def forget_ended(self) -> None:
        """Drop ended agreements from the list of live ones."""
        self._live = self.live()
