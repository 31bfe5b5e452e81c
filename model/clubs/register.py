"""Clubs and treaties: their columns, everybody's place in them, and the table of legal transitions.

A club gives its members something that others do not get; a treaty is a public good with a clause on who has to take
part before it is in force. Both are kept alike. Whoever is invited has one row for each club, all of a club's rows
in one stretch, and keeps it through joining, leaving and coming back.
"""

from typing import Annotated, NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Bytes, Floats, Ints, Keys
from paradiplomacy.agents.fields import Field
from paradiplomacy.model.agreements.book import NEVER, Flags, IllegalTransitionError, Rows
from paradiplomacy.model.table import Table
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason

CLUB_TRANSITIONS: dict[ClubStatus, frozenset[ClubStatus]] = {
    ClubStatus.FORMING: frozenset({ClubStatus.IN_FORCE, ClubStatus.DISSOLVED}),
    ClubStatus.IN_FORCE: frozenset({ClubStatus.LAPSED, ClubStatus.DISSOLVED}),
    ClubStatus.LAPSED: frozenset({ClubStatus.IN_FORCE, ClubStatus.DISSOLVED}),
    ClubStatus.DISSOLVED: frozenset(),
}
MEMBER_TRANSITIONS: dict[PartyStatus, frozenset[PartyStatus]] = {
    PartyStatus.INVITED: frozenset({PartyStatus.SIGNED}),
    PartyStatus.SIGNED: frozenset({PartyStatus.BOUND, PartyStatus.WITHDRAWN}),
    PartyStatus.BOUND: frozenset({PartyStatus.IN_FORCE, PartyStatus.WITHDRAWN}),
    PartyStatus.IN_FORCE: frozenset({PartyStatus.BOUND, PartyStatus.WITHDRAWN}),
    PartyStatus.WITHDRAWN: frozenset({PartyStatus.SIGNED}),
}
LEGAL_CLUB = np.array([[after in CLUB_TRANSITIONS[before] for after in ClubStatus] for before in ClubStatus])
LEGAL_MEMBER = np.array([[after in MEMBER_TRANSITIONS[before] for after in PartyStatus] for before in PartyStatus])
INSIDE = np.array([status in (PartyStatus.SIGNED, PartyStatus.BOUND, PartyStatus.IN_FORCE) for status in PartyStatus])


class Clubs(NamedTuple):
    """Columns of the clubs. The rows of those invited are ``first`` to ``first + size`` - 1."""

    key: Annotated[Keys, Field("stable key of the club, for chance", unit="key")]
    plan: Annotated[Ints, Field("its number in the scenario", unit="number", low=0)]
    kind: Annotated[Bytes, Field("city club, nation treaty or mixed club", unit="code", low=0, high=2)]
    status: Annotated[Bytes, Field("where it stands (ClubStatus)", unit="code", low=0, high=3)]
    host: Annotated[Ints, Field("row of its founder and host, -1 for none", unit="row", low=-1)]
    agenda: Annotated[Flags, Field("its issues", unit="yes or no", low=0, high=1, shape="issue")]
    terms: Annotated[Floats, Field("depth of its charter", unit="share", low=0, high=1, shape="issue")]
    standard: Annotated[Floats, Field("delivered share that members are held to", low=-0.5, high=1.5)]
    good: Annotated[Floats, Field("excludable benefit of a fellow member in full need", unit="% of budget")]
    bonus: Annotated[Floats, Field("benefit of membership, however many there are", unit="% of budget")]
    dues: Annotated[Floats, Field("cost of membership", unit="US$ million a year", low=0)]
    clause: Annotated[Ints, Field("members that it takes to be in force", unit="members", low=0)]
    clause_share: Annotated[Floats, Field("share of the economy that it takes", unit="share", low=0, high=1)]
    interval: Annotated[Ints, Field("months between its summits, 0 for none", unit="months", low=0)]
    first: Annotated[Rows, Field("first row of those invited", unit="row", low=0)]
    size: Annotated[Rows, Field("number of those invited", unit="actors", low=0)]
    founded: Annotated[Ints, Field("month of its founding", unit="month")]
    in_force: Annotated[Ints, Field("month in which it last entered into force", unit="month")]
    ended: Annotated[Ints, Field("month in which it was dissolved", unit="month")]
    internal: Annotated[
        Flags, Field("no member would rather be out, as of its last summit", unit="yes or no", low=0, high=1)
    ]
    external: Annotated[
        Flags, Field("nobody outside would rather be in, as of its last summit", unit="yes or no", low=0, high=1)
    ]


