"""What actors care about and negotiate over."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.fields import Field

LOCAL, NATIONAL, JOINT = range(3)
"""The three parts of the competence for an issue: a city's, a nation's, what takes both."""
CONSENT_RULES = ConsentRule.words()


class Issue(NamedTuple):
    """One issue, with the facts about it that hold for every actor."""

    name: Annotated[str, Field("name of the issue, as scenarios and tables write it", unit="word", source="assumed")]
    identity_charge: Annotated[
        float,
        Field(
            "how far the issue is about identity rather than service",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.3
    local: Annotated[
        float,
        Field(
            "share of the competence that lies with cities; the rest is national or joint",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.3
    national: Annotated[
        float,
        Field("share of the competence that lies with nations", unit="share", low=0, high=1, source="assumed"),
    ] = 0.35
    challenge: Annotated[
        bool, Field("whether a common challenge hangs on the issue", unit="yes or no", source="assumed")
    ] = False
    need: Annotated[
        float,
        Field("mean exposure of actors to the problem", unit="share", low=0, high=1, clock="start", source="assumed"),
    ] = 0.5
    salience: Annotated[
        float,
        Field(
            "mean weight that actors give to the issue, before they sum to 1",
            low=0,
            high=1,
            clock="start",
            source="assumed",
        ),
    ] = 0.2
    position: Annotated[
        float,
        Field("mean position of nations on joint commitment", low=-1, high=1, clock="start", source="assumed"),
    ] = 0.2
    position_by_democracy: Annotated[
        float,
        Field(
            "how much the position rises from the least to the most democratic",
            low=-2,
            high=2,
            clock="start",
            source="assumed",
        ),
    ] = 0.2
    position_spread: Annotated[
        float,
        Field(
            "standard deviation of nations' positions around that mean",
            low=0,
            high=1,
            clock="start",
            source="assumed",
        ),
    ] = 0.25
    divergence: Annotated[
        float,
        Field(
            "how far the publics of cities stand above their hinterland, on average; the nation as a whole keeps its mean",
            low=-1,
            high=1,
            clock="month",
            source="12 points of vote share = 0.24 on a position in the USA in 2016; elsewhere assumed",
        ),
    ] = 0.15
    consent: Annotated[
        str,
        Field(
            "a nation's usual rule on agreements of its cities",
            unit="word",
            choices=CONSENT_RULES,
            source="assumed: foreign and border matters are reserved, services are not",
        ),
    ] = "none"
    activity: Annotated[
        str,
        Field(
            "what the challenge comes with, and by which places are weighted",
            unit="word",
            choices=("gdp", "population"),
            source="assumed: emissions follow output, displacement and disease follow people",
        ),
    ] = "population"
