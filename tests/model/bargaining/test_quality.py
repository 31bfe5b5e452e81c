"""Distances from the reference points of the theory, worked out by hand and by a fine scan of the frontier."""

import numpy as np
import pytest

from paradiplomacy.model.bargaining.frontier import gain_at
from paradiplomacy.model.bargaining.quality import Quality, quality_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import no_answers

NEAR = {"rtol": 0, "atol": 1e-5}
ROOT = np.sqrt(2.0)


def test_on_a_pie_every_distance_can_be_counted(pie) -> None:
    """Gains 0.2 and 0.6 of a pie of 1, of which side 0 has bargaining weight 0.3."""
    quality = quality_of(pie(power=0.3), np.array([[0.2, 0.6]]))
    np.testing.assert_allclose(quality.nash, np.hypot(0.1, 0.1), **NEAR)
    np.testing.assert_allclose(quality.kalai_smorodinsky, np.hypot(0.3, 0.1), **NEAR)
    np.testing.assert_allclose(quality.egalitarian, np.hypot(0.3, 0.1), **NEAR)
    np.testing.assert_allclose(quality.frontier, 0.2 / ROOT, **NEAR)


def test_in_money_the_frontier_is_a_line(pie) -> None:
    """Budgets 3 and 1: the pie is worth 3 to side 0. Gains 0.5 and 0.9 of own budgets are 1.5 and 0.9 of 3."""
    quality = quality_of(pie(side_payments=True, budget=(3.0, 1.0), power=0.4), np.array([[0.5, 0.9]]))
    np.testing.assert_allclose(quality.nash, np.hypot(0.1, 0.3), **NEAR)
    np.testing.assert_allclose(quality.kalai_smorodinsky, np.hypot(0.0, 0.2), **NEAR)
    np.testing.assert_allclose(quality.egalitarian, np.hypot(0.25, 0.05), **NEAR)
    np.testing.assert_allclose(quality.utilitarian, 0.2 / ROOT, **NEAR)
    np.testing.assert_allclose(quality.frontier, 0.2 / ROOT, **NEAR)


@pytest.mark.parametrize("name", ["nash", "kalai_smorodinsky"])
def test_a_protocol_is_at_no_distance_from_its_own_solution(case, name: str) -> None:
    cases = case([[0.1, -0.2], [-0.1, 0.2]], [[1.0, 0.5], [0.8, 1.0]], received=[[0.4, 0.2], [0.5, 0.6]], power=0.7)
    answers = no_answers(cases)
    rule("protocol", name).settle(cases, answers)
    quality = quality_of(cases, answers.gain)
    assert getattr(quality, name)[0] == pytest.approx(0.0, abs=1e-9)
    assert quality.frontier[0] == pytest.approx(0.0, abs=1e-9)
    assert min(quality.egalitarian[0], quality.utilitarian[0]) > 1e-3


def test_reference_points_are_those_of_a_scan_and_do_not_depend_on_veto_players(case, one_vetoes) -> None:
    cases = case([[0.1, -0.2], [-0.1, 0.2]], [[1.0, 0.5], [0.8, 1.0]], received=[[0.4, 0.2], [0.5, 0.6]], cost=0.02)
    scan = np.array([[gain_at(cases, 0, side, weight) for side in (0, 1)] for weight in np.linspace(0, 1, 20_001)])
    zone = scan[(scan >= 0.0).all(axis=1)]
    gain, most = np.array([[0.1, 0.05]]), zone.sum(axis=1).max()
    quality = quality_of(cases, gain)

    def distance(point: np.ndarray) -> float:
        return float(np.hypot(*(point - gain[0])) / most)

    assert quality.egalitarian[0] == pytest.approx(distance(zone[np.abs(zone[:, 0] - zone[:, 1]).argmin()]), abs=1e-3)
    assert quality.utilitarian[0] == pytest.approx(distance(zone[zone.sum(axis=1).argmax()]), abs=1e-3)
    assert quality.nash[0] == pytest.approx(distance(zone[zone.prod(axis=1).argmax()]), abs=1e-3)
    along = scan[np.abs((scan - gain[0]) @ [1.0, -1.0]).argmin()]
    assert quality.frontier[0] == pytest.approx(distance(along), abs=1e-3)
    before = cases.reservation.copy()
    vetoed = quality_of(one_vetoes(cases, 0, [-9.0, -9.0]), gain)
    np.testing.assert_array_equal(Quality(*vetoed), Quality(*quality))
    np.testing.assert_array_equal(cases.reservation, before)


def test_without_terms_for_the_whole_agenda_there_is_no_reference(case) -> None:
    quality = quality_of(case([[-1.0], [-1.0]], [[1.0], [1.0]], cost=0.1), np.zeros((1, 2)))
    assert np.isnan(quality).all()
