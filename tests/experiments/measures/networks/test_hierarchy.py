"""The hierarchical logit recovers planted coefficients and city effects, and shrinks what the data do not tell."""

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks import gravity
from paradiplomacy.experiments.measures.networks.hierarchy import Hierarchy, Pairs, hierarchy
from paradiplomacy.experiments.measures.networks.logit import logit

CITIES, SPREAD = 150, 0.8
PLANTED = np.array([-2.5, 0.6, -0.8])


def drawn(seed: int) -> tuple[Pairs, np.ndarray]:
    """Pairs that are tied by planted coefficients and effects, and the effects."""
    rng = np.random.default_rng(seed)
    rows = gravity.all_pairs(CITIES)
    terms = np.column_stack([np.ones(len(rows)), rng.normal(size=(len(rows), 2))])
    effects = rng.normal(size=CITIES) * SPREAD
    odds = terms @ PLANTED + effects[rows].sum(axis=1)
    return Pairs(rows, terms, rng.random(len(rows)) < 1 / (1 + np.exp(-odds)), CITIES), effects


@pytest.fixture(scope="module")
def fits() -> list[tuple[Hierarchy, np.ndarray]]:
    return [(hierarchy(pairs), effects) for pairs, effects in map(drawn, range(8))]


def test_planted_coefficients_and_spread_are_recovered(fits) -> None:
    z = np.array([(fit.coefficient[1:] - PLANTED[1:]) / fit.error[1:] for fit, _ in fits])
    assert np.abs(z.mean(axis=0)).max() < 4 / np.sqrt(len(fits)) and np.abs(z).max() < 4.5
    assert abs(np.mean([fit.spread for fit, _ in fits]) - SPREAD) < 0.06


def test_standard_errors_of_effects_say_how_far_off_they_are(fits) -> None:
    z = np.concatenate([(fit.effect - (effects - effects.mean())) / fit.effect_error for fit, effects in fits])
    assert abs(z.std() - 1.0) < 0.1
    assert all(np.corrcoef(fit.effect, effects)[0, 1] > 0.8 for fit, effects in fits)


def test_effects_are_shrunk_to_nothing_where_all_cities_are_alike() -> None:
    rng = np.random.default_rng(1)
    rows = gravity.all_pairs(60)
    terms, tied = np.ones((len(rows), 1)), rng.random(len(rows)) < 0.1
    fit = hierarchy(Pairs(rows, terms, tied, 60))
    assert fit.spread < 0.25 and np.abs(fit.effect).max() < 0.3
    assert fit.coefficient[0] == pytest.approx(logit(terms, tied).coefficient[0], abs=0.1)
    assert fit.log_odds(rows[:1], terms[:1])[0] == fit.coefficient[0] + fit.effect[0] + fit.effect[1]
