"""Common challenges: effort, stock, and the level of government that may commit."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

CHALLENGE = "issues.challenge"


class Challenges(NamedTuple):
    """Common challenges: effort, stock, and the level of government that may commit."""

    # fmt: off
    mandate: Annotated[str, Field("level of government that may commit itself on issues with a challenge", "word",
        choices=("both", "cities", "nations"), source="lever", applies=CHALLENGE)] = "both"
    rho: Annotated[float, Field(
        "substitutability of city and national effort where both are needed (CES): 1 full, 0 as in a product", low=-100,
        high=1, source="assumed: between a sum and a product; neither level is indispensable", applies=CHALLENGE)] = 0.5
    turnover: Annotated[float, Field("annual renewal of the stock of a challenge, as a share: inflow and decay",
        "share", low=0, high=1, clock="year", source="assumed", applies=CHALLENGE)] = 0.05
    progress: Annotated[float, Field("exogenous decline of the inflow per unit of output, where it follows output",
        "per year", low=-0.5, high=0.5, clock="year",
        source="assumed; carbon intensity of world output has fallen by 1 to 2 % a year", applies=CHALLENGE)] = 0.015
    need_feedback: Annotated[float, Field(
        "elasticity of the odds of need with respect to the stock of the challenge; 0: no feedback", low=0, high=10,
        clock="month", source="assumed", applies=CHALLENGE)] = 1.0
    autonomy_shift: Annotated[float, Field(
        "competence that shifts from the nation to its city with autonomy above 1/2", "share", low=0, high=1,
        clock="start", level="city", source="lever", applies=CHALLENGE)] = 0.0
    # fmt: on
