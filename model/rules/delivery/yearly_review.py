"""A normal delivered share whose mean depends on reputation, form, the nation's support and depth.

The mean rises with the reputation at stake, with the form of the agreement and with the support of a city's nation, and falls
with depth (Downs, Rocke and Barsoom 1996); draws are clipped to [-0.5, 1.5].
"""

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.rules.delivery import LEAST, MOST, Cases

SOURCE = "Downs, Rocke and Barsoom 1996"


@compiled
def mean_share(delivery: Delivery, rise_by_form: float, cases: Cases, c: int) -> float:
    """Return the mean delivered share of a party."""
    return (
        delivery.mean
        + delivery.reputation * cases.reputation[c]
        + rise_by_form * cases.form[c]
        + delivery.support * cases.support[c]
        - delivery.depth * cases.depth[c]
    )


@compiled
def deliver(parameters: Delivery, rise_by_form: float, cases: Cases, delivered: Floats) -> None:
    """Draw the delivered share of every case."""
    for c in range(delivered.shape[0]):
        drawn = mean_share(parameters, rise_by_form, cases, c) + parameters.spread * cases.noise[c]
        # Clipped, not redrawn: redrawing would shift the mean of parties far from the middle of the range.
        delivered[c] = min(MOST, max(LEAST, drawn))
