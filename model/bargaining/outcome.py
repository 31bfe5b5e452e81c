"""The outcome of negotiations that close: agreed terms, or the reason of a failure."""

from typing import NamedTuple

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.quality import Quality


class Outcome(NamedTuple):
    """The outcome of negotiations, (c,) each.

    Attributes:
        which: Their numbers.
        reason: The reason of a failure (``Reason``); none where there is an agreement.
        terms: (c, 2, K) what each side commits itself to.
        gain: (c, 2) gain of each side.
        transfer: Payment from the first side to the second.
        lost: Share of the joint gain lost to the win-sets at home.
        quality: How efficient and how fair it is.
    """

    which: Rows
    reason: Bytes
    terms: Floats
    gain: Floats
    transfer: Floats
    lost: Floats
    quality: Quality
