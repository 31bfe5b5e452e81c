"""Members leave by decree; others remain."""

from collections.abc import Callable

from paradiplomacy.model.events.exit import Exit
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason

Members = Callable[[State], set[str]]


def test_a_member_leaves_and_others_remain(after: Callable[..., State], members: Members) -> None:
    leave = Exit(date="2016-01", name="It", who=("N001", "N003"), club="Pact")
    assert members(after(founded=True)) >= {"N001", "N002"}
    state = after(leave, founded=True)
    assert "N001" not in members(state)
    assert "N002" in members(state)
    rows = state.book.parties
    left = (rows.status == PartyStatus.WITHDRAWN) & (rows.club == 0)
    assert Reason.NATIONAL_EXIT in rows.reason[left].tolist()


def test_an_exit_from_a_club_that_is_not_founded_changes_nothing(after: Callable[..., State]) -> None:
    state = after(Exit(date="2016-01", name="It", who=("N001",), club="Pact"))
    assert len(state.register.live()) == 0
    assert state.ledger.events.kind.tolist() == after().ledger.events.kind.tolist()
