"""Responses of nations to city agreements, and replies of cities."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.codes import Code
from paradiplomacy.agents.fields import Field

OPTIONS = "rules.response = four_options"
WITH_SANCTIONS = f"{OPTIONS} and response.sanctions"
WITH_SUITS = f"{OPTIONS} and response.litigation"
PYRAMID = "fitted: .70 to .85 of noticed acts ignored, .10 to .25 endorsed, .01 to .05 objected to"
WITH_STATUTES = "response.statutes"


# Declared here and not in the vocabulary, so that an option of nations and what it costs them are added in one file.
class Pressure(Code):
    """Response of a nation to an agreement of its city."""

    IGNORE = 0, "", "does nothing"
    ENDORSE = 1, "", "endorses it"
    OBJECT = 2, "", "objects"
    SANCTION = 3, "", "withholds grants"
    ENFORCE = 4, "", "applies a statute to it"


class Response(NamedTuple):
    """Responses of nations to city agreements, and replies of cities."""

    # fmt: off
    tolerance: Annotated[float, Field("depth tolerated beyond the point at which the nation prefers no agreement",
        low=0, high=2, source="assumed")] = 0.1
    attention: Annotated[float, Field("weight of the nation's objection against the cost of acting", low=0, high=100,
        level="nation", source="assumed", applies=OPTIONS)] = 1.5
    noise: Annotated[float, Field("scale of the unobserved part of the choice (logit)", low=0.0001, high=10,
        source=PYRAMID, applies=OPTIONS)] = 0.02
    endorse_cost: Annotated[float, Field("cost of endorsing", low=0, high=10, level="nation", source=PYRAMID,
        applies=OPTIONS)] = 0.27
    object_cost: Annotated[float, Field("cost of objecting", low=0, high=10, level="nation", source=PYRAMID,
        applies=OPTIONS)] = 0.03
    sanction_cost: Annotated[float, Field("cost of withholding grants", low=0, high=10, level="nation",
        source=PYRAMID, applies=WITH_SANCTIONS)] = 0.1
    authority: Annotated[float, Field("cost of ignoring an act that breaks a statute", low=0, high=10, level="nation",
        source="assumed", applies=f"{OPTIONS} and response.statutes")] = 0.1
    cost_autonomy: Annotated[float, Field("increase of the cost with the city's autonomy", low=0, high=10,
        source="assumed", applies=OPTIONS)] = 0.5
    cost_courts: Annotated[float, Field("increase of the cost with the independence of courts", low=0, high=10,
        source="assumed", applies=OPTIONS)] = 0.5
    cost_gdp_share: Annotated[float, Field("increase of the cost with the city's share of national GDP", low=0, high=50,
        source="assumed", applies=OPTIONS)] = 2.0
    cost_trust: Annotated[float, Field("increase of the cost with the public's trust in the city", low=0, high=10,
        source="assumed", applies=OPTIONS)] = 0.5
    cost_allies: Annotated[float, Field(
        "increase of the cost with log(1 + cities tied to the city): safety in numbers", low=0, high=10,
        source="assumed", applies=OPTIONS)] = 0.2
    cost_together: Annotated[float, Field(
        "increase of the cost with log(1 + other cities of the nation with objectionable agreements on the issue)",
        low=0, high=10, source="assumed", applies=OPTIONS)] = 0.1
    sanctions: Annotated[bool, Field("whether nations may withhold grants", "yes or no", level="nation",
        source="lever", applies=OPTIONS)] = True
    statutes: Annotated[bool, Field("whether nations enact statutes on the diplomacy of their cities", "yes or no",
        level="nation", source="lever")] = True
    statute_rate: Annotated[float, Field(
        "statutes of a nation a year on an issue per log(1 + conflicts of two years), where its government favours it",
        "per year", low=0, high=12, level="nation", source="fitted: at most 2 statutes a year worldwide",
        applies=WITH_STATUTES)] = 0.0011
    statute_opposition: Annotated[float, Field("rise of the log hazard of a statute per unit of opposition on its issue",
        low=0, high=50, level="nation", source="fitted: governments opposed on the issue pass seven in ten", applies=WITH_STATUTES)] = 8.0
    statute_hostility: Annotated[float, Field(
        "weight of dealings with hostile nations against conflicts at home in the hazard of a statute", low=0, high=10,
        level="nation", source="assumed", applies=WITH_STATUTES)] = 0.5
    hostile: Annotated[float, Field("relation at or below which a nation counts as hostile", low=-1, high=1,
        level="nation", source="assumed: includes the USA and China on ideal points of 2015-16")] = -0.4
    repeal: Annotated[float, Field("probability that a new party in office repeals a statute", "share", low=0, high=1,
        level="nation", source="0.3 to 0.5, assumed", applies=WITH_STATUTES)] = 0.4
    rupture: Annotated[float, Field(
        "monthly hazard that a rupture between nations ends an agreement, at full hostility and identity charge",
        "per month", low=0, high=1, source="fitted: 150 cities ended ties with Russia within three months, 2022")] = 0.6
    litigation: Annotated[bool, Field("whether cities may go to court", "yes or no", level="city",
        source="lever", applies=OPTIONS)] = True
    object_effect: Annotated[float, Field("share of the nation's objection that is settled by objecting", "share",
        low=0, high=1, source="assumed", applies=OPTIONS)] = 0.35
    sanction_effect: Annotated[float, Field("share of the nation's objection that is settled by a sanction", "share",
        low=0, high=1, source="assumed", applies=WITH_SANCTIONS)] = 0.7
    consent_weight: Annotated[float, Field("weight of the nation's own interest in its decision on consent (logit)",
        low=0, high=1000, source="assumed")] = 20.0
    coordination: Annotated[float, Field(
        "probability that a city coordinates an agreement that its nation is likely to endorse", "share", low=0, high=1,
        level="city", source="assumed")] = 0.4
    sanction_share: Annotated[float, Field("share of the grant that a sanction withholds", "share", low=0, high=1,
        source="assumed", applies=OPTIONS)] = 0.02
    ruling_months: Annotated[int, Field("months from an injunction to the final ruling", "months", low=1, high=240,
        source="assumed", applies=f"{WITH_SUITS} and response.statutes")] = 12
    sanction_months: Annotated[int, Field("duration of a sanction", "months", low=1, high=240, source="assumed",
        applies=WITH_SANCTIONS)] = 12
    grant_low: Annotated[float, Field("lowest share of a city's budget that its nation pays", "share", low=0, high=1,
        clock="start", source="assumed")] = 0.05
    grant_high: Annotated[float, Field("highest share of a city's budget that its nation pays", "share", low=0, high=1,
        clock="start", source="30 to 35 % of revenue in the best-known case")] = 0.35
    injunction_months: Annotated[int, Field("months from a suit to the injunction", "months", low=1, high=240,
        source="assumed", applies=WITH_SUITS)] = 3
    court_low: Annotated[float, Field("probability that a city wins in the least independent court", "share", low=0,
        high=1, source="assumed", applies=WITH_SUITS)] = 0.5
    court_high: Annotated[float, Field("probability that a city wins in a fully independent court", "share", low=0,
        high=1, source="assumed", applies=WITH_SUITS)] = 0.7
    litigation_cost: Annotated[float, Field("cost of a suit to a city", "% of budget", low=0, high=10, level="city",
        source="assumed", applies=WITH_SUITS)] = 0.05
    defiance_cost: Annotated[float, Field("cost of defiance in addition to the grant at stake", "% of budget", low=0,
        high=10, level="city", source="assumed", applies=OPTIONS)] = 0.05
    reply_noise: Annotated[float, Field("scale of the unobserved part of a city's reply (logit)", low=0.0001, high=10,
        level="city", source="assumed", applies=OPTIONS)] = 0.1
    mayor_support: Annotated[float, Field("benefit to a mayor of siding with a public that trusts her", "% of budget",
        low=0, high=10, source="assumed", applies=OPTIONS)] = 0.6
    # fmt: on
