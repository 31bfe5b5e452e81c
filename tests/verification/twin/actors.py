"""Cities and nations as Mesa agents with ordinary attributes."""

import math
from typing import TYPE_CHECKING

import mesa

from paradiplomacy.model.state import State
from twin.agreements import Agreement

if TYPE_CHECKING:
    from twin.clubs import Place

NUMBERS = ("democracy", "population", "gdp", "pragmatism", "reputation", "trust", "activity", "rounds", "capacity")
NUMBERS += (
    "capital",
    "veto_players",
    "party",
    "term",
    "next_election",
    "autonomy",
    "grant_share",
    "court",
    "ideal_point",
)
BY_ISSUE = ("position", "public", "median", "spread", "anchor", "conviction", "salience", "need", "consent")


class Actor(mesa.Agent):
    """Attributes that cities and nations share.

    Attributes:
        row: Row in the fast model, which identifies the actor in the events of both models.
        places: Places in clubs and treaties.
        promises: Agreements included when promised effort was last computed.
        tied: Agreements that tie it to a partner, at the start of the month.
        live_agreements: Agreements that have not ended.
        candidates: Potential partners, with the hazard of approaching each.
    """

    nation: "Nation"

    def __init__(self, model: mesa.Model, state: State, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.key = int(state.actors.key[row])
        self.place: list[float] = state.actors.place[row].tolist()
        self.languages: list[int] = state.actors.language[row].tolist()
        for name in NUMBERS:
            setattr(self, name, getattr(state.actors, name)[row].item())
        for name in BY_ISSUE:
            setattr(self, name, getattr(state.actors, name)[row].tolist())
        self.promised = [0.0] * len(state.issues)
        self.effort = [0.0] * len(state.issues)
        self.returns = 0.0
        self.turned: int | None = None
        self.sanctioned_until: int | None = None
        self.promises: list[Agreement] = []
        self.places: list[Place] = []
        self.tied: list[Agreement] = []
        self.live_agreements: list[Agreement] = []
        self.candidates: list[tuple[Actor, float]] = []

    def partners(self) -> list["Actor"]:
        """Return its partners at the start of the month, one entry per tie."""
        return [agreement.other(self) for agreement in self.tied]


class City(Actor):
    """A city."""


class Nation(Actor):
    """A nation, which is also its own ``nation``."""


def kilometres(a: Actor, b: Actor) -> float:
    """Return the great-circle distance in kilometres."""
    return 2.0 * 6371.0 * math.asin(min(1.0, 0.5 * math.dist(a.place, b.place)))


def share_a_language(a: Actor, b: Actor) -> bool:
    """Return true if two actors share an official language."""
    return any(one & other for one, other in zip(a.languages, b.languages, strict=True))


def is_city_diplomacy(actor: Actor, other: Actor) -> bool:
    """Return true if an actor is a city and the other is not its own nation."""
    return isinstance(actor, City) and actor.nation is not other
