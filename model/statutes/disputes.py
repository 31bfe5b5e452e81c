"""Disputes between a nation and one of its cities: their table, and one row of it as a record."""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.agreements.book import NEVER, Flags
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import Pressure, Stage


class Disputes(NamedTuple):
    """Columns of the disputes. ``hearing`` is the month of the next ruling, ``stakes`` are in % of the city's budget."""

    city: Annotated[Ints, Field("row of the city", unit="row", low=0)]
    nation: Annotated[Ints, Field("row of its nation", unit="row", low=0)]
    agreement: Annotated[NDArray[np.int64], Field("number of the agreement", unit="number", low=0)]
    issue: Annotated[Bytes, Field("issue that the nation minds most", unit="issue", low=0)]
    pressure: Annotated[Bytes, Field("response of the nation (Pressure)", unit="code", low=0, high=max(Pressure))]
    statute: Annotated[Ints, Field("number of the statute that is applied, -1 for none", unit="number", low=-1)]
    stage: Annotated[Bytes, Field("stage of the dispute (Stage)", unit="code", low=0, high=max(Stage))]
    opened: Annotated[Ints, Field("month in which it began", unit="month")]
    hearing: Annotated[Ints, Field("month of the next ruling", unit="month")]
    ended: Annotated[Ints, Field("month in which it ended", unit="month")]
    stakes: Annotated[Floats, Field("grants that the city may lose", unit="% of budget", low=0)]


# Courts decide one dispute at a time; a record of plain numbers spares them the columns.
class Case(NamedTuple):
    """One dispute in court: its number, the parties, and what it is about."""

    number: int
    agreement: int
    city: int
    nation: int
    issue: int
    pressure: Pressure
    statute: int


def no_disputes(issues: int) -> Table[Disputes]:
    """Return an empty table of disputes."""
    return Table(Disputes, issues, {"hearing": NEVER, "ended": NEVER, "statute": -1})


def in_court(disputes: Disputes) -> Flags:
    """Return which disputes are in court: before the injunction, or between it and the final ruling."""
    found: Flags = (disputes.stage == Stage.IN_COURT) | (disputes.stage == Stage.SUSPENDED)
    return found


def case_of(disputes: Disputes, number: int) -> Case:
    """Return a dispute as a record."""
    return Case(
        number=number,
        agreement=int(disputes.agreement[number]),
        city=int(disputes.city[number]),
        nation=int(disputes.nation[number]),
        issue=int(disputes.issue[number]),
        pressure=Pressure(disputes.pressure[number]),
        statute=int(disputes.statute[number]),
    )
