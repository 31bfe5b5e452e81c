"""The record that the steps of building a world share."""

from typing import NamedTuple

from paradiplomacy.agents.columns import Actors
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world.census import Population
from paradiplomacy.scenarios.world.draws import Draws
from paradiplomacy.scenarios.world.lookup import WorldLookup


class Start(NamedTuple):
    """A world while it is built: each step fills some of the columns.

    Attributes:
        scenario: A checked scenario.
        population: Its cities and nations.
        columns: Columns of the actors.
        draws: Draws about the actors. The steps use them in a fixed order: another order would change every result.
        lookup: Rows and numbers by name.
    """

    scenario: Scenario
    population: Population
    columns: Actors
    draws: Draws
    lookup: WorldLookup

    @property
    def cities(self) -> slice:
        """Rows of the cities."""
        return slice(0, len(self.population.cities))

    @property
    def nations(self) -> slice:
        """Rows of the nations."""
        return slice(len(self.population.cities), None)

    def party(self, label: str) -> int | None:
        """Return the number of a party; None where the scenario does not have it."""
        labels = [party.label for party in self.scenario.parties]
        return labels.index(label) if label in labels else None
