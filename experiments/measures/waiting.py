"""Statistics of waiting times, some of which had not ended when last observed."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags


def median_time(waited: Floats, happened: Flags) -> float:
    """Median waiting time with right-censored observations (Kaplan and Meier 1958).

    Args:
        waited: Time until the event, or until the case was last observed without it.
        happened: Whether the event happened.

    Returns:
        The median; NaN where fewer than half of the cases reach the event.
    """
    from scipy.stats import CensoredData, ecdf  # imported late: SciPy is slow to import

    if not happened.any():
        return np.nan
    survival = ecdf(CensoredData(uncensored=waited[happened], right=waited[~happened])).sf
    # The survival curve, not the median of the completed cases: slow ones are the ones that are still waiting.
    reached = np.flatnonzero(survival.probabilities <= 0.5)
    return float(survival.quantiles[reached[0]]) if reached.size else np.nan


def hazard(waited: Floats, happened: Flags) -> float:
    """Events per unit of time spent waiting; NaN where no time was."""
    total = float(waited.sum())
    return float(np.count_nonzero(happened)) / total if total > 0 else np.nan
