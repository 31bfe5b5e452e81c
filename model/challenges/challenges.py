"""Common challenges: competences of each level of government, closed shares, and the remaining stock.

A challenge belongs to an issue. In a place (a modelled city with its nation) it can be closed in three ways: by the city
alone, by the nation alone, and by both together. The competence of the issue gives the share of each. The effort of an
actor is that of its policies in place at the start and what it has delivered under agreements since, in [0, 1].
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.fields import Field
from paradiplomacy.agents.issues import Issue
from paradiplomacy.model.agreements.book import Flags

BOTH_LEVELS, CITIES, NATIONS = "both", "cities", "nations"


class Challenges(NamedTuple):
    """One row per challenge (c of them); except for the first six columns, as of the last month."""

    issue: Annotated[Ints, Field("number of the issue", "issue", 0, shape="challenge")]
    by_gdp: Annotated[
        Flags, Field("whether it grows with output, otherwise with population", "flag", 0, 1, "challenge")
    ]
    potential: Annotated[
        Floats,
        Field("share that the city alone, the nation alone, and both together can close", "share", 0, 1, "place"),
    ]
    base: Annotated[Floats, Field("activity of the modelled cities at the start", "US$ billion or persons", 0)]
    own_city: Annotated[Floats, Field("effort of policies that cities had in place at the start", "share", 0, 1)]
    own_nation: Annotated[Floats, Field("effort of policies that nations had in place at the start", "share", 0, 1)]
    stock: Annotated[Floats, Field("stock; 1 at the start", "1", 0)]
    inflow: Annotated[Floats, Field("stock in the long run without any effort", "1", 0)]
    closed_local: Annotated[Floats, Field("share closed by cities alone", "share", 0, 1)]
    closed_national: Annotated[Floats, Field("share closed by nations alone", "share", 0, 1)]
    closed_joint: Annotated[Floats, Field("share closed by both together", "share", 0, 1)]
    closed_at_start: Annotated[
        Floats, Field("share that the policies in place at the start would close alone", "share", 0, 1)
    ]
    open_at_first: Annotated[
        Floats, Field("share left open in the first recorded month, which keeps the stock as it is", "share", 0, 1)
    ]
    closed_hinterland: Annotated[Floats, Field("share closed outside the modelled cities", "share", 0, 1)]
    effort_city: Annotated[Floats, Field("effort of cities, weighted by activity", "share", 0, 1)]
    effort_nation: Annotated[Floats, Field("effort of their nations, weighted alike", "share", 0, 1)]
    need: Annotated[Floats, Field("mean need of all actors", "share", 0, 1)]
    burden_city: Annotated[Floats, Field("cost of effort over the GDP of all cities", "% of GDP", 0)]
    burden_nation: Annotated[Floats, Field("cost of effort over the GDP of all nations", "% of GDP", 0)]
    burden_gini: Annotated[Floats, Field("Gini of the burden per GDP between actors", "share", 0, 1)]


# The first six columns (issue, driver, competences, base and own efforts) do not change in a run.
MEASURED = Challenges._fields[6:]


@inner
def measured_in(own: Challenges) -> tuple[Floats, ...]:
    """Return the columns that are measured every month, in the order of ``MEASURED``."""
    return (
        own.stock,
        own.inflow,
        own.closed_local,
        own.closed_national,
        own.closed_joint,
        own.closed_at_start,
        own.open_at_first,
        own.closed_hinterland,
        own.effort_city,
        own.effort_nation,
        own.need,
        own.burden_city,
        own.burden_nation,
        own.burden_gini,
    )


@compiled
def ces(a: float, b: float, rho: float) -> float:
    """Return two efforts as one, ``((a^rho + b^rho) / 2)^(1/rho)`` (constant elasticity of substitution 1 / (1 - rho)).

    The arithmetic mean at rho = 1, the geometric mean at 0, the minimum in the limit of minus infinity.

    Args:
        a: Effort, 0 or more.
        b: Effort, 0 or more.
        rho: At most 1; minus infinity is allowed.
    """
    low, high = min(a, b), max(a, b)
    if rho == -np.inf or high == 0.0:
        return low
    if low == 0.0:
        return high * 0.5 ** (1.0 / rho) if rho > 0.0 else 0.0
    # In logs, because powers of small efforts underflow for large negative rho.
    log_ratio = math.log(low) - math.log(high)
    if rho == 0.0:
        return high * math.exp(0.5 * log_ratio)
    # The larger term is taken out, so that nothing overflows; log1p and expm1 keep all digits near rho = 0.
    rest = math.exp(math.log1p(0.5 * math.expm1(abs(rho) * log_ratio)) / rho)
    return high * rest if rho > 0.0 else low * rest


@compiled
def gini_of_ordered(ordered: Floats) -> float:
    """Return the Gini coefficient of values from 0 in ascending order: 0 where all are equal, 1 - 1/n where one has everything."""
    total, ranked = 0.0, 0.0
    for at in range(ordered.size):
        total += ordered[at]
        ranked += (at + 1.0) * ordered[at]
    if total <= 0.0:
        return 0.0
    # For equal values, rounding can put the difference slightly below 0.
    return max(0.0, 2.0 * ranked / (ordered.size * total) - (ordered.size + 1.0) / ordered.size)


@compiled
def with_own(own: float, effort: float) -> float:
    """Return the effort of policies in place and of agreements: 1 less what both leave undone."""
    return 1.0 - (1.0 - own) * (1.0 - effort)


@compiled
def burden(effort: float, budget_share: float) -> float:
    """Return the cost of an effort, in % of GDP: ``effort^2 / 2`` % of the budget."""
    return 0.5 * effort * effort * budget_share


@compiled
def with_odds(need: float, factor: float) -> float:
    """Return need after its odds have grown by a factor, so that it stays in [0, 1]."""
    return min(1.0, need * factor / (1.0 + need * (factor - 1.0)))


def competence(issue: Issue) -> tuple[float, float, float]:
    """Return the shares of a challenge that the city, the nation, and both together can close; they sum to 1."""
    return issue.local, issue.national, max(0.0, 1.0 - issue.local - issue.national)


def potential(issue: Issue, autonomy: Floats, shift: float) -> Floats:
    """Return the competences in every place, (cities, 3).

    Args:
        issue: The issue, whose competence is that of a city of autonomy 1/2.
        autonomy: (cities,) autonomy of the cities.
        shift: Share of the nation's competence that moves to the city, per unit of autonomy above 1/2.
    """
    local, national, joint = competence(issue)
    # Clipped so that neither level loses more competence than it has.
    moved = np.clip(shift * (autonomy - 0.5), -local, national)
    return np.stack([local + moved, national - moved, np.full_like(moved, joint)], axis=1)


def may_commit(issues: tuple[Issue, ...], mandate: str) -> Flags:
    """Return whether each level of government may commit itself on each issue: (2, K), cities first.

    Args:
        issues: The issues; those without a challenge are open to both levels.
        mandate: Level that may commit on the others: ``both``, ``cities`` or ``nations``.
    """
    free = np.array([not issue.challenge for issue in issues])
    return np.stack([free | (mandate != NATIONS), free | (mandate != CITIES)])


def challenges(issues: tuple[Issue, ...], actors: Actors, n_cities: int, shift: float) -> Challenges:
    """Return the challenges of a world before its first month.

    Args:
        issues: The issues.
        actors: Columns of the actors.
        n_cities: Number of cities.
        shift: As in ``potential``.
    """
    having = [k for k, issue in enumerate(issues) if issue.challenge]
    by_gdp = np.array([issues[k].activity == "gdp" for k in having], dtype=bool)
    whole = [(actors.gdp if gdp else actors.population)[:n_cities] for gdp in by_gdp]
    shares = [potential(issues[k], actors.autonomy[:n_cities], shift) for k in having]
    blank = {name: np.zeros(len(having)) for name in MEASURED}
    return Challenges(
        issue=np.array(having, dtype=np.int32),
        by_gdp=by_gdp,
        # The shape is stated, because a world may have no challenge.
        potential=np.array(shares).reshape(len(having), n_cities, 3),
        base=np.array([values.sum() for values in whole]),
        own_city=np.array([issues[k].own_city for k in having]),
        own_nation=np.array([issues[k].own_nation for k in having]),
        **blank | {"stock": np.ones(len(having))},
    )
