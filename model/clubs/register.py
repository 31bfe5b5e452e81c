"""The register of clubs and treaties: their columns, their members, and the tables of legal transitions.

A club gives its members a benefit that non-members do not get; a treaty is a public good with a clause on participation
before it is in force. Both are stored in the same way.

An invited actor has one row per club, from the invitation on, and never another: it stays in place when the actor joins,
leaves and joins again. The rows of a club are therefore one slice, and rules read and write them without a copy.
"""

from typing import Annotated, NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Bytes, Floats, Ints, Keys
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.agreements.book import INSIDE, NEVER, Book, Flags, IllegalTransitionError, Rows
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import ClubStatus

CLUB_TRANSITIONS: dict[ClubStatus, frozenset[ClubStatus]] = {
    ClubStatus.FORMING: frozenset({ClubStatus.IN_FORCE, ClubStatus.DISSOLVED}),
    ClubStatus.IN_FORCE: frozenset({ClubStatus.LAPSED, ClubStatus.DISSOLVED}),
    ClubStatus.LAPSED: frozenset({ClubStatus.IN_FORCE, ClubStatus.DISSOLVED}),
    ClubStatus.DISSOLVED: frozenset(),
}
LEGAL_CLUB = np.array([[after in CLUB_TRANSITIONS[before] for after in ClubStatus] for before in ClubStatus])


class Clubs(NamedTuple):
    """Columns of the clubs. The rows of those invited are ``first`` to ``first + size`` - 1."""

    key: Annotated[Keys, Field("stable key of the club, for chance", unit="key")]
    plan: Annotated[Ints, Field("number of its plan in the scenario", unit="number", low=0)]
    kind: Annotated[Bytes, Field("city club, nation treaty or mixed club", unit="code", low=0, high=2)]
    status: Annotated[Bytes, Field("status (ClubStatus)", unit="code", low=0, high=3)]
    host: Annotated[Ints, Field("row of its founder and host, -1 for none", unit="row", low=-1)]
    agenda: Annotated[Flags, Field("its issues", unit="yes or no", low=0, high=1, shape="issue")]
    terms: Annotated[Floats, Field("depth of its charter", unit="share", low=0, high=1, shape="issue")]
    standard: Annotated[Floats, Field("delivered share below which a member may be expelled", low=-0.5, high=1.5)]
    good: Annotated[Floats, Field("excludable benefit of a fellow member in full need", unit="% of budget")]
    bonus: Annotated[Floats, Field("benefit of membership, independent of the number of members", unit="% of budget")]
    dues: Annotated[Floats, Field("cost of membership", unit="US$ million a year", low=0)]
    clause: Annotated[Ints, Field("least number of bound members to be in force", unit="members", low=0)]
    clause_share: Annotated[Floats, Field("least share of the economy to be in force", unit="share", low=0, high=1)]
    pace: Annotated[Floats, Field("factor on the hazard with which nations ratify", unit="1", low=0)]
    interval: Annotated[Ints, Field("months between its summits, 0 for none", unit="months", low=0)]
    first: Annotated[Rows, Field("first row of those invited", unit="row", low=0)]
    size: Annotated[Rows, Field("number of those invited", unit="actors", low=0)]
    founded: Annotated[Ints, Field("month of its founding", unit="month")]
    in_force: Annotated[Ints, Field("month in which it last entered into force", unit="month")]
    ended: Annotated[Ints, Field("month in which it was dissolved", unit="month")]
    internal: Annotated[
        Flags, Field("no member prefers to leave, as of its last summit", unit="yes or no", low=0, high=1)
    ]
    external: Annotated[
        Flags, Field("no non-member prefers to join, as of its last summit", unit="yes or no", low=0, high=1)
    ]


class Exits(NamedTuple):
    """Nations that have left by a dated exit, shape (exits,) each: number of the club, row of the nation, and month."""

    club: Ints
    nation: Ints
    month: Ints


class Register:
    """All clubs and treaties of a run; their invited actors are parties in the book."""

    def __init__(self, issues: int, book: Book) -> None:
        self.clubs: Table[Clubs] = Table(
            Clubs, issues, {"founded": NEVER, "in_force": NEVER, "ended": NEVER, "host": -1}
        )
        self._book = book

    def __len__(self) -> int:
        return len(self.clubs)

    def live(self) -> list[int]:
        """Return the numbers of the clubs that are not dissolved."""
        found: list[int] = np.flatnonzero(self.clubs.rows.status != ClubStatus.DISSOLVED).tolist()
        return found

    def issues(self, club: int) -> Rows:
        """Return the numbers of the issues of a club."""
        return np.flatnonzero(self.clubs.rows.agenda[club])

    def stretch(self, club: int) -> slice:
        """Return the slice of a club's invited actors; a column at it is a view, not a copy."""
        first = int(self.clubs.rows.first[club])
        return slice(first, first + int(self.clubs.rows.size[club]))

    def everyone(self) -> Rows:
        """Return the rows of the invited actors of all clubs, club by club."""
        return np.concatenate([np.zeros(0, dtype=np.int64), *map(self.places, range(len(self)))])

    def places(self, club: int) -> Rows:
        """Return the rows of a club's invited actors."""
        at = self.stretch(club)
        return np.arange(at.start, at.stop)

    def inside(self, club: int) -> Rows:
        """Return the rows of a club's members."""
        places = self.places(club)
        found: Rows = places[INSIDE[self._book.parties.status[places]]]
        return found

    def move(self, club: int, to: ClubStatus, month: int) -> None:
        """Move a club to another status.

        Raises:
            IllegalTransitionError: The status cannot follow; nothing is changed.
        """
        clubs = self.clubs.rows
        before = ClubStatus(clubs.status[club])
        if to not in CLUB_TRANSITIONS[before]:
            raise IllegalTransitionError(f"club {club} is {before.name.lower()}, which cannot become {to.name.lower()}")
        clubs.status[club] = to
        if to is ClubStatus.IN_FORCE:
            clubs.in_force[club] = month
        if to is ClubStatus.DISSOLVED:
            clubs.ended[club] = month
