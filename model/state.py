"""The state of a world: actors, agreements, disputes, clubs. Plain data, no Mesa."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.issues import Issue
from paradiplomacy.model.agreements.book import Book, Flags, Rows
from paradiplomacy.model.agreements.desk import Desk
from paradiplomacy.model.challenges.challenges import Challenges
from paradiplomacy.model.challenges.stored import Stored, stored_of
from paradiplomacy.model.chance import LASTING, Purpose, Stream, key_of
from paradiplomacy.model.clubs.plan import Plan
from paradiplomacy.model.clubs.register import Exits, Register
from paradiplomacy.model.events.dated_event import DatedEvent, Lookup
from paradiplomacy.model.figures import Figures
from paradiplomacy.model.ledger.log import Ledger
from paradiplomacy.model.network.potential import Potential, no_potential
from paradiplomacy.model.network.prospects import Prospects
from paradiplomacy.model.network.ties import Network, no_network
from paradiplomacy.model.parameters import Settings
from paradiplomacy.model.recorder import Recorder
from paradiplomacy.model.relations import Changes
from paradiplomacy.model.rules.delivery import Chance
from paradiplomacy.model.statutes.disputes import Disputes
from paradiplomacy.model.statutes.statutes import Statutes
from paradiplomacy.model.table import Table


@dataclass
class State:
    """The data that a month reads and changes.

    Attributes:
        month: Months since the start of the scenario; negative during the burn-in.
        party_position: (parties, K) position of each party relative to the nation's median voter.
        veto_offset: (actors, V) distance of each veto player from the median voter, in standard deviations.
        veto_count: (actors,) number of veto players.
        challenges: Progress on the common challenges.
        mandate: (2, K) whether cities, and whether nations, may commit themselves on each issue.
        potential: Potential approaches of the present window of months.
        ties: Network of the agreements in force, dormant or suspended at the start of the month.
        stored: Stored results about the challenges, so that a month computes only what has changed.
        watch: Called with the negotiations that are decided and whether they agree, before anything changes.
        dealings: Network of all live agreements, negotiations included.
        figures: Annual GDP and population of nations.
        plans: Clubs and treaties of the scenario, in its order.
        foundings: Numbers of the plans that are founded, by month.
        exits: Nations outside a club after a dated exit as of the start of the clubs phase; None outside that phase.
    """

    # A dataclass, unlike the records of columns: no compiled rule takes the whole state, and its month changes.
    settings: Settings
    stream: Stream
    start: str
    month: int
    identities: list[str]
    names: list[str]
    n_cities: int
    actors: Actors
    issues: tuple[Issue, ...]
    party_labels: tuple[str, ...]
    party_position: Floats
    veto_offset: Floats
    veto_count: np.ndarray
    prospects: Prospects
    dated_events: dict[int, list[DatedEvent]]
    lookup: Lookup
    book: Book
    ledger: Ledger
    disputes: Table[Disputes]
    statutes: Table[Statutes]
    relations: Table[Changes]
    challenges: Challenges
    mandate: Flags
    register: Register
    figures: Figures
    plans: tuple[Plan, ...]
    foundings: dict[int, list[int]]
    recorder: Recorder
    # Rebuilt at the start of each month, so nobody has partners before the first.
    ties: Network = field(init=False)
    dealings: Network = field(init=False)
    exits: Exits | None = None
    # Drawn again from the random numbers of the run when a window of months begins, so neither saved nor copied.
    potential: Potential = field(default_factory=no_potential)
    # Computed again where it does not fit, so not saved either.
    stored: Stored = field(init=False)
    # The columns of the actors, of which one is another: they cost nothing.
    pragmatists: Actors = field(init=False)
    # The month as compiled code takes it, and what it was made from (``month_of``). It has the addresses of columns.
    at_hand: tuple[object, tuple[object, ...]] | None = field(init=False, default=None, repr=False)
    # A hook, so that phases need not know about explanations, which are built on top of them.
    watch: Callable[["State", Rows, Flags], None] | None = None

    def __post_init__(self) -> None:
        """Keep nothing, and know no ties, before the first month."""
        self.stored = stored_of(self.issues, self.challenges, self.n_actors)
        self.pragmatists = self.actors._replace(pragmatism=np.ones(self.n_actors))
        self.ties = self.dealings = no_network(self.n_actors)

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy holds: the columns of a copy have addresses of their own."""
        return vars(self) | {"at_hand": None}

    def key(self, purpose: Purpose, draw: int = 0) -> np.uint64:
        """Return the key of this month's draws for a purpose."""
        return key_of(self.stream, self.month, purpose, draw)

    def chance(self, purpose: Purpose) -> Chance:
        """Return where the chance of this month's reviews of one kind comes from."""
        return Chance(
            self.key(purpose), key_of(self.stream, LASTING, Purpose.CAPACITY), self.settings.delivery.capacity
        )

    @property
    def desk(self) -> Desk:
        """Tables and log that acts on agreements read and change in compiled code, which needs room in the tables that it writes."""
        return Desk(self.month, self.book.shelf, self.ledger.log, self.actors.nation, self.book.fault)

    def tables(self) -> dict[str, Table[Any]]:
        """Return the tables that months add rows to, by name: a copy of the state needs them in addition to the actors."""
        # Saved worlds and keyframes store these arrays, the actors and the challenges, and no objects: a file of plain
        # numbers contains nothing to execute when somebody else opens it, as a pickle would.
        book = {"book": self.book.table, "parties": self.book.party_table}
        law = {"disputes": self.disputes, "statutes": self.statutes, "relations": self.relations}
        return book | law | {"clubs": self.register.clubs, **self.ledger.tables()}

    @property
    def identity_charge(self) -> Floats:
        """(K,) identity charge of each issue."""
        return np.array([issue.identity_charge for issue in self.issues])

    @property
    def n_actors(self) -> int:
        """Number of cities and nations."""
        return len(self.identities)
