"""Members join and leave by decree of the record; a withdrawal also ends agreements."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.clubs.register import INSIDE
from paradiplomacy.model.events.exit import Exit
from paradiplomacy.model.events.join import Join
from paradiplomacy.model.events.withdrawal import Withdrawal
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Status


def members(state: State) -> set[str]:
    rows = state.register.members.rows
    return {state.identities[actor] for actor in rows.actor[INSIDE[rows.status]].tolist()}


def test_a_member_leaves_and_others_remain(after: Callable[..., State]) -> None:
    leave = Exit(date="2016-01", name="It", who=("N001", "N003"), club="Pact")
    assert members(after(founded=True)) >= {"N001", "N002"}
    state = after(leave, founded=True)
    assert "N001" not in members(state)
    assert "N002" in members(state)
    rows = state.register.members.rows
    assert Reason.NATIONAL_EXIT in rows.reason[rows.status == PartyStatus.WITHDRAWN].tolist()


def test_an_exit_from_a_club_that_is_not_founded_changes_nothing(after: Callable[..., State]) -> None:
    state = after(Exit(date="2016-01", name="It", who=("N001",), club="Pact"))
    assert len(state.register.live()) == 0
    assert state.ledger.events.kind.tolist() == after().ledger.events.kind.tolist()


def test_an_actor_on_record_joins_and_is_bound(after: Callable[..., State]) -> None:
    state = after(
        Exit(date="2016-01", name="out", who=("N001",), club="Pact"),
        Join(date="2016-01", name="in", who=("N001",), club="Pact"),
        founded=True,
    )
    rows = state.register.members.rows
    (status,) = rows.status[rows.actor == state.lookup.row("N001")]
    assert status in (PartyStatus.BOUND, PartyStatus.IN_FORCE)


def test_a_withdrawal_ends_the_agreements_on_its_issues_and_membership(after: Callable[..., State]) -> None:
    event = Withdrawal(date="2016-01", name="It", who=("N001",), issues=("climate",))
    calm, state = after(founded=True), after(event, founded=True)
    row, (k,) = state.lookup.row("N001"), state.lookup.issues(("climate",))
    live = calm.book.live(Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED)
    mine = (calm.book.rows.party[live] == row).any(axis=1)
    concerned = mine & (calm.book.rows.terms[live, k] > 0)
    assert concerned.any()
    assert np.all(state.book.rows.status[live[concerned]] == Status.WITHDRAWN)
    assert np.array_equal(state.book.rows.status[live[~concerned]], calm.book.rows.status[live[~concerned]])
    assert "N001" in members(calm) and "N001" not in members(state)
