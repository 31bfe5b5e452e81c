"""Statutes, and the agreements at odds with policy, are read off as their definitions say."""

from itertools import product

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures import laws
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind


def test_only_statutes_in_months_at_risk_count():
    risk, enacted = np.zeros((24, 2, 1), dtype=bool), np.zeros((24, 2, 1), dtype=bool)
    risk[:12, 0] = True
    enacted[5, 0], enacted[5, 1] = True, True  # the second was not at risk
    assert laws.law_hazard(risk, enacted) == 1.0
    assert np.isnan(laws.law_hazard(~risk & risk, enacted))


def test_statutes_follow_the_ledger_month_by_month(lively: World) -> None:
    state, n = lively.state, lively.state.n_cities
    absent, enacted = laws.statutes(lively)
    log = state.ledger.events
    made = np.flatnonzero((log.kind == Event.LAW_ENACTED) & (log.month >= 0))
    assert enacted.sum() == len(made) > 5
    for month, nation, issue in np.argwhere(enacted & ~absent).tolist():  # only after a court annulled an earlier one
        annulled = (log.kind == Event.LAW_ANNULLED) & (log.month == month)
        assert (annulled & (log.actor == n + nation) & (log.issue == issue)).any()
    for nation, issue in product(range(state.n_actors - n), range(len(state.issues))):
        here = (log.actor == n + nation) & (log.issue == issue)
        for month in range(lively.month):
            before = here & (log.month < month)
            begun = np.count_nonzero(before & (log.kind == Event.LAW_ENACTED))
            ended = np.count_nonzero(before & np.isin(log.kind, (Event.LAW_ANNULLED, Event.LAW_REPEALED)))
            assert absent[month, nation, issue] == (begun == ended)


def test_opposed_agreements_are_deeper_than_the_nation_tolerates_and_alive(lively: World) -> None:
    state, n = lively.state, lively.state.n_cities
    held = laws.opposed_held(lively)
    book, position = state.book.rows, laws.recorded(lively, "position")
    assert held.any() and not held.all()
    for month in (10, 59):
        opposed = np.zeros(held.shape[1:], dtype=bool)
        for row, side in product(range(len(book.status)), (0, 1)):
            city, other = book.party[row, side], book.party[row, 1 - side]
            home = state.actors.nation[city]
            lives = NEVER < book.signed[row] <= month and (book.ended[row] == NEVER or book.ended[row] > month)
            if book.kind[row] == Kind.NATION_NATION or city >= n or home == other or not lives:
                continue
            for k, depth in enumerate(book.terms[row]):
                tolerated = max(0.0, 2 * position[month, home, k] + state.settings.response.tolerance)
                opposed[home - n, k] |= depth > tolerated
        assert np.array_equal(held[month], opposed)


def test_the_divergence_of_mayors_is_their_weighted_mean_over_their_government(lively: World) -> None:
    n = lively.state.n_cities
    found = laws.divergence_of_mayors(lively)[30]
    position, people = laws.recorded(lively, "position")[30], laws.recorded(lively, "population")[30]
    for nation in lively.nations.values():
        own = [city.row for city in nation.cities]
        if own:
            mean = np.average(position[own], axis=0, weights=people[own])
            assert found[nation.row - n] == pytest.approx(mean - position[nation.row])


@pytest.mark.parametrize(
    ("part", "months", "nations", "issues"),
    [
        ("", slice(None), slice(None), slice(None)),
        (" until 2018-06", slice(0, 30), slice(None), slice(None)),
        (" of N002", slice(None), slice(1, 2), slice(None)),
        (" of cities:N002", slice(None), slice(1, 2), slice(None)),
        (" on climate", slice(None), slice(None), slice(0, 1)),
    ],
)
def test_the_hazard_is_of_the_chosen_months_nations_and_issues(
    part: str, months: slice, nations: slice, issues: slice, lively: World
) -> None:
    absent, enacted = laws.statutes(lively)
    at_risk = absent & (laws.divergence_of_mayors(lively) >= laws.HIGH_DIVERGENCE) & laws.opposed_held(lively)
    where = (months, nations, issues)
    expected = laws.law_hazard(at_risk[where], enacted[where])
    np.testing.assert_equal(measure(f"preemption_hazard{part}").of(lively), expected)
    assert part or expected > 0
