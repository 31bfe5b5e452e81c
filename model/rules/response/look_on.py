"""Look on: the nation neither stands behind nor presses its cities, whatever they agree.

The rule takes the nation's response out of the model, to see what it does; it is nobody's theory.
"""

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response.five_options import ENDORSE, IGNORE, OBJECT, OPTIONS, PREEMPT, SANCTION, Cases

CHOSEN = (IGNORE,)

__all__ = ["CHOSEN", "ENDORSE", "IGNORE", "OBJECT", "OPTIONS", "PREEMPT", "SANCTION", "Cases", "choose"]


@compiled
def choose(response: Response, cases: Cases, choice: Bytes) -> None:  # noqa: ARG001 - as every rule is asked
    """Choose for every case; the choices are those of ``Pressure``."""
    for c in range(cases.liked.shape[0]):
        choice[c] = IGNORE
