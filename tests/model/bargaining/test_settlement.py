"""Packages and single issues, and what changes without veto players or expected pressure."""

import numpy as np
import pytest

from paradiplomacy.model.bargaining.settlement import (
    by_python,
    chilled,
    missed,
    one_by_one,
    settle,
    share_lost,
    without_pressure,
    without_veto_players,
    without_veto_players_of,
)
from paradiplomacy.model.rules import rule

NASH = rule("protocol", "nash")
FAILED = np.ones(1, dtype=bool)


def test_single_issues_share_the_cost_of_the_package(case) -> None:
    cases = case([[0.6, 0.4, 0.2]] * 2, [[1.0] * 3] * 2, cost=(0.06, 0.08), on=[True, False, True])
    parts, origin = one_by_one(cases)
    assert origin.tolist() == [0, 0]
    assert parts.on.tolist() == [[True, False, False], [False, False, True]]
    np.testing.assert_allclose(parts.cost, [[0.03, 0.04]] * 2)


def test_an_issue_that_a_package_carries_fails_alone(case) -> None:
    """Each side minds what the other needs: a favour for a favour passes, neither of them alone."""
    cases = case([[-0.2, -0.1], [-0.1, -0.2]], [[1.0, 1.0]] * 2, received=[[0.0, 0.9], [0.9, 0.0]])
    package, pieces = settle(NASH, cases, "package"), settle(NASH, cases, "issue_by_issue")
    assert (package.terms[0] > 0.1).tolist() == [[True, False], [False, True]]
    assert not pieces.terms[0].any()
    assert (pieces.gain[0].sum()) < package.gain[0].sum()


@pytest.mark.parametrize("agenda", ["package", "issue_by_issue"])
def test_settling_leaves_the_cases_as_they_are(case, one_vetoes, agenda: str) -> None:
    cases = one_vetoes(case([[0.6], [0.6]], [[1.0], [1.0]], cost=(0.1, 0.0)), 0, [0.5])
    before = [column.copy() for column in cases]
    settle(NASH, cases, agenda)
    for column, then in zip(cases, before, strict=True):
        np.testing.assert_array_equal(column, then)


def test_a_veto_player_stops_what_is_agreed_without_it(case, one_vetoes) -> None:
    cases = one_vetoes(case([[0.6], [0.6]], [[1.0], [1.0]], least=0.05), 1, [-1.0])
    assert not settle(NASH, cases, "package").agreed[0]
    assert settle(NASH, without_veto_players(cases), "package").agreed[0]
    assert settle(NASH, without_veto_players_of(cases, 1), "package").agreed[0]
    assert not settle(NASH, without_veto_players_of(cases, 0), "package").agreed[0]


def test_a_case_is_chilled_where_only_expected_pressure_prevents_it(case) -> None:
    feared = case([[0.3], [0.0]], [[1.0], [1.0]], cost=(0.04, 0.0), pressure=[[5.0], [0.0]], bearable=0.0)
    hopeless = feared._replace(cost=np.full((1, 2), 1.0))
    assert not settle(NASH, feared, "package").agreed[0]
    assert settle(NASH, without_pressure(feared), "package").agreed[0]
    protocol = by_python(NASH, "package")
    assert chilled(protocol, feared, FAILED).tolist() == [True]
    assert chilled(protocol, hopeless, FAILED).tolist() == [False]
    assert chilled(protocol, feared, ~FAILED).tolist() == [False]


def test_only_a_protocol_that_determines_its_rounds_misses_a_zone(pie) -> None:
    blind, tough = rule("protocol", "blind_offers"), pie(rounds=3, concession=0.05)
    assert not settle(blind, tough, "package").agreed[0]
    assert missed(by_python(blind, "package"), tough, FAILED).tolist() == [True]
    assert missed(by_python(NASH, "package"), tough, FAILED).tolist() == [False]


def test_the_share_lost_is_that_of_the_joint_gain() -> None:
    assert share_lost(0.4, 0.2) == 0.5
    assert share_lost(0.0, 0.0) == 0.0
    assert share_lost(0.4, 0.6) == 0.0
