"""An option of nations: what its file declares, and what several options share."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered
from paradiplomacy.model.vocabulary import Pressure

Utility = Callable[[Response, Cases, Floats], Floats]


class Option(NamedTuple):
    """An option of nations.

    Attributes:
        pressure: Its code.
        act: Applies the option to the agreements for which it was chosen, and writes its event.
        opposes: Whether it is directed against the city: the city replies, and a dispute opens.
        threatens_grant: Whether the city's grant is at stake in the dispute.
        utility: Returns the utility to the nation, relative to ignoring the agreement, from the parameters, the cases and
            the price factor of each case: (c,); minus infinity where the option is not available. None where the
            default rule does not consider the option.
    """

    pressure: Pressure
    act: Callable[[State, Answered], None]
    opposes: bool = False
    threatens_grant: bool = False
    utility: Utility | None = None


def where_opposed(cases: Cases, utility: Floats) -> Floats:
    """Return the utility where the nation may oppose the act, and minus infinity elsewhere."""
    # Endorsing and opposing exclude each other: a nation that the terms serve has no reason to act against its city.
    return np.where(cases.opposed, utility, -np.inf)
