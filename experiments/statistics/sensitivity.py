"""What drives a measure: Sobol and Morris indices by SALib, feature scores by scikit-learn."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.design import Factor, Sampling
from paradiplomacy.experiments.design.sample import salib_problem, unit_points
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.interval import Floats

TREES = 300
LEAST_SETTINGS = 10


class Block(NamedTuple):
    """The settings of one sampler in its own order: all of the batch, or those of one arm.

    Attributes:
        label: Experiment and levers that the block has in common.
        columns: What is varied in it.
        settings: Numbers of its settings.
    """

    label: str
    columns: tuple[str, ...]
    settings: np.ndarray


def sensitivity(folder: str | Path, *, measures: Sequence[str] = (), seed: int = 1) -> pd.DataFrame:
    """Indices of every measure and factor, one row each.

    Columns: ``method`` (``sobol first``, ``sobol total``, ``morris mu_star``, ``morris sigma``, ``feature score``),
    ``block``, ``measure``, ``factor``, ``index``, and the half-width ``error`` of its 95 % interval where the method
    gives one. Replicates are averaged first. The method follows from the sampler; feature scores (importance in
    extremely randomised trees, Geurts 2006) are for every sampler.

    Args:
        folder: Folder of the batch.
        measures: Which; all unless given.
        seed: Of the resampling and of the trees.

    Raises:
        ResultsError: Nothing is varied, a run is missing that the method needs, or a measure is unknown.
    """
    batch = BatchResults(folder)
    if not batch.columns:
        raise ResultsError(f"{folder}: nothing is varied, so nothing can be sensitive")
    unknown = [name for name in measures if name not in batch.measures]
    if unknown:
        raise ResultsError(f"{folder}: no measure is called {unknown[0]}; it has {', '.join(batch.measures)}")
    means = setting_means(batch)
    rows: list[dict[str, Any]] = []
    for name in measures or batch.measures:
        for block in blocks(batch):
            rows += _indices(batch, block, means[name].reindex(block.settings).to_numpy(dtype=float), name, seed)
        rows += _scores(batch, means[name], name, seed)
    return pd.DataFrame(rows, columns=["method", "block", "measure", "factor", "index", "error"])


def setting_means(batch: BatchResults) -> pd.DataFrame:
    """Mean of every measure over the replicates of each setting that has a value, by setting."""
    return batch.outcomes.groupby("setting")[batch.measures].mean()


def blocks(batch: BatchResults) -> list[Block]:
    """The blocks that one sampler made, in its order; none where it was neither saltelli nor morris."""
    kept = batch.manifest["sampling"]
    if kept["together"]:
        sampler, fixed, varied = kept["together"], [], batch.columns
    else:
        fixed = list(batch.manifest["levers"])
        varied = [column for column in batch.columns if column not in fixed]
        sampler = kept["uncertainties"]
        if not varied:
            sampler, fixed, varied = kept["levers"], [], fixed
    if sampler not in ("saltelli", "morris"):
        return []
    found, several = [], len(batch.manifest["experiments"]) > 1
    for key, rows in batch.settings.groupby(["experiment", *fixed], sort=False, dropna=False):
        named = zip(["experiment", *fixed], key, strict=True)
        label = ", ".join(f"{name} = {value}" for name, value in named if name != "experiment" or several)
        found.append(Block(label or "all", tuple(varied), rows["setting"].to_numpy()))
    return found


def _indices(batch: BatchResults, block: Block, y: Floats, name: str, seed: int) -> list[dict[str, Any]]:
    """Sobol or Morris indices of a measure in a block."""
    from SALib.analyze import morris, sobol

    if np.isnan(y).any():
        raise ResultsError(
            f"{batch.folder}: {int(np.isnan(y).sum())} settings have no value of {name}; Sobol and Morris need all"
        )
    kept = Sampling(**batch.manifest["sampling"])
    sampler = kept.together or (
        kept.uncertainties if len(block.columns) < len(batch.columns) or not batch.manifest["levers"] else kept.levers
    )
    problem = salib_problem(len(block.columns), block.columns)
    head = {"block": block.label, "measure": name}
    if np.ptp(y) == 0:
        return [
            head | {"method": f"{sampler}: the measure is constant", "factor": column, "index": 0.0, "error": 0.0}
            for column in block.columns
        ]
    if sampler == "saltelli":
        found = sobol.analyze(problem, y, calc_second_order=kept.second_order, seed=seed)
        named = (("sobol first", "S1", "S1_conf"), ("sobol total", "ST", "ST_conf"))
    else:
        points = np.array(unit_points("morris", len(block.columns), kept, batch.manifest["seed"]))
        found = morris.analyze(problem, points, y, num_levels=kept.levels, seed=seed)
        named = (("morris mu_star", "mu_star", "mu_star_conf"), ("morris sigma", "sigma", ""))
    return [
        head
        | {
            "method": method,
            "factor": column,
            "index": float(found[key][at]),
            "error": float(found[error][at]) if error else np.nan,
        }
        for method, key, error in named
        for at, column in enumerate(block.columns)
    ]


def _scores(batch: BatchResults, y: pd.Series, name: str, seed: int) -> list[dict[str, Any]]:
    """Importance of each factor in a forest, with its spread over the trees."""
    from sklearn.ensemble import ExtraTreesRegressor

    known = y.dropna()
    if len(known) < LEAST_SETTINGS or np.ptp(known.to_numpy()) == 0:
        return []
    x = numbers(batch).loc[known.index]
    forest = ExtraTreesRegressor(TREES, random_state=seed, min_samples_leaf=2, n_jobs=1).fit(x, known)
    return [
        {
            "method": "feature score",
            "block": "all",
            "measure": name,
            "factor": column,
            "index": float(score),
            "error": np.nan,
        }
        for column, score in zip(x.columns, forest.feature_importances_, strict=True)
    ]


def numbers(batch: BatchResults) -> pd.DataFrame:
    """What is varied as numbers, by setting: words by their place in the list; the scenario's own value as -1."""
    found = {}
    for factor in factors(batch):
        column = batch.settings.set_index("setting")[factor.column]
        if batch.manifest["kinds"][factor.column] in ("str", "json", "bool"):
            places = {str(value): place for place, value in enumerate(factor.values)}
            found[factor.column] = column.map(lambda value, places=places: places.get(str(value), -1))
        else:
            found[factor.column] = column.astype(float).fillna(-1.0)
    if len(batch.manifest["experiments"]) > 1:
        names = list(batch.manifest["experiments"])
        found["experiment"] = batch.settings.set_index("setting")["experiment"].map(names.index)
    return pd.DataFrame(found)


