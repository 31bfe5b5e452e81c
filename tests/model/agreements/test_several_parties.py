"""An agreement of three: ratification, delivery, the withdrawal of one party, replay, save and restore."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.model import tables
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.pairs import pairs_of
from paradiplomacy.model.bargaining.parties import running_gains
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.network.ties import earlier_ties
from paradiplomacy.model.phases import delivery, domestic
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Kind, PartyStatus, Reason, Status
from paradiplomacy.model.world import one_month, update_networks

Check = Callable[[State], None]
AT_ONCE = {"ratification__hazard_city": 1.0, "ratification__hazard_nation": 1.0, "delivery__breach": 0.0}
THREE = [0, 5, 10]


@pytest.fixture
def state(make_state: Callable[..., State]) -> State:
    """A world without other agreements, in which every vote that is due is held."""
    made = make_state(search__stock=-20.0, search__hazard=-20.0, response__attention=0.0, **AT_ONCE)
    # Nobody's veto player minds, so that only what a test does decides.
    made.veto_count[:] = 0
    made.ledger.write(Event.SUMMIT, made.month)
    update_networks(made)
    return made


def negotiate(state: State, who: list[int], depth: float = 0.2) -> Rows:
    """One negotiation of several cities on the first issue, and its signature with depths of their own."""
    agenda = np.eye(1, len(state.issues), dtype=bool)
    which = state.book.add(who, size=len(who), key=np.uint64(9), form=1, agenda=agenda, opened=state.month)
    acts.open_negotiations(state, which)
    terms = np.zeros((len(who), len(state.issues)))
    terms[:, 0] = depth * (1.0 + np.arange(len(who)))
    acts.sign(state, which, terms, np.full(len(who), 0.1), np.zeros(len(who)))
    return which


def three_in_force(state: State) -> Rows:
    which = negotiate(state, THREE)
    state.month += 1
    domestic.act(state)
    assert state.book.rows.status[which].tolist() == [Status.IN_FORCE]
    return which


def status_of(state: State, which: Rows) -> list[PartyStatus]:
    return [PartyStatus(int(each)) for each in state.book.parties.status[state.book.parties_of(which)]]


def test_its_depth_is_the_mean_of_what_its_parties_commit_themselves_to(state: State, same_as_replayed: Check) -> None:
    which = negotiate(state, THREE)
    book = state.book
    np.testing.assert_allclose(book.rows.terms[which, 0], 0.4)
    np.testing.assert_allclose(book.parties.terms[book.parties_of(which), 0], [0.2, 0.4, 0.6])
    assert status_of(state, which) == [PartyStatus.SIGNED] * 3
    assert book.sides(book.parties_of(which)).tolist() == [0, 1, 2]
    same_as_replayed(state)


def test_all_three_ratify_before_it_is_in_force(state: State, same_as_replayed: Check) -> None:
    which = negotiate(state, THREE)
    acts.ratify(state, state.book.parties_of(which)[:2])
    domestic.act(state)
    assert state.book.rows.status[which].tolist() == [Status.SIGNED], "the third has not ratified"
    state.month += 1
    domestic.act(state)
    assert state.book.rows.status[which].tolist() == [Status.IN_FORCE]
    assert status_of(state, which) == [PartyStatus.IN_FORCE] * 3
    same_as_replayed(state)


def test_one_refusal_at_home_is_enough(state: State, same_as_replayed: Check) -> None:
    which = negotiate(state, THREE)
    state.veto_count[10] = 1
    state.actors.median[10], state.actors.salience[10], state.actors.pragmatism[10] = -1.0, 1.0, 0.0
    state.month += 1
    domestic.act(state)
    assert state.book.rows.status[which].tolist() == [Status.FAILED]
    assert state.book.rows.reason[which].tolist() == [Reason.REFUSED_AT_HOME]
    refusals = state.ledger.events.kind == Event.REFUSED
    assert state.ledger.events.actor[refusals].tolist() == [10]
    same_as_replayed(state)


def test_each_is_reviewed_and_its_effort_counts_by_its_own_terms(state: State, same_as_replayed: Check) -> None:
    which = three_in_force(state)
    state.month += 12
    delivery.act(state)
    parties = state.book.parties_of(which)
    delivered = state.book.parties.delivered[parties]
    assert not np.isnan(delivered).any() and len(set(delivered.tolist())) == 3
    promised = state.settings.form.scope_plan * np.array([0.2, 0.4, 0.6])
    np.testing.assert_allclose(state.actors.promised[THREE, 0], promised)
    expected = np.clip(delivered, 0.0, 1.0) * promised
    np.testing.assert_allclose(state.actors.effort[THREE, 0], expected)
    same_as_replayed(state)


def test_each_has_the_mean_gain_over_its_partners(state: State) -> None:
    which = three_in_force(state)
    update_networks(state)
    gains = running_gains(state, which)
    # The same terms between two at a time, as agreements of their own of the same age, form and depth.
    alone = {}
    for one, other in ((0, 5), (0, 10), (5, 10)):
        pair = negotiate(state, [one, other])
        own = state.book.parties.terms[state.book.parties_of(which)[[THREE.index(one), THREE.index(other)]]]
        state.book.parties.terms[state.book.parties_of(pair)], state.book.rows.in_force[pair] = own, state.month
        alone[one, other], alone[other, one] = running_gains(state, pair).tolist()
    expected = [np.mean([alone[i, j] for j in THREE if j != i]) for i in THREE]
    np.testing.assert_allclose(gains, expected, rtol=1e-12)


def test_one_leaves_and_the_others_go_on_until_one_is_left(state: State, same_as_replayed: Check) -> None:
    which = three_in_force(state)
    parties = state.book.parties_of(which)
    acts.leave(state, parties[1:2], Reason.TURNOVER)
    assert state.book.rows.status[which].tolist() == [Status.IN_FORCE]
    assert status_of(state, which) == [PartyStatus.IN_FORCE, PartyStatus.WITHDRAWN, PartyStatus.IN_FORCE]
    last = state.ledger.events
    assert (last.kind[-1], last.actor[-1], last.other[-1], last.detail[-1]) == (Event.LEFT, 5, 0, Reason.TURNOVER)
    same_as_replayed(state)
    update_networks(state)
    ties = [earlier_ties(state.ties.first, state.ties.partner, i, j) for i, j in ((0, 5), (5, 10), (0, 10))]
    assert ties == [0, 0, 1]
    assert pairs_of(state.book, which).pairs.tolist() == [[parties[0], parties[2]]]
    assert np.isnan(running_gains(state, which)).tolist() == [False, True, False]
    state.month += 12
    delivery.act(state)
    assert np.isnan(state.book.parties.delivered[parties]).tolist() == [False, True, False]
    assert state.actors.promised[5, 0] == 0.0, "who has left promises nothing"
    same_as_replayed(state)
    acts.leave(state, parties[2:], Reason.TURNOVER)
    assert state.book.rows.status[which].tolist() == [Status.WITHDRAWN]
    assert status_of(state, which) == [PartyStatus.WITHDRAWN] * 3
    same_as_replayed(state)


def test_a_new_government_takes_only_its_own_actor_out(state: State, same_as_replayed: Check) -> None:
    which = three_in_force(state)
    state.actors.pragmatism[5], state.actors.position[5] = 0.0, -1.0
    state.actors.turned[5] = state.month
    state.settings = state.settings._replace(delivery=state.settings.delivery._replace(turnover=1.0))
    update_networks(state)
    delivery.deliver(state, delivery.LEAVING, delivery.LEAVING)
    assert status_of(state, which) == [PartyStatus.IN_FORCE, PartyStatus.WITHDRAWN, PartyStatus.IN_FORCE]
    same_as_replayed(state)


def test_the_public_table_has_a_row_for_each(state: State) -> None:
    which = three_in_force(state)
    agreement, table = tables.agreements(state).iloc[-1], tables.parties(state)
    assert (agreement["parties"], agreement["kind"]) == (3, Kind.CITY_CITY.word)
    mine = table[table["agreement"] == which[0]]
    assert mine["actor"].tolist() == [state.identities[i] for i in THREE]
    issue = state.issues[0].name
    np.testing.assert_allclose(mine[f"terms_{issue}"], [0.2, 0.4, 0.6])
    assert mine["bound"].tolist() == [state.month] * 3 and mine["left"].isna().all()


def test_it_is_saved_restored_and_goes_on_the_same(tmp_path: Path) -> None:
    changes = {"world.cities": 20, "world.nations": 4, "search.stock": -20.0, "search.hazard": -20.0}
    world = World.from_scenario("synthetic", seed=3, changes=changes)
    which = negotiate(world.state, THREE)
    for _ in range(3):
        one_month(world.state)
    world.save(tmp_path / "world")
    again = World.restore(tmp_path / "world")
    for other in (world, again):
        for _ in range(30):
            one_month(other.state)
    assert again.digest() == world.digest()
    assert again.parties.equals(world.parties)
    assert status_of(again.state, which) == status_of(world.state, which)
