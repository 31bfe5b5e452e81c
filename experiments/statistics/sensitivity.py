"""Sensitivity of measures: Sobol and Morris indices by SALib, feature scores by scikit-learn."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from paradiplomacy.experiments.design.design import Factor, Sampling
from paradiplomacy.experiments.design.sample import salib_problem, unit_points
from paradiplomacy.experiments.engine.worker import encoded
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, ResultsWarning, names_of
from paradiplomacy.experiments.statistics.arms import complete, refuse_unknown
from paradiplomacy.experiments.statistics.interval import Floats, is_constant
from paradiplomacy.scenarios.format.change import value_at

type Row = dict[str, object]

TREES = 300
SALIB_LAWS = {"uniform": "unif", "log_uniform": "logunif", "triangular": "triang", "normal": "truncnorm"}
# Trees that are fitted to fewer settings would rank the factors by chance.
LEAST_SETTINGS = 10


class Block(NamedTuple):
    """The settings of one sampler in its own order: all of the batch, or those of one arm.

    Attributes:
        label: Experiment and levers that its settings share.
        columns: Columns that vary in it.
        settings: Numbers of its settings.
    """

    label: str
    columns: tuple[str, ...]
    settings: NDArray[np.int64]


def sensitivity(folder: str | Path, *, measures: Sequence[str] = (), seed: int = 1) -> pd.DataFrame:
    """Return indices of every measure and factor, one row each.

    Columns: ``method`` (``sobol first``, ``sobol total``, ``morris mu_star``, ``morris sigma``, ``feature score``),
    ``block``, ``measure``, ``factor``, ``index``, and the half-width ``error`` of its 95 % interval where the method
    gives one. Replicates are averaged first. The method follows from the sampler; feature scores (importance in
    extremely randomised trees, Geurts 2006) are for every sampler. A measure that the method cannot analyse, because a
    setting has no value of it or all have the same, has rows whose ``method`` says so.

    Args:
        folder: Folder of the batch.
        measures: Measures to analyse; all unless given.
        seed: Seed of the resampling and of the trees.

    Returns:
        The table, in the columns above.

    Raises:
        ResultsError: Nothing is varied, no run is complete, or a measure is unknown.
    """
    batch = BatchResults(folder)
    if not batch.columns:
        raise ResultsError(f"{batch.folder}: nothing is varied, so there is no sensitivity")
    measures = names_of(measures, "measures")
    refuse_unknown(measures, batch.measures, "measure")
    batch.refuse_if_empty()
    means = setting_means(batch)
    rows: list[Row] = []
    for name in measures or batch.measures:
        for block in blocks(batch):
            rows += _indices(batch, block, means[name].reindex(block.settings).to_numpy(dtype=float), name, seed)
        rows += _scores(batch, means[name], name, seed)
    return pd.DataFrame(rows, columns=["method", "block", "measure", "factor", "index", "error"])


def setting_means(batch: BatchResults) -> pd.DataFrame:
    """Return the mean of every measure over the replicates with a value, by setting."""
    return complete(batch).groupby("setting")[batch.measures].mean()


def blocks(batch: BatchResults) -> list[Block]:
    """Return the blocks that one sampler made, in its order; none unless it was saltelli or morris."""
    sampling = batch.manifest["sampling"]
    if sampling["together"]:
        sampler, fixed, varied = sampling["together"], [], batch.columns
    else:
        fixed = list(batch.manifest["levers"])
        varied = [column for column in batch.columns if column not in fixed]
        sampler = sampling["uncertainties"]
        if not varied:
            sampler, fixed, varied = sampling["levers"], [], fixed
    if sampler not in ("saltelli", "morris"):
        return []
    found, several = [], len(batch.manifest["experiments"]) > 1
    # Unsorted: the methods depend on the order in which the sampler made the points.
    for key, rows in batch.settings.groupby(["experiment", *fixed], sort=False, dropna=False):
        named = zip(["experiment", *fixed], key, strict=True)
        label = ", ".join(f"{name} = {value}" for name, value in named if name != "experiment" or several)
        found.append(Block(label or "all", tuple(varied), rows["setting"].to_numpy()))
    return found


def _indices(batch: BatchResults, block: Block, y: Floats, name: str, seed: int) -> list[Row]:
    """Return the Sobol or Morris indices of a measure in a block, or why it has none."""
    head: Row = {"block": block.label, "measure": name}
    missing, sampler = int(np.isnan(y).sum()), sampler_of(batch, block)
    # Points are identified by their position: none can be left out, and NaN would spread to all indices of the measure.
    if missing:
        method, index = f"{sampler}: {_without(missing, len(y))}", np.nan
    # SALib divides by the variance; a constant measure would give NaN or noise instead of indices.
    elif is_constant(y):
        method, index = f"{sampler}: the measure is constant", 0.0
    else:
        method = ""
    if method:
        return [head | {"method": method, "factor": column, "index": index, "error": index} for column in block.columns]
    found = _analysed(batch, block, y, seed)
    return [
        head | {"method": method, "factor": column, "index": float(index), "error": float(error)}
        for method, indices, errors in found
        for column, index, error in zip(block.columns, indices, errors, strict=True)
    ]


def sampler_of(batch: BatchResults, block: Block) -> str:
    """Return the sampler that made a block."""
    sampling = Sampling(**batch.manifest["sampling"])
    is_of_uncertainties = len(block.columns) < len(batch.columns) or not batch.manifest["levers"]
    return sampling.together or (sampling.uncertainties if is_of_uncertainties else sampling.levers)


def _without(missing: int, settings: int) -> str:
    return f"{missing} of {settings} settings have no value of the measure, and the method needs all"


def _analysed(batch: BatchResults, block: Block, y: Floats, seed: int) -> list[tuple[str, Floats, Floats]]:
    """Return method, indices and half-widths (NaN where the method gives none) by SALib."""
    from SALib.analyze import morris, sobol

    width = len(block.columns)
    problem, sampling = salib_problem(width, block.columns), Sampling(**batch.manifest["sampling"])
    if sampler_of(batch, block) == "saltelli":
        found = sobol.analyze(problem, y, calc_second_order=sampling.second_order, seed=seed)
        return [("sobol first", found["S1"], found["S1_conf"]), ("sobol total", found["ST"], found["ST_conf"])]
    # SALib needs the trajectories themselves; the sampler is deterministic, so they are drawn again.
    points = np.array(unit_points("morris", width, sampling, batch.manifest["seed"]))
    found = morris.analyze(problem, points, y, num_levels=sampling.levels, seed=seed)
    none = np.full(width, np.nan)
    return [("morris mu_star", found["mu_star"], found["mu_star_conf"]), ("morris sigma", found["sigma"], none)]


def _scores(batch: BatchResults, y: pd.Series, name: str, seed: int) -> list[Row]:
    """Return the importance of each factor in a forest of extremely randomised trees."""
    from sklearn.ensemble import ExtraTreesRegressor

    known = y.dropna()
    if len(known) < LEAST_SETTINGS or is_constant(known.to_numpy()):
        return []
    x = numbers(batch).loc[known.index]
    # Two settings a leaf at least: a tree that isolates single settings scores noise. One job: forests in many
    # threads sum in another order, and the scores would differ in their last digits.
    forest = ExtraTreesRegressor(TREES, random_state=seed, min_samples_leaf=2, n_jobs=1).fit(x, known)
    head: Row = {"method": "feature score", "block": "all", "measure": name}
    return [
        head | {"factor": column, "index": float(score), "error": np.nan}
        for column, score in zip(x.columns, forest.feature_importances_, strict=True)
    ]


def numbers(batch: BatchResults) -> pd.DataFrame:
    """Return what is varied as numbers, by setting: words by their place in the list of values.

    A setting that leaves a factor alone has the scenario's own value; a word that is not in the list comes after it.
    """
    settings = batch.settings.set_index("setting")
    found = {factor.column: _numbers_of(factor, batch, settings) for factor in factors(batch)}
    if len(batch.manifest["experiments"]) > 1:
        names = list(batch.manifest["experiments"])
        found["experiment"] = settings["experiment"].map(names.index)
    return pd.DataFrame(found)


def _numbers_of(factor: Factor, batch: BatchResults, settings: pd.DataFrame) -> pd.Series:
    column = settings[factor.column].astype(object)
    kind = str(batch.manifest["kinds"][factor.column])
    missing = column.isna()
    if missing.any():
        bases = batch.recipe().bases
        own = {name: encoded(value_at(base, factor.path), kind) for name, base in bases.items()}
        column = column.mask(missing, settings["experiment"].map(own))
    if kind not in ("str", "json", "bool"):
        return column.astype(float)
    places = {str(encoded(value, kind)): place for place, value in enumerate(factor.values)}
    return column.map(lambda value: places.get(str(value), len(places))).astype(int)


def factors(batch: BatchResults) -> list[Factor]:
    """Return what is varied."""
    return [Factor(**{**kept, "values": tuple(kept["values"])}) for kept in batch.manifest["factors"]]


def to_salib(folder: str | Path, measure: str, *, block: str | None = None) -> tuple[dict[str, Any], Floats, Floats]:
    """Return a batch in the form of SALib.

    Args:
        folder: Folder of the batch.
        measure: The measure; replicates are averaged.
        block: Label of the block, as in ``sensitivity``, where the sampler made several: SALib analyses one at a time.

    Returns:
        The problem, with bounds and distributions of the design (a factor with a list of words is the place in the list)
        and, as ``problem["analysis"]``, what SALib's method for the sampler must be passed: ``sobol.analyze(problem, y,
        **problem["analysis"])``. A ``ResultsWarning`` says so where SALib's defaults would give wrong indices. Then X
        (settings, factors) and Y (settings,).

    Raises:
        ResultsError: The measure or the block is unknown, or the method needs a value that is missing.
    """
    batch = BatchResults(folder)
    refuse_unknown([measure], batch.measures, "measure")
    batch.refuse_if_empty()
    # Sobol and Morris samples are blocks, in which each point has its place; other samples have none.
    chosen = _chosen(batch, block)
    x = numbers(batch)
    if chosen is not None:
        x = x.loc[chosen.settings, list(chosen.columns)]
    y = setting_means(batch)[measure].reindex(x.index)
    missing = int(y.isna().sum())
    if missing and chosen is not None:
        raise ResultsError(f"{batch.folder}: {measure}: {_without(missing, len(y))}")
    if missing:
        warnings.warn(f"{missing} of {len(y)} settings have no value of {measure} and are left out", ResultsWarning, 2)
    some = y.notna()
    problem = _problem(batch, chosen, list(x.columns))
    return problem, x[some].to_numpy(dtype=float), y[some].to_numpy(dtype=float)


def _problem(batch: BatchResults, block: Block | None, names: list[str]) -> dict[str, Any]:
    """Return the problem of SALib over some columns."""
    known = {factor.column: factor for factor in factors(batch)}
    laws = [_law(known.get(name), batch) for name in names]
    return {
        "num_vars": len(laws),
        "names": names,
        "bounds": [bounds for _, bounds in laws],
        "dists": [name for name, _ in laws],
        "analysis": _analysis(batch, block),
    }


def _chosen(batch: BatchResults, label: str | None) -> Block | None:
    """Return the block to export; None where all settings are one sample without blocks."""
    known = {each.label: each for each in blocks(batch)}
    if label is None and len(known) > 1:
        raise ResultsError(
            f"{batch.folder}: the sample has {len(known)} blocks, which SALib analyses one by one; "
            f"expected block= with one of {', '.join(map(repr, known))}"
        )
    if label is not None:
        refuse_unknown([label], list(known), "block")
        return known[label]
    return next(iter(known.values()), None)


def _analysis(batch: BatchResults, block: Block | None) -> dict[str, object]:
    """Return the arguments of SALib's method that follow from the sample; warn where they are not its defaults."""
    if block is None:
        return {}
    sampling = Sampling(**batch.manifest["sampling"])
    call, name, needed, usual = (
        ("morris.analyze(problem, x, y, {})", "num_levels", sampling.levels, 4)
        if sampler_of(batch, block) == "morris"
        else ("sobol.analyze(problem, y, {})", "calc_second_order", sampling.second_order, True)
    )
    # SALib notices a wrong argument only where the number of points happens not to fit; elsewhere indices are nonsense.
    if needed != usual:
        exact, short = call.format(f"{name}={needed}"), call.format('**problem["analysis"]')
        warnings.warn(f"SALib's defaults do not fit this sample: use {exact}, or {short}", ResultsWarning, stacklevel=4)
    return {name: needed}


