"""Issues: what actors negotiate about."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.fields import Field

LOCAL, NATIONAL, JOINT = range(3)
"""The parts of the competence for an issue: of cities, of nations, and of both together."""
CONSENT_RULES = ConsentRule.words()


class Issue(NamedTuple):
    """An issue, with the facts about it that are the same for every actor."""

    # fmt: off
    name: Annotated[str, Field("name of the issue in scenarios and tables", "word", source="assumed")]
    identity_charge: Annotated[float, Field("degree to which the issue concerns identity rather than services", "share",
        low=0, high=1, source="assumed")] = 0.3
    local: Annotated[float, Field("share of the competence of cities; the rest is national or joint", "share", low=0,
        high=1, source="assumed", applies=".challenge")] = 0.3
    national: Annotated[float, Field("share of the competence of nations", "share", low=0, high=1,
        source="assumed", applies=".challenge")] = 0.35
    challenge: Annotated[bool, Field("whether the issue is about a common challenge", "yes or no",
        source="assumed")] = False
    own_city: Annotated[float, Field("effort of the policies that cities have in place at the start", "share", low=0, high=1,
        clock="start", source="assumed: half of that of nations", applies=".challenge")] = 0.04
    own_nation: Annotated[float, Field("effort of the policies that nations have in place at the start", "share", low=0,
        high=1, clock="start", source="UNEP Emissions Gap Report 2015: policies in place keep emissions of 2030 at 60 "
        "instead of 65 Gt (climate); elsewhere assumed alike", applies=".challenge")] = 0.08
    need: Annotated[float, Field("mean exposure of actors to the problem", "share", low=0, high=1, clock="start",
        source="assumed")] = 0.5
    salience: Annotated[float, Field("mean weight of the issue, before normalisation to a sum of 1", low=0, high=1,
        clock="start", source="assumed")] = 0.2
    position: Annotated[float, Field("mean position of nations on joint commitment", low=-1, high=1, clock="start",
        source="assumed")] = 0.2
    position_by_democracy: Annotated[float, Field("rise of the position from the least to the most democratic nation",
        low=-2, high=2, clock="start", source="assumed")] = 0.2
    position_spread: Annotated[float, Field("standard deviation of nations' positions around that mean", low=0, high=1,
        clock="start", source="assumed")] = 0.25
    divergence: Annotated[float, Field(
        "mean difference between the publics of cities and their hinterland; the nation as a whole keeps its mean",
        low=-1, high=1, clock="month",
        source="12 points of vote share = 0.24 on a position in the USA in 2016; elsewhere assumed")] = 0.15
    consent: Annotated[str, Field("usual rule of nations on agreements of their cities", "word", choices=CONSENT_RULES,
        source="assumed: foreign and border matters are reserved, services are not")] = "none"
    activity: Annotated[str, Field("source of the challenge, by which actors are weighted", "word",
        choices=("gdp", "population"),
        source="assumed: emissions follow output, displacement and disease follow people",
        applies=".challenge")] = "population"
    # fmt: on
