"""Waiting times, laws and parties are read off as their definitions say."""

from itertools import product

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures import conduct, waiting
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind

SMALL = {
    "world.cities": 60,
    "world.nations": 6,
    "search.hazard": -1.5,
    "utility.benefit_scale": 3.0,
    "utility.anticipation": 0.0,
    "response.preempt_cost": 0.0,
    "politics.election_interval": 12,
    "issues.climate.position": -0.1,
    "issues.migration.position": -0.2,
    "issues.migration.consent": "none",
    "issues.security.consent": "none",
    "issues.trade.consent": "none",
}


@pytest.fixture(scope="module")
def lively() -> World:
    """A small world with laws."""
    world = World.from_scenario("synthetic", seed=4, changes=SMALL)
    world.run(months=60)
    return world


def test_the_median_time_looks_past_those_who_were_last_seen_waiting():
    rng = np.random.default_rng(1)
    true = rng.exponential(10.0, size=4000)
    seen_until = rng.exponential(12.0, size=4000)
    found = waiting.median_time(np.minimum(true, seen_until), true <= seen_until)
    assert found == pytest.approx(10 * np.log(2), abs=4 * 10 / np.sqrt(4000 / 2))
    naive = np.median(true[true <= seen_until])
    assert naive < 0.8 * found  # what leaving the others out would give


def test_a_median_that_is_never_reached_is_none():
    assert np.isnan(waiting.median_time(np.array([1.0, 5.0, 5.0, 5.0]), np.array([True, False, False, False])))
    assert np.isnan(waiting.median_time(np.array([1.0]), np.array([False])))


def test_a_hazard_is_events_over_time_at_risk():
    rng = np.random.default_rng(2)
    true = rng.exponential(1 / 0.03, size=5000)
    found = waiting.hazard(np.minimum(true, 24.0), true <= 24.0)
    assert found == pytest.approx(0.03, abs=4 * 0.03 / np.sqrt((true <= 24.0).sum()))
    assert np.isnan(waiting.hazard(np.zeros(0), np.zeros(0, dtype=bool)))


def test_laws_are_counted_over_the_months_at_risk_alone():
    risk, enacted = np.zeros((24, 2, 1), dtype=bool), np.zeros((24, 2, 1), dtype=bool)
    risk[:12, 0] = True
    enacted[5, 0], enacted[5, 1] = True, True  # the second was not at risk
    assert conduct.law_hazard(risk, enacted) == 1.0
    assert np.isnan(conduct.law_hazard(~risk & risk, enacted))


def test_the_ledger_tells_in_which_months_there_was_no_law(lively):
    state, n = lively.state, lively.state.n_cities
    enacted = np.zeros((lively.month, state.n_actors - n, len(state.issues)), dtype=bool)
    absent = conduct.laws_absent(lively, enacted)
    log = state.ledger.events
    laws = np.flatnonzero((log.kind == Event.LAW_ENACTED) & (log.month >= 0))
    assert enacted.sum() == len(laws) > 5
    for month, nation, issue in np.argwhere(enacted & ~absent).tolist():  # only where a court struck one down before
        struck = (log.kind == Event.LAW_ANNULLED) & (log.month == month)
        assert (struck & (log.actor == n + nation) & (log.issue == issue)).any()
    for nation, issue in product(range(state.n_actors - n), range(len(state.issues))):
        here = (log.actor == n + nation) & (log.issue == issue)
        for month in range(lively.month):
            made = np.count_nonzero(here & (log.kind == Event.LAW_ENACTED) & (log.month < month))
            gone = np.count_nonzero(
                here & np.isin(log.kind, (Event.LAW_ANNULLED, Event.LAW_REPEALED)) & (log.month < month)
            )
            assert absent[month, nation, issue] == (made == gone)


def test_opposed_agreements_are_those_deeper_than_the_nation_bears_while_they_live(lively):
    state, n = lively.state, lively.state.n_cities
    held = conduct.opposed_held(lively)
    book, position = state.book.rows, conduct.recorded(lively, "position")
    assert held.any() and not held.all()
    for month in (10, 59):
        wanted = np.zeros(held.shape[1:], dtype=bool)
        for row, side in product(range(len(book.status)), (0, 1)):
            city, other = book.party[row, side], book.party[row, 1 - side]
            home = state.actors.nation[city]
            lives = NEVER < book.signed[row] <= month and (book.ended[row] == NEVER or book.ended[row] > month)
            if book.kind[row] == Kind.NATION_NATION or city >= n or home == other or not lives:
                continue
            for k, depth in enumerate(book.terms[row]):
                bears = max(0.0, 2 * position[month, home, k] + state.settings.response.tolerance)
                wanted[home - n, k] |= depth > bears
        assert np.array_equal(held[month], wanted)


def test_the_divergence_of_mayors_is_their_mean_by_people_over_their_government(lively):
    n = lively.state.n_cities
    found = conduct.divergence_of_mayors(lively)[30]
    position, people = conduct.recorded(lively, "position")[30], conduct.recorded(lively, "population")[30]
    for nation in lively.nations.values():
        own = [city.row for city in nation.cities]
        if own:
            mean = np.average(position[own], axis=0, weights=people[own])
            assert found[nation.row - n] == pytest.approx(mean - position[nation.row])


def test_the_party_in_office_is_that_of_the_last_election():
    months, winners = np.array([3, 10, 17]), np.array([2, 0, 1])
    told = [conduct.party_at(months, winners, when) for when in (2, 3, 9, 10, 40)]
    assert told == [None, 2, 2, 0, 1]


def test_acts_within_a_party_are_those_whose_last_elections_had_one_winner(lively):
    events = lively.events
    acts = events[(events["kind"] == "classed") & (events["month"] >= 0)]
    log = lively.state.ledger.events
    same, told = 0, 0
    for at in acts.index:
        if log.detail[at] not in conduct.ANTAGONISTIC:
            continue
        parties = []
        for who in (log.actor[at], log.other[at]):
            held = np.flatnonzero((log.kind == Event.ELECTION) & (log.actor == who) & (log.month <= log.month[at]))
            parties.append(log.detail[held[-1]] if len(held) else None)
        if None not in parties:
            told, same = told + 1, same + (parties[0] == parties[1])
    assert told > 20
    assert conduct.same_party(lively) == pytest.approx(same / told)


def test_what_was_delivered_is_what_reviews_found(lively):
    events = lively.events
    reviews = events[(events["kind"] == "reviewed") & (events["month"] >= 0)]["value"]
    assert len(reviews) > 50
    assert conduct.mean_delivered(lively) == pytest.approx(reviews.mean())
    assert conduct.undone(lively) == pytest.approx((reviews < 0).mean())


def test_commitment_takes_nations_as_long_as_their_hazard_says(lively):
    book = lively.state.book.rows
    assert waiting.months_to_commitment(lively, Kind.CITY_CITY) >= 1
    hazard = waiting.ratification_hazard(lively)
    votes = np.count_nonzero(
        (lively.state.ledger.events.kind == Event.RATIFIED)
        & (lively.state.ledger.events.actor >= lively.state.n_cities)
        & (book.signed[lively.state.ledger.events.agreement] >= 0)
    )
    error = hazard / np.sqrt(votes)
    assert votes > 20
    assert hazard <= lively.settings.ratification.hazard_nation + 4 * error
