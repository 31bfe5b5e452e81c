"""Elections, drift of positions, diffusion and trust."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

POLLS = "Gallup and Eurobarometer, about 2016"


class Politics(NamedTuple):
    """Elections, drift of positions, diffusion and trust."""

    # fmt: off
    election_interval: Annotated[int, Field("months between elections where the facts give no term", "months", low=1,
        high=600, source="assumed", applies="world.kind = synthetic or world.regions")] = 48
    party_weight_city: Annotated[float, Field(
        "weight of the party's against the median voter's position for a mayor (rho)", "share", low=0, high=1,
        level="city", source="Ferreira and Gyourko 2009 (sign)")] = 0.2
    party_weight_nation: Annotated[float, Field(
        "weight of the party's against the median voter's position for a government (rho)", "share", low=0, high=1,
        level="nation", source="fitted: 5 to 40 % of antagonistic acts within a party")] = 0.95
    office_city: Annotated[float, Field("shift of a mayor's position by holding office", low=-1, high=1, level="city",
        source="lever")] = 0.0
    office_nation: Annotated[float, Field("shift of a government's position by holding office", low=-1, high=1,
        level="nation", source="lever")] = 0.0
    leader_spread: Annotated[float, Field("standard deviation of leaders' own views", low=0, high=1,
        source="assumed")] = 0.1
    incumbency: Annotated[float, Field("advantage of the party in office at an election", "distance", low=-2, high=2,
        source="assumed")] = 0.1
    vote_noise: Annotated[float, Field("scale of the random term in elections (logit)", "distance", low=0, high=2,
        source="fitted: 5 to 40 % of antagonistic acts within a party")] = 0.15
    divergence_scale: Annotated[float, Field(
        "factor on the divergence of cities from their nation: mean, dispersion, learning abroad and mayors",
        low=0, high=10, clock="month", source="lever")] = 1.0
    divergence_spread: Annotated[float, Field("stationary standard deviation of a city's divergence", low=0, high=1,
        source="assumed")] = 0.15
    divergence_memory: Annotated[float, Field("monthly autocorrelation of divergence", low=0, high=1, clock="month",
        source="0.9 over 48 months, assumed")] = 0.9978
    position_noise: Annotated[float, Field("monthly standard deviation of the drift of national publics", low=0,
        high=0.5, clock="month", source="assumed")] = 0.01
    diffusion: Annotated[float, Field("monthly pull of partners' positions on a city's public (learning)", low=0,
        high=1, clock="month", level="city", source="Shipan and Volden 2008 (mechanism)")] = 0.002
    trust_city: Annotated[float, Field("initial share of the public that trusts its city: midpoint of 0.50 to 0.72",
        "share", low=0, high=1, clock="start", level="city", source=POLLS)] = 0.61
    trust_nation: Annotated[float, Field(
        "initial share of the public that trusts its national government: midpoint of 0.34 to 0.54", "share", low=0,
        high=1, clock="start", level="nation", source=POLLS)] = 0.44
    trust_spread: Annotated[float, Field("half the range of trust across actors", "share", low=0, high=0.5,
        clock="start", source="assumed")] = 0.1
    # fmt: on
