"""Dated events of the scenario: summits, shocks, withdrawals, laws, elections (each kind is a file of ``model/events``)."""

from paradiplomacy.model.agreements.statements import close
from paradiplomacy.model.network.ties import network
from paradiplomacy.model.state import State


def act(state: State) -> None:
    """End the letters of the month before, and let the dated events of the month happen, in the order of the scenario."""
    close(state)
    for event in state.dated_events.get(state.month, ()):
        event.act(state)
        # Brought up to date after each, so that the next event and the search of the month see its result.
        state.dealings = network(state.n_actors, state.book, state.book.listed)
