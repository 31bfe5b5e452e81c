"""Every parameter and rule that a scenario can change: one file per group.

A group is a named tuple, so that compiled rules read ``search.closure`` directly. The description of a parameter is
part of its type: checks of scenarios, tables of the documentation and controls of the window are derived from it.
"""

from typing import NamedTuple

from paradiplomacy.model.parameters.challenges import Challenges
from paradiplomacy.model.parameters.delivery import Delivery
from paradiplomacy.model.parameters.economy import Economy
from paradiplomacy.model.parameters.form import Form
from paradiplomacy.model.parameters.membership import Membership
from paradiplomacy.model.parameters.negotiation import Negotiation
from paradiplomacy.model.parameters.politics import Politics
from paradiplomacy.model.parameters.ratification import Ratification
from paradiplomacy.model.parameters.response import Response
from paradiplomacy.model.parameters.rules import Rules
from paradiplomacy.model.parameters.search import Search
from paradiplomacy.model.parameters.utility import Utility

__all__ = [
    "Challenges",
    "Delivery",
    "Economy",
    "Form",
    "Membership",
    "Negotiation",
    "Politics",
    "Ratification",
    "Response",
    "Rules",
    "Search",
    "Settings",
    "Utility",
]


class Settings(NamedTuple):
    """All groups, as the model reads them."""

    rules: Rules
    utility: Utility
    form: Form
    search: Search
    negotiation: Negotiation
    ratification: Ratification
    politics: Politics
    response: Response
    delivery: Delivery
    membership: Membership
    economy: Economy
    challenges: Challenges
