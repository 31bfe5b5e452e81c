"""Common challenges: the share closed, the remaining stock, and the feedback on need."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.actors import Actor, City

if TYPE_CHECKING:
    from twin.world import TwinWorld


@dataclass
class Challenge:
    """The common challenge of one issue.

    Attributes:
        k: Number of the issue.
        base: Activity of the cities at the start.
        stock: Size of the challenge; 1 at the start.
        closed: Share closed in the last month, averaged over cities by activity.
        open_at_first: Share left open in the first recorded month.
    """

    k: int
    base: float
    stock: float = 1.0
    closed: float = 0.0
    open_at_first: float = 1.0


def find(world: "TwinWorld") -> list[Challenge]:
    """Return the challenges of a world."""
    having = [k for k, issue in enumerate(world.issues) if issue.challenge]
    return [Challenge(k, sum(activity(world, k, city) for city in world.cities)) for k in having]


def activity(world: "TwinWorld", k: int, actor: Actor) -> float:
    """Return the activity that drives a challenge: output or population."""
    value: float = getattr(actor, world.issues[k].activity)
    return value


def combined(a: float, b: float, rho: float) -> float:
    """Combine two efforts by a CES function, with its limit at rho = 0."""
    if rho == 0.0:
        return math.sqrt(a * b)
    if min(a, b) == 0.0 and rho < 0.0:
        return 0.0
    return float((0.5 * a**rho + 0.5 * b**rho) ** (1.0 / rho))


def closed_by(world: "TwinWorld", k: int, city: City) -> float:
    """Return the share of a challenge closed in a city: by the city, by its nation, and jointly."""
    issue, own = world.issues[k], world.settings.challenges
    moved = own.autonomy_shift * (city.autonomy - 0.5)
    moved = min(issue.national, max(-issue.local, moved))
    mine = 1.0 - (1.0 - issue.own_city) * (1.0 - city.effort[k])
    theirs = 1.0 - (1.0 - issue.own_nation) * (1.0 - city.nation.effort[k])
    joint = 1.0 - issue.local - issue.national
    return (issue.local + moved) * mine + (issue.national - moved) * theirs + joint * combined(mine, theirs, own.rho)


def act(world: "TwinWorld") -> None:
    """Update stocks, which rise with activity and fall with effort, and the odds of need in proportion."""
    own = world.settings.challenges
    years = (world.month + world.settings.search.burn_in) / 12.0
    for challenge in world.challenges:
        k = challenge.k
        weights = {city: activity(world, k, city) for city in world.cities}
        total = sum(weights.values())
        challenge.closed = sum(weight * closed_by(world, k, city) for city, weight in weights.items()) / total
        inflow = total / challenge.base
        if world.issues[k].activity == "gdp":
            inflow *= (1.0 - own.progress) ** years
        if world.month <= 0:
            challenge.open_at_first = 1.0 - challenge.closed
        before = challenge.stock
        challenge.stock += own.turnover / 12.0 * (inflow * (1.0 - challenge.closed) / challenge.open_at_first - before)
        for actor in world.actors:
            need = actor.need[k]
            if 0.0 < need < 1.0:
                odds = need / (1.0 - need) * (challenge.stock / before) ** own.need_feedback
                actor.need[k] = odds / (1.0 + odds)


def may_commit(world: "TwinWorld", actor: Actor, k: int) -> bool:
    """Return true if actors at this level may make commitments on an issue."""
    if not world.issues[k].challenge:
        return True
    return world.settings.challenges.mandate in ("both", "cities" if isinstance(actor, City) else "nations")
