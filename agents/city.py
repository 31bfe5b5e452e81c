"""A city: a Mesa agent that is a view onto its row of the columns."""

import inspect
from functools import cache
from typing import TYPE_CHECKING, Self, overload

import mesa
import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.card import card
from paradiplomacy.agents.columns import Actors, Floats, wrong_value
from paradiplomacy.agents.nearest import nearest

if TYPE_CHECKING:
    # For types alone: nation.py imports this module.
    from paradiplomacy.agents.nation import Nation

OF_MESA = ("model", "unique_id", "pos")


class View[T]:
    """An attribute that is a column at the agent's row; writing it writes to the column.

    Columns hold the state, because compiled rules read them; an agent copies nothing, so the two cannot differ.
    """

    def __init__(self, field: str) -> None:
        """Name the column."""
        self.field = field

    @overload
    def __get__(self, agent: None, owner: type) -> Self: ...

    @overload
    def __get__(self, agent: "Actor", owner: type) -> T: ...

    def __get__(self, agent: "Actor | None", owner: type) -> Self | T:
        """Return a number, or the row of a column by issue (a view: changing it changes the column)."""
        if agent is None:
            return self
        value = self._column(agent)[agent.row]
        # A Python number rather than a NumPy scalar, so that it prints and serialises like any other.
        found: T = value if value.ndim else value.item()
        return found

    def __set__(self, agent: "Actor", value: T) -> None:
        """Write to the column.

        Raises:
            ValueError: The value is not a number, out of the range of the column, or of another shape.
        """
        row = self._column(agent)[agent.row]
        given = np.asarray(value)
        wrong = wrong_value(self.field, given, row.dtype, row.shape)
        if wrong:
            raise ValueError(f"{self.field} of {agent.id}: {wrong}")
        self._column(agent)[agent.row] = given

    def _column(self, agent: "Actor") -> NDArray[np.generic]:
        column: NDArray[np.generic] = getattr(agent.columns, self.field)
        return column


# Cached, because every attribute of every actor is looked up when a world is made.
@cache
def settable(owner: type) -> frozenset[str]:
    """Return the attributes of a class of actors that can be set: columns, those it declares, and Mesa's."""
    views = [name for name in dir(owner) if isinstance(getattr(owner, name), View)]
    declared = [name for each in owner.__mro__ for name in inspect.get_annotations(each) if name[0] != "_"]
    return frozenset((*views, *declared, *OF_MESA))


class Actor(mesa.Agent[mesa.Model]):
    """The attributes that cities and nations share.

    Attributes:
        id: Stable identifier, such as ``FRA:paris``; the same in every world.
        row: Row in the columns.
        lon, lat: Coordinates in degrees.
    """

    columns: Actors
    row: int
    id: str
    name: str
    lon: float
    lat: float

    population = View[float]("population")
    gdp = View[float]("gdp")
    position = View[Floats]("position")
    public = View[Floats]("public")
    salience = View[Floats]("salience")
    need = View[Floats]("need")
    promised = View[Floats]("promised")
    effort = View[Floats]("effort")
    pragmatism = View[float]("pragmatism")
    concession = View[float]("concession")
    reputation = View[float]("reputation")
    trust = View[float]("trust")
    capacity = View[int]("capacity")
    democracy = View[float]("democracy")
    next_election = View[int]("next_election")

    def __init__(self, model: mesa.Model, columns: Actors, row: int, identity: str, name: str, lon: float, lat: float):
        """Register with the model and take a row of the columns."""
        super().__init__(model)
        self.columns = columns
        self.row = row
        # Mesa also numbers its agents, in the order of creation; this id is the same in every world.
        self.id = identity
        self.name = name
        self.lon = lon
        self.lat = lat

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute that actors have; one that begins with an underscore may be anybody's.

        Raises:
            AttributeError: Actors have no such attribute; a misspelt one would change nothing.
        """
        # mypy looks for the hash of an instance where that of its class is meant.
        known = settable(type(self))  # type: ignore[arg-type]
        if name not in known and not name.startswith("_"):
            near = nearest(name, sorted(known))
            right = f"did you mean {near}?" if near else f"names of your own begin with an underscore: _{name}"
            raise AttributeError(f"{self!r} has no attribute {name!r}, {right}")
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        """Return class, id and name."""
        return f"{type(self).__name__}({self.id!r}, {self.name!r})"

    def _repr_html_(self) -> str:
        """Return the actor as a table for a notebook."""
        return card(self.name, self._facts())

    def _facts(self) -> list[tuple[str, str]]:
        """Return names and values of what a table shows."""
        return [
            ("id", self.id),
            ("inhabitants", f"{self.population:,.0f}"),
            ("GDP", f"US$ {self.gdp:,.1f} billion"),
            ("trust of its public", f"{self.trust:.2f}"),
            ("reputation", f"{self.reputation:.2f}"),
            ("pragmatism", f"{self.pragmatism:.2f}"),
        ]

    def size(self) -> str:
        """Return its population and economy as text."""
        return f"{self.population:,.0f} inhabitants, GDP US$ {self.gdp:,.1f} billion"


class City(Actor):
    """A city or a region that acts."""

    autonomy = View[float]("autonomy")
    grant_share = View[float]("grant_share")
    activity = View[float]("activity")
    capital = View[int]("capital")

    nation: "Nation"

    def __str__(self) -> str:
        """Return the city in one line."""
        return f"{self.name} ({self.id}), city of {self.nation.name}: {self.size()}"

    def _facts(self) -> list[tuple[str, str]]:
        return [*super()._facts(), ("nation", self.nation.name), ("autonomy", f"{self.autonomy:.2f}")]