def _law(factor: Factor | None, batch: BatchResults) -> tuple[str, list[float]]:
    """Return the distribution of a factor and its bounds as SALib writes them; None means the experiments."""
    if factor is None:
        return "unif", [0.0, len(batch.manifest["experiments"]) - 1.0]
    listed = factor.values  # noqa: PD011 - no table
    if listed:
        # Words have no size, so that they are analysed by their place in the list, like the points themselves.
        is_number = batch.manifest["kinds"][factor.column] in ("int", "float")
        ends = [float(str(each)) for each in listed] if is_number else [0.0, len(listed) - 1.0]
        return "unif", [min(ends), max(ends)]
    assert factor.low is not None
    assert factor.high is not None
    further: dict[str, list[float]] = {}
    if factor.peak is not None:
        # SALib gives the peak as a share of the width.
        further["triangular"] = [(factor.peak - factor.low) / (factor.high - factor.low)]
    if factor.mean is not None and factor.deviation is not None:
        further["normal"] = [factor.mean, factor.deviation]
    law = factor.distribution
    return SALIB_LAWS[law], [factor.low, factor.high, *further.get(law, [])]


def to_ema_workbench(folder: str | Path) -> tuple[pd.DataFrame, dict[str, Floats]]:
    """Return a batch in the form of EMA Workbench.

    Args:
        folder: Folder of the batch.

    Returns:
        Experiments, one row a run with ``scenario``, ``policy`` and ``model``; outcomes by measure, (runs,) each.
    """
    batch = BatchResults(folder)
    joined = batch.joined
    levers = [column for column in batch.columns if column in batch.manifest["levers"]]
    uncertainties = [column for column in batch.columns if column not in levers]
    experiments = joined[[*uncertainties, *levers]].copy()
    keys = {"scenario": ["replicate", *uncertainties], "policy": ["experiment", *levers]}
    for name, columns in keys.items():
        experiments[name] = joined.groupby(columns, sort=False, dropna=False).ngroup().to_numpy()
    experiments["model"] = joined["scenario"].to_numpy()
    return experiments, {name: joined[name].to_numpy(dtype=float) for name in batch.measures}
