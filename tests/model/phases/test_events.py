"""Dated events of the month happen in the order of the scenario, each with what the one before it changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from paradiplomacy.model.agreements import acts
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.phases import events
from paradiplomacy.model.state import State
from paradiplomacy.model.world import update_networks

SEEN: list[tuple[str, int]] = []


@dataclass(frozen=True, kw_only=True)
class Ending(DatedEvent):
    """An event that ends the first live agreement and notes how many ties it found."""

    kind: ClassVar[str] = "ending"

    def act(self, state: State) -> None:
        """End the first live agreement."""
        SEEN.append((self.name, len(state.dealings.partner)))
        first = state.book.live()[:1]
        acts.sever(state, first)


def test_events_of_the_month_act_in_order_and_networks_follow_each(make_state: Callable[..., State]) -> None:
    SEEN.clear()
    state = make_state()
    update_networks(state)
    before = len(state.dealings.partner)
    one, two, later = (Ending(date="2016-01", name=name) for name in ("one", "two", "later"))
    state.dated_events = {state.month: [one, two], state.month + 1: [later]}
    events.act(state)
    # An agreement is an entry of either partner.
    assert [("one", before), ("two", before - 2)] == SEEN
    assert len(state.dealings.partner) == before - 4
