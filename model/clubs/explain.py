"""Explanation of a membership: why an actor is in a club or treaty or not, and what would reverse its decision."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import described
from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.bargaining.several import TextParty
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.clubs.charter import clause_of, rule_of
from paradiplomacy.model.clubs.eligibility import barred, fresh_of, under_a_statute
from paradiplomacy.model.clubs.explain_text import explain_charter
from paradiplomacy.model.clubs.payoffs import SAME, gain_of
from paradiplomacy.model.clubs.valuation import MILLIONS_PER_BILLION, PERCENT, exit_costs, payoffs_of, thresholds
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason

# The largest numbers that a scenario can give a club (its declaration is in a room above this one).
OF_CLUB = {"dues": (0.0, 10_000.0), "bonus": (-10.0, 10.0), "good": (0.0, 10.0)}
OF_ACTOR = ("need", "position", "pragmatism")
STEPS, HALVINGS = 32, 40


class Reversal(NamedTuple):
    """The smallest single change that reverses a decision: what changes, its value, and the value that reverses it."""

    attribute: str
    issue: str
    before: float
    after: float


@dataclass(frozen=True)
class Membership:
    """Why an actor is a member of a club or treaty, or is not.

    Attributes:
        date: Month, YYYY-MM.
        club: Name of the club.
        actor, name: The actor's id and name.
        status: Its status, as a word of the tables; empty where it is not invited, or the club not founded.
        member: Whether it is a member.
        obstacle: Why it cannot become a member now; empty where it may.
        gain: Utility of membership less that of staying out, with the others as they are, in % of budget.
        parts: The gain by term.
        members: Number of other members.
        in_force: Whether the club is in force with it.
        favours: Whether the decision would be to be a member.
        reversal: The smallest change that reverses it; None where no single one does.
        next_summit: Month of the next summit, at which everybody decides; empty where there is none.
        text: What a member gives and gets under a charter that was bargained; None otherwise.
        left_talks: Why it left the last talks on such a charter; empty where it did not.
    """

    date: str
    club: str
    actor: str
    name: str
    status: str = ""
    member: bool = False
    obstacle: str = ""
    gain: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    members: int = 0
    in_force: bool = False
    favours: bool = False
    reversal: Reversal | None = None
    next_summit: str = ""
    text: TextParty | None = None
    left_talks: str = ""

    def __str__(self) -> str:
        """Return the whole explanation as text."""
        # Here and not above, because the sentences are about this class.
        from paradiplomacy.model.clubs.sentences import why

        return why(self)


class Seat(NamedTuple):
    """The place of an actor in a club: number of the club, row in the register, and place among those invited."""

    club: int
    row: int
    place: int


def explain_membership(state: State, plan: int, who: int) -> Membership:
    """Explain the membership of an actor in a club or treaty as of this month.

    Args:
        state: The state.
        plan: Number of the plan of the club.
        who: Row of the actor.
    """
    date, charter = date_of(state.start, state.month), state.plans[plan]
    known = Membership(date, charter.name, state.identities[who], state.names[who])
    clubs, members = state.register.clubs.rows, state.book.parties
    founded = np.flatnonzero(clubs.plan == plan).tolist()
    if who not in charter.invited:
        return replace(known, obstacle="it is not among those invited")
    if not founded:
        return replace(known, obstacle=f"the club is founded in {date_of(state.start, charter.month)}")
    club = founded[0]
    at = state.register.stretch(club)
    place = int(np.flatnonzero(members.actor[at] == who)[0])
    seat = Seat(club, at.start + place, place)
    inside = bool(INSIDE[members.status[seat.row]])
    gain = gain_at(state, seat)
    in_force = _in_force(state, seat)
    if rule_of(state, club).BARGAINED:
        known = _with_text(state, club, known)
    return replace(
        known,
        status=PartyStatus(members.status[seat.row]).word,
        member=inside,
        obstacle="" if inside else _obstacle(state, seat),
        gain=gain,
        # Where the club would not be in force, membership changes nothing.
        parts=_parts(state, seat, gain) if in_force else {},
        members=len(state.register.inside(club)) - inside,
        in_force=in_force,
        favours=_favours(gain, member=inside),
        reversal=_reversal(state, seat, member=inside),
        next_summit=_next_summit(state, club),
    )


def _with_text(state: State, club: int, known: Membership) -> Membership:
    """Add what an actor gives and gets under a bargained charter, or why it left the talks."""
    charter = explain_charter(state, club)
    own = [party for party in charter.parties if party.id == known.actor]
    left = [each.reason for each in charter.left if each.id == known.actor]
    return replace(known, text=own[0] if own else None, left_talks=left[0] if left else "")


def _favours(gain: float, *, member: bool) -> bool:
    """Return whether an actor decides to be a member: whoever is indifferent does what it did."""
    return gain >= -SAME if member else gain > SAME


def gain_at(state: State, seat: Seat) -> float:
    """Return the gain of membership of one actor, with the others as they are."""
    members, at = state.book.parties, state.register.stretch(seat.club)
    payoffs = payoffs_of(state, seat.club)
    clause = clause_of(state, seat.club, payoffs)
    inside = INSIDE[members.status[at]]
    return float(gain_of(payoffs, clause, fresh_of(state, seat.club), inside, seat.place))


def _in_force(state: State, seat: Seat) -> bool:
    """Return whether the members, with this actor, meet the participation clause."""
    members, at = state.book.parties, state.register.stretch(seat.club)
    payoffs = payoffs_of(state, seat.club)
    clause = clause_of(state, seat.club, payoffs)
    inside = INSIDE[members.status[at]].copy()
    inside[seat.place] = True
    return bool(inside.sum() >= clause.members and payoffs.weight[inside].sum() >= clause.share * (1.0 - SAME))


def _parts(state: State, seat: Seat, gain: float) -> dict[str, float]:
    """Return the gain by term, in a club that is in force."""
    clubs, actors = state.register.clubs.rows, state.actors
    members, at = state.book.parties, state.register.stretch(seat.club)
    payoffs, who = payoffs_of(state, seat.club), int(members.actor[seat.row])
    others = INSIDE[members.status[at]].copy()
    others[seat.place] = False
    fellows = others.sum() + state.settings.membership.visible_joiners * (fresh_of(state, seat.club) & others).sum()
    budget = actors.gdp[who] * state.settings.economy.budget_share * MILLIONS_PER_BILLION
    bonus, dues = float(clubs.bonus[seat.club]), PERCENT * float(clubs.dues[seat.club]) / float(budget)
    least, exit_cost = (float(of(state, seat.club)[seat.place]) for of in (thresholds, exit_costs))
    parts = {
        "club good": float(payoffs.good[seat.place] * fellows),
        "bonus": bonus,
        "dues": -dues,
        "its own threshold": -least,
        "cost of leaving": exit_cost,
        "distance from a nation that has left": float(payoffs.bonus[seat.place]) - bonus + dues + least - exit_cost,
    }
    # What is left is the value of the effort of all that depends on the membership, less the cost of the actor's own.
    return {name: part for name, part in parts.items() if abs(part) > SAME} | {"effort": gain - sum(parts.values())}


def _obstacle(state: State, seat: Seat) -> str:
    """Return why an actor may not join now; empty where it may."""
    if not barred(state, seat.club)[seat.place]:
        return ""
    members, actors = state.book.parties, state.actors
    who = int(members.actor[seat.row])
    if under_a_statute(state, seat.club)[seat.place]:
        return f"a statute of {state.names[int(actors.nation[who])]} forbids it"
    left = date_of(state.start, int(members.left[seat.row]))
    if members.reason[seat.row] == Reason.EXPELLED:
        return f"it was expelled in {left} and has to wait for a year"
    return f"it left by decree in {left}, and no other party has taken office since"


def _next_summit(state: State, club: int) -> str:
    clubs = state.register.clubs.rows
    interval = int(clubs.interval[club])
    if interval <= 0:
        return ""
    age = max(1, state.month - int(clubs.founded[club]))
    return date_of(state.start, int(clubs.founded[club]) + -(-age // interval) * interval)


@contextmanager
def _changed(column: NDArray[np.float64], at: tuple[int, ...]) -> Iterator[Callable[[float], None]]:
    """Lend a cell of a column: the value that it had is put back."""
    before = column[at]

    def put(value: float) -> None:
        column[at] = value

    try:
        yield put
    finally:
        column[at] = before


def _reversal(state: State, seat: Seat, *, member: bool) -> Reversal | None:
    """Return the change of one number of the club or the actor that reverses the decision, smallest by its range."""
    clubs, actors = state.register.clubs.rows, state.actors
    who, issues = int(state.book.parties.actor[seat.row]), state.register.issues(seat.club).tolist()
    cells: list[tuple[str, str, NDArray[np.float64], tuple[int, ...], float, float]] = [
        (name, "", getattr(clubs, name), (seat.club,), low, high) for name, (low, high) in OF_CLUB.items()
    ]
    for name in OF_ACTOR:
        column, about = getattr(actors, name), described(name)
        places = [("", (who,))] if column.ndim == 1 else [(state.issues[k].name, (who, k)) for k in issues]
        cells += [(name, issue, column, at, about.low, about.high) for issue, at in places]
    before = _favours(gain_at(state, seat), member=member)
    found: list[tuple[float, Reversal]] = []
    for name, issue, column, at, low, high in cells:
        value = float(column[at])
        with _changed(column, at) as put:

            def reverses(other: float, put: Callable[[float], None] = put) -> bool:
                put(other)
                return _favours(gain_at(state, seat), member=member) != before

            after = _nearest(value, low, high, reverses)
        if after is not None:
            found.append((abs(after - value) / (high - low), Reversal(name, issue, value, after)))
    return min(found, key=lambda each: each[0])[1] if found else None


def _nearest(value: float, low: float, high: float, reverses: Callable[[float], bool]) -> float | None:
    """Return the value nearest to the present one that reverses a decision, from a scan and a bisection; None if none."""
    # Shares of the way to either end, denser near the present value, where the answer usually lies.
    shares = np.linspace(0.0, 1.0, STEPS + 1)[1:] ** 3
    for share, end in ((float(share), end) for share in shares for end in (low, high)):
        outer = value + share * (end - value)
        if outer == value or not reverses(outer):
            continue
        inner = value
        for _ in range(HALVINGS):
            middle = 0.5 * (inner + outer)
            inner, outer = (inner, middle) if reverses(middle) else (middle, outer)
        return outer
    return None
