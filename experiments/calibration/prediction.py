"""Prediction of held-out ties: the model against gravity on the same pairs, with an interval (pattern Q7)."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score, roc_auc_score

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.calibration.observed import Observed
from paradiplomacy.experiments.measures.networks.gravity import GEOGRAPHY, TERMS, is_tied, terms_of
from paradiplomacy.experiments.measures.networks.hierarchy import Pairs, hierarchy
from paradiplomacy.experiments.measures.networks.logit import logit
from paradiplomacy.model.agreements.book import Flags

DRAWS = 1000
SEED = 7
LEVEL = 0.95


class Skill(NamedTuple):
    """Skill of a prediction: area under the ROC curve, and average precision."""

    auc: float
    precision: float


def skill(score: Floats, tied: Flags) -> Skill:
    """Return the skill of scores of pairs; equal scores share their ranks and their precision."""
    return Skill(float(roc_auc_score(tied, score)), float(average_precision_score(tied, score)))


def score_of(share: Floats, attraction: Floats, runs: int) -> Floats:
    """Return the score of pairs: the share of runs in which they are tied, and among equal shares the model's attraction.

    A tie that has a chance of one in a hundred happens in few of some dozen runs, and most pairs in none: the attraction orders
    what only many more runs would tell apart.

    Args:
        share: (pairs,) share of runs in which each is tied.
        attraction: (pairs,) log hazard of each in the model, up to a constant.
        runs: Number of runs.
    """
    rank = np.argsort(np.argsort(attraction, kind="stable"), kind="stable")
    score: Floats = share + rank / (len(rank) * runs)
    return score


def gain_over_gravity(found: Observed, score: Floats) -> pd.DataFrame:
    """Return the skill of a model, of gravity and of the hierarchical logit, on the pairs that no estimate has used.

    The interval is of the difference between the model and gravity, over cities drawn with replacement: ties of one city are
    not independent of each other, so that an interval over pairs would be too narrow.

    Args:
        found: The observed network.
        score: (pairs,) score of each pair in the model.
    """
    terms, tied = terms_of(found.network.places, found.pairs), is_tied(found.network, found.pairs)
    geography = terms[:, [TERMS.index(name) for name in GEOGRAPHY]]
    half, test = found.is_estimated, ~found.is_estimated
    gravity = geography @ logit(geography[half], tied[half]).coefficient
    pairs = Pairs(found.pairs[half], geography[half], tied[half], len(found.identities))
    scores = {
        "gravity": gravity,
        "hierarchical logit": hierarchy(pairs).log_odds(found.pairs, geography),
        "model": score,
    }
    rows = [{"prediction": name, **skill(score[test], tied[test])._asdict()} for name, score in scores.items()]
    low, high = _interval(found, scores["model"][test], gravity[test], tied[test])
    for name, ends in (("model minus gravity, low", low), ("model minus gravity, high", high)):
        rows.append({"prediction": name, **ends._asdict()})
    return pd.DataFrame(rows)


def _interval(found: Observed, model: Floats, gravity: Floats, tied: Flags) -> tuple[Skill, Skill]:
    """Return the interval of the differences in skill by the bootstrap over cities."""
    draws, n = np.random.default_rng(SEED), len(found.identities)
    rows = found.pairs[~found.is_estimated]
    gains = []
    for _ in range(DRAWS):
        times = np.bincount(draws.integers(n, size=n), minlength=n)
        # A pair counts as often as both of its cities were drawn together.
        at = np.repeat(np.arange(len(rows)), times[rows[:, 0]] * times[rows[:, 1]])
        one, other = skill(model[at], tied[at]), skill(gravity[at], tied[at])
        gains.append((one.auc - other.auc, one.precision - other.precision))
    low, high = np.quantile(gains, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0], axis=0)
    return Skill(*low), Skill(*high)
