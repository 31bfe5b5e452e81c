"""National response: courts rule, statutes come and go, nations respond to acts of their cities, and cities reply."""

import numpy as np

from paradiplomacy.model.records import select
from paradiplomacy.model.responses import apply, are_among, opposing
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts, courts, enactment, ruptures
from paradiplomacy.model.statutes.grievances import response_cases
from paradiplomacy.model.statutes.notice import Noticed, looked_at
from paradiplomacy.model.statutes.stakes import replies, stakes_of
from paradiplomacy.model.vocabulary import Reply


def respond(state: State) -> None:
    """Let nations choose their response to what they notice; the cities under pressure reply."""
    noticed = looked_at(state)
    if not len(noticed.agreement):
        return
    acts.write_noticed(state, noticed)
    cases = response_cases(state, noticed)
    choice = np.zeros(len(noticed.agreement), dtype=np.int8)
    rule("response", state.settings.rules.response).choose(state.settings.response, cases, choice)
    stakes = stakes_of(state, noticed.city, choice)
    answered = acts.Answered(**noticed._asdict(), issue=cases.issue, pressure=choice, stakes=stakes)
    # Whoever is only ignored or supported need not reply.
    pressed = are_among(choice, opposing())
    apply(state, select(answered, ~pressed))
    if pressed.any():
        contest(state, select(noticed, pressed), select(answered, pressed))


def contest(state: State, noticed: Noticed, pressed: acts.Answered) -> None:
    """Let nations act against their cities, and cities reply; whoever complies leaves its agreement."""
    reply = replies(state, noticed, pressed.pressure)
    apply(state, pressed)
    acts.open_disputes(state, pressed, reply)
    acts.give_in(state, select(pressed, reply == Reply.COMPLY))


def act(state: State) -> None:
    """Hold this month's hearings, let sanctions run out, change statutes, and let nations respond."""
    # Courts come first, so that nations respond to the statutes as they are after this month's rulings.
    courts.hear(state)
    acts.lift_sanctions(state, np.flatnonzero(state.actors.sanctioned_until == state.month))
    if state.settings.response.statutes:
        enactment.repeal(state)
        enactment.enact(state)
    ruptures.sever(state)
    respond(state)