class Members(NamedTuple):
    """Columns of those invited to clubs; a row is one actor's place in one club.

    ``counted`` holds the terms that are part of the effort that the actors' columns hold as promised.
    """

    club: Annotated[Ints, Field("number of the club", unit="number", low=0)]
    actor: Annotated[Ints, Field("row of the actor", unit="row", low=0)]
    status: Annotated[Bytes, Field("where it stands (PartyStatus)", unit="code", low=0, high=4)]
    reason: Annotated[Bytes, Field("why it last left (Reason)", unit="code", low=0)]
    invited: Annotated[Ints, Field("month of the invitation", unit="month")]
    joined: Annotated[Ints, Field("month in which it last signed", unit="month")]
    bound: Annotated[Ints, Field("month in which it was last bound", unit="month")]
    in_force: Annotated[Ints, Field("month from which the club last was in force for it", unit="month")]
    left: Annotated[Ints, Field("month in which it last left", unit="month")]
    entries: Annotated[Ints, Field("how often it has joined", unit="times", low=0)]
    terms: Annotated[Floats, Field("depth that it owes", unit="share", low=0, high=1, shape="issue")]
    alone: Annotated[
        Floats, Field("effort had it not joined (counterfactual)", unit="share", low=0, high=1, shape="issue")
    ]
    gain: Annotated[Floats, Field("worth of membership over staying out, when last weighed", unit="% of budget")]
    delivered: Annotated[Floats, Field("delivered share at its last review", low=-0.5, high=1.5)]
    counted: Annotated[
        Floats, Field("terms that its promised effort holds", unit="share", low=0, high=1, shape="issue")
    ]


class Register:
    """All clubs and treaties there ever were, and everybody's place in them."""

    def __init__(self, issues: int) -> None:
        self.clubs: Table[Clubs] = Table(
            Clubs, issues, {"founded": NEVER, "in_force": NEVER, "ended": NEVER, "host": -1}
        )
        blank = dict.fromkeys(("invited", "joined", "bound", "in_force", "left"), NEVER)
        self.members: Table[Members] = Table(Members, issues, blank | {"delivered": np.nan, "gain": np.nan})

    def __len__(self) -> int:
        return len(self.clubs)

    def live(self) -> list[int]:
        """Numbers of the clubs that are not dissolved."""
        found: list[int] = np.flatnonzero(self.clubs.rows.status != ClubStatus.DISSOLVED).tolist()
        return found

    def issues(self, club: int) -> Rows:
        """Numbers of the issues of a club."""
        return np.flatnonzero(self.clubs.rows.agenda[club])

    def stretch(self, club: int) -> slice:
        """Where those invited to a club stand among all places; what a column holds there is a view, not a copy."""
        first = int(self.clubs.rows.first[club])
        return slice(first, first + int(self.clubs.rows.size[club]))

    def places(self, club: int) -> Rows:
        """Rows of those invited to a club."""
        at = self.stretch(club)
        return np.arange(at.start, at.stop)

    def inside(self, club: int) -> Rows:
        """Rows of the members of a club."""
        places = self.places(club)
        found: Rows = places[INSIDE[self.members.rows.status[places]]]
        return found

    def move(self, club: int, to: ClubStatus, month: int) -> None:
        """Move a club to another status.

        Raises:
            IllegalTransitionError: where the table of transitions does not know the move.
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

    def move_members(self, which: Rows, to: PartyStatus, month: int, reason: Reason = Reason.NONE) -> None:
        """Move places in clubs to another status.

        Raises:
            IllegalTransitionError: where the table of transitions does not know the move.
        """
        members = self.members.rows
        before = members.status[which]
        if not LEGAL_MEMBER[before, to].all():
            row = int(which[~LEGAL_MEMBER[before, to]][0])
            raise IllegalTransitionError(
                f"member {row} is {PartyStatus(members.status[row]).name.lower()}, "
                f"which cannot become {to.name.lower()}"
            )
        members.status[which] = to
        if to is PartyStatus.SIGNED:
            members.joined[which] = month
            members.entries[which] += 1
            for since in (members.bound, members.in_force, members.left):
                since[which] = NEVER
            members.reason[which] = Reason.NONE
            members.delivered[which] = np.nan
        elif to is PartyStatus.BOUND:
            members.bound[which] = np.where(before == PartyStatus.SIGNED, month, members.bound[which])
            members.in_force[which] = NEVER
        elif to is PartyStatus.IN_FORCE:
            members.in_force[which] = month
        elif to is PartyStatus.WITHDRAWN:
            members.left[which] = month
            members.reason[which] = reason
            members.terms[which] = 0.0
