"""Measures of what parties deliver, at their yearly reviews."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.averages import share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ALL_BUT_AMONG, Family
from paradiplomacy.model.ledger.kinds import Event

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(ALL_BUT_AMONG, "a review is of one party: use of")
# The range of delivery: parties may do the opposite of what they agreed, or more than it.
EDGES = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)


def delivered(world: "World", chosen: Chosen) -> Floats:
    """List the delivered share of the chosen parties at each review in the chosen months."""
    log = world.state.ledger.events
    at = selected.events(world, chosen, Event.REVIEWED)
    # Events are selected if either party is chosen, but a review is of the one that acts.
    shares: Floats = log.value[at[chosen.actors[log.actor[at]]]]
    return shares


@FAMILY.measure("mean delivered share at reviews", "share")
def delivered_mean(world: "World", chosen: Chosen) -> float:
    """Mean delivered share at reviews; NaN without reviews."""
    shares = delivered(world, chosen)
    return float(shares.mean()) if shares.size else np.nan


@FAMILY.measure("share of reviews in which a party delivered less than nothing", "share")
def delivered_below_zero(world: "World", chosen: Chosen) -> float:
    """Share of reviews in which the party did the opposite of what it had agreed."""
    return share_of(delivered(world, chosen) < 0.0)


def delivered_between(world: "World", chosen: Chosen, low: float, high: float) -> float:
    """Share of reviews with a delivered share in a range; the last range includes its upper end."""
    shares = delivered(world, chosen)
    return share_of((shares >= low) & ((shares < high) | ((high == EDGES[-1]) & (shares <= high))))


for _number, (_low, _high) in enumerate(pairwise(EDGES)):
    FAMILY.add(
        f"delivered_bin_{_number}",
        f"share of reviews with a delivered share of {_low:g} to {_high:g}",
        "share",
        partial(delivered_between, low=_low, high=_high),
    )
