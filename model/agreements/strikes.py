"""Hazards that strike agreements, each by its own draw."""

import numpy as np

from paradiplomacy.agents.columns import Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.chance import NOBODY, u01


@compiled
def strikes(key: np.uint64, book_key: Keys, which: Rows, hazard: float, struck: Flags) -> None:
    """Fill which agreements a probability strikes: (n,)."""
    for c in range(which.shape[0]):
        struck[c] = u01(key, book_key[which[c]], NOBODY) < hazard
