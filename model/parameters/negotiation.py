"""Agendas, rounds, concessions and capacities."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

CONCEDING = "rules.protocol = alternating_offers, blind_offers"
PATIENT = "rules.protocol = rubinstein"


class Negotiation(NamedTuple):
    """Agendas, rounds, concessions and capacities."""

    # fmt: off
    agenda: Annotated[str, Field("whether issues are settled together or one by one", "word",
        choices=("package", "issue_by_issue"), source="lever")] = "package"
    issues: Annotated[int, Field("issues on the agenda of a negotiation", "issues", low=1, high=20,
        source="assumed", counts="issues")] = 2
    power: Annotated[float, Field("elasticity of bargaining weight with respect to economic size (eta)", low=0, high=1,
        source="assumed", applies="rules.protocol = nash")] = 0.2
    rounds_city: Annotated[float, Field("rounds per month that a city can take part in", "rounds", low=0.1, high=100,
        level="city", source="assumed")] = 4.0
    rounds_nation: Annotated[float, Field("rounds per month that a nation can take part in", "rounds", low=0.1,
        high=100, level="nation", source="assumed")] = 0.8
    rounds_to_close: Annotated[float, Field("mean number of rounds to a settlement", "rounds", low=1, high=100,
        source="assumed", applies="rules.protocol = nash, kalai_smorodinsky, rubinstein, ultimatum")] = 4.0
    deadline: Annotated[int, Field("maximum number of rounds", "rounds", low=1, high=1000, source="assumed")] = 16
    concession_city: Annotated[float, Field("concession exponent of cities (below 1 tough, above 1 soft)", low=0.02,
        high=50, level="city", source="assumed", applies=CONCEDING)] = 1.5
    concession_nation: Annotated[float, Field("concession exponent of nations (below 1 tough, above 1 soft)", low=0.02,
        high=50, level="nation", source="assumed", applies=CONCEDING)] = 0.3
    capacity_city: Annotated[int, Field("negotiations that a city can open per month", low=0, high=1000, clock="month",
        level="city", source="assumed")] = 2
    capacity_nation: Annotated[int, Field("negotiations that a nation can open per month", low=0, high=1000,
        clock="month", level="nation", source="assumed")] = 6
    win_set_error: Annotated[float, Field("standard deviation of the error in the perceived position of a pivot", low=0,
        high=2, source="assumed")] = 0.1
    # Below 1: between perfectly patient sides the equilibrium is not unique (Rubinstein 1982).
    discount_city: Annotated[float, Field("per-round discount factor of cities (protocol rubinstein)", "share", low=0,
        high=0.999999, clock="round", level="city", source="Rubinstein 1982; value assumed", applies=PATIENT)] = 0.95
    discount_nation: Annotated[float, Field("per-round discount factor of nations (protocol rubinstein)", "share",
        low=0, high=0.999999, clock="round", level="nation", source="Rubinstein 1982; value assumed",
        applies=PATIENT)] = 0.95
    side_payments: Annotated[bool, Field("whether an agreement may include a payment", "yes or no",
        source="lever")] = False
    win_set_caution: Annotated[float, Field("safety margin inside the perceived win-set, as a multiple of the error",
        low=0, high=10, source="assumed", applies="negotiation.win_set_error")] = 0.5
    # fmt: on
