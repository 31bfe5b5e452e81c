"""Benefits of clubs and treaties, and the timing of membership decisions."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

EXIT = "events.kind = exit"


class Membership(NamedTuple):
    """Benefits of clubs and treaties, and the timing of membership decisions."""

    # fmt: off
    common_benefit: Annotated[float, Field("benefit of full effort by all actors on an issue to an actor in full need",
        low=0, high=50, source="assumed: as utility.benefit_scale", applies="clubs")] = 1.3
    attention: Annotated[float, Field("monthly hazard that an actor reconsiders membership of a club", low=0, high=1,
        clock="month", source="assumed: once in a term of four years", applies="clubs")] = 0.02
    exit_attention: Annotated[int, Field(
        "months in which every city reconsiders membership after its nation's exit; 0: none does", "months", low=0,
        high=120, level="city", source="assumed: the month of the exit and the next one", applies=EXIT)] = 2
    expression: Annotated[float, Field(
        "weight of distancing from a nation that has left: identity charge x distance of positions", low=0, high=10,
        level="city", source="assumed: as any identity pay-off", applies=EXIT)] = 1.0
    carry_over: Annotated[float, Field(
        "share of what an exit does to the nation's own cities, attention and distancing, that it does to cities abroad", "share",
        low=0, high=1, level="city", source="lever: 0 tests the model without it", applies=EXIT)] = 0.0
    visible_joiners: Annotated[float, Field("additional club good of a recent joiner, relative to any other member",
        low=0, high=20, source="assumed: news of a joiner doubles its contribution", applies="clubs")] = 1.0
    news_months: Annotated[int, Field("months in which a new member counts as a recent joiner", "months", low=1,
        high=120, source="assumed", applies="clubs")] = 3
    expulsion: Annotated[float, Field("probability that a member is expelled that has been warned and again delivers less than the club's standard",
        "share", low=0, high=1, clock="year", source="fitted: at most one exit from C40 a year", applies="clubs")] = 0.02
    exit_cost: Annotated[float, Field("cost of leaving a club or treaty to whoever is bound by it: the embarrassment of an exit",
        "% of budget", low=0, high=10, source="fitted: at most one exit from C40 a year", applies="clubs")] = 0.06
    threshold_spread: Annotated[float, Field(
        "mean and standard deviation of the least gain for which cities join or stay, lasting in each club",
        "% of budget", low=0, high=5, level="city",
        source="assumed: about half of the cities in reach join (Granovetter 1978)", applies="clubs")] = 0.015
    # fmt: on
