"""Forms of an agreement: declaration, plan, funded programme, and the ratios from one to the next."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field


class Form(NamedTuple):
    """Forms of an agreement: declaration, plan, funded programme, and the ratios from one to the next."""

    # fmt: off
    cost: Annotated[float, Field("ratio of fixed costs from one form to the next", low=1, high=10,
        source="assumed")] = 1.4
    benefit: Annotated[float, Field("ratio of benefits from one form to the next", low=1, high=10,
        source="assumed")] = 1.15
    scope_declaration: Annotated[float, Field("share of an actor's policy on an issue that a declaration commits", "share",
        low=0, high=1, source="assumed")] = 0.03
    scope_plan: Annotated[float, Field("share of an actor's policy on an issue that a plan commits", "share", low=0,
        high=1, source="assumed")] = 0.08
    scope_programme: Annotated[float, Field("share of an actor's policy on an issue that a funded programme commits",
        "share", low=0, high=1, source="assumed")] = 0.15
    visibility: Annotated[float, Field("visibility of a declaration by a city of one million", "share", low=0, high=1,
        source="assumed")] = 0.35
    visibility_step: Annotated[float, Field("ratio of visibility from one form to the next", low=1, high=10,
        source="assumed")] = 1.4
    visibility_size: Annotated[float, Field("elasticity of visibility with respect to the city's population", low=0,
        high=1, source="assumed")] = 0.1
    delivery: Annotated[float, Field("increase of the delivered share from one form to the next", low=-1, high=1,
        clock="year", source="assumed")] = 0.04
    declaration: Annotated[float, Field("share of negotiations that aim at a declaration", "share", low=0, high=1,
        source="assumed")] = 0.45
    plan: Annotated[float, Field("share of negotiations that aim at a plan; the rest aim at a funded programme",
        "share", low=0, high=1, source="assumed")] = 0.35
    # fmt: on
