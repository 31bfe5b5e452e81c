"""An actor on record joins and is bound at once."""

from collections.abc import Callable

from paradiplomacy.model.events.exit import Exit
from paradiplomacy.model.events.join import Join
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus


def test_an_actor_on_record_joins_and_is_bound(after: Callable[..., State]) -> None:
    state = after(
        Exit(date="2016-01", name="out", who=("N001",), club="Pact"),
        Join(date="2016-01", name="in", who=("N001",), club="Pact"),
        founded=True,
    )
    rows = state.book.parties
    (status,) = rows.status[(rows.actor == state.lookup.row("N001")) & (rows.club == 0)]
    assert status in (PartyStatus.BOUND, PartyStatus.IN_FORCE)
