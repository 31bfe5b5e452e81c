"""Plans: the clubs and treaties of a scenario, before they are founded."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Ints
from paradiplomacy.model.clubs.register import Clubs


class Plan(NamedTuple):
    """A club or treaty as a scenario plans it, with everybody it names already found.

    Attributes:
        name: What it is called.
        kind: Code of its kind (``ClubKind``).
        key: Stable key of its name, for chance.
        month: Month of its founding; it may be long before the start.
        host: Row of its founder and host, or None.
        invited: Rows of those who may be members.
        members: Rows of those who are members from its founding, as the record has it.
        settles: Whether those invited decide at its founding; if not, they do so one by one.
        issues: Numbers of its issues.
        charter: Name of the rule that sets its terms.
        standard: Delivered share below which a member may be expelled.
        good: Excludable benefit of each fellow member to a member in full need, % of budget.
        bonus: Benefit of membership, or sanction on outsiders, whatever the number of members, % of budget.
        dues: Cost of membership, US$ million a year.
        clause: Members that it takes to be in force.
        clause_share: Share of the invited actors' economy that it takes to be in force.
        interval: Months between its summits; 0 means that it holds none.
    """

    name: str
    kind: int
    key: np.uint64
    month: int
    host: int | None
    invited: Ints
    members: Ints
    settles: bool
    issues: tuple[int, ...]
    charter: str
    standard: float
    good: float
    bonus: float
    dues: float
    clause: int
    clause_share: float
    interval: int


NUMBERS = ("standard", "good", "bonus", "dues", "clause", "clause_share", "interval")


def numbers_of(charter: object) -> dict[str, Any]:
    """The numbers of a charter by name; a scenario writes them as a plan and the register keep them."""
    return {name: getattr(charter, name) for name in NUMBERS}


def names_of(plans: tuple[Plan, ...], clubs: Clubs) -> NDArray[np.object_]:
    """The names of the clubs, by their numbers."""
    return np.array([plans[plan].name for plan in clubs.plan.tolist()], dtype=object)
