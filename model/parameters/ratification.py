"""Domestic decisions after a signature (Putnam 1988; Tsebelis 2002)."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

TSEBELIS = "rules.ratification = veto_players"


class Ratification(NamedTuple):
    """Domestic decisions after a signature (Putnam 1988; Tsebelis 2002)."""

    # fmt: off
    hazard_city: Annotated[float, Field("monthly hazard that a city council votes on a signed agreement", low=0, high=1,
        clock="month", level="city", source="assumed")] = 0.5
    hazard_nation: Annotated[float, Field("monthly hazard that a nation votes on a signed agreement", low=0, high=1,
        clock="month", level="nation", source="UN Treaty Collection: 0.015 to 0.10")] = 0.035
    veto_players: Annotated[int, Field("veto players of a nation with the strongest executive constraint",
        "veto players", low=1, high=3, level="nation", source="Tsebelis 2002; number assumed", applies=TSEBELIS)] = 3
    veto_step: Annotated[float, Field("how much lower each further veto player's position is than the median voter's",
        "standard deviations of voters", low=0, high=5, level="nation", source="assumed", applies=TSEBELIS)] = 0.5
    quota: Annotated[float, Field("share of constituents that must prefer an agreement (rule quota)", "share", low=0,
        high=1, source="assumed", applies="rules.ratification = quota")] = 0.5
    constituent_spread: Annotated[float, Field("standard deviation of positions within a constituent", low=0, high=1.7,
        source="assumed")] = 0.3
    hazard_consent: Annotated[float, Field("monthly hazard that a nation decides on a request for consent", low=0,
        high=1, clock="month", level="nation", source="assumed",
        applies="issues.consent = required or actors.consent or events.consent = required")] = 0.25
    malapportionment: Annotated[float, Field("weight of a voter outside the modelled cities relative to one inside",
        low=1, high=20, level="nation", source="assumed")] = 1.3
    patience: Annotated[int, Field("months after which an unratified signature lapses", "months", low=1, high=1200,
        source="assumed")] = 120
    # fmt: on
