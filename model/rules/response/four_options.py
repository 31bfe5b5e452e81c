"""Ignore, endorse, object or sanction: the nation takes the option with the highest utility.

Ignoring an act costs the nation salience x (x - 2 p) x, what it loses by the city's own commitment x, times visibility. Acting removes part of that cost and has a
price, which rises with the city's autonomy, the independence of the courts, the city's share of the economy, its public's
trust, the number of cities tied to it and the number of the nation's other cities acting likewise. The unobserved part of the
choice is Gumbel noise (McFadden 1974).
"""

import math

import numpy as np

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model import responses
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.vocabulary import Pressure

SOURCE = "McFadden 1974"
OPTIONS = (Pressure.IGNORE, *(code for code, option in responses.OPTIONS.items() if option.utility is not None))


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


@compiled
def price_factors(response: Response, cases: Cases, price: Floats) -> None:
    """Fill the price factor of every case: (c,)."""
    for c in range(price.shape[0]):
        price[c] = price_factor(response, cases, c)


@compiled
def take_best(utility: Floats, noise: Floats, scale: float, choice: Bytes) -> None:
    """Choose the option with the highest noisy utility in every case; the first one of equals.

    Args:
        utility: (c, options) utilities, minus infinity where an option is not available.
        noise: (c, options) noise of scale 1.
        scale: Scale of the noise.
        choice: (c,) filled with the options.
    """
    for c in range(choice.shape[0]):
        best = -math.inf
        for option in range(utility.shape[1]):
            value = utility[c, option] + scale * noise[c, option]
            if value > best:
                best = value
                choice[c] = option


def choose(parameters: Response, cases: Cases, choice: Bytes) -> None:
    """Choose the option with the highest noisy utility in every case."""
    price = np.empty(len(choice))
    price_factors(parameters, cases, price)
    # NumPy and not compiled: a compiled rule could not call functions that are found when the program starts.
    utility = np.full(cases.noise.shape, -np.inf)
    utility[:, Pressure.IGNORE] = 0.0
    for pressure, option in responses.OPTIONS.items():
        if option.utility is not None:
            utility[:, pressure] = option.utility(parameters, cases, price)
    take_best(utility, cases.noise, parameters.noise, choice)
