"""The question: who may offer what when in a negotiation, and what closes it.

A protocol settles many negotiations at once. It reads their utility functions, bounds, tactics and veto players, and
answers with terms, or with no agreement (Nash 1950; Rubinstein 1982; Raiffa 1982). Side 0 of a negotiation is the
proposer. ``c`` is the number of negotiations, ``K`` of issues, ``V`` the largest number of veto players on a side.
"""

from typing import NamedTuple, Protocol

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags, Rows

# Arrays have one place for each possible veto player; the parameter for their number goes up to three.
VETO_PLAYERS = 3


class Cases(NamedTuple):
    """Negotiations to settle; ``agents/preferences.py`` describes the utility of commitments.

    Attributes:
        slope: (c, 2, K) marginal utility of each side's own commitment at 0.
        curve: (c, 2, K) rate at which it falls with the commitment, above 0.
        received: (c, 2, K) utility to each side of a unit of the other's commitment.
        pressure: (c, 2, K) weight of the expected national reaction, at least 0.
        bearable: (c, 2, K) own commitment beyond which that reaction is expected, in [0, 1].
        cost: (c, 2) fixed cost of an agreement.
        reservation: (c, 2) utility of no agreement.
        on: (c, K) issues under negotiation.
        low, high: (c, 2, K) bounds of each side's commitments; where low > high there is no possible agreement.
        least: (c,) an agreement needs at least one commitment of this size.
        power: (c,) bargaining weight of the first side, in (0, 1).
        concession: (c, 2) concession exponent, above 0: below 1 tough, above 1 soft.
        veto_players: (c, 2) number of veto players as the negotiators see them, 0 to V.
        veto_slope: (c, 2, V, K) slopes of the veto players, whose utility is otherwise that of their side.
        rounds: (c,) rounds until the deadline, at least 1.
        discount: (c, 2) per-round discount factor, in [0, 1).
        side_payments: (c,) whether side payments are allowed.
        budget: (c, 2) annual budget of each side; 1 % of it is one unit of the side's utility.
    """

    slope: Floats
    curve: Floats
    received: Floats
    pressure: Floats
    bearable: Floats
    cost: Floats
    reservation: Floats
    on: Flags
    low: Floats
    high: Floats
    least: Floats
    power: Floats
    concession: Floats
    veto_players: Ints
    veto_slope: Floats
    rounds: Ints
    discount: Floats
    side_payments: Flags
    budget: Floats


class Answers(NamedTuple):
    """Outcomes of negotiations.

    Attributes:
        agreed: (c,) whether there is an agreement.
        terms: (c, 2, K) its terms: what each side commits itself to.
        gain: (c, 2) gain of each side over its reservation value, including the payment.
        round: (c,) round in which it closes, counted from 1; 0 where the protocol does not determine it.
        transfer: (c,) payment from side 0 to side 1, in % of the budget of side 0; negative in the other direction.
    """

    agreed: Flags
    terms: Floats
    gain: Floats
    round: Ints
    transfer: Floats


class BargainingProtocol(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the protocol comes from.
        DETERMINES_ROUND: Whether the protocol itself determines the round in which a negotiation closes. Such a protocol
            can miss the deadline although a zone of agreement exists.
    """

    SOURCE: str
    DETERMINES_ROUND: bool

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Write the outcome of every case into the answers, which hold no agreement before."""


@compiled
def no_cases(count: int, issues: int) -> Cases:
    """Allocate ``count`` empty cases (zeros; one round; equal budgets)."""
    # Every column is allocated here and filled in place: a kernel that fills has no allocation in its loops, and the
    # same function serves real negotiations, copies with one attribute changed, and tests.
    return Cases(
        np.zeros((count, 2, issues)),
        np.zeros((count, 2, issues)),
        np.zeros((count, 2, issues)),
        np.zeros((count, 2, issues)),
        np.zeros((count, 2, issues)),
        np.zeros((count, 2)),
        np.zeros((count, 2)),
        np.zeros((count, issues), dtype=np.bool_),
        np.zeros((count, 2, issues)),
        np.zeros((count, 2, issues)),
        np.zeros(count),
        np.zeros(count),
        np.zeros((count, 2)),
        np.zeros((count, 2), dtype=np.int32),
        np.zeros((count, 2, VETO_PLAYERS, issues)),
        # One round and equal budgets keep an unfilled case well defined: no division by zero, and no deadline of zero.
        np.ones(count, dtype=np.int32),
        np.zeros((count, 2)),
        np.zeros(count, dtype=np.bool_),
        np.ones((count, 2)),
    )


@compiled
def no_answers(cases: Cases) -> Answers:
    """Allocate the answers to these cases, without any agreement."""
    count, _, issues = cases.low.shape
    return Answers(
        np.zeros(count, dtype=np.bool_),
        np.zeros((count, 2, issues)),
        np.zeros((count, 2)),
        np.zeros(count, dtype=np.int32),
        np.zeros(count),
    )


@compiled
def chosen(cases: Cases, which: Rows) -> Cases:
    """Return a copy of some cases, by their numbers; compiled code cannot loop over columns of different types."""
    return Cases(
        cases.slope[which],
        cases.curve[which],
        cases.received[which],
        cases.pressure[which],
        cases.bearable[which],
        cases.cost[which],
        cases.reservation[which],
        cases.on[which],
        cases.low[which],
        cases.high[which],
        cases.least[which],
        cases.power[which],
        cases.concession[which],
        cases.veto_players[which],
        cases.veto_slope[which],
        cases.rounds[which],
        cases.discount[which],
        cases.side_payments[which],
        cases.budget[which],
    )
