"""Cities and nations: Mesa agents with plain attributes."""

import math
from typing import TYPE_CHECKING

import mesa

from paradiplomacy.model.state import State
from twin.agreements import Agreement

if TYPE_CHECKING:
    from twin.clubs import Place

NUMBERS = ("democracy", "population", "gdp", "pragmatism", "reputation", "trust", "activity", "rounds", "capacity")
NUMBERS += ("veto_players", "party", "term", "next_election", "autonomy", "grant_share", "court")
BY_ISSUE = ("position", "public", "median", "spread", "anchor", "conviction", "salience", "need", "consent", "law")


class Actor(mesa.Agent):
    """What cities and nations have in common.

    Attributes:
        row: Where the fast model keeps it, by which both name it in their events.
        places: Its places in clubs and treaties.
        promises: Agreements that were counted when its promised effort was last added up.
        tied: Its agreements that tie, at the start of the month.
        dealings: Its agreements that live.
        circle: Whom it considers when it looks for partners, with the hazard of approaching each.
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
        self.turned: int | None = None
        self.sanctioned_until: int | None = None
        self.promises: list[Agreement] = []
        self.places: list[Place] = []
        self.tied: list[Agreement] = []
        self.dealings: list[Agreement] = []
        self.circle: list[tuple[Actor, float]] = []

    def partners(self) -> list["Actor"]:
        """Its partners at the start of the month, each as often as they are tied."""
        return [agreement.other(self) for agreement in self.tied]


class City(Actor):
    """A city."""


class Nation(Actor):
    """A nation; of itself it is the nation."""


def kilometres(a: Actor, b: Actor) -> float:
    """Great-circle distance."""
    return 2.0 * 6371.0 * math.asin(min(1.0, 0.5 * math.dist(a.place, b.place)))


def share_a_language(a: Actor, b: Actor) -> bool:
    """Whether two actors have an official language in common."""
    return any(one & other for one, other in zip(a.languages, b.languages, strict=True))


def acts_beside_nation(actor: Actor, other: Actor) -> bool:
    """Whether dealing with this other is diplomacy of a city, not talk with its own nation."""
    return isinstance(actor, City) and actor.nation is not other
