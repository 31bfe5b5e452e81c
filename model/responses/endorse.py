"""Endorse: the nation supports the agreement in public, and does not take it up again."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements import acts as agreements
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.option import Option
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered
from paradiplomacy.model.vocabulary import Pressure


def utility(response: Response, cases: Cases, _price: Floats) -> Floats:
    """Return the value of the terms to the nation, less the cost of endorsing."""
    # The price of acting against a city does not apply: nobody resists an endorsement.
    return np.where(cases.opposed, -np.inf, cases.endorsement_value - response.endorse_cost)


def act(state: State, answered: Answered) -> None:
    """Let nations endorse."""
    agreements.endorse(state, answered.party)


OPTION = Option(Pressure.ENDORSE, act, utility=utility)
