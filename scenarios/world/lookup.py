"""Lookup of actors, issues, parties and clubs in a world by the names that a scenario uses."""

from collections.abc import Sequence

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.names import selector
from paradiplomacy.scenarios.world.census import Population, Profile


class WorldLookup:
    """Finds rows and numbers by name, for dated events and for building the world.

    Args:
        scenario: A checked scenario.
        population: Its cities and nations.
    """

    def __init__(self, scenario: Scenario, population: Population) -> None:
        """Index issues, parties and clubs."""
        self._population = population
        self._issues = [issue.name for issue in scenario.issues]
        self._parties = [party.label for party in scenario.parties]
        self._clubs = [club.name for club in scenario.clubs]
        self._rows: dict[str, list[int]] = {}

    def rows(self, who: Sequence[str]) -> Ints:
        """Return the rows of the actors that any of the selectors means, each once, ascending."""
        for text in who:
            if text not in self._rows:  # a refusal is looked up at every settlement
                self._rows[text] = rows_of(text, self._population)
        # Ascending, whatever the order in the scenario: acts and events follow this order.
        return np.array(sorted({row for text in who for row in self._rows[text]}), dtype=np.int32)

    def row(self, who: str) -> int | None:
        """Return the row of the actor that a selector means; None where it is not in this world."""
        return next(iter(self.rows((who,)).tolist()), None)

    def issues(self, names: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of issues; of all issues where none is named."""
        return tuple(self._issues.index(name) for name in names) or tuple(range(len(self._issues)))

    def party(self, label: str) -> int:
        """Return the number of a party."""
        return self._parties.index(label)

    def club(self, name: str) -> int:
        """Return the number of the plan of a club."""
        return self._clubs.index(name)


def rows_of(text: str, population: Population) -> list[int]:
    """Return the rows of the actors that a selector means, ascending."""
    kind, key = selector.parse(text)
    members = {nation.id for nation in population.nations if key in nation.groups}
    n = len(population.cities)

    def meant(row: int, actor: Profile) -> bool:
        match kind:
            case "nation" | "city_id":
                return actor.id == key
            case "city_name":
                return row < n and key in (actor.name, actor.ascii_name)
            case "cities_of_nation":
                return row < n and actor.nation == key
            case "cities_of_group":
                return row < n and actor.nation in members
            case _:
                return key in actor.groups or key == ("cities" if row < n else "nations")

    return [row for row, actor in enumerate(population.everyone) if meant(row, actor)]
