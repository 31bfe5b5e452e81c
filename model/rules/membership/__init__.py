"""The question: which of the actors invited are members of a club or treaty.

Payoffs are given (``clubs/payoffs.py``); a rule decides who is in (Carraro and Siniscalco 1993; Barrett 1994). It is asked
whenever some of those invited reconsider: at the founding, at summits, and in between.
"""

from typing import NamedTuple, Protocol

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags, Rows


class Payoffs(NamedTuple):
    """Payoffs of a club to the actors invited: (n,) or, by issue of the club, (n, K).

    Attributes:
        benefit: (n, K) benefit b of a unit of everybody's effort.
        cost: (n, K) curvature c of the cost of own effort, above 0.
        identity: (n, K) intrinsic benefit p of own effort.
        weight: (n,) share w of the actor in the GDP of all nations.
        room: (n, K) what a unit of effort here adds: 1 less the effort promised elsewhere.
        good: (n,) club good from each fellow member.
        bonus: (n,) other benefits of membership, once the club is in force.
        most: (K,) largest effort; 0 where nothing can be done.
        depth: (n, K) what each owes as a member; not read where terms are solved again.
    """

    benefit: Floats
    cost: Floats
    identity: Floats
    weight: Floats
    room: Floats
    good: Floats
    bonus: Floats
    most: Floats
    depth: Floats


class Clause(NamedTuple):
    """The participation clause, and how terms are set.

    Attributes:
        members: Members that the club needs to be in force.
        share: Sum of weights that it needs to be in force.
        fresh: How much a fresh joiner counts as a fellow member beyond 1.
        solved_again: Whether terms are solved again for each membership.
    """

    members: int
    share: float
    fresh: float
    solved_again: bool


class Cases(NamedTuple):
    """One club whose membership is reconsidered.

    Attributes:
        payoffs: Payoffs to the actors invited.
        clause: Participation clause.
        order: Actors in the order of their moves; those who are not free may be left out.
        free: (n,) who may move now.
        barred: (n,) who may not join.
    """

    payoffs: Payoffs
    clause: Clause
    order: Rows
    free: Flags
    barred: Flags


class Answers(NamedTuple):
    """The membership, changed in place.

    Attributes:
        inside: (n,) who is a member.
        fresh: (n,) who has joined lately; joiners become fresh.
        gain: (n,) payoff of membership over staying out at the end, for those who are free to move.
    """

    inside: Flags
    fresh: Flags
    gain: Floats


class Outcome(NamedTuple):
    """Properties of the membership found.

    Attributes:
        sweeps: Number of rounds of moves.
        settled: Whether nobody moved in the last round.
        internal: Whether no member that is free gains by leaving.
        external: Whether no outsider that is free gains by joining.
    """

    sweeps: int
    settled: bool
    internal: bool
    external: bool


class MembershipRule(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the rule comes from.
    """

    SOURCE: str

    def settle(self, cases: Cases, answers: Answers) -> Outcome:
        """Change who is a member; only those who are free may move, and those who are barred may not join."""
