"""Measures of city diplomacy: acts of cities, and how far they serve their nation (Soldatos 1990).

An act is a signed agreement as seen by one of its city parties: an agreement of two cities is two acts.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures import parties, selected
from paradiplomacy.experiments.measures.averages import count, mean, share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ACTORS, ALL_BUT_AMONG, MONTHS, Family
from paradiplomacy.experiments.measures.selected import AGAINST
from paradiplomacy.model.vocabulary import Diplomacy

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(ALL_BUT_AMONG, "an act belongs to one city: use of")


def class_share(world: "World", chosen: Chosen, *classes: Diplomacy) -> float:
    """Share of some classes in acts of city diplomacy."""
    return share_of(np.isin(selected.classes(world, selected.acts(world, chosen)), classes))


def _share(name: str, about: str, *classes: Diplomacy) -> None:
    FAMILY.add(
        name, f"share of {about} in city diplomacy", "share", lambda world, chosen: class_share(world, chosen, *classes)
    )


_share("joint_share", "cooperative joint acts", Diplomacy.COOPERATIVE_JOINT)
_share("harmony_share", "parallel harmony", Diplomacy.PARALLEL_HARMONY)
_share("disharmony_share", "parallel disharmony", Diplomacy.PARALLEL_DISHARMONY)
_share("bypass_share", "bypass", Diplomacy.BYPASS)
_share("against_share", "acts that do not serve the nation", *AGAINST)
_share(
    "joint_or_harmony_share",
    "acts that serve the nation (cooperative joint or parallel harmony)",
    Diplomacy.COOPERATIVE_JOINT,
    Diplomacy.PARALLEL_HARMONY,
)


@FAMILY.measure("acts of city diplomacy that do not serve the nation", "acts")
def against(world: "World", chosen: Chosen) -> float:
    """Count the acts of city diplomacy that do not serve the nation."""
    return count(np.isin(selected.classes(world, selected.acts(world, chosen)), AGAINST))


@FAMILY.measure("mean opposition of an act of city diplomacy to the nation", "1")
def opposition(world: "World", chosen: Chosen) -> float:
    """Mean opposition of acts of city diplomacy to the nation."""
    return mean(_opposition(world, chosen))


@FAMILY.measure("total opposition of city diplomacy to the nation", "1")
def opposition_in_all(world: "World", chosen: Chosen) -> float:
    """Total opposition of acts of city diplomacy to the nation; 0 without acts."""
    return float(sum(_opposition(world, chosen).tolist()))


# Present alignment and salience, as in the model's own index of antagonism (model/observe.py): it is what the nation
# sees now that it reacts to, not what it saw at signature.
def _opposition(world: "World", chosen: Chosen) -> Floats:
    """Opposition of each act: salience x max(0, -alignment) x visibility, as the nation last saw the act."""
    state, found = world.state, selected.acts(world, chosen)
    book, parties, actors = state.book.rows, state.book.parties, state.actors
    covered = parties.terms[found.party] > 0
    weight = (actors.salience[found.nation] * covered).sum(axis=1)
    misaligned = np.maximum(0.0, -parties.alignment[found.party])
    values: Floats = weight * misaligned * book.visibility[found.agreement]
    return values


TOTAL = "it is a monthly total of all nations"


@FAMILY.measure(
    "antagonism of an act of city diplomacy that was signed, mean over nations (0 without acts), mean over months", "1",
    by=MONTHS, reason=f"{TOTAL}: antagonism_when_active can",
)  # fmt: skip
def antagonism_of_surviving_acts(world: "World", chosen: Chosen) -> float:
    """Mean over months of the recorded antagonism: the mean over nations with acts; 0 in months without acts.

    It averages over acts that survived the fear and the refusal of nations, so that it can fall while conflict rises:
    ``conflict_rate`` and ``conflict_intensity`` do not.
    """
    return _recorded(world, chosen, "antagonism")


@FAMILY.measure(
    "antagonism of all acts of a city per year, mean over months", "1 per city and year", by=MONTHS, reason=TOTAL
)
def antagonism_per_city(world: "World", chosen: Chosen) -> float:
    """Mean over months of the recorded antagonism of all acts of a city in a year."""
    return _recorded(world, chosen, "antagonism_per_city")


def _recorded(world: "World", chosen: Chosen, name: str) -> float:
    """Mean over the chosen months of a recorded total."""
    return mean(np.array([row[name] for row in selected.totals(world, chosen)], dtype=float))


@FAMILY.measure(
    "antagonism of actors with acts of city diplomacy, mean over the months with acts", "1",
    by=ACTORS | MONTHS, reason="the recorded index of an actor adds up all issues",
)  # fmt: skip
def antagonism_when_active(world: "World", chosen: Chosen) -> float:
    """Mean over months of the antagonism of the chosen actors that have acts; months without acts are left out.

    A city's index covers its own acts, a nation's those of all its cities. Recorded in single precision.
    """
    # A month in which none of the chosen has acts says nothing about antagonism. "antagonism_of_surviving_acts" counts it as 0, so that it
    # also falls when cities stop acting: two questions, hence two measures.
    monthly: NDArray[np.float64] = np.array(
        [
            mean(index[chosen.actors & ~np.isnan(index)].astype(float))
            for index in selected.columns(world, chosen, "antagonism")
        ],
        dtype=float,
    )
    return mean(monthly[~np.isnan(monthly)])


@FAMILY.measure("share of acts not serving the nation by mayors of the governing party", "share")
def same_party_share(world: "World", chosen: Chosen) -> float:
    """Among acts that do not serve the nation, the share where mayor and government shared a party at signature."""
    # The party at signature, since that mayor decided to sign.
    found = selected.acts(world, chosen)
    opposed = np.isin(selected.classes(world, found), AGAINST)
    month = world.state.book.rows.signed[found.agreement][opposed]
    return share_of(parties.in_office_together(world, found.city[opposed], found.nation[opposed], month))


@FAMILY.measure("share of acts that a nation minds where mayor and government share a party", "share")
def antagonism_same_party(world: "World", chosen: Chosen) -> float:
    """Among acts that were classed as not serving the nation, the share where mayor and government share a party.

    The party is that of the last election in the ledger; acts before the first election of either are left out. Unlike
    ``same_party_share``, an act counts each time that it is classed.
    """
    return share_of(parties.elected_of_one(world, chosen))
