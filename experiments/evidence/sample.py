"""The values of a claim: read off runs, paired where two sides are compared."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.check_claim import EXPERIMENT
from paradiplomacy.experiments.engine.worker import encoded
from paradiplomacy.experiments.evidence.claim import Claim, Side
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.statistics.arms import FRAME, complete, is_value, worlds_apart
from paradiplomacy.experiments.statistics.interval import LARGEST, Floats


class Runs(NamedTuple):
    """Complete runs that claims are read off.

    Attributes:
        rows: One row a run: replicate, experiment, values of what is varied, measures.
        columns: Columns of what is varied.
        levers: Those of them that are choices.
        kinds: Kind of the values of each column, as a plan keeps them.
        first_look: Replicates from which the total number was determined, if it was.
    """

    rows: pd.DataFrame
    columns: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    kinds: Mapping[str, str] = {}
    first_look: int | None = None


class Sample(NamedTuple):
    """The values of a claim.

    Attributes:
        numbers: (points, replicates) differences, ratios or levels; NaN where one is missing.
        points: (points, uncertainties) the sampled values, in the order of the rows.
        value, counterpart: Mean of the case and of what it is compared with; NaN where there is none.
        pairs: Number of runs, or pairs of runs, with a value.
        first_look: Replicates from which the total number was determined, if it was.
        worlds: How the worlds of the two sides differ in actors, start or horizon; empty where they can be compared.
    """

    numbers: Floats
    points: pd.DataFrame
    value: float
    counterpart: float
    pairs: int
    first_look: int | None = None
    worlds: str = ""


def of_batch(batch: BatchResults) -> Runs:
    """Return the complete runs of a batch."""
    kept = batch.manifest
    return Runs(complete(batch), tuple(batch.columns), tuple(kept["levers"]), kept["kinds"], kept.get("first_look"))


def sample(claim: Claim, runs: Runs) -> Sample:
    """Return the values of a claim; none where no run has one."""
    pairs = _pairs(claim, runs)
    if claim.ratio:
        # A ratio to 0 is undefined: the pair is left out, and does not make the mean infinite.
        numbers = pairs["case"] / pairs["against"].where(pairs["against"] != 0.0)
    else:
        numbers = pairs["case"] - pairs["against"] if claim.against is not None else pairs["case"]
    # A derived measure may divide by zero.
    numbers = numbers.where(numbers.abs() <= LARGEST).dropna()
    values, points = _by_chance(numbers, runs)
    # Means are over pairs, so that their difference is the estimate whatever runs are missing.
    means = pairs.mean() if len(pairs) else pd.Series({"case": np.nan, "against": np.nan})
    value, counterpart = float(means["case"]), float(means["against"])
    return Sample(values, points, value, counterpart, len(numbers), runs.first_look, _worlds(claim, runs))


def _pairs(claim: Claim, runs: Runs) -> pd.DataFrame:
    """Return ``case`` and ``against``, one row for each pair of runs that differ in nothing else."""
    case = _side(claim.case, claim, runs).astype(float)
    if not isinstance(claim.against, Side):
        # A level has no counterpart; NaN shows that on the page, where 0 would be a number.
        constant = np.nan if claim.against is None else claim.against
        return pd.DataFrame({"case": case.dropna(), "against": constant})
    sides = {"case": case, "against": _side(claim.against, claim, runs).astype(float)}
    # A run whose partner failed has nothing to be compared with.
    return pd.concat(sides, axis=1, join="inner").dropna()


def _worlds(claim: Claim, runs: Runs) -> str:
    """Return how the worlds of the two sides differ; a level has only one side, and a theorem no world."""
    if not isinstance(claim.against, Side) or FRAME not in runs.rows:
        return ""
    ours, theirs = (_side(side._replace(measure=FRAME), claim, runs) for side in (claim.case, claim.against))
    return worlds_apart(ours, theirs)


def _side(side: Side, claim: Claim, runs: Runs) -> pd.Series:
    """Return the measure of one side of a claim by what else identifies a run."""
    rows = runs.rows
    rest = [name for name in ("seed", EXPERIMENT, *runs.columns) if name in rows and name not in claim.case.runs]
    for column, value in side.runs.items():
        rows = rows[is_value(rows[column], encoded(value, runs.kinds.get(column)))]
    # As text, in which a missing value equals itself: a case may leave a column alone that another varies.
    keys = pd.MultiIndex.from_frame(rows[[*rest, "replicate"]].astype(str))
    # A sampler may meet a point twice: it is the same run, and counting it twice would narrow the interval.
    values: pd.Series = rows[side.measure].set_axis(keys)[~keys.duplicated()]
    return values


def _by_chance(numbers: pd.Series, runs: Runs) -> tuple[Floats, pd.DataFrame]:
    """Return values by point of the uncertainties (rows) and replicate (columns), and the points.

    Experiments and levers that a claim does not name are choices, not chance: the claim is about the mean over all of
    them, and a replicate in which one of them is missing is left out.
    """
    if numbers.empty:
        return np.empty((0, 0)), pd.DataFrame()
    chance = [name for name in numbers.index.names if name not in (EXPERIMENT, *runs.levers)]
    grouped = numbers.groupby(chance)
    # Only where all combinations have a value: a mean over fewer of them would differ for that reason alone.
    means = grouped.mean()[grouped.size() == grouped.size().max()].rename("mean").reset_index()
    names = [name for name in chance if name != "replicate"]
    if not names:
        return means[["mean"]].to_numpy(dtype=float).T, pd.DataFrame()
    wide = means.pivot_table(index=names, columns="replicate", values="mean")
    points = wide.index.to_frame(index=False)
    return wide.to_numpy(dtype=float), points[[name for name in names if name in runs.columns]]
