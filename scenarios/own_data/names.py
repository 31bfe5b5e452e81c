"""The names of the actors of a world: those of the facts, of a user's own tables, or both."""

from functools import lru_cache

from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.names import directory
from paradiplomacy.scenarios.names.directory import Directory
from paradiplomacy.scenarios.own_data.files import Stamps, stamps
from paradiplomacy.scenarios.own_data.rows import OWN, is_own, rows_of
from paradiplomacy.scenarios.world.facts import FACTS_YEAR, table


def directory_of(place: Place) -> Directory:
    """Return the names of the actors of a world; those of the facts where it is synthetic.

    Args:
        place: A world whose tables have no faults.
    """
    # Asked for by its module, which tests replace.
    return _directory(place._replace(cities=0, nations=0), stamps(place)) if is_own(place) else directory.directory()


@lru_cache(maxsize=16)
def _directory(place: Place, _stamps: Stamps) -> Directory:
    found = rows_of(place, FACTS_YEAR)
    # A nation of the facts that has no city in a user's world is a nation all the same.
    nations = {row["iso3"]: row for row in (*table("nations"), *found.nations)}
    return directory.of_rows(found.cities, list(nations.values()), () if place.kind == OWN else table("regions"))
