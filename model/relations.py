"""Relations between nations: one number for each ordered pair, from ideal points and dated changes.

Ideal points are estimated from votes in the United Nations (Bailey, Strezhnev and Voeten 2017). A relation is computed
from two of them when it is needed, so that no table of all pairs exists; dated events add rows to a short table.
"""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.table import Table

# Half of all pairs of nations are closer than 0.8, and one pair in ten is further apart than 2, where a relation turns
# negative.
NEUTRAL = 2.0


class Changes(NamedTuple):
    """Columns of the dated changes of relations, in the order of time; the last one of a pair holds."""

    one: Annotated[Ints, Field("row of the nation", unit="row", low=0)]
    other: Annotated[Ints, Field("row of the nation to which it relates", unit="row", low=0)]
    relation: Annotated[Floats, Field("relation from then on", low=-1, high=1)]
    broken: Annotated[Ints, Field("1 where it is a rupture, else 0", unit="yes or no", low=0, high=1)]
    month: Annotated[Ints, Field("month of the change", unit="month")]


def no_changes(issues: int) -> Table[Changes]:
    """Return an empty table of changes."""
    return Table(Changes, issues, {})


@compiled
def last_change(changes: Changes, one: int, other: int) -> int:
    """Return the row of the last change of the relation of one nation to another; -1 where there is none."""
    for row in range(changes.one.shape[0] - 1, -1, -1):
        if changes.one[row] == one and changes.other[row] == other:
            return row
    return -1


@compiled
def relation_by_votes(actors: Actors, one: int, other: int) -> float:
    """Return the relation of two nations that follows from their ideal points, in [-1, 1]."""
    return max(-1.0, 1.0 - abs(actors.ideal_point[one] - actors.ideal_point[other]) / NEUTRAL)


@compiled
def relation(actors: Actors, changes: Changes, one: int, other: int) -> float:
    """Return the relation of one nation to another, in [-1, 1]; -1 is hostile."""
    row = last_change(changes, one, other)
    return changes.relation[row] if row >= 0 else relation_by_votes(actors, one, other)
