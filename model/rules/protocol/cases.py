"""What a protocol is asked, and what it answers: arrays of negotiations.

``c`` is the number of negotiations, ``K`` of issues, ``V`` the largest number of veto players on a
side. The first side of a negotiation is the proposer.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.book import Flags

VETO_PLAYERS = 3


class Cases(NamedTuple):
    """Negotiations to settle. Worth of depth is described in ``agents/preferences.py``.

    Attributes:
        slope: (c, 2, K) worth of the first unit of depth for each side.
        curve: (c, 2, K) how fast it falls off, above 0.
        pressure: (c, 2, K) weight of the expected national reaction, at least 0.
        bearable: (c, 2, K) depth beyond which that reaction is expected, in [0, 1].
        cost: (c, 2) fixed cost of an agreement.
        reservation: (c, 2) worth of no agreement.
        on: (c, K) issues on the table.
        low, high: (c, K) bounds of depth; where low > high nothing is possible.
        power: (c,) bargaining weight of the first side, in (0, 1).
        concession: (c, 2) bargaining style, above 0.
        veto_players: (c, 2) number of veto players as the negotiators see them, 0 to V.
        veto_slope: (c, 2, V, K) slopes of the veto players, whose worth is otherwise that of their side.
        rounds: (c,) rounds until the talk is out of time, at least 1.
        discount: (c, 2) what a gain of the next round is worth now, in [0, 1).
        side_payments: (c,) whether money may change hands.
        budget: (c, 2) yearly budget of each side; 1 % of it is one unit of the side's utility.
    """

    slope: Floats
    curve: Floats
    pressure: Floats
    bearable: Floats
    cost: Floats
    reservation: Floats
    on: Flags
    low: Floats
    high: Floats
    power: Floats
    concession: Floats
    veto_players: Ints
    veto_slope: Floats
    rounds: Ints
    discount: Floats
    side_payments: Flags
    budget: Floats


class Answers(NamedTuple):
    """What a protocol says of each negotiation.

    Attributes:
        agreed: (c,) whether there is an agreement.
        terms: (c, K) its terms.
        gain: (c, 2) gain of each side over its reservation value, the payment included.
        round: (c,) round in which it closes, the first is 1; 0 where the protocol does not say.
        transfer: (c,) what side 0 pays to side 1, in % of the budget of side 0; negative where it is paid.
    """

    agreed: Flags
    terms: Floats
    gain: Floats
    round: Ints
    transfer: Floats


def no_cases(count: int, issues: int) -> Cases:
    """Room for so many negotiations: all columns 0, but one round, and budgets of the same size."""

    def zeros(*shape: int) -> Floats:
        return np.zeros((count, *shape))

    return Cases(
        slope=zeros(2, issues),
        curve=zeros(2, issues),
        pressure=zeros(2, issues),
        bearable=zeros(2, issues),
        cost=zeros(2),
        reservation=zeros(2),
        on=np.zeros((count, issues), dtype=bool),
        low=zeros(issues),
        high=zeros(issues),
        power=zeros(),
        concession=zeros(2),
        veto_players=np.zeros((count, 2), dtype=np.int32),
        veto_slope=zeros(2, VETO_PLAYERS, issues),
        rounds=np.ones(count, dtype=np.int32),
        discount=zeros(2),
        side_payments=np.zeros(count, dtype=bool),
        budget=np.ones((count, 2)),
    )


def no_answers(cases: Cases) -> Answers:
    """Room for the answers to so many cases: nothing is agreed."""
    return Answers(
        agreed=np.zeros(len(cases.power), dtype=bool),
        terms=np.zeros(cases.low.shape),
        gain=np.zeros(cases.cost.shape),
        round=np.zeros(len(cases.power), dtype=np.int32),
        transfer=np.zeros(len(cases.power)),
    )
