"""Courts: the chance of a city in court, and this month's rulings."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.disputes import Case, case_of
from paradiplomacy.model.vocabulary import Pressure, Stage, StatuteStatus


def chance_in_court[Share: (float, Floats)](response: Response, independence: Share) -> Share:
    """Return the chance that a city wins before a court of this independence, or before several; both in [0, 1]."""
    return response.court_low + (response.court_high - response.court_low) * independence


def wins(state: State, case: Case, *, final: bool) -> bool:
    """Draw whether the city wins; the final ruling has a separate draw."""
    # Injunction and final ruling are two draws, so losing the one does not decide the other.
    key = state.key(Purpose.COURT, int(final))
    chance = chance_in_court(state.settings.response, float(state.actors.court[case.nation]))
    return bool(u01(key, state.book.rows.key[case.agreement], state.actors.key[case.city]) < chance)


def hear(state: State) -> None:
    """Hold this month's hearings: injunctions, and final rulings on suspended statutes."""
    # One by one, because a ruling on a statute changes what the next ruling in the same month finds.
    for number in np.flatnonzero(state.disputes.rows.hearing == state.month).tolist():
        case = case_of(state.disputes.rows, number)
        if state.disputes.rows.stage[number] == Stage.SUSPENDED:
            rule_finally(state, case)
        else:
            rule_on_injunction(state, case)


def rule_on_injunction(state: State, case: Case) -> None:
    """Rule for the first time: a city that wins has its sanction lifted, or the statute suspended until the final ruling."""
    won = wins(state, case, final=False)
    acts.rule(state, case, won=won)
    if not won:
        return
    if case.pressure != Pressure.ENFORCE:
        if state.actors.sanctioned_until[case.city] > state.month:
            acts.lift_sanctions(state, np.array([case.city], dtype=np.int64))
    elif state.statutes.rows.status[case.statute] == StatuteStatus.IN_FORCE:
        acts.suspend(state, case)


def rule_finally(state: State, case: Case) -> None:
    """Rule on a suspended statute: annul it or reinstate it, unless it was repealed in the meantime."""
    won = wins(state, case, final=True)
    acts.rule(state, case, won=won)
    if case.pressure != Pressure.ENFORCE or state.statutes.rows.status[case.statute] != StatuteStatus.SUSPENDED:
        return
    if won:
        acts.annul(state, case)
    else:
        acts.reinstate(state, case)
