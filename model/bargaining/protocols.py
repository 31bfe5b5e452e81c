"""The choice of a protocol of the catalogue in compiled code: by its code, which is its place in the catalogue.

Each protocol has its line here in addition to its file. One that has none is asked in Python, like a user's own.
"""

from paradiplomacy.agents.compiled import inner
from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.model.rules.protocol import (
    Answers,
    Cases,
    alternating_offers,
    blind_offers,
    kalai_smorodinsky,
    nash,
    rubinstein,
    ultimatum,
)

COMPILED = ("alternating_offers", "blind_offers", "kalai_smorodinsky", "nash", "rubinstein", "ultimatum")
"""The protocols that compiled code can ask."""
ALTERNATING_OFFERS, BLIND_OFFERS, KALAI_SMORODINSKY, NASH, RUBINSTEIN, ULTIMATUM = map(
    list(CATALOGUE["protocol"]).index, COMPILED
)


@inner
def ask(protocol: int, cases: Cases, answers: Answers) -> None:
    """Settle every case by a protocol."""
    if protocol == ALTERNATING_OFFERS:
        alternating_offers.settle(cases, answers)
    elif protocol == BLIND_OFFERS:
        blind_offers.settle(cases, answers)
    elif protocol == KALAI_SMORODINSKY:
        kalai_smorodinsky.settle(cases, answers)
    elif protocol == NASH:
        nash.settle(cases, answers)
    elif protocol == RUBINSTEIN:
        rubinstein.settle(cases, answers)
    elif protocol == ULTIMATUM:
        ultimatum.settle(cases, answers)


@inner
def determines_round(protocol: int) -> bool:
    """Return whether a protocol itself determines the round in which a negotiation closes."""
    return protocol in (ALTERNATING_OFFERS, BLIND_OFFERS)
