"""The append-only log of every decision and legal change, and its digest.

Events are stored as integers, not as text or objects: compiled rules and measures read them as arrays, a run of a century
fits in memory, and the digest of a run is the hash of their bytes. Names are added when the public table is made.
"""

import hashlib
from typing import Annotated, Any, NamedTuple, TypedDict, Unpack, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.table import Table

NO_ACTOR = -1
NO_AGREEMENT = -1
NO_ISSUE = -1


class Events(NamedTuple):
    """Columns of the ledger. Where an event has no agreement, actor or issue, the column holds -1 and the public table nothing."""

    month: Annotated[Ints, Field("month of the event; negative in the burn-in", unit="month")]
    kind: Annotated[Bytes, Field("kind of event (Event)", unit="code", low=0)]
    agreement: Annotated[NDArray[np.int64], Field("number of the agreement, -1 for none", unit="number", low=-1)]
    actor: Annotated[Ints, Field("row of the actor, -1 for none", unit="row", low=-1)]
    other: Annotated[Ints, Field("row of the actor whom it concerns, -1 for none", unit="row", low=-1)]
    issue: Annotated[Bytes, Field("issue, -1 for none", unit="issue", low=-1)]
    detail: Annotated[NDArray[np.int16], Field("code whose vocabulary the kind declares (kinds.py)", unit="code")]
    value: Annotated[Floats, Field("number whose meaning and unit the kind declares (kinds.py)")]


class Terms(NamedTuple):
    """Terms of the events that have some: a separate table, because most events have none."""

    event: Annotated[NDArray[np.int64], Field("number of the event that fixes the terms", unit="number", low=0)]
    terms: Annotated[Floats, Field("depth of commitment", unit="share", low=0, high=1, shape="issue")]


class Log(NamedTuple):
    """The ledger as compiled rules write it: whole columns, and one number each for how much of them is filled."""

    events: Events
    filled: NDArray[np.int64]
    terms: Terms
    with_terms: NDArray[np.int64]


class Content(TypedDict, total=False):
    """The content of an event, without its actors and agreement."""

    detail: ArrayLike
    value: ArrayLike
    terms: Floats | None


class Values(Content, total=False):
    """The columns that a writer fills, beyond kind and month."""

    agreement: ArrayLike
    actor: ArrayLike
    other: ArrayLike
    issue: ArrayLike


class Ledger:
    """All events of a run. Events are added, never changed."""

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
        """The filled part of the columns."""
        return self._events.rows

    @property
    def terms(self) -> Terms:
        """The terms of events."""
        return self._terms.rows

    @property
    def log(self) -> Log:
        """The log as compiled rules write it."""
        return Log(self._events.room, self._events.filled, self._terms.room, self._terms.filled)

    def reserve(self, events: int, with_terms: int) -> None:
        """Make room for more events, some of them with terms."""
        self._events.reserve(events)
        self._terms.reserve(with_terms)

    def tables(self) -> dict[str, Table[Any]]:
        """Return the tables of the log, by name."""
        return {"events": self._events, "terms": self._terms}

    def write(self, kind: Event, month: int, *, count: int = 1, **values: Unpack[Values]) -> None:
        """Write events of one kind.

        Args:
            kind: Kind of the events.
            month: Month in which they happen.
            count: Number of events.
            values: The columns that the kind declares, a value for all or an array of one each; ``terms`` is
                (count, K).
        """
        # Most acts concern nobody in most months; callers need not check.
        if count == 0:
            return
        # ``terms`` has its own table, so it is taken out before the columns are filled.
        terms = values.pop("terms", None)
        new = self._events.append(count, kind=kind, month=month, **cast("dict[str, ArrayLike]", values))
        if terms is not None:
            self._terms.append(count, event=new, terms=terms)

    def digest(self, identities: list[str]) -> str:
        """Return the SHA-256 of all events and the ids of the actors; equal digests mean the same run."""
        # Ids first, because rows mean nothing without them; bytes in a fixed order, so that machines agree.
        total = hashlib.sha256("\n".join(identities).encode())
        for part in (self.events, self.terms):
            for column in part:
                total.update(np.ascontiguousarray(column).astype(column.dtype.newbyteorder("<")).tobytes())
        return total.hexdigest()
