"""Compare scenarios and lever settings, pair by pair with the same random numbers and sampled uncertainties."""

import warnings
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, ResultsWarning, distinct_names, names_of
from paradiplomacy.experiments.statistics.arms import (
    CONFOUNDED,
    FRAME,
    Arm,
    arms_of,
    differences,
    refuse_unknown,
    worlds_apart,
)
from paradiplomacy.experiments.statistics.interval import (
    LEAST_PAIRS,
    Floats,
    estimate,
    holm,
    is_constant,
    no_interval,
    p_text,
)

COLUMNS = (
    "measure", "arm", "baseline", "baseline_mean", "difference", "low", "high", "effect_size", "effect_size_paired", "p",
    "p_holm", "family", "pairs", "missing", "variance_saved", "worlds",
)  # fmt: skip
"""The columns of a comparison.

``difference`` with the interval ``low`` to ``high``, which is missing below ``LEAST_PAIRS`` pairs and where the
differences do not vary; ``effect_size``, the difference over the standard deviation of the values of both arms (Cohen's
d, unpaired); ``effect_size_paired``, the difference over the standard deviation of the differences (Cohen's d_z);
``p``, and ``p_holm`` adjusted for all p-values of its ``family`` (Holm 1979); ``pairs`` that were compared and those
``missing`` because a run failed or has no value; ``variance_saved``, 1 - Var(difference) / (Var(arm) + Var(baseline)):
the gain from common random numbers; ``worlds``, how the arm's worlds differ from the baseline's in actors, start or
horizon (empty, except in comparisons to distrust, about which a ``ResultsWarning`` is issued).
"""
FAMILIES: Mapping[str, tuple[str | None, str, str]] = {
    "all": (None, "comparison", "comparisons"),
    "arms": ("measure", "arm of the measure", "arms of the measure"),
    "measures": ("arm", "measure of the arm", "measures of the arm"),
}
"""Families of p-values that are adjusted together: the column whose values separate them, and what one and many are called."""
SPREAD = ("effect_size", "effect_size_paired", "variance_saved")
MOST_NAMED = 3
SIGNIFICANT = 0.05
"""Adjusted p-value up to which figures and tables show a difference as significant."""


def compare(
    *folders: str | Path,
    measures: Sequence[str] = (),
    baseline: str | None = None,
    confidence: float = 0.95,
    family: str = "all",
) -> pd.DataFrame:
    """Return paired differences of every arm from a baseline, one row for each measure and arm.

    Args:
        folders: Folders of batches; runs of several are paired where seed, replicate and uncertainties agree.
        measures: Measures to compare; all unless given.
        baseline: Label of the arm to compare with; the first unless given.
        confidence: Confidence of the intervals, 0 to 1.
        family: P-values that are adjusted together: ``all`` of the table, those of the ``arms`` of one measure, or those
            of the ``measures`` of one arm.

    Returns:
        The table, with the columns of ``COLUMNS``.

    Raises:
        ResultsError: There is nothing to compare, or an arm, a measure or the family is unknown.
    """
    refuse_unknown([family], list(FAMILIES), "family")
    batches = [BatchResults(folder) for folder in folders]
    # Its arms would be compared with themselves, and every p-value adjusted for comparisons that are none.
    if len({batch.folder.resolve() for batch in batches}) < len(batches):
        raise ResultsError(f"{_named(batches)}: the same folder twice; expected different batches")
    for batch in batches:
        batch.refuse_if_empty()
    asked = names_of(measures, "measures") or [
        name for name in batches[0].measures if all(name in each.measures for each in batches)
    ]
    if not asked:
        raise ResultsError(f"{_named(batches)}: no measure in common; expected batches with the same measures")
    refuse_unknown(asked, [name for each in batches for name in each.measures], "measure")
    first, others = _sides(batches, baseline)
    arms = [(arm, worlds_apart(arm.rows[FRAME], first.rows[FRAME])) for arm in others]
    rows = [_row(name, arm, first, confidence) | {"worlds": world} for name in asked for arm, world in arms]
    found = adjusted(pd.DataFrame(rows), family)[list(COLUMNS)]
    if message := apart(found):
        warnings.warn(message, ResultsWarning, stacklevel=2)
    return found


def _named(batches: Sequence[BatchResults]) -> str:
    # Their folders, because the text of a batch that was given instead of one has several lines.
    return ", ".join(str(batch.folder) for batch in batches)


def _sides(batches: Sequence[BatchResults], baseline: str | None) -> tuple[Arm, list[Arm]]:
    """Return the arm to compare with, and the others."""
    names = distinct_names([batch.folder for batch in batches]) if len(batches) > 1 else [""]
    arms = [arm for batch, name in zip(batches, names, strict=True) for arm in arms_of(batch, name)]
    labels = [arm.label for arm in arms]
    refuse_unknown([baseline] if baseline else [], labels, "arm")
    if len(arms) < 2:
        raise ResultsError(
            f"{_named(batches)}: only one arm; a comparison needs two experiments, or a lever with two values"
        )
    first = arms[labels.index(baseline) if baseline else 0]
    return first, [arm for arm in arms if arm is not first]


