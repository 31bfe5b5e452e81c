"""The calibration finds planted parameters, its intervals cover them as often as they say, and reserved patterns stay out."""

from collections.abc import Sequence

import numpy as np
import pytest

from paradiplomacy.experiments.calibration.calibrate import Base, Simulator, read_targets
from paradiplomacy.experiments.calibration.moments import Effort, Target, Unknown, fit
from paradiplomacy.experiments.engine.pool import processes
from paradiplomacy.experiments.evidence.libraries.catalogue import patterns
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.scenarios.format import change, read

UNKNOWNS = [Unknown("a", 0.0, 2.0, -5.0, 5.0, 0.2), Unknown("b", 1.0, 1.0, 0.01, 5.0, 0.2)]
NOISE = np.array([0.4, 0.3, 0.5])


def curved(point: Sequence[float]) -> np.ndarray:
    """Three numbers that two parameters make, not in a line."""
    a, b = point
    return np.array([a + 0.3 * b**2, np.exp(0.5 * a), a * b])


def toy(rng: np.random.Generator):
    """A simulator whose seeds are drawn once, as those of the calibration are."""
    draws = rng.normal(size=(64, 3)) * NOISE

    def simulate(points, seeds):
        return np.array([curved(point) + draws[:seeds] for point in points])

    return simulate


def test_intervals_cover_the_planted_parameters_as_often_as_they_say():
    covered, runs = np.zeros(2), 150
    for number in range(runs):
        rng = np.random.default_rng(number)
        planted = rng.normal([each.prior for each in UNKNOWNS], [each.deviation for each in UNKNOWNS])
        planted = np.clip(planted, 0.05, 3.0)
        seen = curved(planted) + rng.normal(size=3) * NOISE / np.sqrt(20)
        targets = [Target("x", value, error) for value, error in zip(seen, NOISE / np.sqrt(20), strict=True)]
        found = fit(UNKNOWNS, targets, toy(rng), Effort(24, 8, 30))
        covered += (found.low <= planted) & (planted <= found.high)
    error = np.sqrt(0.95 * 0.05 / runs)
    assert (np.abs(covered / runs - 0.95) < 4 * error).all()


def test_a_target_that_says_nothing_leaves_the_prior():
    def deaf(points, seeds):
        return np.ones((len(points), seeds, 1))

    found = fit(UNKNOWNS, [Target("x", 1.0, 0.1)], deaf, Effort(4, 2))
    assert found.value == pytest.approx([0.0, 1.0])
    assert found.prior_share == pytest.approx([1.0, 1.0])


def test_the_fit_uses_no_reserved_pattern():
    scenario, months, unknowns, targets = read_targets()
    reserved = {name for pattern in patterns() if pattern.kind != "fit" for name in pattern.measures}
    assert reserved and not reserved & {target.measure for target in targets}
    assert {target.measure for target in targets} <= set(MEASURES)
    base = change.apply(read.read(scenario), {"months": months})
    for unknown in unknowns:
        assert unknown.low <= unknown.prior <= unknown.high and unknown.step > 0
        for value in (unknown.low, unknown.high):
            change.apply(base, {unknown.path: value})  # the limits are within those of the parameter


@pytest.mark.slow
def test_parameters_planted_in_a_drawn_world_are_recovered_within_their_intervals():
    planted = np.array([-3.6, 1.8, 0.05])
    unknowns = [
        Unknown("search.hazard", -4.2, 0.8, -8.0, 0.0, 0.3),
        Unknown("utility.benefit_scale", 1.4, 0.5, 0.5, 4.0, 0.2),
        Unknown("ratification.hazard_nation", 0.035, 0.02, 0.001, 0.3, 0.01),
    ]
    measures = ["signed_city_city", "success_share", "ratification_hazard"]
    fixed = {"world.cities": 120, "world.nations": 12, "search.burn_in": 6}
    with processes(2) as executor:
        world = Simulator(Base("synthetic", 36, fixed), unknowns, measures, executor, first=1000)
        seen = world([planted], 20)[0]
        error = seen.std(axis=0, ddof=1) / np.sqrt(len(seen))
        targets = [Target(*each) for each in zip(measures, seen.mean(axis=0), error, strict=True)]
        simulate = Simulator(Base("synthetic", 36, fixed), unknowns, measures, executor)
        found = fit(unknowns, targets, simulate, Effort(20, 8, 8))
    assert (found.low <= planted).all() and (planted <= found.high).all()
    assert (found.prior_share < 0.5).all()  # the runs, and not the prior, tell
