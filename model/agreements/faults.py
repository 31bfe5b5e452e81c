"""Faults that compiled acts have noted in the place of an error."""

import numpy as np

from paradiplomacy.agents.codes import Code
from paradiplomacy.model.agreements.book import LEGAL, LEGAL_PARTY, Flags, Rows, refuse_illegal
from paradiplomacy.model.agreements.desk import AGREEMENT, PARTY
from paradiplomacy.model.vocabulary import PartyStatus, Status

MOVING: dict[int, tuple[str, type[Code], Flags]] = {
    AGREEMENT: ("agreement", Status, LEGAL),
    PARTY: ("party", PartyStatus, LEGAL_PARTY),
}
"""Name, statuses and legal moves of what moves."""


def refuse_faults(fault: Rows) -> None:
    """Refuse what compiled code has noted as a fault (``Desk.fault``).

    Raises:
        IllegalTransitionError: Something was to move to a status that cannot follow; it was not moved.
    """
    if fault[0]:
        what, row, before, to = fault.tolist()
        fault[:] = 0
        name, codes, legal = MOVING[what]
        refuse_illegal(name, np.array([row]), np.array([before], dtype=np.int8), codes(to), legal)
