"""Two worlds on one clock: what stands in one of them only, and since when they are apart."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Ints
from paradiplomacy.model.vocabulary import Status
from paradiplomacy.visualisation.session.roster import Cast
from paradiplomacy.visualisation.theme.palette import APART_BOTH, APART_ONE, APART_REST
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot

MOST_NAMED = 12


@dataclass(frozen=True)
class Difference:
    """What two worlds have in common in a month, and what not.

    Attributes:
        both, first, second: Pairs of actors tied by an agreement in force in both worlds, in one only.
        examples: Of each world, names of pairs that are tied there only, those with most people first.
    """

    both: int
    first: int
    second: int
    examples: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def difference(one: Snapshot, other: Snapshot, casts: tuple[Cast, Cast]) -> Difference:
    """What stands in one of two worlds only."""
    width = len(casts[0].ids) + len(casts[1].ids)
    mine, theirs = _tied(one), _tied(other)
    first = _keys(one, mine, np.arange(len(casts[0].ids)), width)
    second = _keys(other, theirs, _rows_in(casts[1], casts[0]), width)
    alone, beside = np.isin(first, second, invert=True), np.isin(second, first, invert=True)
    return Difference(
        both=len(np.unique(first[~alone])),
        first=len(np.unique(first[alone])),
        second=len(np.unique(second[beside])),
        examples=(_named(one, mine[alone], casts[0]), _named(other, theirs[beside], casts[1])),
    )


def apart(shot: Snapshot, cast: Cast, other: Snapshot, theirs: Cast) -> Snapshot:
    """The snapshot with its ties coloured by whether the other world has a tie of the same pair in force."""
    width = len(cast.ids) + len(theirs.ids)
    tied = _tied(shot)
    mine = _keys(shot, tied, np.arange(len(cast.ids)), width)
    also = np.isin(mine, _keys(other, _tied(other), _rows_in(theirs, cast), width))
    tie: Bytes = np.full(len(shot.arcs.number), APART_REST, dtype=np.int8)
    tie[tied] = np.where(also, APART_BOTH, APART_ONE)
    tie.flags.writeable = False
    return replace(shot, arcs=shot.arcs._replace(tie=tie))


def parted(one: Session, other: Session) -> int | None:
    """The first month whose events differ, as far as both have been played; None while there is none."""
    if one.run.cast.ids != other.run.cast.ids:
        return 0
    logs = [session.log() for session in (one, other)]
    last = min(session.now.month for session in (one, other))
    months = [log[0] < last for log in logs]
    shown = [log[:, within] for log, within in zip(logs, months, strict=True)]
    length = min(log.shape[1] for log in shown)
    same = (np.nan_to_num(shown[0][:, :length], nan=-7.0) == np.nan_to_num(shown[1][:, :length], nan=-7.0)).all(axis=0)
    if not same.all():
        at = int(np.argmin(same))
        return int(min(log[0, at] for log in shown))
    longer = max(shown, key=lambda log: log.shape[1])
    return int(longer[0, length]) if longer.shape[1] > length else None


def _tied(shot: Snapshot) -> NDArray[np.int64]:
    """Which arcs are in force."""
    return np.flatnonzero(shot.arcs.status == Status.IN_FORCE)


def _rows_in(cast: Cast, wanted: Cast) -> Ints:
    """Row in another cast of every actor of a cast; actors that it does not have get rows after its own."""
    at = {identity: row for row, identity in enumerate(wanted.ids)}
    return np.array([at.get(identity, len(wanted.ids) + row) for row, identity in enumerate(cast.ids)], dtype=np.int32)


def _keys(shot: Snapshot, which: NDArray[np.int64], rows: NDArray[np.integer], width: int) -> NDArray[np.int64]:
    """One number for each pair, whichever side comes first."""
    a, b = rows[shot.arcs.a[which]].astype(np.int64), rows[shot.arcs.b[which]].astype(np.int64)
    keys: NDArray[np.int64] = np.minimum(a, b) * width + np.maximum(a, b)
    return keys


def _named(shot: Snapshot, which: NDArray[np.int64], cast: Cast) -> tuple[tuple[str, str], ...]:
    people = np.minimum(shot.population[shot.arcs.a[which]], shot.population[shot.arcs.b[which]])
    found: dict[tuple[str, str], None] = {}
    for at in which[np.lexsort((shot.arcs.number[which], -people))].tolist():
        found[cast.names[int(shot.arcs.a[at])], cast.names[int(shot.arcs.b[at])]] = None
        if len(found) == MOST_NAMED:
            break
    return tuple(found)