def adjusted(table: pd.DataFrame, family: str) -> pd.DataFrame:
    """Return a table with p-values adjusted within each family: among many rows, some are small by chance."""
    column, *words = FAMILIES[family]
    groups = table.groupby(table[column] if column else np.zeros(len(table)), sort=False)["p"]
    return table.assign(
        p_holm=groups.transform(lambda p: holm(p.tolist())),
        family=groups.transform("count").map(lambda count: f"{count} {words[count != 1]}"),
    )


def apart(table: pd.DataFrame) -> str:
    """Return a warning about the arms of a comparison whose worlds are not the baseline's; empty where there are none."""
    different = table[table["worlds"] != ""].drop_duplicates("arm")
    named = [f"{arm} ({how})" for arm, how in zip(different["arm"], different["worlds"], strict=True)]
    more = [f"and {len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
    listed = "; ".join([*named[:MOST_NAMED], *more])
    return f"not the same world as {table['baseline'].iloc[0]}: {listed}. {CONFOUNDED}" if named else ""


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
        return row | dict.fromkeys(("baseline_mean", "difference", "low", "high", "p", *SPREAD), np.nan)
    found = estimate(difference, confidence=confidence, first_look=arm.first_look)
    return row | {
        "baseline_mean": float(np.nanmean(theirs)),
        "difference": found.mean,
        "low": found.low,
        "high": found.high,
        "p": found.p,
        # What divides by a variance says as little as an interval where that variance is of few pairs.
        **(dict.fromkeys(SPREAD, np.nan) if pairs < LEAST_PAIRS else _spread(found.mean, difference, ours, theirs)),
    }


def _spread(mean: float, difference: Floats, ours: Floats, theirs: Floats) -> dict[str, float]:
    """Return both effect sizes, and the share of the variance that pairing saved; NaN where nothing varies."""
    of_difference, mine, other = (float(np.nanvar(each, ddof=1)) for each in (difference, ours, theirs))
    # The squares of tiny values are 0 in floating point although the values differ.
    unpaired = 0.0 if is_constant(ours) and is_constant(theirs) else mine + other
    return {
        # Relative to the spread of the runs; that of the differences is narrower, the more so the better pairing works.
        "effect_size": mean / np.sqrt(unpaired / 2) if unpaired > 0 else np.nan,
        "effect_size_paired": np.nan if is_constant(difference) or not of_difference else mean / np.sqrt(of_difference),
        "variance_saved": 1 - of_difference / unpaired if unpaired > 0 else np.nan,
    }


def sentences(table: pd.DataFrame, *, confidence: float = 0.95) -> list[str]:
    """Return a comparison as sentences, one a row."""
    return [_sentence(row, confidence) for row in table.to_dict("records")]


def _sentence(row: Mapping[Hashable, Any], confidence: float) -> str:
    name, arm, base = row["measure"], row["arm"], row["baseline"]
    if not row["pairs"]:
        return f"{name}: no pair of runs of {arm} and {base} has a value in both"
    difference, saved = float(row["difference"]), float(row["variance_saved"])
    world = f" (not the same world: {row['worlds']})" if row["worlds"] else ""
    start = f"{name}: with {arm} instead of {base}{world}"
    # The mean is a fact about these runs; only what it says about others needs an interval.
    moved = f"{start}, {difference:+.4g} from {row['baseline_mean']:.4g}"
    missing = f"{row['missing']} missing"
    if not np.isfinite(float(row["low"])):
        return f"{moved}: {no_interval(row['pairs'])} ({missing})"
    is_sure = float(row["p_holm"]) <= 1 - confidence
    verb = ("higher" if difference > 0 else "lower") if is_sure else "not significantly different"
    paired = f"; pairing saved {saved:.0%} of the variance" if np.isfinite(saved) else ""
    return (
        f"{moved} ({confidence:.0%} interval {row['low']:+.4g} to {row['high']:+.4g}): {verb} "
        f"(effect size {row['effect_size']:.2f} unpaired (Cohen's d), {row['effect_size_paired']:.2f} paired (d_z); "
        f"{_p(row)}; {row['pairs']} pairs, {missing}{paired})"
    )


def _p(row: Mapping[Hashable, Any]) -> str:
    # A single p-value needs no adjustment.
    alone = is_alone(str(row["family"]))
    return f"p {p_text(row['p'])}" if alone else f"adjusted p {p_text(row['p_holm'])} (Holm, over {row['family']})"


def is_alone(family: str) -> bool:
    """Return whether a family, as the table has it, is a single p-value."""
    return family.startswith("1 ")
