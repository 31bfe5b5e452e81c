"""The rule that answers each question, by its name in the catalogue (``model/rules``)."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field


class Rules(NamedTuple):
    """The rule that answers each question, by its name in the catalogue (``model/rules``)."""

    # fmt: off
    protocol: Annotated[str, Field("protocol of a negotiation: who may offer what when, and what closes it", "rule",
        source="theory: Nash 1950")] = "nash"
    ratification: Annotated[str, Field("domestic condition for a signature to bind", "rule",
        source="theory: Tsebelis 2002")] = "veto_players"
    response: Annotated[str, Field("response of a nation to an agreement of its city", "rule",
        source="theory: McFadden 1974")] = "four_options"
    reply: Annotated[str, Field("reply of a city to its nation's pressure", "rule", source="theory: McFadden 1974",
        applies="rules.response = four_options")] = "weighing"
    delivery: Annotated[str, Field("share of an agreement that its parties deliver", "rule",
        source="theory: Downs, Rocke and Barsoom 1996")] = "yearly_review"
    charter: Annotated[str, Field("depth of the terms of a club or treaty that does not name a rule", "rule",
        source="theory: Black 1948", applies="clubs.charter = unset")] = "median"
    membership: Annotated[str, Field("membership of clubs and treaties", "rule", source="theory: Barrett 1994",
        applies="clubs")] = "best_response"
    # fmt: on
