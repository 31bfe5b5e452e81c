"""Negotiation: rounds are played; negotiations that close are settled by the protocol and signed, or fail for a reason."""

from collections.abc import Callable
from functools import partial

from paradiplomacy.agents.compiled import uncompiled
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.agreements.refusals import refusals_of
from paradiplomacy.model.bargaining.negotiating import conclude, negotiate, outcome_of, play, schedule
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.bargaining.settlement import by_address, by_python
from paradiplomacy.model.month import OWN, month_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason


def reserve(state: State) -> None:
    """Make room for what negotiations may write: failures, or signatures, commitments, payments, classes and requests."""
    # A negotiation has two parties.
    talks = len(state.book.listed)
    state.ledger.reserve(9 * talks, 3 * talks)


def act(state: State) -> None:
    """Play this month's rounds and conclude the negotiations that close."""
    protocol, agenda = rule("protocol", state.settings.rules.protocol), state.settings.negotiation.agenda
    reserve(state)
    month = month_of(state)
    if month.rules.protocol == OWN:
        # Only Python can ask it, in the same functions.
        asked = by_python(protocol, agenda)
        uncompiled(schedule)(month, asked)
        conclude_seen(state, play(month), partial(uncompiled(outcome_of), month, asked))
    elif state.watch is None:
        negotiate(month, by_address(protocol, agenda), refusals_of(state))  # type: ignore[arg-type]
    else:
        asked = by_address(protocol, agenda)  # type: ignore[arg-type]
        schedule(month, asked)
        conclude_seen(state, play(month), partial(outcome_of, month, asked))
    refuse_faults(state.book.fault)


def conclude_seen(state: State, which: Rows, outcome_of_them: Callable[[Rows], Outcome]) -> None:
    """Conclude negotiations after whoever watches has seen how they end."""
    if not len(which):
        return
    outcome = outcome_of_them(which)
    if state.watch is not None:
        # The sample of explanations looks at the decisions before anything has changed.
        state.watch(state, which, outcome.reason == Reason.NONE)
    conclude(month_of(state), outcome, refusals_of(state))
