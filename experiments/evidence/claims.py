"""What was said against what came out: each claim of a design, paired, with its interval and a verdict."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.check_claim import EXPERIMENT
from paradiplomacy.experiments.design.design import Claim
from paradiplomacy.experiments.engine.worker import encoded
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.compare import is_value
from paradiplomacy.experiments.statistics.interval import Estimate, Floats, estimate, holm

Found = Literal["confirmed", "contradicted", "undecided"]
CONFIDENCE = 0.95


class Verdict(NamedTuple):
    """What the runs say about a claim.

    Attributes:
        claim: What was said.
        baseline: Mean of the measure in the runs that the case is compared with.
        estimate: The paired difference, case minus baseline.
        p_holm: P-value of no difference, adjusted for all claims of the design (Holm 1979).
        pairs: Pairs of runs that were compared.
        found: ``confirmed`` or ``contradicted`` where interval and adjusted p-value say so, else ``undecided``.
    """

    claim: Claim
    baseline: float
    estimate: Estimate
    p_holm: float
    pairs: int
    found: Found

    @property
    def difference(self) -> str:
        """The difference in words, with its interval."""
        if not self.pairs:
            return "no pair of runs has a value"
        return (
            f"{self.estimate.mean:+.3g} from {self.baseline:.3g} "
            f"({CONFIDENCE:.0%} interval {self.estimate.low:+.3g} to {self.estimate.high:+.3g}; {self.pairs} pairs)"
        )

    def __str__(self) -> str:
        """The verdict in one sentence."""
        claim = self.claim
        runs = f"{told(claim.case)} instead of {told(claim.against)}"
        return f"{claim.said} ({claim.by}) {self.found}: {claim.measure} with {runs}, {self.difference}"


def verdicts(folder: str | Path | BatchResults) -> list[Verdict]:
    """What the runs of a batch say about each claim of its design.

    Raises:
        ResultsError: The folder holds no batch, or no run that a claim speaks of.
    """
    batch = folder if isinstance(folder, BatchResults) else BatchResults(folder)
    claims = [Claim(**kept) for kept in batch.manifest.get("claims", [])]
    pairs = [_pairs(batch, claim) for claim in claims]
    found = [estimate(_by_luck(batch, each), confidence=CONFIDENCE) for each in pairs]
    adjusted = holm([each.p for each in found])
    return [
        Verdict(claim, float(both["against"].mean()), each, p, len(both), verdict(claim, each, p))
        for claim, both, each, p in zip(claims, pairs, found, adjusted, strict=True)
    ]


def verdict(claim: Claim, found: Estimate, p_holm: float) -> Found:
    """What an interval, and the p-value adjusted for many claims, say about a claim."""
    if claim.direction == "no_change":
        assert claim.within is not None
        if -claim.within <= found.low and found.high <= claim.within:
            return "confirmed"
        return "contradicted" if found.low > claim.within or found.high < -claim.within else "undecided"
    if not p_holm <= 1 - CONFIDENCE:
        return "undecided"
    return "confirmed" if (found.mean > 0) == (claim.direction == "rises") else "contradicted"


def told(runs: Mapping[str, Any]) -> str:
    """Which runs, in words: names of experiments as they are, values with their column."""
    return ", ".join(str(value) if column == EXPERIMENT else f"{column} = {value}" for column, value in runs.items())


def _pairs(batch: BatchResults, claim: Claim) -> pd.DataFrame:
    """The measure in ``case`` and ``against``, a row for each pair of runs that differ in nothing else."""
    rest = [column for column in ("seed", EXPERIMENT, *batch.columns) if column not in claim.case]
    sides = {}
    for side, asked in (("case", claim.case), ("against", claim.against)):
        rows = batch.joined[_chosen(batch, asked)]
        if rows.empty:
            raise ResultsError(f"{batch.folder}: no complete run with {told(asked)}, of which a claim speaks")
        keys = pd.MultiIndex.from_frame(rows[[*rest, "replicate"]].astype(str))
        sides[side] = rows[claim.measure].set_axis(keys)[~keys.duplicated()]  # a point met twice is the same run
    return pd.concat(sides, axis=1, join="inner").dropna()


def _chosen(batch: BatchResults, asked: Mapping[str, Any]) -> np.ndarray:
    """Which complete runs have these values."""
    kinds = batch.manifest["kinds"]
    each = [is_value(batch.joined[column], encoded(value, kinds.get(column))) for column, value in asked.items()]
    chosen: np.ndarray = np.logical_and.reduce(each)
    return chosen


def _by_luck(batch: BatchResults, pairs: pd.DataFrame) -> Floats:
    """Differences by point of the uncertainties (rows) and replicate (columns).

    Experiments and levers that a claim does not name are choices, not chance: it speaks of the mean over all of them,
    and a replicate in which one of them is missing is left out.
    """
    if pairs.empty:
        return np.empty((0, 0))
    chance = [name for name in pairs.index.names if name not in (EXPERIMENT, *batch.manifest["levers"])]
    grouped = (pairs["case"] - pairs["against"]).groupby(chance)
    means = grouped.mean()[grouped.size() == grouped.size().max()].rename("mean").reset_index()
    chance.remove("replicate")
    wide: Floats = means.pivot_table(index=chance, columns="replicate", values="mean").to_numpy(dtype=float)
    return wide
