"""The question: whose consent at home a signature needs before it binds.

A rule names the veto players of every actor by their positions relative to the median voter (Putnam 1988; Tsebelis 2002).
It is asked once, when the world is built. An agreement is ratified where every one of them prefers it to no agreement.
"""

from typing import NamedTuple, Protocol

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.protocol import VETO_PLAYERS

__all__ = ["VETO_PLAYERS", "Answers", "Cases", "RatificationRule"]


class Cases(NamedTuple):
    """All actors of a world, shape (actors,).

    Attributes:
        veto_players: Number of veto players in the data, 1 to ``VETO_PLAYERS``.
        is_city: Whether the actor is a city.
        democracy: Electoral democracy of the actor's nation, in [0, 1].
    """

    veto_players: Ints
    is_city: Flags
    democracy: Floats


class Answers(NamedTuple):
    """Veto players of all actors.

    Attributes:
        offset: (actors, VETO_PLAYERS) position of each veto player less that of the median voter, in standard deviations.
        number: (actors,) number of veto players, 1 to VETO_PLAYERS; offsets beyond it are not read.
    """

    offset: Floats
    number: Ints


class RatificationRule(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the rule comes from.
    """

    SOURCE: str

    def offsets(self, cases: Cases, parameters: Ratification) -> Answers:
        """Return the veto players of every actor, in arrays of their own."""
