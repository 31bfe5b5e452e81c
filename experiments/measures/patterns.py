"""The statistics of the patterns as measures of a world, the null models' beside them."""

from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.measures import conduct, waiting
from paradiplomacy.experiments.measures import joining as memberships
from paradiplomacy.experiments.measures.measure import Measure
from paradiplomacy.experiments.measures.networks import gravity, nulls, structure, ties
from paradiplomacy.experiments.measures.networks.tail import tail_exponent
from paradiplomacy.experiments.measures.networks.ties import TieNetwork

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

NULLS: dict[str, Callable[[TieNetwork, int], TieNetwork]] = {
    "rewired": nulls.rewired,
    "gravity_alone": nulls.gravity_alone,
}
SHAPE: dict[str, tuple[str, Callable[[TieNetwork], float]]] = {
    "ties_transitivity": ("transitivity of ties", structure.transitivity),
    "ties_assortativity": ("degree assortativity of ties", structure.assortativity),
    "ties_few": ("share of cities with one partner or none", structure.few_ties),
    "ties_tail": (
        "exponent of the tail of degrees (5 partners and more)",
        lambda network: tail_exponent(structure.degrees(network)),
    ),
    "ties_giant": ("share of linked cities in the largest component", structure.giant_component),
}
LEAST_PARTNERS = (1, 2, 3, 5, 8, 13, 21, 34, 55)
KILOMETRES = (0, 500, 1000, 2000, 4000, 6000, 8000, 10000, 13000, 20100)
DELIVERED = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)


@lru_cache(maxsize=1)
def _network(world: "World", month: int) -> TieNetwork:
    """Ties among cities of over a million inhabitants, drawn up once a month."""
    assert month == world.month
    return ties.among(ties.of_world(world))


@lru_cache(maxsize=2)
def _null(world: "World", month: int, name: str) -> TieNetwork:
    """A null model of these ties; its chance is the run's own."""
    return NULLS[name](_network(world, month), int(world.state.stream.key) % 2**32)


@lru_cache(maxsize=2)
def _gravity(world: "World", month: int, terms: tuple[str, ...]) -> gravity.Gravity:
    return gravity.gravity(_network(world, month), terms)


def shape(world: "World", name: str) -> float:
    """A statistic of the shape of the ties."""
    return SHAPE[name][1](_network(world, world.month))


def shape_of_null(world: "World", name: str, null: str) -> float:
    """The same statistic of a null model."""
    return SHAPE[name][1](_null(world, world.month, null))


def coefficient(world: "World", term: str) -> float:
    """Coefficient of a term in the logit of ties, under the terms that it was first measured with."""
    terms = gravity.GEOGRAPHY if term in gravity.GEOGRAPHY else gravity.TERMS
    return _gravity(world, world.month, terms).of(term)


def disalignment(world: "World") -> float:
    """Change of the log odds of a tie with one standard deviation of the distance between governments."""
    network = _network(world, world.month)
    pairs = gravity.all_pairs(len(network.places.population))
    spread = gravity.terms_of(network.places, pairs)[:, gravity.TERMS.index("disalignment")].std()
    return coefficient(world, "disalignment") * float(spread)


def with_partners(world: "World", least: int, null: str | None = None) -> float:
    """Share of cities with at least so many partners, in the model or in a null model."""
    network = _network(world, world.month) if null is None else _null(world, world.month, null)
    return conduct.share(structure.degrees(network) >= least)


def tied_share(world: "World", low: float, high: float) -> float:
    """Share of the pairs at a distance that are tied."""
    network = _network(world, world.month)
    pairs = gravity.all_pairs(len(network.places.population))
    apart = gravity.kilometres(network.places, pairs)
    return conduct.share(gravity.is_tied(network, pairs)[(apart >= low) & (apart < high)])


def delivered_between(world: "World", low: float, high: float) -> float:
    """Share of the reviewed parties whose delivered share lies in a range (the last one includes its end)."""
    shares = conduct.delivered(world)
    return conduct.share((shares >= low) & ((shares < high) | ((high == DELIVERED[-1]) & (shares <= high))))


