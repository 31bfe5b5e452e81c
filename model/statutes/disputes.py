"""Disputes between a nation and one of its cities: records with stages."""

from enum import IntEnum
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.model.agreements.book import NEVER
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

    city: Annotated[Ints, Width(about="row of the city", unit="row", low=0)]
    nation: Annotated[Ints, Width(about="row of its nation", unit="row", low=0)]
    agreement: Annotated[NDArray[np.int64], Width(about="number of the agreement", unit="number", low=0)]
    issue: Annotated[Bytes, Width(about="issue that the nation minds most", unit="issue", low=0)]
    pressure: Annotated[Bytes, Width(about="what the nation does (Pressure)", unit="code", low=0, high=4)]
    stage: Annotated[Bytes, Width(about="where it stands (Stage)", unit="code", low=0, high=6)]
    opened: Annotated[Ints, Width(about="month in which it began", unit="month")]
    hearing: Annotated[Ints, Width(about="month of the next ruling", unit="month")]
    ended: Annotated[Ints, Width(about="month in which it ended", unit="month")]
    stakes: Annotated[Floats, Width(about="what the city stands to lose", unit="% of budget", low=0)]


def no_disputes(issues: int) -> Table[Disputes]:
    """An empty table of disputes."""
    return Table(Disputes, issues, {"hearing": NEVER, "ended": NEVER})
