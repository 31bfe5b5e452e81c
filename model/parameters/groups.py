"""Every number and every rule that a scenario can change, in groups.

Each group is a named tuple, so that compiled rules read ``search.closure`` as they stand. The
description beside each parameter feeds the scenario checks, the tables of the documentation and the
controls of the window: there is no second list.

The file is long because it is the one table of parameters.
"""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field


class Rules(NamedTuple):
    """Which answer is used for each question; the catalogue is in ``model/rules``."""

    protocol: Annotated[
        str, Field("who may offer what when, and what closes a negotiation", unit="rule", source="assumed")
    ] = "nash"
    ratification: Annotated[
        str, Field("what it takes at home for a signature to bind", unit="rule", source="assumed")
    ] = "veto_players"
    response: Annotated[
        str, Field("what a nation does about an agreement of its city", unit="rule", source="assumed")
    ] = "five_options"
    reply: Annotated[str, Field("what a city does about its nation's pressure", unit="rule", source="assumed")] = (
        "weighing"
    )
    delivery: Annotated[str, Field("what parties do of what they agreed", unit="rule", source="assumed")] = (
        "yearly_review"
    )
    charter: Annotated[
        str,
        Field(
            "how deep the terms of a club or treaty are that names no rule of its own",
            unit="rule",
            source="assumed",
        ),
    ] = "median"
    membership: Annotated[str, Field("who is a member of a club or treaty", unit="rule", source="assumed")] = (
        "best_response"
    )


