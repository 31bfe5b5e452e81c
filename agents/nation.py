"""A nation: a Mesa agent that is a view onto its row of the columns."""

from paradiplomacy.agents.city import Actor, City, View
from paradiplomacy.agents.columns import Bytes


class Nation(Actor):
    """A nation-state with its modelled cities; the rest of it is its hinterland."""

    decentralisation = View[float]("decentralisation")
    court_independence = View[float]("court")
    consent = View[Bytes]("consent")
    ideal_point = View[float]("ideal_point")
    veto_players = View[int]("veto_players")
    urban_share = View[float]("urban_share")

    cities: list[City]

    def __str__(self) -> str:
        """Return the nation in one line."""
        cities = "1 modelled city" if len(self.cities) == 1 else f"{len(self.cities)} modelled cities"
        return f"{self.name} ({self.id}), nation with {cities}: {self.size()}"

    def _facts(self) -> list[tuple[str, str]]:
        return [
            *super()._facts(),
            ("modelled cities", str(len(self.cities))),
            ("decentralisation", f"{self.decentralisation:.2f}"),
            ("veto players", str(self.veto_players)),
        ]

    @property
    def hinterland_population(self) -> float:
        """Persons outside the modelled cities."""
        return float(self.population - sum(city.population for city in self.cities))

    @property
    def hinterland_gdp(self) -> float:
        """GDP outside the modelled cities, US$ billion a year."""
        return float(self.gdp - sum(city.gdp for city in self.cities))
