"""Negotiation: rounds are played; negotiations that close are settled by the protocol and signed, or fail for a reason."""

from paradiplomacy.agents.compiled import uncompiled
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.agreements.refusals import refusals_of
from paradiplomacy.model.bargaining.negotiating import conclude, negotiate, outcome_of, play, schedule
from paradiplomacy.model.bargaining.outcome import Outcome
from paradiplomacy.model.bargaining.settlement import Asked, asked_as
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
    rules, agenda = state.settings.rules, state.settings.negotiation.agenda
    protocol = asked_as(rule("protocol", rules.protocol), agenda)  # type: ignore[arg-type]
    reserve(state)
    if state.watch is None and month_of(state).rules.protocol != OWN:
        negotiate(month_of(state), protocol, refusals_of(state))
    else:
        in_steps(state, protocol)
    refuse_faults(state.book.fault)


def in_steps(state: State, protocol: Asked) -> None:
    """Do the same with a protocol that only Python can ask, or where somebody watches."""
    own = month_of(state).rules.protocol == OWN
    (uncompiled(schedule) if own else schedule)(month_of(state), protocol)
    which = play(month_of(state))
    if len(which):
        outcome = (uncompiled(outcome_of) if own else outcome_of)(month_of(state), protocol, which)
        show(state, outcome)
        conclude(month_of(state), outcome, refusals_of(state))


def show(state: State, outcome: Outcome) -> None:
    """Show the outcome of negotiations to whoever watches."""
    if state.watch is not None:
        # The sample of explanations looks at the decisions before anything has changed.
        state.watch(state, outcome.which, outcome.reason == Reason.NONE)
