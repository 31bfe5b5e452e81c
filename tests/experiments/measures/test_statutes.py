"""Statutes, and the agreements at odds with policy, are read off as their definitions say."""

from itertools import product

import numpy as np
import pytest
from sides import two_sided

from paradiplomacy import World
from paradiplomacy.experiments.measures import laws
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind, Reason


def test_only_statutes_in_months_at_risk_count():
    risk, enacted = np.zeros((24, 2, 1), dtype=bool), np.zeros((24, 2, 1), dtype=bool)
    risk[:12, 0] = True
    enacted[5, 0], enacted[5, 1] = True, True  # the second was not at risk
    assert laws.law_hazard(risk, enacted) == 1.0
    assert np.isnan(laws.law_hazard(~risk & risk, enacted))


def test_statutes_follow_the_ledger_month_by_month(lively: World) -> None:
    state, n, begin = lively.state, lively.state.n_cities, -lively.settings.search.burn_in
    absent, enacted = laws.statutes(lively)
    log = state.ledger.events
    made = np.flatnonzero(log.kind == Event.LAW_ENACTED)
    assert enacted.sum() == len(made) > 5
    assert log.month[made].min() < 0, "laws of the burn-in are part of the risk set"
    assert not (enacted & ~absent).any(), "every law was enacted in a month without one"
    for nation, issue in product(range(state.n_actors - n), range(len(state.issues))):
        here = (log.actor == n + nation) & (log.issue == issue)
        for at in range(len(absent)):
            begun = np.count_nonzero(here & (log.month < begin + at) & (log.kind == Event.LAW_ENACTED))
            over = np.isin(log.kind, (Event.LAW_ANNULLED, Event.LAW_REPEALED))
            ended = np.count_nonzero(here & (log.month <= begin + at) & over)
            assert absent[at, nation, issue] == (begun <= ended)


def test_what_a_law_ends_in_the_month_of_its_signature_was_held_in_that_month(lively: World) -> None:
    book, nation = two_sided(lively.state.book), lively.state.actors.nation
    begin, n = -lively.settings.search.burn_in, lively.state.n_cities
    signed = book.signed > NEVER
    at_once = np.flatnonzero(signed & (book.reason == Reason.PREEMPTED) & (book.signed == book.ended))
    held, checked = laws.opposed_held(lively), 0
    position = laws.recorded(lively, "position")
    for row, side in product(at_once.tolist(), (0, 1)):
        city, month = int(book.party[row, side]), int(book.signed[row]) - begin
        home = int(nation[city])
        deep = book.terms[row] > np.maximum(0.0, 2 * position[month, home] + lively.settings.response.tolerance)
        if city < n and book.party[row, 1 - side] != home and deep.any():
            assert held[month, home - n, deep].all()
            checked += 1
    assert checked


def test_opposed_agreements_are_deeper_than_the_nation_tolerates_and_alive(lively: World) -> None:
    state, n = lively.state, lively.state.n_cities
    held = laws.opposed_held(lively)
    book, position = two_sided(state.book), laws.recorded(lively, "position")
    assert held.any() and not held.all()
    begin = -lively.settings.search.burn_in
    for month in (begin, -1, 10, 59):
        opposed = np.zeros(held.shape[1:], dtype=bool)
        for row, side in product(range(len(book.status)), (0, 1)):
            city, other = book.party[row, side], book.party[row, 1 - side]
            home = state.actors.nation[city]
            lives = NEVER < book.signed[row] <= month and (book.ended[row] == NEVER or book.ended[row] >= month)
            if book.kind[row] == Kind.NATION_NATION or city >= n or home == other or not lives:
                continue
            for k, depth in enumerate(book.terms[row]):
                tolerated = max(0.0, 2 * position[month - begin, home, k] + state.settings.response.tolerance)
                opposed[home - n, k] |= depth > tolerated
        assert np.array_equal(held[month - begin], opposed)


def test_the_divergence_of_mayors_is_their_weighted_mean_over_their_government(lively: World) -> None:
    n = lively.state.n_cities
    at = 30 + lively.settings.search.burn_in
    found = laws.divergence_of_mayors(lively)[at]
    position, people = laws.recorded(lively, "position")[at], laws.recorded(lively, "population")[at]
    for nation in lively.nations.values():
        own = [city.row for city in nation.cities]
        if own:
            mean = np.average(position[own], axis=0, weights=people[own])
            assert found[nation.row - n] == pytest.approx(mean - position[nation.row])


@pytest.mark.parametrize(
    ("part", "months", "nations", "issues"),
    [
        ("", slice(None), slice(None), slice(None)),
        (" until 2018-06", slice(None, 30), slice(None), slice(None)),
        (" since 2016-01", slice(None), slice(None), slice(None)),
        (" since 2017-01", slice(12, None), slice(None), slice(None)),
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
    # Months of the case count from the start, those of the arrays from the first month of the burn-in.
    shift = lively.settings.search.burn_in
    when = slice(*(None if each is None else each + shift for each in (months.start, months.stop)))
    where = (when, nations, issues)
    expected = laws.law_hazard(at_risk[where], enacted[where])
    np.testing.assert_equal(measure(f"preemption_hazard{part}").of(lively), expected)
    assert part or expected > 0
