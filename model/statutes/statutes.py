"""Statutes of nations on the diplomacy of their cities: their table, and those in force as compiled rules read them."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Bytes, Ints
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.agreements.book import NEVER, Rows
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import PartnerClass, StatuteKind, StatuteStatus

# For types alone: measures read this table, and a design is checked without Numba, which relations need.
if TYPE_CHECKING:
    from paradiplomacy.model.relations import Changes
    from paradiplomacy.model.state import State

ALL_ISSUES = -1


class Statutes(NamedTuple):
    """Columns of the statutes. A nation has at most one of each kind and issue that has not ended."""

    nation: Annotated[Ints, Field("row of the nation", unit="row", low=0)]
    kind: Annotated[Bytes, Field("what it demands (StatuteKind)", unit="code", low=0, high=max(StatuteKind))]
    issue: Annotated[Bytes, Field("issue that it covers, -1 for all", unit="issue", low=ALL_ISSUES)]
    partners: Annotated[
        Bytes, Field("partners that it covers (PartnerClass)", unit="code", low=0, high=max(PartnerClass))
    ]
    status: Annotated[Bytes, Field("status (StatuteStatus)", unit="code", low=0, high=max(StatuteStatus))]
    prompted: Annotated[
        Bytes, Field("issue that prompted it, -1 where a dated event enacted it", unit="issue", low=ALL_ISSUES)
    ]
    enacted: Annotated[Ints, Field("month in which it was enacted", unit="month")]
    ended: Annotated[Ints, Field("month in which it was repealed or annulled", unit="month")]


class Standing(NamedTuple):
    """The statutes in force, shape (s,) each, and what decides whom they cover, as compiled rules read them.

    Attributes:
        number: Their numbers.
        nation, kind, issue, partners: Their columns.
        changes: Dated changes of relations.
        hostile: Relation at or below which a nation counts as hostile.
    """

    number: Rows
    nation: Ints
    kind: Bytes
    issue: Bytes
    partners: Bytes
    changes: "Changes"
    hostile: float


class Statute(NamedTuple):
    """One statute as a record."""

    number: int
    nation: int
    kind: StatuteKind
    issue: int
    partners: PartnerClass


def no_statutes(issues: int) -> Table[Statutes]:
    """Return an empty table of statutes."""
    return Table(Statutes, issues, {"ended": NEVER})


def statute_of(state: "State", number: int) -> Statute:
    """Return a statute as a record."""
    rows = state.statutes.rows
    kind, partners = StatuteKind(rows.kind[number]), PartnerClass(rows.partners[number])
    return Statute(number, int(rows.nation[number]), kind, int(rows.issue[number]), partners)


def standing(state: "State", only: int | None = None) -> Standing:
    """Return the statutes in force, or one of them.

    Args:
        state: The state.
        only: Number of a statute: it alone is returned, whatever its status.
    """
    rows = state.statutes.rows
    # Few nations have statutes at any time, so that rules loop over these rows only.
    which = np.flatnonzero(rows.status == StatuteStatus.IN_FORCE) if only is None else np.array([only], dtype=np.int64)
    return Standing(
        which,
        rows.nation[which],
        rows.kind[which],
        rows.issue[which],
        rows.partners[which],
        state.relations.rows,
        state.settings.response.hostile,
    )


def live(state: "State", nation: int) -> list[int]:
    """Return the numbers of a nation's statutes that have not ended."""
    rows = state.statutes.rows
    found: list[int] = np.flatnonzero((rows.nation == nation) & (rows.ended == NEVER)).tolist()
    return found


def live_of(state: "State", nation: int, kind: StatuteKind, issue: int) -> int | None:
    """Return the number of a nation's statute of a kind on an issue that has not ended; None where there is none."""
    rows = state.statutes.rows
    return next((old for old in live(state, nation) if (rows.kind[old], rows.issue[old]) == (kind, issue)), None)
