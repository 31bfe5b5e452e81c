"""The record phase: the totals of a month."""

import numpy as np

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.phases import record
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status
from paradiplomacy.model.world import World


def test_flows_add_up_to_the_ledger_and_the_last_stocks_to_the_book(eventful: World) -> None:
    state, monthly = eventful.state, eventful.monthly
    kinds = np.bincount(state.ledger.events.kind, minlength=len(Event))
    for event in Event:
        assert monthly[event.word].sum() == kinds[event], event
    stocks = np.bincount(state.book.rows.status, minlength=len(Status))
    for status in (Status.NEGOTIATING, Status.SIGNED, Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED):
        assert monthly[f"stock_{status.name.lower()}"].iloc[-1] == stocks[status]


def test_levels_have_their_own_means(state: State) -> None:
    state.actors.trust[: state.n_cities], state.actors.trust[state.n_cities :] = 0.25, 0.75
    record.act(state)
    totals = state.recorder.totals[-1]
    assert (totals["trust_city"], totals["trust_nation"]) == (0.25, 0.75)
    climate = [state.issues[k].name for k in state.challenges.issue].index("climate")
    assert totals["challenge_stock_climate"] == state.challenges.stock[climate]


def test_what_has_ended_is_no_longer_looked_at(state: State) -> None:
    state.book.rows.status[0] = Status.EXPIRED
    record.act(state)
    assert 0 not in state.book.live(Status.EXPIRED)