def factors(batch: BatchResults) -> list[Factor]:
    """What is varied."""
    return [Factor(**{**kept, "values": tuple(kept["values"])}) for kept in batch.manifest["factors"]]


def to_salib(folder: str | Path, measure: str) -> tuple[dict[str, Any], Floats, Floats]:
    """Problem, X (settings, factors) and Y (settings,) as SALib takes them; replicates averaged."""
    batch = BatchResults(folder)
    x = numbers(batch)
    y = setting_means(batch)[measure].reindex(x.index)
    bounds = [[float(x[name].min()), float(x[name].max())] for name in x.columns]
    problem = {"num_vars": len(x.columns), "names": list(x.columns), "bounds": bounds}
    return problem, x.to_numpy(dtype=float), y.to_numpy(dtype=float)


def to_ema_workbench(folder: str | Path) -> tuple[pd.DataFrame, dict[str, Floats]]:
    """Experiments and outcomes as EMA Workbench keeps them: one row a run, with ``scenario``, ``policy``, ``model``."""
    batch = BatchResults(folder)
    joined = batch.joined
    levers = [column for column in batch.columns if column in batch.manifest["levers"]]
    unknowns = [column for column in batch.columns if column not in levers]
    experiments = joined[[*unknowns, *levers]].copy()
    keys = {"scenario": ["replicate", *unknowns], "policy": ["experiment", *levers]}
    for name, columns in keys.items():
        experiments[name] = joined.groupby(columns, sort=False, dropna=False).ngroup().to_numpy()
    experiments["model"] = joined["scenario"].to_numpy()
    return experiments, {name: joined[name].to_numpy(dtype=float) for name in batch.measures}
