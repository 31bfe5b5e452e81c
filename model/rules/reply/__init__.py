"""The question: what a city does about pressure from its nation.

The options are the members of ``Reply``: comply, litigate, defy. Utilities are in % of the city's annual budget.
"""

from typing import NamedTuple, Protocol

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.model.parameters import Response


class Cases(NamedTuple):
    """Cities under pressure, shape (c,) unless stated.

    Attributes:
        pressure: What the nation does (``Pressure``).
        gain: Utility of the agreement to the city.
        support: Utility to the mayor of standing up for her public, at least 0.
        stakes: Grant that is withheld or at risk, at least 0; 0 for an objection, which has no legal force.
        winning: Chance of winning in court, in [0, 1].
        noise: (c, replies) Gumbel noise of each reply, scale 1.
    """

    pressure: Bytes
    gain: Floats
    support: Floats
    stakes: Floats
    winning: Floats
    noise: Floats


class ReplyRule(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the rule comes from.
    """

    SOURCE: str

    def choose(self, parameters: Response, cases: Cases, choice: Bytes) -> None:
        """Write the reply in every case, a code of ``Reply``, into ``choice``."""
