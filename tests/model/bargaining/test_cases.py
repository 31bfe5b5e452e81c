"""Cases of agreements: promised effort, visibility, and utilities of given terms (whole worlds: the twin)."""

import numpy as np
import pytest

from paradiplomacy.model.bargaining.cases import promised_beyond, utility_of_terms, veto_utility, visibility_of
from paradiplomacy.model.parameters import Form


def test_effort_without_one_agreement_undoes_what_it_added() -> None:
    total = 1.0 - (1.0 - 0.3) * (1.0 - 0.6)
    assert promised_beyond(total, 0.6) == pytest.approx(0.3)
    assert promised_beyond(0.2, 0.9) == 0.0


def test_visibility_rises_with_form_size_and_depth_up_to_one() -> None:
    form = Form(visibility=0.3, visibility_step=1.5, visibility_size=0.5)
    assert visibility_of(form, 0, 1e6, 0.5) == pytest.approx(0.3)
    assert visibility_of(form, 1, 4e6, 0.5) == pytest.approx(0.9)
    assert visibility_of(form, 0, 1e6, 0.7) == pytest.approx(0.36)
    assert visibility_of(form, 2, 4e6, 1.0) == 1.0


def test_the_utility_of_terms_counts_issues_on_the_agenda_less_the_cost(case) -> None:
    cases = case(
        [[0.6, 0.9], [0.5, 0.9]], [[1.0, 1.0]] * 2, cost=(0.05, 0.02), on=[True, False],
        pressure=[[2.0, 0.0], [0.0, 0.0]], bearable=0.3, received=[[0.7, 0.9], [0.1, 0.9]],
    )  # fmt: skip
    utility = np.zeros((1, 2))
    utility_of_terms(cases, np.array([[[0.4, 0.8], [0.2, 0.8]]]), utility)
    np.testing.assert_allclose(utility[0], [0.24 - 0.08 - 2.0 * 0.01 + 0.14 - 0.05, 0.1 - 0.02 + 0.04 - 0.02])


def test_a_veto_player_weighs_terms_by_its_own_slope(case, one_vetoes) -> None:
    cases = one_vetoes(case([[0.6], [0.6]], [[1.0], [1.0]], cost=(0.05, 0.0)), 0, [0.3])
    utility = np.zeros((1, 2, cases.veto_slope.shape[2]))
    veto_utility(cases, np.array([[[0.2], [0.0]]]), utility)
    assert utility[0, 0, 0] == pytest.approx(0.06 - 0.02 - 0.05)
    assert np.isinf(utility[0, 0, 1:]).all() and np.isinf(utility[0, 1]).all(), "there are no others"
    cases.cost[0, 0] = 0.04
    veto_utility(cases, np.array([[[0.2], [0.0]]]), utility)
    assert utility[0, 0, 0] == pytest.approx(0.0, abs=1e-12)
