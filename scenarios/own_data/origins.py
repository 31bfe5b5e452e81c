"""The figures that a user's own tables leave out: how many, and where they come from."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data.files import KINDS_OF_TABLE
from paradiplomacy.scenarios.own_data.rows import is_own, rows_of


class Estimate(NamedTuple):
    """A figure that a table leaves out: the actor, the column, its value as text (empty where it is drawn), its origin."""

    id: str
    column: str
    value: str
    origin: str


type Counts = dict[str, dict[str, int]]


def estimated(scenario: Scenario) -> Counts:
    """Return how many figures have which origin, by column: ``{"cities.gdp": {"scaling law": 30}}``."""
    if not is_own(scenario.world):
        return {}
    found: dict[str, Counter[str]] = {}
    for identity, origins in rows_of(scenario.world, int(scenario.start[:4])).origins.items():
        table = KINDS_OF_TABLE[":" in identity]
        for column, origin in origins.items():
            found.setdefault(f"{table}.{column}", Counter())[origin] += 1
    return {column: dict(counts) for column, counts in found.items()}


def estimates(scenario: Scenario) -> list[Estimate]:
    """Return every figure that the tables leave out, with its value and origin; none where a scenario has no such tables."""
    if not is_own(scenario.world):
        return []
    found = rows_of(scenario.world, int(scenario.start[:4]))
    cells = {row["id"]: row for row in found.cities} | {row["iso3"]: row for row in found.nations}
    return [
        Estimate(identity, column, cells[identity].get(column, ""), origin)
        for identity, origins in found.origins.items()
        # A nation that no city of the world is in has no row.
        if identity in cells
        for column, origin in origins.items()
    ]


def notes(scenario: Scenario) -> Iterator[str]:
    """Yield a line for each column with figures that the tables leave out, and for columns that are not used."""
    for column, counts in estimated(scenario).items():
        yield f"{column}: " + ", ".join(f"{count} {origin}" for origin, count in counts.items())
    if is_own(scenario.world):
        for file, columns in rows_of(scenario.world, int(scenario.start[:4])).unused.items():
            yield f"{file}: not used: {', '.join(columns)}"