class Utility(NamedTuple):
    """What an agreement is worth (one unit of utility is 1 % of the actor's yearly budget)."""

    benefit_scale: Annotated[
        float,
        Field(
            "worth of full commitment with an average partner to an actor in full need (G0)",
            low=0,
            high=50,
            source="fitted: 20 to 50 % of negotiations succeed",
        ),
    ] = 1.43
    partner_gdp_elasticity: Annotated[
        float, Field("how the benefit grows with the partner's GDP", low=0, high=1, source="MODEL 4.1")
    ] = 0.2
    distance_elasticity: Annotated[
        float, Field("how the benefit falls with 1 + distance / 1000 km", low=0, high=1, source="MODEL 4.1")
    ] = 0.1
    reference_gdp: Annotated[
        float,
        Field("GDP of an average partner", unit="US$ billion a year", low=0.001, high=100_000, source="assumed"),
    ] = 60.0
    complementarity: Annotated[
        float,
        Field(
            "how much more a partner offers that is itself less exposed to the problem",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.3
    contact_cost: Annotated[
        float,
        Field(
            "fixed cost of an agreement (kappa)",
            unit="% of budget",
            low=0,
            high=1,
            source="fitted: of the order of the median surplus",
        ),
    ] = 0.008
    contact_cost_distance: Annotated[
        float,
        Field(
            "rise of the fixed cost with log(1 + distance / 1000 km)",
            unit="share",
            low=0,
            high=5,
            source="assumed",
        ),
    ] = 0.2
    contact_cost_language: Annotated[
        float,
        Field(
            "rise of the fixed cost without a common official language",
            unit="share",
            low=0,
            high=5,
            source="assumed",
        ),
    ] = 0.3
    contact_cost_regime: Annotated[
        float,
        Field("rise of the fixed cost with the full gap in democracy", unit="share", low=0, high=5, source="assumed"),
    ] = 0.4
    contact_cost_relief: Annotated[
        float,
        Field(
            "fall of the fixed cost with each earlier tie of the pair",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.2
    upkeep: Annotated[
        float,
        Field(
            "share of the fixed cost that keeping a running agreement costs",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.3
    least_depth: Annotated[
        float,
        Field("least depth of an agreement on an issue", unit="share", low=0, high=0.5, source="assumed"),
    ] = 0.05
    most_depth: Annotated[
        float,
        Field(
            "largest depth of an agreement on an issue: nobody has everything to promise",
            unit="share",
            low=0.5,
            high=0.99,
            source="assumed",
        ),
    ] = 0.95
    anticipation: Annotated[
        float,
        Field(
            "weight of the nation's expected reaction to a city's agreement (theta)",
            low=0,
            high=100,
            level="city",
            source="assumed",
        ),
    ] = 20.0
    need_spread: Annotated[
        float,
        Field("standard deviation of exposure between actors", low=0, high=1, clock="start", source="assumed"),
    ] = 0.15
    salience_spread: Annotated[
        float,
        Field("standard deviation of log weights between actors", low=0, high=2, clock="start", source="assumed"),
    ] = 0.3
    reputation_start: Annotated[
        float, Field("reputation at the start", unit="share", low=0, high=1, clock="start", source="assumed")
    ] = 0.8
    pragmatism_city: Annotated[
        float,
        Field(
            "weight of mayors on material pay-offs against identity (pi)",
            unit="share",
            low=0,
            high=1,
            level="city",
            source="assumed",
        ),
    ] = 0.6
    pragmatism_nation: Annotated[
        float,
        Field(
            "weight of ministers on material pay-offs against identity (pi)",
            unit="share",
            low=0,
            high=1,
            level="nation",
            source="assumed",
        ),
    ] = 0.6


class Form(NamedTuple):
    """Declaration, plan, funded programme: how cost, benefit, visibility and delivery rise from one to the next."""

    cost: Annotated[
        float, Field("factor on the fixed cost from one form to the next", low=1, high=10, source="assumed")
    ] = 1.4
    benefit: Annotated[
        float, Field("factor on the benefit from one form to the next", low=1, high=10, source="assumed")
    ] = 1.15
    visibility: Annotated[
        float,
        Field("visibility of a declaration of a city of a million", unit="share", low=0, high=1, source="assumed"),
    ] = 0.35
    visibility_step: Annotated[
        float, Field("factor on visibility from one form to the next", low=1, high=10, source="assumed")
    ] = 1.4
    visibility_size: Annotated[
        float, Field("elasticity of visibility to the city's population", low=0, high=1, source="assumed")
    ] = 0.1
    delivery: Annotated[
        float,
        Field(
            "rise of the delivered share from one form to the next",
            low=-1,
            high=1,
            clock="year",
            source="assumed",
        ),
    ] = 0.04
    declaration: Annotated[
        float,
        Field("share of negotiations that aim at a declaration", unit="share", low=0, high=1, source="assumed"),
    ] = 0.45
    plan: Annotated[
        float,
        Field(
            "share of negotiations that aim at a plan; the rest aim at a funded programme",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.35


class Search(NamedTuple):
    """Who approaches whom (elasticities of the observed stock of twin-town ties)."""

    hazard: Annotated[
        float,
        Field(
            "intercept of the monthly hazard that two cities open a negotiation",
            unit="log",
            low=-40,
            high=10,
            clock="month",
            level="city",
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = -5.3
    stock: Annotated[
        float,
        Field(
            "intercept of the log odds that two cities are tied at the start",
            unit="log",
            low=-40,
            high=10,
            clock="start",
            level="city",
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = -4.0
    size: Annotated[
        float,
        Field(
            "effect of the sum of log populations",
            low=-5,
            high=5,
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = 0.95
    size_gap: Annotated[
        float,
        Field(
            "effect of the difference of log populations",
            low=-5,
            high=5,
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = 0.0
    distance: Annotated[
        float,
        Field(
            "effect of log distance in km",
            low=-5,
            high=5,
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = -0.42
    language: Annotated[
        float,
        Field(
            "effect of a common official language",
            low=-5,
            high=5,
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = 0.88
    same_nation: Annotated[
        float,
        Field(
            "effect of lying in the same nation",
            low=-10,
            high=5,
            level="city",
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = -5.4
    democracy_gap: Annotated[
        float,
        Field(
            "effect of the gap in democracy",
            low=-5,
            high=5,
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = -0.6
    closure: Annotated[
        float,
        Field(
            "effect of any common partner",
            low=0,
            high=3,
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = 1.1
    activity_spread: Annotated[
        float,
        Field(
            "standard deviation of cities' lasting activity (log scale)",
            low=0,
            high=3,
            clock="start",
            level="city",
            source="fitted: twin towns of Wikidata 2022 among cities over 1 million",
        ),
    ] = 1.05
    hazard_own_nation: Annotated[
        float,
        Field(
            "monthly hazard that a city in full need approaches its own nation",
            low=0,
            high=1,
            clock="month",
            source="assumed",
        ),
    ] = 0.03
    hazard_foreign_nation: Annotated[
        float,
        Field(
            "intercept of the monthly hazard that a city approaches a foreign nation",
            unit="log",
            low=-40,
            high=10,
            clock="month",
            level="city",
            source="assumed",
        ),
    ] = -2.5
    hazard_nation: Annotated[
        float,
        Field(
            "intercept of the monthly hazard that two nations open a negotiation",
            unit="log",
            low=-40,
            high=10,
            clock="month",
            level="nation",
            source="assumed",
        ),
    ] = 0.0
    stock_nation: Annotated[
        float,
        Field(
            "intercept of the log odds that two nations are tied at the start",
            unit="log",
            low=-40,
            high=10,
            clock="start",
            level="nation",
            source="assumed",
        ),
    ] = 4.0
    size_nation: Annotated[
        float,
        Field(
            "effect of the sum of log populations where a nation is approached",
            low=-5,
            high=5,
            source="as that of cities over 1 million, Wikidata 2022",
        ),
    ] = 0.44
    distance_nation: Annotated[
        float,
        Field("effect of log distance between capitals", low=-5, high=5, level="nation", source="country gravity"),
    ] = -1.12
    language_nation: Annotated[
        float,
        Field(
            "effect of a common official language of nations",
            low=-5,
            high=5,
            level="nation",
            source="country gravity",
        ),
    ] = 0.63
    candidates: Annotated[
        int,
        Field(
            "longest list of cities that a city considers; longer worlds are thinned by cell and by size",
            unit="cities",
            low=8,
            high=5000,
            level="city",
            source="assumed",
        ),
    ] = 512
    foreign_candidates: Annotated[
        int,
        Field(
            "number of foreign nations that a city considers",
            unit="nations",
            low=0,
            high=500,
            level="city",
            source="assumed",
        ),
    ] = 12
    burn_in: Annotated[
        int,
        Field("months that run before the first month that counts", unit="months", low=0, high=600, source="assumed"),
    ] = 12


class Negotiation(NamedTuple):
    """Rounds, agendas and styles."""

    agenda: Annotated[
        str,
        Field(
            "whether the issues of a negotiation are settled together or one by one",
            unit="word",
            choices=("package", "issue_by_issue"),
            source="assumed",
        ),
    ] = "package"
    issues: Annotated[
        int, Field("issues on the table of one negotiation", unit="issues", low=1, high=20, source="assumed")
    ] = 2
    power: Annotated[
        float,
        Field("how economic size turns into bargaining weight (eta)", low=0, high=1, source="MODEL 4.2"),
    ] = 0.2
    rounds_city: Annotated[
        float,
        Field(
            "rounds that a city can play in a month",
            unit="rounds",
            low=0.1,
            high=100,
            level="city",
            source="assumed",
        ),
    ] = 4.0
    rounds_nation: Annotated[
        float,
        Field(
            "rounds that a nation can play in a month",
            unit="rounds",
            low=0.1,
            high=100,
            level="nation",
            source="assumed",
        ),
    ] = 0.8
    rounds_to_close: Annotated[
        float,
        Field("mean number of rounds that a settlement takes", unit="rounds", low=1, high=100, source="assumed"),
    ] = 4.0
    deadline: Annotated[
        int,
        Field("rounds after which a negotiation is out of time", unit="rounds", low=1, high=1000, source="assumed"),
    ] = 16
    concession_city: Annotated[
        float,
        Field(
            "concession of cities (below 1 tough, above 1 soft)",
            low=0.02,
            high=50,
            level="city",
            source="assumed",
        ),
    ] = 1.5
    concession_nation: Annotated[
        float,
        Field(
            "concession of nations (below 1 tough, above 1 soft)",
            low=0.02,
            high=50,
            level="nation",
            source="assumed",
        ),
    ] = 0.3
    capacity_city: Annotated[
        int,
        Field(
            "negotiations that a city can open in a month",
            low=0,
            high=1000,
            clock="month",
            level="city",
            source="assumed",
        ),
    ] = 2
    capacity_nation: Annotated[
        int,
        Field(
            "negotiations that a nation can open in a month",
            low=0,
            high=1000,
            clock="month",
            level="nation",
            source="assumed",
        ),
    ] = 6
    win_set_error: Annotated[
        float,
        Field(
            "standard deviation of the error with which negotiators know a pivot's position",
            low=0,
            high=2,
            source="assumed",
        ),
    ] = 0.1
    discount_city: Annotated[
        float,
        Field(
            "what a gain of the next round is worth to a city now (protocol rubinstein)",
            unit="share",
            low=0,
            high=0.999999,
            clock="round",
            source="assumed; its part in bargaining: Rubinstein 1982",
            level="city",
        ),
    ] = 0.95
    discount_nation: Annotated[
        float,
        Field(
            "what a gain of the next round is worth to a nation now (protocol rubinstein)",
            unit="share",
            low=0,
            high=0.999999,
            clock="round",
            source="assumed; its part in bargaining: Rubinstein 1982",
            level="nation",
        ),
    ] = 0.95
    side_payments: Annotated[
        bool,
        Field("whether money may change hands as part of an agreement", unit="yes or no", source="assumed"),
    ] = False
    win_set_caution: Annotated[
        float,
        Field(
            "how far negotiators stay inside the win-set that they see, as a multiple of that error",
            low=0,
            high=10,
            source="assumed",
        ),
    ] = 0.5


class Ratification(NamedTuple):
    """What happens at home after a signature (Putnam 1988)."""

    hazard_city: Annotated[
        float,
        Field(
            "monthly hazard that a city council votes on a signed agreement",
            low=0,
            high=1,
            clock="month",
            level="city",
            source="assumed",
        ),
    ] = 0.5
    hazard_nation: Annotated[
        float,
        Field(
            "monthly hazard that a nation votes on a signed agreement",
            low=0,
            high=1,
            clock="month",
            level="nation",
            source="UN Treaty Collection: 0.015 to 0.10",
        ),
    ] = 0.035
    veto_players: Annotated[
        int,
        Field(
            "veto players of a nation under the fullest executive constraint",
            unit="veto players",
            low=1,
            high=3,
            level="nation",
            source="Tsebelis 2002; number assumed",
        ),
    ] = 3
    veto_step: Annotated[
        float,
        Field(
            "how much less each further veto player wants than the median voter",
            unit="standard deviations of voters",
            low=0,
            high=5,
            level="nation",
            source="assumed",
        ),
    ] = 0.5
    quota: Annotated[
        float,
        Field(
            "share of the constituents that must prefer an agreement, under the rule quota",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.5
    constituent_spread: Annotated[
        float, Field("standard deviation of positions within a constituent", low=0, high=2, source="assumed")
    ] = 0.3
    hazard_consent: Annotated[
        float,
        Field(
            "monthly hazard that a nation decides on a consent that it was asked for",
            low=0,
            high=1,
            clock="month",
            level="nation",
            source="assumed",
        ),
    ] = 0.25
    malapportionment: Annotated[
        float,
        Field(
            "weight of a voter outside the modelled cities over one inside",
            low=1,
            high=20,
            level="nation",
            source="assumed",
        ),
    ] = 1.3
    patience: Annotated[
        int,
        Field("months after which an unratified signature lapses", unit="months", low=1, high=1200, source="assumed"),
    ] = 120


class Politics(NamedTuple):
    """Elections, drift of positions and diffusion."""

    election_interval: Annotated[
        int,
        Field(
            "months between elections where the facts name no term",
            unit="months",
            low=1,
            high=600,
            source="assumed",
        ),
    ] = 48
    party_weight_city: Annotated[
        float,
        Field(
            "weight of the party's position against the median voter's in a mayor's position (rho)",
            unit="share",
            low=0,
            high=1,
            level="city",
            source="Ferreira and Gyourko 2009 (sign)",
        ),
    ] = 0.2
    party_weight_nation: Annotated[
        float,
        Field(
            "weight of the party's position against the median voter's in a government's position (rho)",
            unit="share",
            source="fitted: 5 to 40 % of antagonistic acts within a party",
            low=0,
            high=1,
            level="nation",
        ),
    ] = 0.95
    office_city: Annotated[
        float, Field("shift of a mayor's position by office", low=-1, high=1, level="city", source="assumed")
    ] = 0.0
    office_nation: Annotated[
        float,
        Field("shift of a government's position by office", low=-1, high=1, level="nation", source="assumed"),
    ] = 0.0
    leader_spread: Annotated[
        float, Field("standard deviation of leaders' own views", low=0, high=1, source="assumed")
    ] = 0.1
    incumbency: Annotated[
        float,
        Field("advantage of the party in office at an election", unit="distance", low=-2, high=2, source="assumed"),
    ] = 0.1
    vote_noise: Annotated[
        float,
        Field(
            "scale of chance in elections (logit)",
            unit="distance",
            source="fitted: 5 to 40 % of antagonistic acts within a party",
            low=0,
            high=2,
        ),
    ] = 0.15
    divergence_scale: Annotated[
        float,
        Field(
            "factor on every issue's mean divergence between cities and nation",
            low=0,
            high=10,
            clock="month",
            source="assumed",
        ),
    ] = 1.0
    divergence_spread: Annotated[
        float,
        Field(
            "stationary standard deviation of a city's divergence around its mean",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.15
    divergence_memory: Annotated[
        float,
        Field(
            "monthly autocorrelation of divergence",
            low=0,
            high=1,
            clock="month",
            source="0.9 over 48 months, assumed",
        ),
    ] = 0.9978
    position_noise: Annotated[
        float,
        Field(
            "monthly standard deviation of drift of national publics",
            low=0,
            high=0.5,
            clock="month",
            source="assumed",
        ),
    ] = 0.01
    diffusion: Annotated[
        float,
        Field(
            "monthly pull of partners' positions on a city's public (learning)",
            low=0,
            high=1,
            clock="month",
            level="city",
            source="Shipan and Volden 2008 (mechanism)",
        ),
    ] = 0.002
    trust_city: Annotated[
        float,
        Field(
            "share of the public that trusts its city at the start: middle of 0.50 to 0.72",
            unit="share",
            low=0,
            high=1,
            clock="start",
            level="city",
            source="Gallup and Eurobarometer, about 2016",
        ),
    ] = 0.61
    trust_nation: Annotated[
        float,
        Field(
            "share of the public that trusts its national government at the start: middle of 0.34 to 0.54",
            unit="share",
            low=0,
            high=1,
            clock="start",
            level="nation",
            source="Gallup and Eurobarometer, about 2016",
        ),
    ] = 0.44
    trust_spread: Annotated[
        float,
        Field(
            "half the range of trust between actors",
            unit="share",
            low=0,
            high=0.5,
            clock="start",
            source="assumed",
        ),
    ] = 0.1


class Response(NamedTuple):
    """What a nation does about its cities' agreements, and what the city does then."""

    tolerance: Annotated[
        float,
        Field(
            "depth that a nation bears beyond the point that is worse than nothing for it",
            low=0,
            high=2,
            source="assumed",
        ),
    ] = 0.1
    attention: Annotated[
        float,
        Field(
            "weight of what a nation minds against what acting costs",
            low=0,
            high=100,
            level="nation",
            source="assumed",
        ),
    ] = 1.5
    noise: Annotated[
        float,
        Field("scale of the unobserved part of the choice (logit)", low=0.0001, high=10, source="assumed"),
    ] = 0.05
    endorse_cost: Annotated[float, Field("cost of endorsing", low=0, high=10, level="nation", source="assumed")] = 0.03
    object_cost: Annotated[float, Field("cost of objecting", low=0, high=10, level="nation", source="assumed")] = 0.05
    sanction_cost: Annotated[
        float, Field("cost of withholding grants", low=0, high=10, level="nation", source="assumed")
    ] = 0.12
    preempt_cost: Annotated[
        float,
        Field(
            "cost of a law against city agreements on an issue",
            low=0,
            high=10,
            level="nation",
            source="fitted: 0.10 to 0.15 laws a year per nation and issue under high divergence",
        ),
    ] = 0.05
    cost_autonomy: Annotated[
        float, Field("rise of the cost with the city's autonomy", low=0, high=10, source="assumed")
    ] = 0.5
    cost_courts: Annotated[
        float, Field("rise of the cost with the courts' independence", low=0, high=10, source="assumed")
    ] = 0.5
    cost_gdp_share: Annotated[
        float,
        Field("rise of the cost with the city's share of national GDP", low=0, high=50, source="assumed"),
    ] = 2.0
    cost_trust: Annotated[
        float, Field("rise of the cost with the city's public's trust", low=0, high=10, source="assumed")
    ] = 0.5
    cost_allies: Annotated[
        float,
        Field(
            "rise of the cost with log(1 + cities that are tied to the city): safety in numbers",
            low=0,
            high=10,
            source="assumed",
        ),
    ] = 0.2
    cost_together: Annotated[
        float,
        Field(
            "rise of the cost with log(1 + other cities of the nation that do on the issue what it minds)",
            low=0,
            high=10,
            source="assumed",
        ),
    ] = 0.1
    sanctions: Annotated[
        bool, Field("whether nations may withhold grants", unit="yes or no", level="nation", source="assumed")
    ] = True
    preemption: Annotated[
        bool,
        Field(
            "whether nations may make laws against their cities' agreements",
            unit="yes or no",
            level="nation",
            source="assumed",
        ),
    ] = True
    litigation: Annotated[
        bool, Field("whether cities may go to court", unit="yes or no", level="city", source="assumed")
    ] = True
    object_effect: Annotated[
        float,
        Field(
            "share of what a nation minds that an objection settles",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.35
    sanction_effect: Annotated[
        float,
        Field("share of what a nation minds that a sanction settles", unit="share", low=0, high=1, source="assumed"),
    ] = 0.7
    consent_weight: Annotated[
        float,
        Field("how strongly a nation's own interest decides its consent (logit)", low=0, high=1000, source="assumed"),
    ] = 20.0
    coordination: Annotated[
        float,
        Field(
            "chance that a city coordinates an agreement that its nation can be expected to like",
            unit="share",
            low=0,
            high=1,
            level="city",
            source="assumed",
        ),
    ] = 0.4
    sanction_share: Annotated[
        float,
        Field("share of the grant that a sanction withholds", unit="share", low=0, high=1, source="assumed"),
    ] = 0.02
    ruling_months: Annotated[
        int,
        Field("months from an injunction to the final ruling", unit="months", low=1, high=240, source="assumed"),
    ] = 12
    sanction_months: Annotated[int, Field("length of a sanction", unit="months", low=1, high=240, source="assumed")] = (
        12
    )
    grant_low: Annotated[
        float,
        Field(
            "least share of a city's budget that its nation pays",
            unit="share",
            low=0,
            high=1,
            clock="start",
            source="assumed",
        ),
    ] = 0.05
    grant_high: Annotated[
        float,
        Field(
            "largest share of a city's budget that its nation pays",
            unit="share",
            low=0,
            high=1,
            clock="start",
            source="30 to 35 % of revenue in the well-known case",
        ),
    ] = 0.35
    injunction_months: Annotated[
        int,
        Field("months from a city's suit to the injunction", unit="months", low=1, high=240, source="assumed"),
    ] = 3
    court_low: Annotated[
        float,
        Field(
            "chance that a city wins before the least independent court",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.5
    court_high: Annotated[
        float,
        Field(
            "chance that a city wins before a fully independent court",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.7
    litigation_cost: Annotated[
        float,
        Field("cost of a suit to a city", unit="% of budget", low=0, high=10, level="city", source="assumed"),
    ] = 0.05
    defiance_cost: Annotated[
        float,
        Field(
            "cost of defying beyond the grant at stake",
            unit="% of budget",
            low=0,
            high=10,
            level="city",
            source="assumed",
        ),
    ] = 0.05
    reply_noise: Annotated[
        float,
        Field(
            "scale of the unobserved part of a city's reply (logit)",
            low=0.0001,
            high=10,
            level="city",
            source="assumed",
        ),
    ] = 0.1
    mayor_support: Annotated[
        float,
        Field(
            "worth to a mayor of standing up for a public that trusts her",
            unit="% of budget",
            low=0,
            high=10,
            source="assumed",
        ),
    ] = 0.6


class Delivery(NamedTuple):
    """What parties do of what they agreed, and how agreements end."""

    mean: Annotated[
        float,
        Field(
            "mean delivered share of a shallow agreement of a trusted party",
            unit="share",
            low=-0.5,
            high=1.5,
            clock="year",
            source="fitted: mean 0.8 to 0.9",
        ),
    ] = 0.75
    reputation: Annotated[
        float, Field("rise with the reputation at stake", low=-2, high=2, clock="year", source="assumed")
    ] = 0.3
    support: Annotated[
        float,
        Field(
            "rise with the nation's support (fall with its hostility)",
            low=-2,
            high=2,
            clock="year",
            source="assumed",
        ),
    ] = 0.1
    depth: Annotated[float, Field("fall with depth", low=0, high=2, clock="year", source="assumed")] = 0.15
    spread: Annotated[
        float,
        Field(
            "standard deviation of the delivered share",
            low=0,
            high=2,
            clock="year",
            source="fitted: 10 to 15 % below 0",
        ),
    ] = 0.75
    learning: Annotated[
        float,
        Field("weight of a review in reputation", unit="share", low=0, high=1, clock="year", source="assumed"),
    ] = 0.2
    trust_change: Annotated[
        float,
        Field("pull of a review on the public's trust", unit="share", low=0, high=1, clock="year", source="assumed"),
    ] = 0.02
    trust_breach: Annotated[
        float,
        Field("trust that a breach costs the party that breaches", unit="share", low=0, high=1, source="assumed"),
    ] = 0.05
    breach: Annotated[
        float,
        Field(
            "chance that an agreement is breached where a party delivers less than nothing",
            unit="share",
            low=0,
            high=1,
            clock="year",
            source="assumed",
        ),
    ] = 0.1
    term: Annotated[
        int,
        Field("months that an agreement runs before renewal", unit="months", low=1, high=1200, source="assumed"),
    ] = 60
    renewal: Annotated[
        float,
        Field("chance that a term that is still worth it is renewed", unit="share", low=0, high=1, source="assumed"),
    ] = 0.92
    dormancy: Annotated[
        float,
        Field(
            "monthly hazard that an agreement falls dormant",
            low=0,
            high=1,
            clock="month",
            source="with renewal and breach: mean life of a tie about 10 years",
        ),
    ] = 0.002
    revival: Annotated[
        float,
        Field("monthly hazard that a dormant agreement comes back", low=0, high=1, clock="month", source="assumed"),
    ] = 0.02
    turnover: Annotated[
        float,
        Field(
            "chance that a new leader of another party leaves an agreement that is worth less than nothing to him",
            unit="share",
            low=0,
            high=1,
            source="assumed",
        ),
    ] = 0.5


class Membership(NamedTuple):
    """What membership in clubs and treaties is worth, and when it is weighed."""

    common_benefit: Annotated[
        float,
        Field(
            "worth of full effort by everybody on an issue to an actor in full need",
            low=0,
            high=50,
            source="assumed: as full commitment with an average partner (utility.benefit_scale)",
        ),
    ] = 1.3
    attention: Annotated[
        float,
        Field(
            "monthly hazard that an actor weighs anew whether to be in a club",
            low=0,
            high=1,
            clock="month",
            source="assumed: once in a term of four years",
        ),
    ] = 0.02
    exit_attention: Annotated[
        int,
        Field(
            "months in which every city weighs membership after its nation has left; 0 means that none does so",
            unit="months",
            low=0,
            high=120,
            level="city",
            source="assumed: the month of the exit and the next one",
        ),
    ] = 2
    expression: Annotated[
        float,
        Field(
            "weight of standing apart from a nation that has left: identity charge x distance of positions",
            low=0,
            high=10,
            level="city",
            source="MODEL 4.6: counted as any identity pay-off is",
        ),
    ] = 1.0
    visible_joiners: Annotated[
        float,
        Field(
            "how much a member that has joined lately adds to the club good beyond any other member",
            low=0,
            high=20,
            source="assumed: news of a joiner doubles what it adds",
        ),
    ] = 1.0
    news_months: Annotated[
        int, Field("months in which a joiner is news", unit="months", low=1, high=120, source="assumed")
    ] = 3
    expulsion: Annotated[
        float,
        Field(
            "chance that a member that delivers less than the club's standard is expelled",
            unit="share",
            low=0,
            high=1,
            clock="year",
            source="assumed",
        ),
    ] = 0.5


class Economy(NamedTuple):
    """Growth of GDP and population."""

    growth: Annotated[
        float,
        Field("national trend of GDP", unit="per year", low=-0.5, high=0.5, clock="year", source="World Bank"),
    ] = 0.035
    growth_spread: Annotated[
        float,
        Field("standard deviation of a nation's yearly shock", low=0, high=0.5, clock="year", source="assumed"),
    ] = 0.02
    agglomeration: Annotated[
        float,
        Field("elasticity of a city's GDP to its population", low=0.5, high=2, source="Bettencourt et al. 2007"),
    ] = 1.13
    population_growth: Annotated[
        float,
        Field("growth of nations' population", unit="per year", low=-0.2, high=0.2, clock="year", source="UN"),
    ] = 0.011
    urbanisation: Annotated[
        float,
        Field(
            "growth of cities' population beyond their nation's",
            unit="per year",
            low=-0.2,
            high=0.2,
            clock="year",
            source="UN WUP 2018: urban share 54 % in 2016, 68 % in 2050",
        ),
    ] = 0.007
    dividend: Annotated[
        float,
        Field(
            "GDP that a city gains in a year from full effort on all issues",
            unit="share",
            low=0,
            high=0.5,
            clock="year",
            source="assumed",
        ),
    ] = 0.005
    sanction_loss: Annotated[
        float,
        Field(
            "GDP lost in a year under a sanction of the whole budget",
            low=0,
            high=1,
            clock="year",
            source="assumed",
        ),
    ] = 0.02
    budget_share: Annotated[
        float, Field("yearly budget over GDP", unit="share", low=0.001, high=1, source="assumed")
    ] = 0.1


class Challenges(NamedTuple):
    """What is done about common challenges, and who may do it."""

    mandate: Annotated[
        str,
        Field(
            "which level may commit itself on the issues that have a challenge",
            unit="word",
            choices=("both", "cities", "nations"),
            source="assumed",
        ),
    ] = "both"
    rho: Annotated[
        float,
        Field(
            "how far the efforts of a city and its nation replace one another where both are needed (CES): "
            "1 fully, 0 as in a product, far below 0 not at all",
            low=-100,
            high=1,
            source="assumed: between a sum and a product; neither level is indispensable",
        ),
    ] = 0.5
    turnover: Annotated[
        float,
        Field(
            "share of the stock of a challenge that is renewed in a year: what comes in and what fades away",
            unit="share",
            low=0,
            high=1,
            clock="year",
            source="assumed",
        ),
    ] = 0.05
    progress: Annotated[
        float,
        Field(
            "fall of what comes with a unit of activity, whoever governs",
            unit="per year",
            low=-0.5,
            high=0.5,
            clock="year",
            source="assumed; carbon per unit of world output has fallen by 1 to 2 % a year",
        ),
    ] = 0.02
    need_feedback: Annotated[
        float,
        Field(
            "elasticity of the odds of need to the stock of the challenge; 0 switches the feedback off",
            low=0,
            high=10,
            clock="month",
            source="assumed",
        ),
    ] = 1.0
    autonomy_shift: Annotated[
        float,
        Field(
            "competence that moves from the nation to its city with the city's autonomy beyond 1/2",
            unit="share",
            low=0,
            high=1,
            clock="start",
            level="city",
            source="assumed",
        ),
    ] = 0.0


class Settings(NamedTuple):
    """All groups, as the model reads them."""

    rules: Rules
    utility: Utility
    form: Form
    search: Search
    negotiation: Negotiation
    ratification: Ratification
    politics: Politics
    response: Response
    delivery: Delivery
    membership: Membership
    economy: Economy
    challenges: Challenges
