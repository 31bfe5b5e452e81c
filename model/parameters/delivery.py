"""Delivery of agreements, reputation, and the end of agreements."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field


class Delivery(NamedTuple):
    """Delivery of agreements, reputation, and the end of agreements."""

    # fmt: off
    mean: Annotated[float, Field("mean delivered share of a shallow agreement by a trusted party", "share", low=-0.5,
        high=1.5, clock="year", source="fitted: mean 0.8 to 0.9")] = 0.49
    reputation: Annotated[float, Field("increase of the delivered share with the reputation at stake", low=-2, high=2,
        clock="year", source="assumed")] = 0.3
    support: Annotated[float, Field(
        "increase of the delivered share with the nation's support (decrease with its hostility)", low=-2, high=2,
        clock="year", source="assumed")] = 0.1
    depth: Annotated[float, Field("decrease of the delivered share with depth", low=0, high=2, clock="year",
        source="assumed")] = 0.15
    spread: Annotated[float, Field("standard deviation of the delivered share", low=0, high=2, clock="year",
        source="fitted: 10 to 15 % below 0")] = 0.75
    capacity: Annotated[float, Field("share of that variance that lasts with the actor (administrative capacity)", "share",
        low=0, high=1, source="assumed", applies="delivery.spread")] = 0.5
    learning: Annotated[float, Field("weight of a review in reputation", "share", low=0, high=1, clock="year",
        source="assumed")] = 0.2
    trust_change: Annotated[float, Field("pull of a review on the public's trust", "share", low=0, high=1, clock="year",
        source="assumed")] = 0.02
    trust_breach: Annotated[float, Field("loss of trust of the party that breaches", "share", low=0, high=1,
        source="assumed", applies="delivery.breach")] = 0.05
    breach: Annotated[float, Field("probability of a breach where a party delivers a negative share", "share", low=0,
        high=1, clock="year", source="assumed")] = 0.1
    term: Annotated[int, Field("months that an agreement runs before renewal", "months", low=1, high=1200,
        source="assumed")] = 60
    renewal: Annotated[float, Field(
        "probability that an agreement with a positive gain is renewed at the end of its term", "share", low=0, high=1,
        source="assumed")] = 0.92
    dormancy: Annotated[float, Field("monthly hazard that an agreement becomes dormant", low=0, high=1, clock="month",
        source="with renewal and breach: mean life of a tie about 10 years")] = 0.002
    revival: Annotated[float, Field("monthly hazard that a dormant agreement is revived", low=0, high=1, clock="month",
        source="assumed", applies="delivery.dormancy")] = 0.02
    turnover: Annotated[float, Field(
        "probability that a new leader of another party leaves an agreement with a negative gain", "share", low=0,
        high=1, source="assumed")] = 0.5
    # fmt: on
