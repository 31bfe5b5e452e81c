"""Arms: the sides of a comparison, and the differences of their runs, pair by pair."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.interval import LARGEST, Floats
from paradiplomacy.scenarios.format.problem import did_you_mean, shown
from paradiplomacy.scenarios.world.frame import frame_difference

FRAME = "frame_"
"""Column of an arm's rows that holds the frame of the world: no measure may have this name."""
CONFOUNDED = "A difference may come from the worlds instead of the rules and values that are compared."
"""Reason to distrust a comparison of different worlds."""


def complete(batch: BatchResults) -> pd.DataFrame:
    """Return the complete runs of a batch with their frames and measures, ready for statistics.

    Values that no mean or variance can use, infinite or so large that their squares are, count as missing.
    """
    found = batch.joined
    values = found[batch.measures].astype(float)
    frames = found["setting"].map(batch.frames)
    return found.assign(**{FRAME: frames}, **values.where(values.abs() <= LARGEST))


class Arm(NamedTuple):
    """One side of a comparison: an experiment with one choice of levers.

    Attributes:
        label: Its name.
        rows: Its complete runs with their measures and frames, indexed by block: seed, uncertainties, replicate.
        planned: Number of its runs, complete or not.
        first_look: Replicates from which the total number was determined, if it was.
    """

    label: str
    rows: pd.DataFrame
    planned: int
    first_look: int | None


def arms_of(batch: BatchResults, folder: str = "") -> list[Arm]:
    """Return the arms of a batch, in the order of their settings.

    Args:
        batch: The results.
        folder: What labels call the folder; empty where it is the only one.
    """
    levers = [column for column in batch.manifest["levers"] if column in batch.columns]
    uncertainties = [column for column in batch.columns if column not in levers]
    joined = complete(batch)
    blocks = joined.set_index(_blocks(joined, uncertainties))
    keys = batch.settings[["experiment", *levers]].drop_duplicates()
    found = []
    for key in keys.to_dict("records"):
        chosen = np.logical_and.reduce([is_value(blocks[column], value) for column, value in key.items()])
        planned = np.logical_and.reduce([is_value(batch.settings[column], value) for column, value in key.items()])
        label = _label(batch, {str(column): value for column, value in key.items()}, folder)
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


def _label(batch: BatchResults, key: dict[str, object], folder: str) -> str:
    """Return folder and experiment where there are several, and the values of the levers."""
    name = str(key.pop("experiment"))
    parts = [folder] if folder else []
    parts += [name] if len(batch.manifest["experiments"]) > 1 else []
    parts += [
        f"{column} = {value:.10g}" if isinstance(value, float) else f"{column} = {value}"
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


def worlds_apart(ours: pd.Series, theirs: pd.Series) -> str:
    """Return how the worlds of paired runs differ, in the first pair where they do; empty where all can be compared.

    Args:
        ours: Frames of the runs of one side, by what pairs them.
        theirs: Frames of the runs of the other side.
    """
    both = pd.concat([ours, theirs], axis=1, join="inner")
    # Thousands of pairs have a few pairs of frames.
    different = dict.fromkeys(both.itertuples(index=False, name=None))
    return next((text for one, other in different if (text := frame_difference(one, other))), "")


def refuse_unknown(asked: Sequence[str], known: Sequence[str], kind: str) -> None:
    """Refuse the first name that is unknown.

    Raises:
        ResultsError: With the name, and those that are known.
    """
    for name in asked:
        if name not in known:
            raise ResultsError(f"unknown {kind} {shown(name)}; {did_you_mean(name, dict.fromkeys(known))}")
