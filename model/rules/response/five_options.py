"""Endorse, ignore, object, sanction or preempt: the nation takes the option with the highest utility.

Ignoring an agreement costs the nation salience x squared distance x visibility. Acting removes part of that cost and has a
price, which rises with the city's autonomy, the independence of the courts, the city's share of the economy, its public's
trust, the number of cities tied to it and the number of the nation's other cities acting likewise. The unobserved part of the
choice is Gumbel noise (McFadden 1974).
"""

import math

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.vocabulary import Pressure

SOURCE = "McFadden 1974"
OPTIONS = tuple(Pressure)
IGNORE, ENDORSE = int(Pressure.IGNORE), int(Pressure.ENDORSE)
OBJECT, SANCTION, PREEMPT = int(Pressure.OBJECT), int(Pressure.SANCTION), int(Pressure.PREEMPT)


@compiled
def price_factor(response: Response, cases: Cases, c: int) -> float:
    """Return the factor on the price of acting against a city, at least 1."""
    return (
        1.0
        + response.cost_autonomy * cases.autonomy[c]
        + response.cost_courts * cases.court[c]
        + response.cost_gdp_share * cases.gdp_share[c]
        + response.cost_trust * cases.trust[c]
        # Logarithms: the first ally protects a city more than the tenth.
        + response.cost_allies * math.log(1.0 + cases.allies[c])
        + response.cost_together * math.log(1.0 + cases.acting_together[c])
    )


@inner
def utility(response: Response, cases: Cases, c: int, price: float, option: int) -> float:
    """Return the utility of an option relative to ignoring, before noise; minus infinity where it is not available."""
    # Endorsing and opposing exclude each other: a nation that the terms serve has no reason to act against its city.
    opposed = cases.endorsement_value[c] < 0.0
    if option == IGNORE:
        return 0.0
    if option == ENDORSE:
        return cases.endorsement_value[c] - response.endorse_cost if not opposed else -math.inf
    if not opposed:
        return -math.inf
    if option == OBJECT:
        return response.object_effect * cases.cost_of_ignoring[c] - response.object_cost * price
    if option == SANCTION:
        if not response.sanctions:
            return -math.inf
        return response.sanction_effect * cases.cost_of_ignoring[c] - response.sanction_cost * price
    if not (option == PREEMPT and cases.law_possible[c] and response.preemption):
        return -math.inf
    # A law removes the cost of every agreement that it covers, not only of the one that provoked it.
    return cases.cost_of_ignoring_on_issue[c] - response.preempt_cost * price


@compiled
def choose(parameters: Response, cases: Cases, choice: Bytes) -> None:
    """Choose the option with the highest noisy utility in every case."""
    for c in range(cases.autonomy.shape[0]):
        best = -math.inf
        price = price_factor(parameters, cases, c)
        for option in range(cases.noise.shape[1]):
            value = utility(parameters, cases, c, price, option)
            # Noise on an option that is not available would leave it unavailable, but infinity times 0 is not a number.
            if value > -math.inf:
                value += parameters.noise * cases.noise[c, option]
            if value > best:
                best = value
                choice[c] = option
