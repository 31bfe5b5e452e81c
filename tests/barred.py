"""Agreements under a bar, as compiled code finds them."""

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import are_barred


@compiled
def _are_barred(month: Month, which: Rows) -> Flags:
    return are_barred(month, which)


def under_a_bar(state: State, which: Rows) -> Flags:
    """Return which of these agreements a statute in force bars: (n,)."""
    return _are_barred(month_of(state), which)
