"""Utility of an agreement; one unit is 1 % of the actor's annual budget."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

COST = "utility.contact_cost"


class Utility(NamedTuple):
    """Utility of an agreement; one unit is 1 % of the actor's annual budget."""

    # fmt: off
    benefit_scale: Annotated[float, Field(
        "benefit of full commitment with an average partner to an actor in full need (G0)", low=0, high=50,
        source="fitted: 20 to 50 % of negotiations succeed")] = 1.7
    own_share: Annotated[float, Field("share of the benefit that an actor's own effort brings; its partner's brings the rest (o)",
        "share", low=0, high=1, source="assumed")] = 0.25
    partner_gdp_elasticity: Annotated[float, Field("elasticity of the benefit with respect to the partner's GDP", low=0,
        high=1, source="fitted: at most 5 % of commitments at a bound")] = 0.05
    distance_elasticity: Annotated[float, Field(
        "elasticity of the benefit with respect to 1 + distance / 1000 km, with a minus sign", low=0, high=1,
        source="assumed")] = 0.1
    reference_gdp: Annotated[float, Field("GDP of an average partner", "US$ billion a year", low=0.001, high=100000,
        source="definition: a scale, absorbed by the benefit", applies="utility.partner_gdp_elasticity")] = 60.0
    complementarity: Annotated[float, Field("additional benefit from a partner that is less exposed to the problem",
        low=0, high=1, source="assumed")] = 0.3
    contact_cost: Annotated[float, Field("fixed cost of an agreement (kappa)", "% of budget", low=0, high=1,
        source="fitted: of the order of the median surplus")] = 0.0072
    contact_cost_distance: Annotated[float, Field("increase of the fixed cost with log(1 + distance / 1000 km)",
        "share", low=0, high=5, source="assumed", applies=COST)] = 0.2
    contact_cost_language: Annotated[float, Field("increase of the fixed cost without a common official language",
        "share", low=0, high=5, source="assumed", applies=COST)] = 0.3
    contact_cost_regime: Annotated[float, Field("increase of the fixed cost over the full gap in democracy", "share",
        low=0, high=5, source="assumed", applies=COST)] = 0.4
    contact_cost_level: Annotated[float, Field("increase of the fixed cost between a city and a nation", "share", low=0,
        high=20, source="fitted: 20 to 50 % of negotiations between cities and nations succeed", applies=COST)] = 0.9
    contact_cost_relief: Annotated[float, Field("decrease of the fixed cost with each earlier tie of the pair", "share",
        low=0, high=1, source="assumed", applies=COST)] = 0.2
    upkeep: Annotated[float, Field("cost of maintaining an agreement, as a share of its fixed cost", "share", low=0,
        high=1, source="assumed", applies=COST)] = 0.3
    least_depth: Annotated[float, Field("an agreement needs at least one commitment of this size", "share", low=0, high=0.5,
        source="assumed")] = 0.05
    # Below 1, because a charter is taken out of the effort promised by dividing by 1 less its depth.
    most_depth: Annotated[float, Field("upper bound on a commitment (below 1: no actor can commit fully)",
        "share", low=0.5, high=0.99, source="assumed")] = 0.95
    anticipation: Annotated[float, Field("weight of the nation's expected response to a city's agreement (theta)",
        low=0, high=100, level="city", source="assumed")] = 20.0
    need_spread: Annotated[float, Field("standard deviation of exposure across actors", low=0, high=1, clock="start",
        source="assumed")] = 0.15
    salience_spread: Annotated[float, Field("standard deviation of log weights across actors", low=0, high=2,
        clock="start", source="assumed")] = 0.3
    reputation_start: Annotated[float, Field("initial reputation", "share", low=0, high=1, clock="start",
        source="assumed")] = 0.8
    pragmatism_city: Annotated[float, Field("weight of mayors on material pay-offs against identity (pi)", "share",
        low=0, high=1, level="city", source="assumed")] = 0.6
    pragmatism_nation: Annotated[float, Field("weight of ministers on material pay-offs against identity (pi)", "share",
        low=0, high=1, level="nation", source="assumed")] = 0.6
    # fmt: on
