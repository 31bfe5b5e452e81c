"""Compare scenarios and lever settings, pair by pair with the same random numbers and sampled uncertainties."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, names_of
from paradiplomacy.experiments.statistics.interval import Floats, estimate, holm

COLUMNS = (
    "measure", "arm", "baseline", "baseline_mean", "difference", "low", "high", "effect_size", "p", "p_holm", "pairs",
    "missing", "variance_saved",
)  # fmt: skip
SIGNIFICANT = 0.05
"""Adjusted p-value up to which figures and tables show a difference as significant."""


class Arm(NamedTuple):
    """One side of a comparison: an experiment with one choice of levers.

    Attributes:
        label: Its name.
        rows: Its complete runs with their measures, indexed by block: seed, uncertainties, replicate.
        planned: Number of its runs, complete or not.
        first_look: Replicates from which the total number was determined, if it was.
    """

    label: str
    rows: pd.DataFrame
    planned: int
    first_look: int | None


def compare(
    *folders: str | Path,
    measures: Sequence[str] = (),
    baseline: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return paired differences of every arm from a baseline, one row for each measure and arm.

    Columns: ``difference`` with the interval ``low`` to ``high``; ``effect_size``, the difference over the standard
    deviation of both arms (Cohen's d); ``p``, and ``p_holm`` adjusted for all rows of the table (Holm 1979);
    ``pairs`` that were compared and those ``missing`` because a run failed or has no value;
    ``variance_saved``, 1 - Var(difference) / (Var(arm) + Var(baseline)): the gain from common random numbers.

    Args:
        folders: Folders of batches; runs of several are paired where seed, replicate and uncertainties agree.
        measures: Measures to compare; all unless given.
        baseline: Label of the arm to compare with; the first unless given.
        confidence: Confidence of the intervals, 0 to 1.

    Returns:
        The table, in the columns above.

    Raises:
        ResultsError: There is nothing to compare, or an arm or a measure is unknown.
    """
    batches = [BatchResults(folder) for folder in folders]
    arms = [arm for batch in batches for arm in arms_of(batch, named=len(batches) > 1)]
    asked = names_of(measures, "measures") or [
        name for name in batches[0].measures if all(name in each.measures for each in batches)
    ]
    _refuse_unknown(asked, [name for each in batches for name in each.measures], "measure")
    labels = [arm.label for arm in arms]
    _refuse_unknown([baseline] if baseline else [], labels, "arm")
    if len(arms) < 2:
        raise ResultsError(
            f"{', '.join(map(str, folders))}: only one arm; a comparison needs two experiments, or a lever with two values"
        )
    first = arms[labels.index(baseline) if baseline else 0]
    rows = [_row(name, arm, first, confidence) for name in asked for arm in arms if arm is not first]
    table = pd.DataFrame(rows)
    # Over the whole table: among many rows, some have a small p-value by chance.
    table["p_holm"] = holm(table["p"].tolist())
    return table[list(COLUMNS)]


def arms_of(batch: BatchResults, *, named: bool = False) -> list[Arm]:
    """Return the arms of a batch, in the order of their settings.

    Args:
        batch: The results.
        named: Whether labels include the name of the folder.
    """
    levers = [column for column in batch.manifest["levers"] if column in batch.columns]
    uncertainties = [column for column in batch.columns if column not in levers]
    joined = batch.joined
    blocks = joined.set_index(_blocks(joined, uncertainties))
    keys = batch.settings[["experiment", *levers]].drop_duplicates()
    found = []
    for key in keys.to_dict("records"):
        chosen = np.logical_and.reduce([is_value(blocks[column], value) for column, value in key.items()])
        planned = np.logical_and.reduce([is_value(batch.settings[column], value) for column, value in key.items()])
        label = _label(batch, {str(column): value for column, value in key.items()}, named=named)
        look = batch.manifest.get("first_look")
        rows = blocks[chosen]
        points = len(batch.settings[planned].drop(columns="setting").drop_duplicates())
        rows = rows[~rows.index.duplicated()]  # a sampler may meet a point twice: it is the same run and counts once
        found.append(Arm(label, rows, points * batch.manifest["replicates"], look))
    return found


def _blocks(joined: pd.DataFrame, uncertainties: list[str]) -> pd.MultiIndex:
    """Return the keys by which runs are paired: point of the uncertainties with the seed, and replicate."""
    # As text, in which a missing value equals itself.
    point = (
        joined[["seed", *uncertainties]].astype(str).agg("|".join, axis=1)
        if len(joined)
        else joined["seed"].astype(str)
    )
    return pd.MultiIndex.from_arrays([point, joined["replicate"]], names=["point", "replicate_"])


