"""The clubs phase: summits, decisions in between, and votes of nations."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.eligibility import gone_nations
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.phases import clubs
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason
from paradiplomacy.scenarios.format.scenario import Club


def sure_votes(state: State) -> None:
    ratification = state.settings.ratification._replace(hazard_nation=1.0)
    state.settings = state.settings._replace(ratification=ratification)


def test_a_summit_is_held_at_every_interval_after_the_founding_and_never_without_one(treaty: State) -> None:
    columns = treaty.register.clubs.rows
    founded = int(columns.founded[0])
    columns.interval[0] = 6
    held = []
    for treaty.month in range(founded, founded + 19):
        held.append(clubs.has_summit(treaty, 0))
    assert [age for age, summit in enumerate(held) if summit] == [6, 12, 18]
    columns.interval[0] = 0
    assert not clubs.has_summit(treaty, 0)


def test_a_nation_votes_after_the_month_of_its_signature(treaty: State) -> None:
    sure_votes(treaty)
    members, rows = treaty.book.parties, treaty.register.places(0)
    members.status[rows], members.joined[rows] = PartyStatus.SIGNED, treaty.month
    treaty.register.clubs.rows.bonus[0] = 10.0  # enough for any veto player
    clubs.ratify(treaty, 0)
    assert (members.status[rows] == PartyStatus.SIGNED).all()
    treaty.month += 1
    clubs.ratify(treaty, 0)
    after = members.status[rows]
    assert (after >= PartyStatus.BOUND).all() and (after != PartyStatus.WITHDRAWN).all()


def test_a_treaty_without_pace_is_ratified_by_nobody(treaty: State) -> None:
    sure_votes(treaty)
    members, rows = treaty.book.parties, treaty.register.places(0)
    members.status[rows], members.joined[rows] = PartyStatus.SIGNED, treaty.month - 1
    treaty.register.clubs.rows.pace[0] = 0.0
    clubs.ratify(treaty, 0)
    assert (members.status[rows] == PartyStatus.SIGNED).all()


def test_nobody_ratifies_before_the_treaty_is_open(treaty: State) -> None:
    sure_votes(treaty)
    members, rows, clubs_ = treaty.book.parties, treaty.register.places(0), treaty.register.clubs.rows
    members.status[rows], members.joined[rows] = PartyStatus.SIGNED, treaty.month - 1
    clubs_.bonus[0] = 10.0  # enough for any veto player
    opened = treaty.month + 3
    number = int(clubs_.plan[0])
    treaty.plans = tuple(plan._replace(opened=opened) if at == number else plan for at, plan in enumerate(treaty.plans))
    while treaty.month < opened:
        clubs.ratify(treaty, 0)
        assert (members.status[rows] == PartyStatus.SIGNED).all()
        treaty.month += 1
    clubs.ratify(treaty, 0)
    assert (members.status[rows] >= PartyStatus.BOUND).all()


def test_who_is_refused_at_home_leaves_and_the_others_pledges_are_updated(treaty: State) -> None:
    sure_votes(treaty)
    members, rows = treaty.book.parties, treaty.register.places(0)
    members.status[rows], members.joined[rows] = PartyStatus.SIGNED, treaty.month - 1
    treaty.register.clubs.rows.bonus[0] = -10.0  # too little for any veto player
    clubs.ratify(treaty, 0)
    assert (members.status[rows] == PartyStatus.WITHDRAWN).all() and not members.terms[rows].any()


def test_nobody_reconsiders_without_a_reason(treaty: State) -> None:
    before = len(treaty.ledger)
    treaty.actors.turned[:] = treaty.month - 1
    clubs.reconsider(treaty, 0)
    assert len(treaty.ledger) == before
    treaty.register.clubs.rows.bonus[0] = -10.0
    treaty.actors.turned[:] = treaty.month
    clubs.reconsider(treaty, 0)
    assert Event.CLUB_LEFT in treaty.ledger.events.kind[before:]


def test_no_club_sees_that_a_nation_has_joined_another_one_again_in_the_same_month(
    make_state: Callable[..., State], monkeypatch: pytest.MonkeyPatch
) -> None:
    common = {"founded": "2015-01", "issues": ("climate",), "bonus": 10.0}
    treaty = Club(name="treaty", kind="nation treaty", invited=("nations",), members=("nations",), **common)
    state = make_state(clubs=(treaty, Club(name="league", invited=("cities",), **common)))
    clubs.act(state)
    first = state.register.inside(0)[:1]
    nation = int(state.book.parties.actor[first[0]])
    acts.leave(state, 0, first, Reason.NATIONAL_EXIT)
    state.month += 1
    # Another party takes office, so that the nation may join again, and does for the bonus.
    state.actors.turned[nation] = state.month
    seen: list[list[int]] = []

    def note(state: State, club: int) -> None:
        seen.append(np.flatnonzero(gone_nations(state, state.register.clubs.rows.agenda[club], None)).tolist())

    monkeypatch.setattr(clubs, "apply_clause", note)
    clubs.act(state)
    assert state.book.parties.status[first[0]] != PartyStatus.WITHDRAWN
    assert seen == [[nation], [nation]]
    assert not gone_nations(state, state.register.clubs.rows.agenda[1], None).any()
