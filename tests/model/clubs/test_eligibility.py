"""Eligibility for a club: after expulsions and exits, under laws, and when members reconsider."""

import numpy as np

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.eligibility import barred, dated_exits, fresh_of, gone_nations, reconsidering
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.vocabulary import ClubKind, Reason, StatuteKind

YEAR = 12


def test_who_was_expelled_may_come_back_after_a_year_and_no_sooner(treaty: State) -> None:
    row = treaty.register.inside(0)[:1]
    acts.leave(treaty, 0, row, Reason.EXPELLED)
    shut = []
    for _ in range(YEAR + 1):
        shut.append(barred(treaty, 0).tolist())
        treaty.month += 1
    others = [False] * (len(treaty.register.places(0)) - 1)
    assert shut == [[True, *others]] * YEAR + [[False, *others]]


def test_a_nation_that_left_by_an_exit_is_barred_until_another_party_takes_office(treaty: State) -> None:
    row = treaty.register.inside(0)[:1]
    who = int(treaty.book.parties.actor[row[0]])
    acts.leave(treaty, 0, row, Reason.NATIONAL_EXIT)
    treaty.month += 5 * YEAR
    assert barred(treaty, 0)[0]
    treaty.actors.turned[who] = treaty.month
    assert not barred(treaty, 0)[0]


def test_only_exits_by_nations_on_the_issue_count_as_gone_and_only_for_so_long_as_asked(treaty: State) -> None:
    register = treaty.register
    rows = register.inside(0)
    gone, quiet = (int(treaty.book.parties.actor[row]) for row in rows[:2])
    acts.leave(treaty, 0, rows[:1], Reason.NATIONAL_EXIT)
    acts.leave(treaty, 0, rows[1:2], Reason.NOT_WORTH_IT)
    agenda = register.clubs.rows.agenda[0]
    assert np.flatnonzero(gone_nations(treaty, agenda, None)).tolist() == [gone] != [quiet]
    assert not gone_nations(treaty, ~agenda, None).any(), "another issue"
    treaty.month += 3
    assert gone_nations(treaty, agenda, 4)[gone] and not gone_nations(treaty, agenda, 3).any()


def test_a_nation_that_joins_again_counts_as_gone_until_the_clubs_have_acted(treaty: State) -> None:
    row, agenda = treaty.register.inside(0)[:1], treaty.register.clubs.rows.agenda[0]
    acts.leave(treaty, 0, row, Reason.NATIONAL_EXIT)
    treaty.exits = dated_exits(treaty)
    acts.join(treaty, 0, row)
    assert gone_nations(treaty, agenda, None).any() and gone_nations(treaty, agenda, 1).any()
    treaty.exits = None
    assert not gone_nations(treaty, agenda, None).any()


def test_who_has_just_joined_is_fresh_for_as_long_as_it_is_news(treaty: State) -> None:
    members, months = treaty.book.parties, treaty.settings.membership.news_months
    members.joined[:] = treaty.month - months
    assert not fresh_of(treaty, 0).any()
    members.joined[treaty.register.places(0)[0]] += 1
    assert fresh_of(treaty, 0).tolist() == [True] + [False] * (len(treaty.register.places(0)) - 1)


def test_actors_reconsider_by_chance_under_a_new_party_or_with_their_nation(treaty: State) -> None:
    actors, keys = treaty.actors, np.uint64(1)
    who = np.arange(treaty.n_cities, dtype=np.int32)
    struck, turned = np.zeros(treaty.n_actors, dtype=bool), np.full_like(actors.turned, -1)

    def found(attention: float, carry_over: float = 0.0) -> list[int]:
        return np.flatnonzero(
            reconsidering(actors.key, actors.nation, turned, who, 5, attention, carry_over, struck, keys, keys)
        ).tolist()

    assert found(0.0) == [] and found(1.0) == who.tolist()
    turned[3] = 5
    assert found(0.0) == [3]
    struck[actors.nation[0]] = True
    assert set(found(0.0)) == {3} | set(np.flatnonzero(actors.nation[who] == actors.nation[0]).tolist())
    # With the exit carried over, cities abroad reconsider with that chance, and nations abroad do not.
    own = set(found(0.0))
    cities = set(np.flatnonzero(actors.nation[who] != who).tolist())
    assert set(found(0.0, carry_over=1.0)) == own | cities
    some = set(found(0.0, carry_over=0.5))
    assert own < some < own | cities
    struck[:] = False
    assert found(0.0, carry_over=1.0) == [3], "nobody has left"


def test_a_statute_keeps_cities_out_by_a_bar_or_by_a_leave_that_would_be_refused(lawless: State) -> None:
    state = lawless
    club = int(np.flatnonzero(state.register.clubs.rows.kind == ClubKind.CITY_CLUB)[0])
    members, places = state.book.parties, state.register.places(club)
    nation = state.n_cities
    mine = state.actors.nation[members.actor[places]] == nation
    state.register.clubs.rows.terms[club] = np.where(state.register.clubs.rows.agenda[club], 0.5, 0.0)
    issue = int(state.register.issues(club)[0])
    before = barred(state, club)

    def shut(kind: StatuteKind, position: float, on: int = issue) -> list[bool]:
        state.actors.position[nation] = position
        number = statutes.enact(state, nation, kind, on)
        found = barred(state, club)
        statutes.repeal(state, number)
        return found.tolist()

    assert shut(StatuteKind.BAR, 0.9) == (before | mine).tolist()
    assert shut(StatuteKind.CONSENT, -0.5) == (before | mine).tolist()
    assert shut(StatuteKind.CONSENT, 0.9) == shut(StatuteKind.NOTICE, -0.5) == before.tolist()
    assert shut(StatuteKind.BAR, 0.9, on=(issue + 1) % len(state.issues)) == before.tolist()
    assert mine.any() and not mine.all()
