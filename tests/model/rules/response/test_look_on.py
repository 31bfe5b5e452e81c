"""A nation that looks on ignores everything."""

import numpy as np

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response import no_cases
from paradiplomacy.model.rules.response.look_on import OPTIONS, choose
from paradiplomacy.model.vocabulary import Pressure


def test_every_case_is_ignored() -> None:
    cases = no_cases(5)._replace(endorsement_value=np.linspace(-9, 9, 5), cost_of_ignoring=np.full(5, 9.0))
    choice = np.full(5, -1, dtype=np.int8)
    choose(Response(), cases, choice)
    assert (choice == Pressure.IGNORE).all()
    assert OPTIONS == (Pressure.IGNORE,)
