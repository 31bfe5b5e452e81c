"""Look on: the nation neither endorses nor opposes what its cities agree.

The rule switches the nation's response off, as a benchmark for what the response does. It is nobody's theory.
"""

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.vocabulary import Pressure

SOURCE = "benchmark without a national response"
OPTIONS = (Pressure.IGNORE,)


def choose(parameters: Response, cases: Cases, choice: Bytes) -> None:  # noqa: ARG001 - every rule is asked alike
    """Ignore every case."""
    choice[:] = Pressure.IGNORE
