"""Measures of the network of ties among large cities, in the model and in null models fitted to it."""

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.measures.averages import share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import NOTHING, Family
from paradiplomacy.experiments.measures.networks import gravity, nulls, regions, structure, ties
from paradiplomacy.experiments.measures.networks.tail import tail_exponent
from paradiplomacy.experiments.measures.networks.ties import TieNetwork
from paradiplomacy.scenarios.world.facts import region_of_nation

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(NOTHING, "it is a statistic of the network of all large cities")
# Each statistic of shape is also read off the null models of the same run, so that a pattern can require the model to be
# closer to the data than a network with the same degrees, or with the same geography, is by chance.
NULLS: dict[str, Callable[[TieNetwork, int], TieNetwork]] = {
    "rewired": nulls.rewired,
    "gravity_alone": nulls.gravity_alone,
}
SHAPES: dict[str, tuple[str, Callable[[TieNetwork], float]]] = {
    "ties_transitivity": ("transitivity of ties", structure.transitivity),
    "ties_assortativity": ("degree assortativity of ties", structure.assortativity),
    "ties_few": ("share of cities with one partner or none", structure.few_ties),
    "ties_tail": (
        "exponent of the tail of degrees (5 partners or more)",
        lambda network: tail_exponent(structure.degrees(network)),
    ),
    "ties_giant": ("share of linked cities in the largest component", structure.giant_component),
}
FIRST_YEARS = 24  # months
LEAST_PARTNERS = (1, 2, 3, 5, 8, 13, 21, 34, 55)
# Classes widen with distance to hold enough pairs; the last one ends at half the circumference of the Earth.
KILOMETRES = (0, 500, 1000, 2000, 4000, 6000, 8000, 10000, 13000, 20100)


# Some forty measures are read off one network: it is built once. The month is part of the key, since worlds move on.
@lru_cache(maxsize=1)
def _network(world: "World", month: int) -> TieNetwork:
    """Build the network of ties among cities of over a million inhabitants."""
    assert month == world.month
    return restricted(world, ties.of_world(world))


def restricted(world: "World", network: TieNetwork) -> TieNetwork:
    """Restrict the network of all cities of a world to the large ones."""
    cities = world.state.identities[: world.state.n_cities]
    return ties.restricted(network, ties.large_cities(cities, network.places.population))


@lru_cache(maxsize=2)
def _null(world: "World", month: int, name: str) -> TieNetwork:
    """Draw a null model of these ties, seeded by the run so that it is the same each time."""
    return NULLS[name](_network(world, month), int(world.state.stream.key) % 2**32)


@lru_cache(maxsize=2)
def _gravity(world: "World", month: int, terms: tuple[str, ...]) -> gravity.Gravity:
    """Fit a gravity model to these ties."""
    return gravity.gravity(_network(world, month), terms)


def network(world: "World", null: str | None = None) -> TieNetwork:
    """Look up the network of ties of a world as it is now, or a null model of it."""
    return _network(world, world.month) if null is None else _null(world, world.month, null)


def shape(world: "World", _: Chosen, name: str, null: str | None = None) -> float:
    """Read a statistic of the shape of the network, or of a null model."""
    return SHAPES[name][1](network(world, null))


def with_partners(world: "World", _: Chosen, least: int, null: str | None = None) -> float:
    """Share of cities with at least this number of partners, in the network or in a null model."""
    return share_of(structure.degrees(network(world, null)) >= least)


def tied_share(world: "World", _: Chosen, low: float, high: float) -> float:
    """Share of the pairs of cities at a distance (km) that are tied."""
    found = network(world)
    pairs = gravity.all_pairs(len(found.places.population))
    apart = gravity.kilometres(found.places, pairs)
    return share_of(gravity.is_tied(found, pairs)[(apart >= low) & (apart < high)])


def coefficient(world: "World", _: Chosen, term: str) -> float:
    """Read the coefficient of a term in the logit of ties.

    Geographical terms are fitted on their own, as the published coefficients that the search starts from were.
    """
    terms = gravity.GEOGRAPHY if term in gravity.GEOGRAPHY else gravity.TERMS
    return _gravity(world, world.month, terms).of(term)


for _name, (_about, _) in SHAPES.items():
    FAMILY.add(_name, f"{_about}, cities of over a million", "1", partial(shape, name=_name))
    for _model in NULLS:
        FAMILY.add(
            f"{_name}_{_model}",
            f"{_about}, null model: {_model.replace('_', ' ')}",
            "1",
            partial(shape, name=_name, null=_model),
        )

