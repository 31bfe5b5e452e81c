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


def test_the_hazard_of_the_whole_world_lies_between_those_of_its_halves(lively: World) -> None:
    of = [measure(f"preemption_hazard{part}").of(lively) for part in ("", " until 2018-06", " since 2018-07")]
    assert min(of[1:]) <= of[0] <= max(of[1:])
    assert of[0] > 0
