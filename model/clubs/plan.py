"""Plans: the clubs and treaties of a scenario, before they are founded."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Ints
from paradiplomacy.model.clubs.register import Clubs


class Plan(NamedTuple):
    """A club or treaty of a scenario, with the actors that it names as rows.

    Attributes:
        name: Its name.
        kind: Code of its kind (``ClubKind``).
        key: Stable key of its name, for chance.
        month: Month of its founding; it may be long before the start.
        host: Row of its founder and host, or None.
        invited: Rows of the actors that may be members.
        members: Rows of its members at its founding.
        settles: Whether all invited actors decide at its founding; if not, they do so one by one.
        issues: Numbers of its issues.
        charter: Name of the rule that sets its terms.
        standard: Delivered share below which a member may be expelled.
        good: Excludable benefit of each fellow member to a member in full need, % of budget.
        bonus: Benefit of membership, or sanction on non-members, independent of the number of members, % of budget.
        dues: Cost of membership, US$ million a year.
        clause: Least number of bound members to be in force.
        clause_share: Least share of the invited actors' economy to be in force.
        pace: Factor on the hazard with which nations ratify.
        interval: Months between its summits; 0 for no summits.
        opened: Month in which nations may begin to ratify.
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
    pace: float
    interval: int
    opened: int


NUMBERS = ("standard", "good", "bonus", "dues", "clause", "clause_share", "pace", "interval")


def numbers_of(charter: object) -> dict[str, Any]:
    """Return the numbers of a charter by name; scenario, plan and register use the same names."""
    return {name: getattr(charter, name) for name in NUMBERS}


def names_of(plans: tuple[Plan, ...], clubs: Clubs) -> NDArray[np.object_]:
    """Return the names of the clubs, by their numbers."""
    return np.array([plans[plan].name for plan in clubs.plan.tolist()], dtype=object)
