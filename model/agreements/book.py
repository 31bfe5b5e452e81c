"""The book of agreements and their parties: their columns, their status, and the tables of legal transitions.

Months are integers and missing months are ``NEVER``, because compiled rules read these columns; the public tables
(``model/tables.py``) show them as missing.
"""

from functools import cache
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paradiplomacy.agents.codes import Code
from paradiplomacy.agents.columns import Bytes, Floats, Ints, Keys
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Status

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
# The extremes of the type, so that comparisons of months need no special case: NEVER is before any month.
NEVER = np.int32(-(2**31))
FOREVER = np.int32(2**31 - 1)
PAIR = np.arange(2)
OF_JOINT_GAIN = "share of the largest joint gain"
QUALITY = ("to_nash", "to_kalai_smorodinsky", "to_egalitarian", "to_utilitarian", "to_frontier")


TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.NEGOTIATING: frozenset({Status.SIGNED, Status.FAILED}),
    # A statement ends as it was signed: it has no force.
    Status.SIGNED: frozenset({Status.IN_FORCE, Status.FAILED, Status.EXPIRED}),
    Status.IN_FORCE: frozenset(
        {
            Status.RENEWED,
            Status.DORMANT,
            Status.SUSPENDED,
            Status.BREACHED,
            Status.EXPIRED,
            Status.WITHDRAWN,
            Status.SEVERED,
        }
    ),
    Status.RENEWED: frozenset({Status.IN_FORCE}),
    Status.DORMANT: frozenset({Status.IN_FORCE, Status.EXPIRED, Status.WITHDRAWN, Status.SEVERED}),
    Status.SUSPENDED: frozenset({Status.IN_FORCE, Status.EXPIRED, Status.WITHDRAWN, Status.SEVERED}),
    Status.FAILED: frozenset(),
    Status.BREACHED: frozenset(),
    Status.EXPIRED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.SEVERED: frozenset(),
}
# The same table as arrays, so that many agreements are checked at once.
LEGAL = np.array([[after in TRANSITIONS[before] for after in Status] for before in Status])
PARTY_TRANSITIONS: dict[PartyStatus, frozenset[PartyStatus]] = {
    PartyStatus.INVITED: frozenset({PartyStatus.SIGNED}),
    PartyStatus.SIGNED: frozenset({PartyStatus.BOUND, PartyStatus.WITHDRAWN}),
    PartyStatus.BOUND: frozenset({PartyStatus.IN_FORCE, PartyStatus.WITHDRAWN}),
    PartyStatus.IN_FORCE: frozenset({PartyStatus.BOUND, PartyStatus.WITHDRAWN}),
    PartyStatus.WITHDRAWN: frozenset({PartyStatus.SIGNED}),
}
LEGAL_PARTY = np.array([[after in PARTY_TRANSITIONS[before] for after in PartyStatus] for before in PartyStatus])
INSIDE = np.array([status in (PartyStatus.SIGNED, PartyStatus.BOUND, PartyStatus.IN_FORCE) for status in PartyStatus])
BINDING = np.array([status in (PartyStatus.BOUND, PartyStatus.IN_FORCE) for status in PartyStatus])
ENDED = np.array([not TRANSITIONS[status] for status in Status])
TIED = np.array([status in (Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED) for status in Status])


class IllegalTransitionError(RuntimeError):
    """A move to a status that cannot follow the present one."""


def refuse_illegal[C: Code](what: str, rows: Rows, before: Bytes, to: C, legal: Flags) -> None:
    """Refuse a move to a status that cannot follow the present one.

    Args:
        what: What moves, for the message.
        rows: (n,) numbers of what moves.
        before: (n,) present status of each.
        to: The status to which they move.
        legal: (statuses, statuses) whether the second can follow the first.

    Raises:
        IllegalTransitionError: The status of one of them cannot follow.
    """
    wrong = ~legal[before, to]
    if wrong.any():
        was = type(to)(int(before[wrong][0]))
        name = f"{what} {int(rows[wrong][0])}"
        raise IllegalTransitionError(f"{name} is {was.name.lower()}, which cannot become {to.name.lower()}")


