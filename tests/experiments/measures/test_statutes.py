"""Statutes are read off as the definitions of their measures say."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures import statutes
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import NEVER


def test_only_statutes_in_months_at_risk_count():
    risk, enacted = np.zeros((24, 2, 1), dtype=bool), np.zeros((24, 2, 1), dtype=bool)
    risk[:12, 0] = True
    enacted[5, 0], enacted[5, 1] = True, True  # the second was not at risk
    assert statutes.statute_hazard(risk, enacted) == 1.0
    assert np.isnan(statutes.statute_hazard(~risk & risk, enacted))


def test_statutes_are_followed_month_by_month(lively: World) -> None:
    rows, begin = lively.state.statutes.rows, -lively.settings.search.burn_in
    absent, enacted = statutes.statutes(lively)
    assert enacted.sum() > 5
    n = lively.state.n_cities
    for number in range(len(rows.kind)):
        where = rows.nation[number] - n, statutes.issues_of(lively)[number]
        since = int(rows.enacted[number]) - begin
        until = len(absent) if rows.ended[number] == NEVER else int(rows.ended[number]) - begin
        assert enacted[since, *where] and not absent[since + 1 : until, *where].any()


def test_the_divergence_of_mayors_is_their_weighted_mean_over_their_government(lively: World) -> None:
    n = lively.state.n_cities
    at = 30 + lively.settings.search.burn_in
    found = statutes.divergence_of_mayors(lively)[at]
    position, people = statutes.recorded(lively, "position")[at], statutes.recorded(lively, "population")[at]
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
        (" of N002", slice(None), slice(1, 2), slice(None)),
        (" of cities:N002", slice(None), slice(1, 2), slice(None)),
        (" on climate", slice(None), slice(None), slice(0, 1)),
    ],
)
def test_the_hazard_ratio_is_of_the_chosen_months_nations_and_issues(
    part: str, months: slice, nations: slice, issues: slice, lively: World
) -> None:
    absent, enacted = statutes.statutes(lively)
    gap = statutes.divergence_of_mayors(lively)
    # Months of the case count from the start, those of the arrays from the first month of the burn-in.
    shift = lively.settings.search.burn_in
    when = slice(*(None if each is None else each + shift for each in (months.start, months.stop)))
    where = (when, nations, issues)
    high, low = (
        statutes.statute_hazard((absent & risk)[where], enacted[where])
        for risk in (gap >= statutes.HIGH_DIVERGENCE, gap < 0.0)
    )
    expected = high / low if low else np.nan
    np.testing.assert_equal(measure(f"statute_hazard_ratio{part}").of(lively), expected)


def test_a_cell_counts_once_while_it_has_a_statute_and_governments_are_judged_when_they_pass_it(lively: World) -> None:
    rows, state = lively.state.statutes.rows, lively.state
    cells = set(zip(rows.nation.tolist(), statutes.issues_of(lively).tolist(), rows.ended.tolist(), strict=True))
    alive = {(nation, issue) for nation, issue, ended in cells if ended == NEVER}
    whole = len(lively.nations) * len(state.issues)
    assert measure("statute_cells").of(lively) == pytest.approx(len(alive) / whole)
    found = [number for number in range(len(rows.kind)) if rows.enacted[number] >= 0]
    position = statutes.recorded(lively, "position")
    begin = state.recorder.months[0]
    opposed = [position[rows.enacted[n] - begin, rows.nation[n], rows.prompted[n]] < 0 for n in found]
    assert measure("opposed_statutes").of(lively) == pytest.approx(np.mean(opposed))
