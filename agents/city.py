"""A city: a Mesa agent that is a view onto its row of the columns."""

from typing import TYPE_CHECKING, Any

import mesa

from paradiplomacy.agents.columns import Actors

if TYPE_CHECKING:
    from paradiplomacy.agents.nation import Nation


class View:
    """Reads a column at the agent's row; writing goes to the column as well."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get__(self, agent: "Actor | None", owner: type | None = None) -> Any:
        if agent is None:
            return self
        value = getattr(agent.columns, self.field)[agent.row]
        return value if value.ndim else value.item()

    def __set__(self, agent: "Actor", value: Any) -> None:
        getattr(agent.columns, self.field)[agent.row] = value


class Actor(mesa.Agent[Any]):
    """What a city and a nation have in common. ``id`` never changes; ``row`` is its place in the columns."""

    population = View("population")
    gdp = View("gdp")
    position = View("position")
    public = View("public")
    salience = View("salience")
    need = View("need")
    promised = View("promised")
    effort = View("effort")
    pragmatism = View("pragmatism")
    concession = View("concession")
    reputation = View("reputation")
    trust = View("trust")
    capacity = View("capacity")
    democracy = View("democracy")
    next_election = View("next_election")

    def __init__(self, model: mesa.Model, columns: Actors, row: int, identity: str, name: str, lon: float, lat: float):
        super().__init__(model)
        self.columns = columns
        self.row = row
        self.id = identity
        self.name = name
        self.lon = lon
        self.lat = lat

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r}, {self.name!r})"


class City(Actor):
    """A city or a region that acts."""

    autonomy = View("autonomy")
    grant_share = View("grant_share")
    activity = View("activity")

    nation: "Nation"
