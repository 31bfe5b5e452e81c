"""Screening: the largest elementary effect of each factor on any measure of a batch (Morris 1991)."""

from pathlib import Path

import pandas as pd

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.sensitivity import sensitivity, setting_means

METHOD = "morris mu_star"
INERT = 0.1
"""Largest relative effect of a factor that counts as inert."""


def screening(folder: str | Path, *, seed: int = 1) -> pd.DataFrame:
    """Return the factors by their largest effect on any measure, the largest first.

    Columns: ``factor``; ``effect``, the mean absolute elementary effect over the range of the factor, in standard deviations
    of the measure over the settings; ``error``, half the width of its 95 % interval; ``measure``, on which it is that large;
    and ``inert``, whether no measure has an effect above 0.1.

    Args:
        folder: Folder of a batch whose sampler is ``morris``.
        seed: Seed of the resampling.

    Raises:
        ResultsError: It has another sampler, or is not complete.
    """
    batch = BatchResults(folder)
    found = sensitivity(folder, seed=seed)
    found = found[found["method"] == METHOD]
    if found.empty:
        raise ResultsError(f"{batch.folder}: no elementary effects, expected a complete batch with the sampler morris")
    spread = found["measure"].map(setting_means(batch).std(ddof=0))
    found = found.assign(effect=found["index"] / spread, error=found["error"] / spread)
    strongest = found.loc[found.groupby("factor")["effect"].idxmax()]
    table = strongest[["factor", "effect", "error", "measure"]].assign(inert=strongest["effect"] <= INERT)
    return table.sort_values("effect", ascending=False, ignore_index=True)
