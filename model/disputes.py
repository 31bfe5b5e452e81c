"""Disputes between a nation and one of its cities: records with stages."""

from enum import IntEnum
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.agreements import NEVER
from paradiplomacy.model.table import Table, Width


class Pressure(IntEnum):
    """What a nation does about an agreement of its city."""

    IGNORE = 0
    ENDORSE = 1
    OBJECT = 2
    SANCTION = 3
    PREEMPT = 4


class Reply(IntEnum):
    """What the city does then."""

    COMPLY = 0
    LITIGATE = 1
    DEFY = 2


class Stage(IntEnum):
    """Where a dispute stands."""

    COMPLIED = 0
    DEFIED = 1
    IN_COURT = 2
    SUSPENDED = 3
    WON = 4
    LOST = 5
    CLOSED = 6


class Disputes(NamedTuple):
    """Columns of the disputes. ``hearing`` is the month of the next ruling, ``stakes`` are in % of the city's budget."""

    city: Annotated[Ints, Width()]
    nation: Annotated[Ints, Width()]
    agreement: Annotated[NDArray[np.int64], Width()]
    issue: Annotated[Bytes, Width()]
    pressure: Annotated[Bytes, Width()]
    stage: Annotated[Bytes, Width()]
    opened: Annotated[Ints, Width()]
    hearing: Annotated[Ints, Width()]
    ended: Annotated[Ints, Width()]
    stakes: Annotated[Floats, Width()]


def no_disputes(issues: int) -> Table[Disputes]:
    """An empty table of disputes."""
    return Table(Disputes, issues, {"hearing": NEVER, "ended": NEVER})
