"""Preempt: the nation passes a law against its cities' agreements on the issue that it minds most."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.option import Option, where_opposed
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered, enact
from paradiplomacy.model.vocabulary import LawStatus, Pressure


def utility(response: Response, cases: Cases, price: Floats) -> Floats:
    """Return the cost of ignoring that a law removes, less its price."""
    if not response.preemption:
        return np.full(len(price), -np.inf)
    # A law removes the cost of every agreement that it covers, not only of the one that provoked it.
    gain = cases.cost_of_ignoring_on_issue - response.preempt_cost * price
    return where_opposed(cases, np.where(cases.law_possible, gain, -np.inf))


def act(state: State, answered: Answered) -> None:
    """Let nations enact laws, one for all agreements that provoke the same law in a month."""
    for agreement, nation, issue in zip(
        answered.agreement.tolist(), answered.nation.tolist(), answered.issue.tolist(), strict=True
    ):
        if state.actors.law[nation, issue] == LawStatus.NONE:
            enact(state, nation, issue, because=agreement)


# A law withholds the same grant as a sanction: a city that breaks it forfeits its grant.
OPTION = Option(Pressure.PREEMPT, act, opposes=True, threatens_grant=True, utility=utility)