class Agreements(NamedTuple):
    """Columns of the book. The parties of an agreement are the rows ``first`` to ``first + size`` - 1 of ``Parties``."""

    key: Annotated[Keys, Field("stable key of the agreement, for chance", unit="key")]
    kind: Annotated[Bytes, Field("levels of its parties (Kind)", unit="code", low=0, high=2)]
    form: Annotated[Bytes, Field("declaration, plan, funded programme or statement (Form)", unit="code", low=0, high=3)]
    status: Annotated[Bytes, Field("status in its life cycle (Status)", unit="code", low=0, high=max(Status))]
    reason: Annotated[Bytes, Field("reason of its failure or end (Reason)", unit="code", low=0)]
    first: Annotated[Rows, Field("row of the party that opened the negotiation", unit="row", low=0)]
    size: Annotated[Rows, Field("number of parties", unit="actors", low=2)]
    agenda: Annotated[Flags, Field("issues of the agenda", unit="yes or no", low=0, high=1, shape="issue")]
    terms: Annotated[Floats, Field("mean commitment of its parties", unit="share", low=0, high=1, shape="issue")]
    opened: Annotated[Ints, Field("month of the opening", unit="month")]
    signed: Annotated[Ints, Field("month of signature", unit="month")]
    in_force: Annotated[Ints, Field("month of entry into force", unit="month")]
    ended: Annotated[Ints, Field("month of its end", unit="month")]
    term_ends: Annotated[Ints, Field("month in which its term ends", unit="month")]
    rounds_needed: Annotated[Floats, Field("rounds that a settlement takes", unit="rounds", low=0)]
    rounds_played: Annotated[Floats, Field("rounds played so far", unit="rounds", low=0)]
    visibility: Annotated[
        Floats, Field("chance that a nation notices it in a month in which it looks", unit="share", low=0, high=1)
    ]
    share_lost: Annotated[
        Floats, Field("share of the joint gain lost to win-sets at home", unit="share", low=0, high=1)
    ]
    to_nash: Annotated[Floats, Field("distance of its gains from Nash's solution", unit=OF_JOINT_GAIN, low=0)]
    to_kalai_smorodinsky: Annotated[
        Floats, Field("distance of its gains from Kalai and Smorodinsky's solution", unit=OF_JOINT_GAIN, low=0)
    ]
    to_egalitarian: Annotated[Floats, Field("distance of its gains from equal gains", unit=OF_JOINT_GAIN, low=0)]
    to_utilitarian: Annotated[
        Floats, Field("distance of its gains from those with the largest sum", unit=OF_JOINT_GAIN, low=0)
    ]
    to_frontier: Annotated[Floats, Field("distance of its gains from the Pareto frontier", unit=OF_JOINT_GAIN, low=0)]


class Parties(NamedTuple):
    """Columns of the parties: one row for each party of each agreement, and for each actor invited to a club or treaty.

    The rows of an agreement or club are contiguous. An actor has one row in each, from the invitation on, and never
    another: it stays in place when the actor leaves a club and joins it again.
    """

    agreement: Annotated[Rows, Field("number of the agreement, -1 in a club", unit="number", low=-1)]
    club: Annotated[Ints, Field("number of the club, -1 in an agreement", unit="number", low=-1)]
    actor: Annotated[Ints, Field("row of the actor", unit="row", low=0)]
    status: Annotated[Bytes, Field("status (PartyStatus)", unit="code", low=0, high=4)]
    reason: Annotated[Bytes, Field("reason why it last left (Reason)", unit="code", low=0)]
    terms: Annotated[Floats, Field("what it commits itself to", unit="share", low=0, high=1, shape="issue")]
    counted: Annotated[
        Floats,
        Field(
            "part of the effort that the actor holds as promised that comes from here",
            unit="share",
            low=0,
            high=1,
            shape="issue",
        ),
    ]
    alone: Annotated[
        Floats, Field("effort as a non-member of a club (counterfactual)", unit="share", low=0, high=1, shape="issue")
    ]
    gain: Annotated[
        Floats,
        Field("gain over no agreement at signature, or over non-membership when last decided", unit="% of budget"),
    ]
    transfer: Annotated[
        Floats,
        Field("net payment to the other parties; negative where it receives", unit="% of the first party's budget"),
    ]
    consent: Annotated[Bytes, Field("decision of a city's nation (Consent)", unit="code", low=0, high=4)]
    coordinated: Annotated[
        Flags, Field("whether a city coordinates it with its nation", unit="yes or no", low=0, high=1)
    ]
    opposed: Annotated[
        Flags,
        Field("whether it is against a standing policy or statute of a city's nation", unit="yes or no", low=0, high=1),
    ]
    statute: Annotated[
        Ints, Field("number of the statute of a city's nation that applies to it, -1 for none", unit="number", low=-1)
    ]
    endorsed: Annotated[Flags, Field("whether a city's nation endorses it", unit="yes or no", low=0, high=1)]
    diplomacy: Annotated[Bytes, Field("class of a city's act (Diplomacy)", unit="code", low=0, high=5)]
    alignment: Annotated[Floats, Field("alignment of its terms with a city's nation", low=-1, high=1)]
    delivered: Annotated[Floats, Field("delivered share at its last review", unit="share", low=-0.5, high=1.5)]
    returned: Annotated[
        Floats,
        Field("material return in the year before its last review, less effort and upkeep", unit="% of budget"),
    ]
    invited: Annotated[Ints, Field("month of the invitation", unit="month")]
    joined: Annotated[Ints, Field("month in which it last signed", unit="month")]
    bound: Annotated[Ints, Field("month in which it was last bound", unit="month")]
    in_force: Annotated[Ints, Field("month from which it last took part", unit="month")]
    left: Annotated[Ints, Field("month in which it last left", unit="month")]
    entries: Annotated[Ints, Field("number of times that it has joined", unit="times", low=0)]
    shortfalls: Annotated[
        Ints, Field("reviews in a row in which it delivered less than the club's standard", unit="reviews", low=0)
    ]


