"""From the columns of the invited actors to their payoffs."""

import numpy as np
import pytest

from paradiplomacy.model.chance import normal
from paradiplomacy.model.clubs import acts, valuation
from paradiplomacy.model.clubs.valuation import distance_from_leavers, draw_thresholds, payoffs_of, thresholds
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason


def test_payoffs_of_who_has_promised_nothing_are_those_of_the_model(treaty: State) -> None:
    actors, members = treaty.actors, treaty.book.parties
    actors.promised[:], members.counted[:] = 0.0, 0.0
    clubs, settings = treaty.register.clubs.rows, treaty.settings
    clubs.good[0], clubs.dues[0] = 0.2, 3.0
    found, issues = payoffs_of(treaty, 0), treaty.register.issues(0)
    economy = actors.gdp[treaty.n_cities :].sum()
    for at, row in enumerate(treaty.register.places(0).tolist()):
        i = int(members.actor[row])
        salience, pragmatism, need = actors.salience[i, issues], actors.pragmatism[i], actors.need[i, issues]
        charge = treaty.identity_charge[issues]
        material = salience * pragmatism * need
        np.testing.assert_allclose(found.benefit[at], settings.membership.common_benefit * material)
        np.testing.assert_allclose(found.cost[at], salience * (pragmatism + 2 * (1 - pragmatism) * charge))
        own = salience * (1 - pragmatism) * charge * 2 * actors.position[i, issues]
        np.testing.assert_allclose(found.identity[at], own, atol=1e-15)
        assert found.weight[at] == pytest.approx(actors.gdp[i] / economy)
        assert found.good[at] == pytest.approx(0.2 * material.sum())
        budget = actors.gdp[i] * settings.economy.budget_share * 1000  # US$ million
        bound = members.status[row] in (PartyStatus.BOUND, PartyStatus.IN_FORCE)
        leaving = settings.membership.exit_cost if bound else 0.0
        assert found.bonus[at] == pytest.approx(clubs.bonus[0] - 100 * 3.0 / budget + leaving)
    assert (found.room == 1.0).all()


def test_what_a_member_has_promised_in_this_club_does_not_narrow_its_room_there(treaty: State) -> None:
    actors, members, issues = treaty.actors, treaty.book.parties, treaty.register.issues(0)
    at = treaty.register.stretch(0)
    elsewhere, here = 0.25, 0.5
    members.counted[at] = here
    actors.promised[:] = 1 - (1 - elsewhere) * (1 - here)
    np.testing.assert_allclose(payoffs_of(treaty, 0).room, np.full((at.stop - at.start, len(issues)), 1 - elsewhere))


def test_a_nation_that_leaves_changes_the_payoffs_of_no_other_nation(treaty: State) -> None:
    before = payoffs_of(treaty, 0).bonus.copy()
    acts.leave(treaty, 0, treaty.register.inside(0)[:1], Reason.NATIONAL_EXIT)
    np.testing.assert_array_equal(payoffs_of(treaty, 0).bonus, before)  # expression is that of cities


def test_thresholds_are_of_cities_last_and_are_low_for_members_on_record(treaty: State) -> None:
    n, named = treaty.n_cities, np.zeros(treaty.n_actors, dtype=bool)
    who, key, club = np.arange(treaty.n_actors, dtype=np.int32), np.uint64(3), np.uint64(4)
    named[: n // 2] = True
    least = np.full(treaty.n_actors, np.nan)
    draw_thresholds(treaty.actors, n, who, named, 0.5, club, key, least)
    draws = np.array([normal(key, club, each) for each in treaty.actors.key[:n]])
    np.testing.assert_allclose(least[n // 2 : n], 0.5 * (1.0 + draws[n // 2 :]))
    np.testing.assert_allclose(least[: n // 2], -0.5 * np.abs(draws[: n // 2]))
    assert (least[n:] == 0.0).all()
    before = thresholds(treaty, 0)
    treaty.month += 7
    np.testing.assert_array_equal(thresholds(treaty, 0), before)


def test_a_threshold_takes_from_what_membership_is_worth(treaty: State, monkeypatch: pytest.MonkeyPatch) -> None:
    before = payoffs_of(treaty, 0).bonus
    least = np.linspace(-1.0, 1.0, len(before))
    monkeypatch.setattr(valuation, "thresholds", lambda *_: least)
    settings = treaty.settings
    treaty.settings = settings._replace(membership=settings.membership._replace(threshold_spread=0.0))
    np.testing.assert_allclose(payoffs_of(treaty, 0).bonus, before - least)


def test_leaving_costs_those_alone_who_are_bound(treaty: State) -> None:
    members, rows = treaty.book.parties, treaty.register.places(0)
    members.status[rows] = PartyStatus.SIGNED
    members.status[rows[:2]] = [PartyStatus.BOUND, PartyStatus.IN_FORCE]
    members.status[rows[2:4]] = [PartyStatus.INVITED, PartyStatus.WITHDRAWN]
    settings, worth = treaty.settings, []
    for cost in (0.0, 0.4):
        treaty.settings = settings._replace(membership=settings.membership._replace(exit_cost=cost))
        worth.append(payoffs_of(treaty, 0).bonus)
    np.testing.assert_allclose(worth[1] - worth[0], [0.4, 0.4] + [0.0] * (len(rows) - 2), atol=1e-12)


def test_with_an_exit_carried_over_cities_abroad_distance_themselves_in_part(treaty: State) -> None:
    actors, n = treaty.actors, treaty.n_cities
    distance = distance_from_leavers.py_func  # type: ignore[attr-defined]
    gone = np.zeros(treaty.n_actors, dtype=bool)
    gone[[n, n + 1]] = True
    actors.position[n, 0], actors.position[n + 1, 0] = -0.2, -0.6
    city = next(i for i in range(n) if not gone[actors.nation[i]])
    own = next(i for i in range(n) if actors.nation[i] == n)
    actors.position[[city, own], 0] = 0.5
    for share in (0.0, 0.25, 1.0):
        assert distance(actors, gone, share, city, n, 0) == pytest.approx(share * 1.1)
        assert distance(actors, gone, share, own, n, 0) == pytest.approx(0.7)
    assert distance(actors, np.zeros_like(gone), 1.0, city, n, 0) == 0.0
