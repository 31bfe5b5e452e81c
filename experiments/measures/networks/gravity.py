"""A gravity model of ties: a logit over all pairs, on size, distance, language, nation and regime.

It is fitted on all pairs, without sampling.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import AUTOCRACY, Floats
from paradiplomacy.experiments.measures.networks.logit import logit
from paradiplomacy.experiments.measures.networks.ties import Places, Rows, TieNetwork

EARTH_RADIUS = 6371.0088
# Neighbouring cities are not infinitely close: the logarithm of the distance needs a floor.
LEAST_KILOMETRES = 10.0
TERMS = (
    *("intercept", "size", "size_gap", "distance", "language", "same_nation", "democracy_gap", "disalignment"),
    *("capital", "democracy", "autocracy"),
)
GEOGRAPHY = TERMS[:6]
"""The terms whose coefficients the search starts from; the others are controls added to them."""


class Gravity(NamedTuple):
    """A fitted gravity model.

    Attributes:
        terms: Names of the terms.
        coefficient: Their coefficients in the log odds of a tie.
        error: Standard errors of these.
    """

    terms: tuple[str, ...]
    coefficient: Floats
    error: Floats

    def of(self, term: str) -> float:
        """Look up the coefficient of a term."""
        return float(self.coefficient[self.terms.index(term)])


def all_pairs(n: int) -> Rows:
    """List all pairs of n cities: (n (n - 1) / 2, 2) rows, the lower row first."""
    return np.stack(np.triu_indices(n, 1), axis=1).astype(np.int64)


def kilometres(places: Places, pairs: Rows) -> Floats:
    """Great-circle distance of each pair, computed from the chord, which is accurate at short distances."""
    chord = np.linalg.norm(places.place[pairs[:, 0]] - places.place[pairs[:, 1]], axis=1)
    return 2.0 * EARTH_RADIUS * np.arcsin(np.clip(chord / 2.0, 0.0, 1.0))


def terms_of(places: Places, pairs: Rows) -> Floats:
    """Compute the regressors of the log odds of a tie: (pairs, terms)."""
    i, j = pairs[:, 0], pairs[:, 1]
    size = np.log(places.population)
    return np.stack(
        [
            np.ones(len(pairs)),
            size[i] + size[j] - 2.0 * np.log(1e6),
            np.abs(size[i] - size[j]),
            np.log(np.maximum(kilometres(places, pairs), LEAST_KILOMETRES)),
            ((places.language[i] & places.language[j]) != 0).any(axis=1).astype(np.float64),
            (places.nation[i] == places.nation[j]).astype(np.float64),
            np.abs(places.democracy[i] - places.democracy[j]),
            np.linalg.norm(places.government[i] - places.government[j], axis=1),
            places.capital[i] + places.capital[j],
            places.democracy[i] + places.democracy[j],
            (np.maximum(places.democracy[i], places.democracy[j]) < AUTOCRACY).astype(np.float64),
        ],
        axis=1,
    )


def is_tied(network: TieNetwork, pairs: Rows) -> NDArray[np.bool_]:
    """Flag the pairs that are tied: (pairs,)."""
    n = len(network.places.population)
    tied: NDArray[np.bool_] = np.isin(pairs @ (n, 1), network.pairs @ (n, 1))
    return tied


def gravity(network: TieNetwork, names: tuple[str, ...] = GEOGRAPHY) -> Gravity:
    """Fit the logit on these terms; NaN where the network has no ties."""
    pairs = all_pairs(len(network.places.population))
    terms, tied = terms_of(network.places, pairs)[:, [TERMS.index(name) for name in names]], is_tied(network, pairs)
    if not tied.any():
        return Gravity(names, np.full(len(names), np.nan), np.full(len(names), np.nan))
    return Gravity(names, *logit(terms, tied))


def chances(places: Places, pairs: Rows, fitted: Gravity) -> Floats:
    """Probability that each pair is tied under a fitted model: (pairs,)."""
    terms = terms_of(places, pairs)[:, [TERMS.index(name) for name in fitted.terms]]
    made: Floats = 1.0 / (1.0 + np.exp(-terms @ fitted.coefficient))
    return made


def same_nation_over_random(network: TieNetwork) -> float:
    """Share of ties within a nation, relative to all pairs of cities; NaN without ties."""
    nation = network.places.nation
    pairs = all_pairs(len(nation))
    if not len(network.pairs):
        return np.nan
    here = np.mean(nation[network.pairs[:, 0]] == nation[network.pairs[:, 1]])
    return float(here / np.mean(nation[pairs[:, 0]] == nation[pairs[:, 1]]))
