"""A conference: two parties sign what `nash` gives, several sign one agreement, and whoever leaves is on record."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model import tables
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.conference import Call, hold
from paradiplomacy.model.bargaining.parties import accepted_at_home, running_gains
from paradiplomacy.model.events.refusal import Refusal
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.phases import domestic
from paradiplomacy.model.rules.protocol import nash, no_answers
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.vocabulary import Form, Kind, PartnerClass, Reason, Status, StatuteKind
from paradiplomacy.model.world import update_networks

Check = Callable[[State], None]
AT_ONCE = {"ratification__hazard_city": 1.0, "ratification__hazard_nation": 1.0, "delivery__breach": 0.0}


@pytest.fixture
def state(make_state: Callable[..., State]) -> State:
    """A world without agreements, in which everybody gains from one."""
    made = make_state(
        search__stock=-20.0, search__hazard=-20.0, response__attention=0.0, utility__benefit_scale=3.0, **AT_ONCE
    )
    made.veto_count[:] = 0
    made.actors.consent[:] = 0
    update_networks(made)
    return made


@compiled
def _accepted(month: Month, which: Rows) -> Flags:
    return accepted_at_home(month, which)


def accepted(state: State, which: Rows) -> Flags:
    """Return for which parties every veto player accepts the terms; compiled code alone can call the rule."""
    return _accepted(month_of(state), which)


def call(who: list[int], issues: tuple[int, ...] = (0, 2), host: int | None = None, name: str = "it") -> Call:
    return Call(name, np.array(who, dtype=np.int32), host, issues, Form.PLAN)


def newest(state: State) -> Rows:
    return np.array([len(state.book.table) - 1])


def who_left(state: State) -> list[tuple[int, Reason]]:
    log = state.ledger.events
    at = log.kind == Event.TALKS_LEFT
    return [(int(who), Reason(int(why))) for who, why in zip(log.actor[at], log.detail[at], strict=True)]


@pytest.mark.parametrize("veto_players", [0, 2])
def test_two_parties_sign_exactly_what_nash_gives(state: State, veto_players: int) -> None:
    state.veto_count[:] = veto_players
    signed = 0
    for one in range(state.n_cities - 1):
        hold(state, call([one, one + 1]))
        which = newest(state)
        parties = state.book.parties_of(which)
        answers = no_answers(cases := cases_of(state, state.book.pair(which), error=True))
        nash.settle(cases, answers)
        agreed = state.book.rows.status[which[0]] == Status.SIGNED
        assert agreed == answers.agreed[0]
        np.testing.assert_array_equal(state.book.parties.terms[parties], answers.terms[0])
        if agreed:
            np.testing.assert_array_equal(state.book.parties.gain[parties], answers.gain[0])
        signed += agreed
    assert signed > 3


def test_several_sign_one_agreement_with_a_row_for_each(state: State, same_as_replayed: Check) -> None:
    hold(state, call([0, 3, 5, 8, 11], host=5))
    which = newest(state)
    book, parties = state.book.rows, state.book.parties_of(which)
    assert (book.status[which[0]], book.kind[which[0]], book.form[which[0]]) == (
        Status.SIGNED,
        Kind.CITY_CITY,
        Form.PLAN,
    )
    assert state.book.parties.actor[parties].tolist() == [5, 0, 3, 8, 11], "the host opens the talks"
    terms, gain = state.book.parties.terms[parties], state.book.parties.gain[parties]
    assert (gain > 0.0).all() and len(np.unique(terms[:, [0, 2]], axis=0)) > 1, "each makes its own commitments"
    assert not terms[:, [1, 3, 4]].any(), "only the issues of the conference"
    log = state.ledger.events
    (at,) = np.flatnonzero(log.kind == Event.CONFERENCE)
    assert (log.agreement[at], log.actor[at], log.value[at]) == (which[0], 5, 5.0)
    assert (log.kind == Event.COMMITTED).sum() == 5
    same_as_replayed(state)


def test_gains_are_the_means_over_the_partners(state: State) -> None:
    state.settings = state.settings._replace(utility=state.settings.utility._replace(upkeep=1.0))
    hold(state, call([0, 3, 5, 8]))
    which = newest(state)
    parties = state.book.parties_of(which)
    np.testing.assert_allclose(running_gains(state, which), state.book.parties.gain[parties], rtol=1e-9)


def test_cities_and_nations_sign_together_and_it_comes_into_force(state: State, same_as_replayed: Check) -> None:
    nation = int(state.actors.nation[0])
    other = next(n for n in range(state.n_cities, state.n_actors) if n != nation)
    hold(state, call([0, 3, nation, other]))
    which = newest(state)
    assert state.book.rows.kind[which[0]] == Kind.CITY_NATION
    assert accepted(state, which).all()
    state.month += 1
    domestic.act(state)
    assert state.book.rows.status[which[0]] == Status.IN_FORCE
    same_as_replayed(state)
    assert tables.agreements(state).iloc[-1]["parties"] == 4


def test_whoever_would_lose_leaves_and_the_ledger_says_so(state: State, same_as_replayed: Check) -> None:
    state.actors.need[8], state.actors.position[8], state.actors.pragmatism[8] = 0.0, -1.0, 0.2
    hold(state, call([0, 3, 8, 11]))
    which = newest(state)
    assert who_left(state) == [(8, Reason.WOULD_LOSE)]
    assert state.book.parties.actor[state.book.parties_of(which)].tolist() == [0, 3, 11]
    log = state.ledger.events
    assert log.value[log.kind == Event.TALKS_LEFT] < 0.0
    assert log.agreement[log.kind == Event.TALKS_LEFT] == which
    same_as_replayed(state)


def veto(state: State, city: int, *, received: float) -> None:
    """Give a city a keen leader and a veto player who minds every commitment, whatever the city receives."""
    state.veto_count[city] = 1
    state.actors.median[city], state.actors.position[city], state.actors.pragmatism[city] = -1.0, 0.9, 0.1
    state.actors.need[city] = received


def test_whoever_cannot_ratify_all_commits_itself_to_less(state: State) -> None:
    hold(state, call([0, 3, 8, 11]))
    before = state.book.parties.terms[state.book.parties_of(newest(state))[2]]
    veto(state, 8, received=1.0)
    hold(state, call([0, 3, 8, 11], name="again"))
    assert not who_left(state)
    parties = state.book.parties_of(newest(state))
    after = state.book.parties.terms[parties[2]]
    assert after.sum() < before.sum()
    # What it commits itself to is what the veto player, as the negotiators see it, just accepts.
    state.settings = state.settings._replace(negotiation=state.settings.negotiation._replace(win_set_error=0.0))
    hold(state, call([0, 3, 8, 11], name="with a clear view"))
    which = newest(state)
    assert accepted(state, which).all()
    state.book.parties.terms[state.book.parties_of(which)[2]] *= 1.01
    assert accepted(state, which).tolist() == [True, True, False, True]


def test_whoever_could_ratify_nothing_leaves(state: State) -> None:
    veto(state, 8, received=0.0)
    hold(state, call([0, 3, 8, 11]))
    assert who_left(state) == [(8, Reason.REJECTED)]
    log = state.ledger.events
    assert log.value[log.kind == Event.TALKS_LEFT] < 0.0


def test_whoever_is_barred_or_has_to_refuse_leaves(state: State) -> None:
    barred = state.actors.nation[0]
    statutes.enact(state, int(barred), StatuteKind.BAR, partners=PartnerClass.ANY)
    refuser = next(i for i in range(state.n_cities) if state.actors.nation[i] != barred)
    third, fourth = [i for i in range(state.n_cities) if state.actors.nation[i] != barred and i != refuser][:2]
    refusal = Refusal(date="2016-01", name="no", who=(state.identities[refuser],), partners=(state.identities[third],))
    state.dated_events[state.month] = [refusal]
    hold(state, call([0, refuser, third, fourth]))
    assert dict(who_left(state)) == {0: Reason.FORBIDDEN, refuser: Reason.REFUSED_BY_SEAT}
    assert state.book.parties.actor[state.book.parties_of(newest(state))].tolist() == [third, fourth]


def test_talks_that_nobody_stays_in_fail(state: State, same_as_replayed: Check) -> None:
    state.settings = state.settings._replace(utility=state.settings.utility._replace(benefit_scale=0.0))
    state.actors.position[:] = -1.0
    hold(state, call([0, 3, 8, 11]))
    which = newest(state)
    assert (state.book.rows.status[which[0]], state.book.rows.reason[which[0]]) == (Status.FAILED, Reason.NO_ZONE)
    assert state.book.rows.size[which[0]] == 4 and len(who_left(state)) == 2
    same_as_replayed(state)


def test_one_actor_or_no_issue_within_its_competence_opens_nothing(state: State) -> None:
    before = len(state.book.table)
    hold(state, call([3]))
    state.mandate[0, :] = False
    hold(state, call([0, 3]))
    assert len(state.book.table) == before
    log = state.ledger.events
    assert log.agreement[log.kind == Event.CONFERENCE].tolist() == [-1, -1]


def test_two_conferences_of_a_month_have_draws_of_their_own(state: State) -> None:
    for name in ("one", "another"):
        hold(state, call([0, 3, 5], name=name))
    keys = state.book.rows.key[[-2, -1]]
    assert keys[0] != keys[1]
