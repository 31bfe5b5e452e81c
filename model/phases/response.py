"""National response: courts rule, sanctions run out, nations respond to agreements of their cities, and cities reply."""

import numpy as np

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.model.records import select
from paradiplomacy.model.responses import apply, opposing
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts, courts
from paradiplomacy.model.statutes.grievances import response_cases
from paradiplomacy.model.statutes.notice import Noticed, looked_at
from paradiplomacy.model.statutes.stakes import reply_cases, stakes_of
from paradiplomacy.model.vocabulary import Reply


def respond(state: State) -> None:
    """Let nations choose their response to what they notice; the cities under pressure reply."""
    noticed = looked_at(state)
    if not len(noticed.agreement):
        return
    cases = response_cases(state, noticed)
    choice = np.zeros(len(noticed.agreement), dtype=np.int8)
    rule("response", state.settings.rules.response).choose(state.settings.response, cases, choice)
    stakes = stakes_of(state, noticed.city, choice)
    answered = acts.Answered(**noticed._asdict(), issue=cases.issue, pressure=choice, stakes=stakes)
    # Whoever is only ignored or supported need not reply.
    pressed = np.isin(choice, opposing())
    apply(state, select(answered, ~pressed))
    if pressed.any():
        contest(state, select(noticed, pressed), select(answered, pressed))


def contest(state: State, noticed: Noticed, pressed: acts.Answered) -> None:
    """Let nations act against their cities, and cities reply; whoever complies leaves its agreement."""
    # Cities reply to what was announced: before the law that it announces suspends the agreement.
    reply = replies(state, noticed, pressed.pressure)
    apply(state, pressed)
    acts.open_disputes(state, pressed, reply)
    acts.give_in(state, select(pressed, reply == Reply.COMPLY))


def replies(state: State, noticed: Noticed, pressure: Bytes) -> Bytes:
    """Return the replies of the cities under pressure."""
    choice = np.zeros(len(pressure), dtype=np.int8)
    chooser = rule("reply", state.settings.rules.reply)
    chooser.choose(state.settings.response, reply_cases(state, noticed, pressure), choice)
    return choice


def act(state: State) -> None:
    """Hold this month's hearings, let sanctions run out, and let nations respond."""
    # Courts come first, so that nations respond to the law as it is after this month's rulings.
    courts.hear(state)
    acts.lift_sanctions(state, np.flatnonzero(state.actors.sanctioned_until == state.month))
    respond(state)
