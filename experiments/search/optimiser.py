"""The optimiser: further settings of the levers, given all settings so far with their scores.

It is Optuna's tree-structured Parzen estimator (Akiba et al. 2019; Bergstra et al. 2011; with several objectives Ozaki et al.
2022). It is asked afresh in every generation, with a seed of that generation, so that what it proposes depends on the settings
and scores alone: a search that is resumed goes on as it would have, and regrets may be computed again when better settings are found.
"""

import json
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.design.design import Factor
from paradiplomacy.experiments.design.sample import Point
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.search.objectives import Floats

if TYPE_CHECKING:
    from optuna.distributions import BaseDistribution

# Discrete levers repeat themselves; after this many proposals for each that is missing, the rest is given up.
TRIES = 20


def key_of(point: Point) -> str:
    """Return a setting as text, by which equal ones are found."""
    return json.dumps(point, sort_keys=True, default=str)


def propose(
    levers: Sequence[tuple[Factor, bool]], known: Sequence[Point], scores: Floats, count: int, seed: int
) -> list[Point]:
    """Return up to ``count`` new settings; fewer where nearly all have been tried.

    Args:
        levers: The levers, and whether each takes whole numbers only.
        known: Settings so far.
        scores: (settings, objectives) to be minimised; NaN where a run failed.
        count: Number of settings asked for.
        seed: Seed of this generation.

    Raises:
        ResultsError: Optuna is not installed.
    """
    try:
        import optuna
    except ImportError as error:
        raise ResultsError("a search needs Optuna, expected the extra: paradiplomacy[search]") from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    space = {factor.column: _distribution(factor, whole=whole) for factor, whole in levers}
    with warnings.catch_warnings():
        # Two options are marked as experimental, which may change results between versions: the version is pinned.
        warnings.simplefilter("ignore")
        sampler = optuna.samplers.TPESampler(
            seed=seed % 2**32, n_startup_trials=1, multivariate=True, constant_liar=True
        )
        study = optuna.create_study(sampler=sampler, directions=["minimize"] * scores.shape[1])
        for point, score in zip(known, scores.tolist(), strict=True):
            if not np.isnan(score).any():
                params = {factor.column: _index(factor, point[factor.column]) for factor, _ in levers}
                study.add_trial(optuna.create_trial(params=params, distributions=space, values=score))
        found: dict[str, Point] = {}
        seen = {key_of(point) for point in known}
        for _ in range(TRIES * count):
            params = study.ask(space).params
            point = {factor.column: _value(factor, params[factor.column]) for factor, _ in levers}
            if key_of(point) not in seen:
                found.setdefault(key_of(point), point)
            if len(found) == count:
                break
    return list(found.values())


def _distribution(factor: Factor, *, whole: bool) -> "BaseDistribution":
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    if factor.values:
        # By their places in the list, because Optuna takes no values of other types, such as lists.
        return CategoricalDistribution(list(range(len(factor.values))))
    assert factor.low is not None
    assert factor.high is not None
    is_log = factor.distribution == "log_uniform"
    if whole:
        return IntDistribution(int(factor.low), int(factor.high), log=is_log)
    return FloatDistribution(factor.low, factor.high, log=is_log)


def _index(factor: Factor, value: object) -> object:
    return factor.values.index(value) if factor.values else value


def _value(factor: Factor, given: object) -> object:
    return factor.values[int(str(given))] if factor.values else given
