"""The contract of every rule of ratification."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.protocol import VETO_PLAYERS
from paradiplomacy.model.rules.ratification import Cases, quota, veto_players

NAMES = sorted(CATALOGUE["ratification"])
PLAYERS = st.lists(st.integers(1, VETO_PLAYERS), min_size=1, max_size=20).map(lambda some: np.array(some, np.int32))
PARAMETERS = st.builds(Ratification, veto_step=st.floats(0, 5), quota=st.floats(0, 1))


def asked(players: np.ndarray) -> Cases:
    """Actors with these numbers of veto players, cities and nations by turns."""
    at = np.arange(len(players))
    return Cases(players, at % 2 == 0, at / max(1, len(players)))


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    players = np.array([1, 2, 3, 1], dtype=np.int32)
    parameters = Ratification(veto_step=0.7, quota=0.6)
    answers = {name: rule("ratification", name).offsets(asked(players), parameters) for name in NAMES}
    return {f"ratification {name}": [column.tobytes().hex() for column in answer] for name, answer in answers.items()}


def test_there_are_rules_of_ratification() -> None:
    assert NAMES == ["quota", "veto_players"]


@pytest.mark.parametrize("name", NAMES)
@given(players=PLAYERS, parameters=PARAMETERS)
def test_answers_are_in_range_and_do_not_depend_on_the_order(name, players, parameters) -> None:
    offset, count = rule("ratification", name).offsets(asked(players), parameters)
    assert offset.shape == (len(players), VETO_PLAYERS) and count.shape == (len(players),)
    assert np.isfinite(offset).all() and (count >= 1).all() and (count <= VETO_PLAYERS).all()
    order = np.random.default_rng(1).permutation(len(players))
    for moved, then in zip(
        rule("ratification", name).offsets(asked(players[order]), parameters), (offset, count), strict=True
    ):
        np.testing.assert_array_equal(moved, then[order])


@pytest.mark.parametrize("name", NAMES)
@given(players=PLAYERS, parameters=PARAMETERS)
def test_the_answers_can_be_changed_without_changing_the_question(name, players, parameters) -> None:
    then = players.copy()
    offset, count = rule("ratification", name).offsets(asked(players), parameters)
    offset[:], count[:] = 9.0, 0
    np.testing.assert_array_equal(players, then)


@given(players=PLAYERS, parameters=PARAMETERS)
def test_the_first_veto_player_is_the_median_voter_and_each_further_one_is_less_willing(players, parameters) -> None:
    offset, count = veto_players.offsets(asked(players), parameters)
    np.testing.assert_array_equal(count, players)
    assert (offset[:, 0] == 0).all()
    np.testing.assert_allclose(np.diff(offset, axis=1), -parameters.veto_step, atol=1e-12)


@given(players=PLAYERS, share=st.floats(0.001, 0.999))
def test_a_quota_is_met_exactly_where_the_pivotal_voter_agrees(players, share) -> None:
    """Voters are normal: the share of them who want more than the pivot is the quota."""
    offset, count = quota.offsets(asked(players), Ratification(quota=share))
    assert (count == 1).all()
    np.testing.assert_allclose(1.0 - NormalDist().cdf(float(offset[0, 0])), share, atol=1e-9)


def test_a_larger_quota_is_harder_to_meet() -> None:
    players = np.ones(1, dtype=np.int32)
    pivots = [
        quota.offsets(asked(players), Ratification(quota=share))[0][0, 0] for share in (0.0, 0.3, 0.5, 2 / 3, 1.0)
    ]
    assert (np.diff(pivots) < 0).all() and abs(pivots[2]) < 1e-12