class Shelf(NamedTuple):
    """The book as compiled rules write it: whole columns, and one number each for how much of them is filled."""

    agreements: Agreements
    filled: Rows
    parties: Parties
    with_parties: Rows
    live: Rows
    listed: Rows


BLANK = {
    "opened": NEVER,
    "signed": NEVER,
    "in_force": NEVER,
    "ended": NEVER,
    "term_ends": FOREVER,
    "share_lost": np.nan,
} | dict.fromkeys(QUALITY, np.nan)
BLANK_PARTY = dict.fromkeys(("invited", "joined", "bound", "in_force", "left"), NEVER) | {
    "agreement": -1,
    "club": -1,
    "statute": -1,
    "delivered": np.nan,
    "alignment": np.nan,
    "gain": np.nan,
}


@cache
def _wanted(statuses: tuple[Status, ...]) -> Flags:
    """Return which statuses are among these; none named means those that are not an end."""
    return np.array([status in statuses if statuses else not ENDED[status] for status in Status])


class Book:
    """All agreements of a run; those that have not ended are listed, so that a month does not read the ended ones."""

    def __init__(self, issues: int) -> None:
        self.table: Table[Agreements] = Table(Agreements, issues, BLANK)
        self.party_table: Table[Parties] = Table(Parties, issues, BLANK_PARTY)
        # With room to spare, like the tables, and the number of those that are listed.
        self._live: Rows = np.zeros(64, dtype=np.int64)
        self._listed: Rows = np.zeros(1, dtype=np.int64)
        # What compiled code notes in the place of an error (``Desk.fault``).
        self.fault: Rows = np.zeros(4, dtype=np.int64)

    @property
    def rows(self) -> Agreements:
        """The filled part of the columns of agreements."""
        return self.table.rows

    @property
    def parties(self) -> Parties:
        """The filled part of the columns of parties."""
        return self.party_table.rows

    @property
    def listed(self) -> Rows:
        """The numbers of the live agreements and of those that have ended since the list was made, ascending."""
        return self._live[: self._listed[0]]

    @property
    def whole_list(self) -> Rows:
        """The list of live agreements with its room to spare."""
        return self._live

    @property
    def shelf(self) -> Shelf:
        """The book as compiled rules write it."""
        book, parties = self.table, self.party_table
        return Shelf(book.room, book.filled, parties.room, parties.filled, self._live, self._listed)

    def reserve(self, agreements: int, parties: int) -> None:
        """Make room for more agreements and their parties."""
        self.table.reserve(agreements)
        if self._listed[0] + agreements > len(self._live):
            self._live = np.concatenate([self._live, np.zeros(max(agreements, len(self._live)), dtype=np.int64)])
        self.party_table.reserve(parties)

    def add(self, actors: ArrayLike, size: ArrayLike = 2, **values: ArrayLike) -> Rows:
        """Enter new agreements and return their numbers.

        Args:
            actors: Rows of their parties, agreement by agreement; the first of each opens the negotiation.
            size: Number of parties of each agreement, or of all.
            values: Columns of the agreements.
        """
        who = np.asarray(actors, dtype=np.int32).reshape(-1)
        sizes = np.asarray(size, dtype=np.int64)
        if not sizes.ndim:
            sizes = np.full(len(who) // int(sizes), sizes)
        new = self.table.append(
            len(sizes), first=len(self.party_table) + np.cumsum(sizes) - sizes, size=sizes, **values
        )
        self.party_table.append(len(who), agreement=np.repeat(new, sizes), actor=who)
        # New numbers are the largest, so the list stays ascending; acts, and with them events, follow its order.
        self.remember(np.concatenate([self._live[: self._listed[0]], new]))
        return new

    def parties_of(self, which: Rows) -> Rows:
        """Return the rows of all parties of these agreements, agreement by agreement."""
        first, size = self.rows.first[which], self.rows.size[which]
        if (size == 2).all():
            return (first[:, None] + PAIR).reshape(-1)
        # The place of an agreement's first party in the result.
        start = np.cumsum(size) - size
        return np.repeat(first - start, size) + np.arange(int(size.sum()))

    def sides(self, parties: Rows) -> Rows:
        """Return the number of each party among the parties of its agreement; 0 opened the negotiation."""
        return parties - self.rows.first[self.parties.agreement[parties]]

    def pair(self, which: Rows) -> Rows:
        """Return the rows of the first two parties of these agreements, (n, 2)."""
        return self.rows.first[which][:, None] + PAIR

    def count(self, which: Rows, of: Flags) -> Rows:
        """Return how many parties of each of these agreements have a property.

        Args:
            which: Numbers of the agreements.
            of: The property of each of their parties, in the order of ``parties_of``.
        """
        number = np.repeat(np.arange(len(which)), self.rows.size[which])
        return np.bincount(number[of], minlength=len(which))

    def totals(self, which: Rows, values: Floats) -> Floats:
        """Return the sum over the parties of each of these agreements, (n, ...), of which there is one at least.

        Args:
            which: Numbers of the agreements.
            values: (p, ...) a value of each of their parties, in the order of ``parties_of``.
        """
        size = self.rows.size[which]
        total: Floats = np.add.reduceat(values, np.cumsum(size) - size, axis=0)
        return total

    def with_any(self, which: Rows, of: Flags) -> Flags:
        """Return which of these agreements have a party with a property, given as in ``count``."""
        return self.count(which, of) > 0

    # A century has many more ended agreements than live ones; months loop over the list of live ones only.
    def live(self, *statuses: Status) -> Rows:
        """Return the numbers of the live agreements in one of these statuses (none named: in any), ascending."""
        listed = self._live[: self._listed[0]]
        return listed[_wanted(statuses)[self.rows.status[listed]]]

    def move_parties(self, parties: Rows, to: PartyStatus, month: int, reason: Reason = Reason.NONE) -> None:
        """Move parties, or members of clubs, to another status.

        Raises:
            IllegalTransitionError: The status cannot follow; nothing is changed.
        """
        if not len(parties):
            return
        rows = self.parties
        before = rows.status[parties]
        refuse_illegal("party", parties, before, to, LEGAL_PARTY)
        rows.status[parties] = to
        if to is PartyStatus.SIGNED:
            rows.joined[parties] = month
            rows.entries[parties] += 1
            # A member that joins again begins afresh; its earlier dates are in the ledger.
            for since in (rows.bound, rows.in_force, rows.left):
                since[parties] = NEVER
            rows.reason[parties] = Reason.NONE
            rows.delivered[parties] = np.nan
            rows.shortfalls[parties] = 0
        elif to is PartyStatus.BOUND:
            # A club that lapses returns its members to bound, which must not change when they were bound.
            rows.bound[parties] = np.where(before == PartyStatus.SIGNED, month, rows.bound[parties])
            rows.in_force[parties] = NEVER
        elif to is PartyStatus.IN_FORCE:
            rows.in_force[parties] = month
        elif to is PartyStatus.WITHDRAWN:
            rows.left[parties] = month
            rows.reason[parties] = reason

    def remember(self, live: Rows) -> None:
        """Replace the list of live agreements."""
        self._listed[0] = 0
        self.reserve(len(live), 0)
        self._live[: len(live)] = live
        self._listed[0] = len(live)

    def forget_ended(self) -> None:
        """Drop ended agreements from the list of live ones."""
        self.remember(self.live())