def is_value(column: pd.Series, value: object) -> NDArray[np.bool_]:
    """Return where a column has a value; a missing value selects the rows without one."""
    return (column.isna() if _is_missing(value) else column == value).to_numpy()


def _is_missing(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - only NaN differs from itself


def _label(batch: BatchResults, key: dict[str, object], *, named: bool) -> str:
    """Return folder and experiment where there are several, and the values of the levers."""
    name = str(key.pop("experiment"))
    parts = [batch.folder.name] if named else []
    parts += [name] if len(batch.manifest["experiments"]) > 1 else []
    parts += [
        f"{column} = {value:g}" if isinstance(value, float) else f"{column} = {value}"
        for column, value in key.items()
        if not _is_missing(value)
    ]
    return ", ".join(parts) or "unchanged"


def differences(measure: str, arm: Arm, baseline: Arm) -> tuple[Floats, Floats, Floats]:
    """Return paired differences, and the values behind them, by point and replicate.

    Returns:
        Differences, values of the arm, values of the baseline: (points, replicates) each, NaN where one is missing.
    """
    both = pd.concat([arm.rows[measure], baseline.rows[measure]], axis=1, keys=["arm", "base"], join="inner").dropna()
    wide = [both[side].unstack().to_numpy(dtype=float) for side in ("arm", "base")]  # noqa: PD010 - a series has no pivot_table
    return wide[0] - wide[1], wide[0], wide[1]


def _row(measure: str, arm: Arm, baseline: Arm, confidence: float) -> dict[str, object]:
    difference, ours, theirs = differences(measure, arm, baseline)
    pairs = int(np.count_nonzero(~np.isnan(difference)))
    row: dict[str, object] = {
        "measure": measure,
        "arm": arm.label,
        "baseline": baseline.label,
        "pairs": pairs,
        "missing": max(arm.planned, baseline.planned) - pairs,
    }
    if pairs == 0:
        return row | dict.fromkeys(
            ("baseline_mean", "difference", "low", "high", "effect_size", "p", "variance_saved"), np.nan
        )
    found = estimate(difference, confidence=confidence, first_look=arm.first_look)
    variances = [float(np.nanvar(each, ddof=1)) if pairs > 1 else np.nan for each in (ours, theirs, difference)]
    apart = variances[0] + variances[1]
    return row | {
        "baseline_mean": float(np.nanmean(theirs)),
        "difference": found.mean,
        "low": found.low,
        "high": found.high,
        # Relative to the spread of the runs and not of the differences, which pairing narrows.
        "effect_size": found.mean / np.sqrt(apart / 2) if apart > 0 else np.nan,
        "p": found.p,
        "variance_saved": 1 - variances[2] / apart if apart > 0 else np.nan,
    }


def sentences(table: pd.DataFrame, *, confidence: float = 0.95) -> list[str]:
    """Return a comparison as sentences, one a row."""
    return [_sentence(row, confidence) for row in table.to_dict("records")]


def _sentence(row: Mapping[Hashable, Any], confidence: float) -> str:
    name, arm, base = row["measure"], row["arm"], row["baseline"]
    if not row["pairs"]:
        return f"{name}: no pair of runs of {arm} and {base} has a value in both"
    difference, saved = float(row["difference"]), float(row["variance_saved"])
    start = f"{name}: with {arm} instead of {base}"
    if not np.isfinite(float(row["low"])):
        return f"{start}, {difference:+.4g}; a single pair has no interval"
    is_sure = float(row["p_holm"]) <= 1 - confidence
    verb = ("higher" if difference > 0 else "lower") if is_sure else "not significantly different"
    paired = f"; pairing saved {saved:.0%} of the variance" if np.isfinite(saved) else ""
    return (
        f"{start}, {difference:+.4g} from {row['baseline_mean']:.4g} "
        f"({confidence:.0%} interval {row['low']:+.4g} to {row['high']:+.4g}): {verb} "
        f"(effect size {row['effect_size']:.2f}, adjusted p {row['p_holm']:.2g}, {row['pairs']} pairs, "
        f"{row['missing']} missing{paired})"
    )


def _refuse_unknown(asked: Sequence[str], known: Sequence[str], kind: str) -> None:
    from paradiplomacy.scenarios.format.problem import did_you_mean, shown

    for name in asked:
        if name not in known:
            raise ResultsError(f"unknown {kind} {shown(name)}; {did_you_mean(name, dict.fromkeys(known))}")
