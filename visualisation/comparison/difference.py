"""The difference of two worlds: what is in force in one of them only, and when they first diverge."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Ints
from paradiplomacy.model.vocabulary import Status
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.theme.palette import IN_BOTH, IN_ONE, NOT_IN_FORCE

MOST_NAMED = 12


@dataclass(frozen=True)
class Difference:
    """Pairs of actors with an agreement in force, in one world or in both, in one month.

    Attributes:
        both, first, second: Number of pairs in both worlds, in the first only, in the second only.
        examples: For each world, names of pairs that it alone has, those with most inhabitants first.
    """

    both: int
    first: int
    second: int
    examples: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def difference(one: Snapshot, other: Snapshot, rosters: tuple[Roster, Roster]) -> Difference:
    """Compare two worlds in a month.

    Args:
        one: Snapshot of the first world.
        other: Snapshot of the second world.
        rosters: Their rosters.

    Returns:
        The difference.
    """
    # Worlds may have different actors; rows of the second are translated to those of the first, or lie beyond them.
    width = len(rosters[0].ids) + len(rosters[1].ids)
    in_one, in_other = _in_force(one), _in_force(other)
    first = _keys(one, in_one, np.arange(len(rosters[0].ids)), width)
    second = _keys(other, in_other, _rows_in(rosters[1], rosters[0]), width)
    first_only, second_only = np.isin(first, second, invert=True), np.isin(second, first, invert=True)
    return Difference(
        both=len(np.unique(first[~first_only])),
        first=len(np.unique(first[first_only])),
        second=len(np.unique(second[second_only])),
        examples=(_named(one, in_one[first_only], rosters[0]), _named(other, in_other[second_only], rosters[1])),
    )


def highlighted(shot: Snapshot, roster: Roster, other: Snapshot, other_roster: Roster) -> Snapshot:
    """Return a snapshot whose agreements are coloured by whether the pair has one in force in the other world.

    Args:
        shot: The snapshot.
        roster: Its roster.
        other: The snapshot of the other world.
        other_roster: The roster of the other world.

    Returns:
        The same snapshot with numbers of ``palette.COMPARED`` for the looks of its agreements.
    """
    width = len(roster.ids) + len(other_roster.ids)
    here = _in_force(shot)
    keys = _keys(shot, here, np.arange(len(roster.ids)), width)
    shared = np.isin(keys, _keys(other, _in_force(other), _rows_in(other_roster, roster), width))
    tie: Bytes = np.full(len(shot.arcs.number), NOT_IN_FORCE, dtype=np.int8)
    tie[here] = np.where(shared, IN_BOTH, IN_ONE)
    tie.flags.writeable = False
    return replace(shot, arcs=shot.arcs._replace(tie=tie))


def first_divergence(one: Session, other: Session) -> int | None:
    """Return the first month whose events differ, as far as both have been played; None if there is none.

    Args:
        one: The first world.
        other: The second world.
    """
    # With other actors the rows of the ledgers mean other things, so nothing is the same from the start.
    if one.run.roster.ids != other.run.roster.ids:
        return 0
    last = min(session.now.month for session in (one, other))
    logs = [log[:, log[0] < last] for log in (one.log(), other.log())]
    length = min(log.shape[1] for log in logs)
    # Missing values are equal to each other here; no column of the ledger holds the number that stands for them.
    same = (np.nan_to_num(logs[0][:, :length], nan=-7.0) == np.nan_to_num(logs[1][:, :length], nan=-7.0)).all(axis=0)
    if not same.all():
        at = int(np.argmin(same))
        return int(min(log[0, at] for log in logs))
    longer = max(logs, key=lambda log: log.shape[1])
    return int(longer[0, length]) if longer.shape[1] > length else None


def _in_force(shot: Snapshot) -> NDArray[np.int64]:
    return np.flatnonzero(shot.arcs.status == Status.IN_FORCE)


def _rows_in(roster: Roster, other: Roster) -> Ints:
    """Return the row in another roster of each actor of a roster; actors that it lacks get rows after its last."""
    at = {identity: row for row, identity in enumerate(other.ids)}
    return np.array([at.get(identity, len(other.ids) + row) for row, identity in enumerate(roster.ids)], dtype=np.int32)


def _keys(shot: Snapshot, chosen: NDArray[np.int64], rows: NDArray[np.integer], width: int) -> NDArray[np.int64]:
    """Return one number for each pair, regardless of the order of its two parties."""
    a, b = rows[shot.arcs.a[chosen]].astype(np.int64), rows[shot.arcs.b[chosen]].astype(np.int64)
    keys: NDArray[np.int64] = np.minimum(a, b) * width + np.maximum(a, b)
    return keys


def _named(shot: Snapshot, chosen: NDArray[np.int64], roster: Roster) -> tuple[tuple[str, str], ...]:
    people = np.minimum(shot.population[shot.arcs.a[chosen]], shot.population[shot.arcs.b[chosen]])
    found: dict[tuple[str, str], None] = {}
    for at in chosen[np.lexsort((shot.arcs.number[chosen], -people))].tolist():
        found[roster.names[int(shot.arcs.a[at])], roster.names[int(shot.arcs.b[at])]] = None
        if len(found) == MOST_NAMED:
            break
    return tuple(found)