for _least in LEAST_PARTNERS:
    _about = f"share of cities of over a million with {_least} partners or more"
    FAMILY.add(f"partners_{_least}", _about, "share", partial(with_partners, least=_least))
    FAMILY.add(
        f"partners_{_least}_gravity_alone",
        f"{_about}, null model: gravity alone",
        "share",
        partial(with_partners, least=_least, null="gravity_alone"),
    )

for _low, _high in pairwise(KILOMETRES):
    FAMILY.add(
        f"tied_{_low}_km",
        f"share of pairs of large cities {_low} to {_high} km apart that are tied",
        "share",
        partial(tied_share, low=_low, high=_high),
    )

for _term in (*gravity.TERMS[1:7], "capital"):
    _about = f"coefficient of {_term.replace('_', ' ')} in the log odds of a tie"
    FAMILY.add(f"ties_{_term}", _about, "1", partial(coefficient, term=_term))


@FAMILY.measure("share of pairs that are tied, cities of over a million", "share")
def ties_density(world: "World", _: Chosen) -> float:
    """Share of pairs of large cities that are tied."""
    return structure.density(network(world))


@FAMILY.measure("share of pairs tied when the burn-in began, cities of over a million", "share")
def ties_density_start(world: "World", _: Chosen) -> float:
    """Share of pairs of large cities that were tied when the burn-in began."""
    return structure.density(restricted(world, ties.at_start(world)))


@FAMILY.measure("share of pairs tied at the start, cities of over a million", "share")
def ties_density_recorded(world: "World", _: Chosen) -> float:
    """Share of pairs of large cities that were tied at the start of the scenario, after the burn-in."""
    return structure.density(restricted(world, ties.at_month(world, 0)))


@FAMILY.measure("net growth of the number of tied pairs of cities since the start", "per year")
def ties_growth(world: "World", _: Chosen) -> float:
    """Net growth of the number of tied pairs of cities since the start of the scenario, per year."""
    return growth(world, 0, world.month)


@FAMILY.measure("net growth of the number of tied pairs of cities in the first two years", "per year")
def ties_growth_first(world: "World", _: Chosen) -> float:
    """Net growth of the number of tied pairs of cities in the first two years, per year."""
    return growth(world, 0, min(FIRST_YEARS, world.month))


def growth(world: "World", first: int, last: int) -> float:
    """Return the net growth of the number of tied pairs of cities between two months, per year; NaN where it has none."""
    before, after = (len(ties.at_month(world, month).pairs) for month in (first, last))
    return structure.yearly_growth(before, after, last - first)


@FAMILY.measure("largest deviation of the number of ties from its trend in the first two years", "share")
def ties_break(world: "World", _: Chosen) -> float:
    """Largest deviation of the number of tied pairs in the first two years from the trend since the start."""
    number = [len(ties.at_month(world, month).pairs) for month in range(world.month + 1)]
    return structure.largest_break(np.array(number, dtype=np.float64), FIRST_YEARS)


@FAMILY.measure("number of tied pairs of cities", "pairs")
def ties_number(world: "World", _: Chosen) -> float:
    """Count the tied pairs of cities."""
    return float(len(ties.of_world(world).pairs))


@FAMILY.measure("share of regions whose share of ties is within a factor of 1.5 of that on record", "share")
def ties_regions(world: "World", _: Chosen) -> float:
    """Share of the regions on record whose share of ties is within a factor of 1.5 of theirs on record."""
    state = world.state
    home = [state.identities[nation] for nation in state.actors.nation[: state.n_cities].tolist()]
    region = region_of_nation()
    return regions.near_observed(ties.of_world(world), [region.get(nation, "") for nation in home])


@FAMILY.measure("odds ratio of a tie with a common official language", "1")
def ties_language_odds(world: "World", chosen: Chosen) -> float:
    """Odds ratio of a tie with a common official language."""
    return float(np.exp(coefficient(world, chosen, "language")))


@FAMILY.measure("change of the log odds of a tie per standard deviation of the distance between governments", "1")
def ties_disalignment(world: "World", chosen: Chosen) -> float:
    """Change of the log odds of a tie per standard deviation of the distance between governments."""
    found = network(world)
    pairs = gravity.all_pairs(len(found.places.population))
    spread = gravity.terms_of(found.places, pairs)[:, gravity.TERMS.index("disalignment")].std()
    return coefficient(world, chosen, "disalignment") * float(spread)


@FAMILY.measure("share of ties between two autocracies", "share")
def ties_autocracies(world: "World", _: Chosen) -> float:
    """Share of all ties of cities that are between cities of two autocracies."""
    return structure.autocracies(ties.of_world(world))


@FAMILY.measure("share of ties within a nation relative to random pairs", "1")
def ties_same_nation_over_random(world: "World", _: Chosen) -> float:
    """Share of ties within a nation relative to random pairs."""
    return gravity.same_nation_over_random(network(world))
