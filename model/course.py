"""The course of a month in compiled code: its parts, in their order, behind one way in.

Each way from Python into compiled code with everything that a month reads and changes takes seconds to compile, and longer
to pass than most parts take to run. What parts need room for in the tables is made before.
"""

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.bargaining.negotiating import conclude, outcome_of, play
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.bargaining.ratifying import decide_at_home
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.network.potential import draw_potential, window_of
from paradiplomacy.model.network.searching import search
from paradiplomacy.model.state import State

SEARCH, PLAY, CONCLUDE, DOMESTIC = range(4)
"""The parts, in their order. Where Python has to ask a protocol, it does so between PLAY and CONCLUDE."""


@compiled
def run(month: Month, first: int, last: int) -> None:
    """Run the parts of a month from one to another."""
    if first <= SEARCH <= last:
        search(month)
    if first <= PLAY <= last:
        closing = play(month)
        if last >= CONCLUDE and closing.shape[0] > 0:
            conclude(month, outcome_of(month, closing))
    elif first == CONCLUDE:
        conclude(month, month.outcome)
    if first <= DOMESTIC <= last:
        decide_at_home(month)


def course(state: State, first: int, last: int, outcome: Outcome | None = None) -> None:
    """Run the parts of this month from one to another.

    Args:
        state: The state.
        first: The first part.
        last: The last part.
        outcome: The outcome of negotiations, for CONCLUDE alone.
    """
    if first <= SEARCH:
        look_ahead(state)
    reserve(state)
    month = month_of(state)
    run(month if outcome is None else month._replace(outcome=outcome), first, last)
    refuse_faults(state.book.fault)


def look_ahead(state: State) -> None:
    """Draw the potential approaches of a window of months when it begins."""
    if state.potential is None or state.potential.window != window_of(state.month):
        search, stream = state.settings.search, state.stream
        state.potential = draw_potential(state.actors, state.n_cities, state.prospects, search, stream, state.month)


def reserve(state: State) -> None:
    """Make room in the tables for what a month may write."""
    live, new = state.book.listed, 0
    parties = int(state.book.rows.size[live].sum())
    potential = state.potential
    if potential is not None and potential.window == window_of(state.month):
        at = state.month - potential.window * (len(potential.first) - 1)
        # Each approach may open a negotiation: two parties, and an event with terms.
        new = int(potential.first[at + 1] - potential.first[at]) + len(potential.frequent.who)
    state.book.reserve(new, 2 * new)
    # In a month an agreement may be signed, with commitments, payments, classes and requests, or end.
    state.ledger.reserve(4 * len(live) + 4 * parties + 8 * new, len(live) + parties + 3 * new)
