"""The question: what a nation does about an agreement of one of its cities.

The options are ``CHOICES``: ignore, endorse, object, sanction (Soldatos 1990; Hocking 1993). A statute
does not answer one agreement (``model/statutes/enactment.py``). A rule is asked about every act that a nation notices in a month.
"""

from typing import NamedTuple, Protocol

import numpy as np

from paradiplomacy.agents.columns import Bytes, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.vocabulary import Pressure

PRESSURES = len(Pressure)
CHOICES = tuple(pressure for pressure in Pressure if pressure is not Pressure.ENFORCE)
"""The options of a nation: all kinds of pressure but the one that follows from a statute and is not chosen."""


class Cases(NamedTuple):
    """Acts of cities that nations may respond to, shape (c,) unless stated.

    Attributes:
        endorsement_value: Visibility times the nation's utility of the city's commitments.
        cost_of_ignoring: Cost to the nation of leaving this agreement alone, at least 0.
        opposed: Whether the nation may oppose the act: its own utility of the city's commitments is negative, or the act
            breaks a statute.
        autonomy: The city's autonomy, in [0, 1].
        court: Independence of the nation's courts, in [0, 1].
        gdp_share: The city's share of the nation's GDP, in [0, 1].
        trust: Trust of the city's public in its government, in [0, 1].
        allies: Number of other cities that have ties with the city.
        acting_together: Number of the nation's other cities whose agreements it dislikes on the same issue.
        issue: The issue on which the nation minds the agreement most.
        noise: (c, options) Gumbel noise of each option, scale 1.
    """

    endorsement_value: Floats
    cost_of_ignoring: Floats
    opposed: Flags
    autonomy: Floats
    court: Floats
    gdp_share: Floats
    trust: Floats
    allies: Ints
    acting_together: Ints
    issue: Bytes
    noise: Floats


class ResponseRule(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the rule comes from.
        OPTIONS: The options that the rule chooses from.
    """

    SOURCE: str
    OPTIONS: tuple[Pressure, ...]

    def choose(self, parameters: Response, cases: Cases, choice: Bytes) -> None:
        """Write the option chosen in every case, a code of ``Pressure``, into ``choice``."""


@compiled
def no_cases(count: int) -> Cases:
    """Allocate ``count`` empty cases (zeros)."""
    return Cases(
        np.zeros(count),
        np.zeros(count),
        np.zeros(count, dtype=np.bool_),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count, dtype=np.int32),
        np.zeros(count, dtype=np.int32),
        np.zeros(count, dtype=np.int8),
        np.zeros((count, PRESSURES)),
    )
