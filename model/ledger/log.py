"""The append-only log of every decision and legal change, and its digest."""

import hashlib
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.codes import Code
from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.table import Table


class Event(Code):
    """The kinds of event."""

    INHERITED = 0, "inherited"
    OPENED = 1, "opened"
    SIGNED = 2, "signed"
    FAILED = 3, "failed"
    RATIFIED = 4, "ratified"
    REFUSED = 5, "refused"
    CONSENTED = 6, "consented"
    CONSENT_REFUSED = 7, "consent_refused"
    NOTIFIED = 8, "notified"
    COORDINATED = 9, "coordinated"
    IN_FORCE = 10, "in_force"
    CLASSED = 11, "classed"
    ENDORSED = 12, "endorsed"
    OBJECTED = 13, "objected"
    SANCTIONED = 14, "sanctioned"
    SANCTION_LIFTED = 15, "sanction_lifted"
    LAW_ENACTED = 16, "law_enacted"
    LAW_SUSPENDED = 17, "law_suspended"
    LAW_REINSTATED = 18, "law_reinstated"
    LAW_ANNULLED = 19, "law_annulled"
    LAW_REPEALED = 20, "law_repealed"
    CONSENT_RULE = 21, "consent_rule"
    PREEMPTED = 22, "preempted"
    RESTORED = 23, "restored"
    COMPLIED = 24, "complied"
    LITIGATED = 25, "litigated"
    DEFIED = 26, "defied"
    RULED = 27, "ruled"
    DISPUTE_CLOSED = 28, "dispute_closed"
    REVIEWED = 29, "reviewed"
    RENEWED = 30, "renewed"
    DORMANT = 31, "dormant"
    REVIVED = 32, "revived"
    BREACHED = 33, "breached"
    EXPIRED = 34, "expired"
    WITHDRAWN = 35, "withdrawn"
    ELECTION = 36, "election"
    SUMMIT = 37, "summit"
    SHOCK = 38, "shock"
    CONSENT_ASKED = 39, "consent_asked"
    PAID = 40, "paid"
    CLUB_FOUNDED = 41, "club_founded"
    CLUB_INVITED = 42, "club_invited"
    CLUB_TERMS = 43, "club_terms"
    CLUB_JOINED = 44, "club_joined"
    CLUB_REJOINED = 45, "club_rejoined"
    CLUB_BOUND = 46, "club_bound"
    CLUB_PLEDGED = 47, "club_pledged"
    CLUB_LEFT = 48, "club_left"
    CLUB_IN_FORCE = 49, "club_in_force"
    CLUB_LAPSED = 50, "club_lapsed"
    CLUB_DISSOLVED = 51, "club_dissolved"
    CLUB_SUMMIT = 52, "club_summit"
    CLUB_SETTLED = 53, "club_settled"
    CLUB_REVIEWED = 54, "club_reviewed"


OF_A_CLUB = tuple(event for event in Event if event.name.startswith("CLUB_"))
"""Events of clubs and treaties; their ``detail`` is the number of the club."""

NO_ACTOR = -1
NO_AGREEMENT = -1
NO_ISSUE = -1


class Events(NamedTuple):
    """Columns of the ledger. Where an event has no agreement, actor or issue the column holds -1; tables show NA."""

    month: Annotated[Ints, Field("month in which it happened; negative in the burn-in", unit="month")]
    kind: Annotated[Bytes, Field("kind of event (Event)", unit="code", low=0)]
    agreement: Annotated[NDArray[np.int64], Field("number of the agreement, -1 for none", unit="number", low=-1)]
    actor: Annotated[Ints, Field("row of who acted, -1 for none", unit="row", low=-1)]
    other: Annotated[Ints, Field("row of whom it concerned, -1 for none", unit="row", low=-1)]
    issue: Annotated[Bytes, Field("issue, -1 for none", unit="issue", low=-1)]
    detail: Annotated[NDArray[np.int16], Field("a code that depends on the kind", unit="code")]
    value: Annotated[Floats, Field("a number that depends on the kind")]


class Terms(NamedTuple):
    """Terms of the events that carry some, by the number of the event."""

    event: Annotated[NDArray[np.int64], Field("number of the event that fixes the terms", unit="number", low=0)]
    terms: Annotated[Floats, Field("depth of commitment", unit="share", low=0, high=1, shape="issue")]


class Ledger:
    """What happened. Events are only ever added."""

    def __init__(self, issues: int) -> None:
        self._events: Table[Events] = Table(
            Events,
            issues,
            {"agreement": NO_AGREEMENT, "actor": NO_ACTOR, "other": NO_ACTOR, "issue": NO_ISSUE, "value": np.nan},
        )
        self._terms: Table[Terms] = Table(Terms, issues, {})

    def __len__(self) -> int:
        return len(self._events)

    @property
    def events(self) -> Events:
        """The columns, as long as they are filled."""
        return self._events.rows

    @property
    def terms(self) -> Terms:
        """Terms, for the events that carry them."""
        return self._terms.rows

    def tables(self) -> dict[str, Table[Any]]:
        """The tables that hold the log, by name."""
        return {"events": self._events, "terms": self._terms}

    def write(self, kind: Event, month: int, *, count: int = 1, terms: Floats | None = None, **values: Any) -> None:
        """Write events of one kind.

        Args:
            kind: Kind of the events.
            month: Month in which they happen.
            count: How many there are.
            terms: Depth by issue, shape (count, K), where the event fixes terms.
            values: Other columns, a value for all or an array of one each.
        """
        if count == 0:
            return
        new = self._events.append(count, kind=kind, month=month, **values)
        if terms is not None:
            self._terms.append(count, event=new, terms=terms)

    def digest(self, identities: list[str]) -> str:
        """SHA-256 of all events, with actors by their ids; equal digests mean the same run."""
        total = hashlib.sha256("\n".join(identities).encode())
        for part in (self.events, self.terms):
            for column in part:
                total.update(np.ascontiguousarray(column).astype(column.dtype.newbyteorder("<")).tobytes())
        return total.hexdigest()
