"""Sanction: the nation withholds part of the city's grant for some months."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.option import Option, where_opposed
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered, write_pressure
from paradiplomacy.model.vocabulary import Pressure


def utility(response: Response, cases: Cases, price: Floats) -> Floats:
    """Return the part of the cost of ignoring that a sanction removes, less its price."""
    if not response.sanctions:
        return np.full(len(price), -np.inf)
    return where_opposed(cases, response.sanction_effect * cases.cost_of_ignoring - response.sanction_cost * price)


def act(state: State, answered: Answered) -> None:
    """Let nations withhold grants from their cities; a second sanction replaces the first."""
    write_pressure(state, Event.SANCTIONED, answered)
    # The month until which grants are withheld is a column, so that a sanction needs no table of sanctions.
    state.actors.sanctioned_until[answered.city] = state.month + state.settings.response.sanction_months


OPTION = Option(Pressure.SANCTION, act, opposes=True, threatens_grant=True, utility=utility)