def _shapes() -> dict[str, Measure]:
    made = {}
    for name, (about, _) in SHAPE.items():
        made[name] = Measure(f"{about}, cities of over a million", "1", partial(shape, name=name))
        for null in NULLS:
            words = null.replace("_", " ")
            made[f"{name}_{null}"] = Measure(
                f"{about}, null model: {words}", "1", partial(shape_of_null, name=name, null=null)
            )
    return made


def _curves() -> dict[str, Measure]:
    made: dict[str, Measure] = {}
    for partners in LEAST_PARTNERS:
        about = f"share of cities of over a million with {partners} partners or more"
        made[f"partners_{partners}"] = Measure(about, "share", partial(with_partners, least=partners))
        made[f"partners_{partners}_gravity_alone"] = Measure(
            f"{about}, null model: gravity alone", "share", partial(with_partners, least=partners, null="gravity_alone")
        )
    for low, high in pairwise(KILOMETRES):
        about = f"share of pairs of large cities {low} to {high} km apart that are tied"
        made[f"tied_{low}_km"] = Measure(about, "share", partial(tied_share, low=low, high=high))
    for at, (least, most) in enumerate(pairwise(DELIVERED)):
        about = f"share of reviewed parties that delivered {least:g} to {most:g}"
        made[f"delivered_bin_{at}"] = Measure(about, "share", partial(delivered_between, low=least, high=most))
    return made


PATTERN_MEASURES: dict[str, Measure] = {
    **_shapes(),
    "ties_density": Measure(
        "ties over pairs, cities of over a million",
        "share",
        lambda world: structure.density(_network(world, world.month)),
    ),
    "ties_density_start": Measure(
        "ties over pairs when the burn-in began, cities of over a million",
        "share",
        lambda world: structure.density(ties.among(ties.at_start(world))),
    ),
    **{
        f"ties_{term}": Measure(
            f"coefficient of {term.replace('_', ' ')} in the log odds of a tie", "1", partial(coefficient, term=term)
        )
        for term in gravity.TERMS[1:7]
    },
    "ties_language_odds": Measure(
        "odds ratio of a tie with a common official language",
        "1",
        lambda world: float(np.exp(coefficient(world, "language"))),
    ),
    "ties_disalignment": Measure(
        "change of the log odds of a tie with one standard deviation of distance between governments", "1", disalignment
    ),
    "ties_same_nation_over_random": Measure(
        "share of ties within a nation over that of random pairs",
        "1",
        lambda world: gravity.same_nation_over_random(_network(world, world.month)),
    ),
    "nation_over_city": Measure(
        "median months from first contact to commitment, nations over cities", "1", waiting.nation_over_city
    ),
    "ratification_hazard": Measure("hazard of ratification by a nation", "per month", waiting.ratification_hazard),
    "delivered_mean": Measure("mean delivered share at reviews", "share", conduct.mean_delivered),
    "delivered_below_zero": Measure(
        "share of reviewed parties that delivered less than nothing", "share", conduct.undone
    ),
    "antagonism_same_party": Measure(
        "acts that a nation minds where mayor and government are of one party", "share", conduct.same_party
    ),
    "preemption_hazard": Measure(
        "laws per (nation, issue) under high divergence, with an agreement against a standing policy",
        "per year",
        conduct.preemption_hazard,
    ),
    **{
        f"members_after_exit_{months}": Measure(
            f"members of its own city clubs {months} months after the month before a national exit, over those then",
            "1",
            partial(memberships.growth_after_exit, months=months),
        )
        for months in range(6)
    },
    **{
        f"memberships_{size}": Measure(
            f"clubs of a city that is in any, {low:,.0f} inhabitants and more, at the end",
            "clubs",
            partial(memberships.memberships, size=size),
        )
        for size, (low, _) in memberships.CLASSES.items()
    },
    "memberships_rise": Measure(
        "clubs of a member city, largest over smallest class of size", "1", memberships.rise_with_size
    ),
    **_curves(),
}
