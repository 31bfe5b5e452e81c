"""Object: the nation protests, which binds nobody."""

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.option import Option, where_opposed
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered, write_pressure
from paradiplomacy.model.vocabulary import Pressure


def utility(response: Response, cases: Cases, price: Floats) -> Floats:
    """Return the part of the cost of ignoring that an objection removes, less its price."""
    return where_opposed(cases, response.object_effect * cases.cost_of_ignoring - response.object_cost * price)


def act(state: State, answered: Answered) -> None:
    """Let nations object."""
    write_pressure(state, Event.OBJECTED, answered)


# No grant is at stake, which is why a city may well ignore an objection.
OPTION = Option(Pressure.OBJECT, act, opposes=True, utility=utility)
