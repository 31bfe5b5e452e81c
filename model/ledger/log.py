"""The append-only log of every decision and legal change, and its digest."""

import hashlib
from enum import IntEnum
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.table import Table, Width


class Event(IntEnum):
    """The kinds of event."""

    INHERITED = 0
    OPENED = 1
    SIGNED = 2
    FAILED = 3
    RATIFIED = 4
    REFUSED = 5
    CONSENTED = 6
    CONSENT_REFUSED = 7
    NOTIFIED = 8
    COORDINATED = 9
    IN_FORCE = 10
    CLASSED = 11
    ENDORSED = 12
    OBJECTED = 13
    SANCTIONED = 14
    SANCTION_LIFTED = 15
    LAW_ENACTED = 16
    LAW_SUSPENDED = 17
    LAW_REINSTATED = 18
    LAW_ANNULLED = 19
    LAW_REPEALED = 20
    CONSENT_RULE = 21
    PREEMPTED = 22
    RESTORED = 23
    COMPLIED = 24
    LITIGATED = 25
    DEFIED = 26
    RULED = 27
    DISPUTE_CLOSED = 28
    REVIEWED = 29
    RENEWED = 30
    DORMANT = 31
    REVIVED = 32
    BREACHED = 33
    EXPIRED = 34
    WITHDRAWN = 35
    ELECTION = 36
    SUMMIT = 37
    SHOCK = 38
    CONSENT_ASKED = 39
    PAID = 40
    CLUB_FOUNDED = 41
    CLUB_INVITED = 42
    CLUB_TERMS = 43
    CLUB_JOINED = 44
    CLUB_REJOINED = 45
    CLUB_BOUND = 46
    CLUB_PLEDGED = 47
    CLUB_LEFT = 48
    CLUB_IN_FORCE = 49
    CLUB_LAPSED = 50
    CLUB_DISSOLVED = 51
    CLUB_SUMMIT = 52
    CLUB_SETTLED = 53
    CLUB_REVIEWED = 54


OF_A_CLUB = tuple(event for event in Event if event.name.startswith("CLUB_"))
"""Events of clubs and treaties; their ``detail`` is the number of the club."""

NO_ACTOR = -1
NO_AGREEMENT = -1
NO_ISSUE = -1


class Events(NamedTuple):
    """Columns of the ledger. Where an event has no agreement, actor or issue the column holds -1; tables show NA."""

    month: Annotated[Ints, Width(about="month in which it happened; negative in the burn-in", unit="month")]
    kind: Annotated[Bytes, Width(about="kind of event (Event)", unit="code", low=0)]
    agreement: Annotated[NDArray[np.int64], Width(about="number of the agreement, -1 for none", unit="number", low=-1)]
    actor: Annotated[Ints, Width(about="row of who acted, -1 for none", unit="row", low=-1)]
    other: Annotated[Ints, Width(about="row of whom it concerned, -1 for none", unit="row", low=-1)]
    issue: Annotated[Bytes, Width(about="issue, -1 for none", unit="issue", low=-1)]
    detail: Annotated[NDArray[np.int16], Width(about="a code that depends on the kind", unit="code")]
    value: Annotated[Floats, Width(about="a number that depends on the kind")]


class Terms(NamedTuple):
    """Terms of the events that carry some, by the number of the event."""

    event: Annotated[NDArray[np.int64], Width(about="number of the event that fixes the terms", unit="number", low=0)]
    terms: Annotated[Floats, Width(per_issue=True, about="depth of commitment", unit="share", low=0, high=1)]


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
