"""Alternating offers on a pie, round by round as by hand."""

import numpy as np
import pytest

from paradiplomacy.model.rules.protocol.alternating_offers import aspiration

NEAR = {"rtol": 0, "atol": 4e-6}  # a pie is straight but for a curve of 1e-6


def by_hand(rounds: int, first: float, second: float) -> tuple[float, int]:
    """Share of the first side and the round, on a pie; concession of both sides."""
    e = (first, second)
    for t in range(1, rounds + 1):
        side = (t - 1) % 2
        own = 1 - (t / rounds) ** (1 / e[side])
        least = 1 - (min(t + 1, rounds) / rounds) ** (1 / e[1 - side])
        if 1 - own >= least - 1e-12:
            return (own if side == 0 else 1 - own), t
    raise AssertionError("the last round closes every talk")


@pytest.mark.parametrize(("t", "share"), [(0, 1.0), (5, 0.75), (10, 0.0), (11, 0.0)])
def test_a_tough_side_asks_for_most_until_late(t: int, share: float) -> None:
    """With e = 1/2: 1 - (t / 10)^2."""
    assert aspiration(t, 10, 0.5) == pytest.approx(share, abs=1e-12)


def test_four_rounds_of_equal_linear_concession(pie, settled) -> None:
    """Asked: 3/4, 1/2, 1/4, 0. Round 1 offers 1/4, 1/2 is wanted next; round 2 offers 1/2, 1/4 is wanted: agreed."""
    answers = settled("alternating_offers", pie(rounds=4))
    assert answers.agreed[0] and answers.round[0] == 2
    np.testing.assert_allclose(answers.gain[0], [0.5, 0.5], **NEAR)


@pytest.mark.parametrize("rounds", [1, 2, 4, 8, 20, 300])
@pytest.mark.parametrize("styles", [(1.0, 1.0), (0.3, 1.5), (2.0, 0.2), (50.0, 0.02)])
def test_a_negotiation_over_a_pie_agrees_with_one_computed_by_hand(
    pie, settled, rounds: int, styles: tuple[float, float]
) -> None:
    share, closes = by_hand(rounds, *styles)
    for paid in (False, True):
        answers = settled("alternating_offers", pie(rounds=rounds, concession=styles, side_payments=paid))
        assert answers.round[0] == closes
        np.testing.assert_allclose(answers.gain[0], [share, 1 - share], **NEAR)


def test_the_tougher_side_gets_more(pie, settled) -> None:
    share = [settled("alternating_offers", pie(concession=(e, 1.0))).gain[0, 0] for e in (0.2, 0.5, 1.0, 2.0)]
    assert (np.diff(share) < 0).all()


def test_a_failed_negotiation_reports_no_round(pie, settled) -> None:
    answers = settled("alternating_offers", pie(reservation=(0.6, -0.5)))
    assert not answers.agreed[0] and answers.round[0] == 0


def test_a_veto_player_moves_it_to_the_nearest_point_that_it_accepts(pie, settled, one_vetoes) -> None:
    cases = one_vetoes(pie(rounds=4), 1, [-1.0 / 0.3])
    np.testing.assert_allclose(settled("alternating_offers", cases).gain[0], [0.3, 0.7], **NEAR)
