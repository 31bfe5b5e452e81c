"""Outcomes of a negotiation, in gains: the interface of finite and of continuous domains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.bargain.issue import BargainError, Outcome, is_number
from paradiplomacy.scenarios.format.problem import did_you_mean

NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN = "Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian"
FRONTIER = "frontier"
# Gains of solutions found numerically miss 0 by rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Tactics:
    """Parameters of protocols; each protocol reads what it needs.

    Attributes:
        power: Bargaining weight by party, above 0; equal unless given (``nash``).
        concession: Concession exponent, for all or by party: below 1 tough, above 1 soft (``alternating_offers``,
            ``blind_offers``).
        rounds: Rounds until the deadline, 1 to 10,000 (``alternating_offers``, ``blind_offers``).
        discount: Discount factor per round, for all or by party, from 0 to below 1 (``rubinstein``).
    """

    power: Mapping[str, float] | None = None
    concession: float | Mapping[str, float] = 1.0
    rounds: int = 20
    discount: float | Mapping[str, float] = 0.9


class Terms(NamedTuple):
    """Tactics by number of the party: power summing to 1, concession and discount, (n,) each, and rounds."""

    power: Floats
    concession: Floats
    discount: Floats
    rounds: int


class Settled(NamedTuple):
    """Agreement: the outcome, the gain of each party, (n,), and the round where the protocol determines it."""

    outcome: Outcome
    gain: Floats
    round: int | None


class Space(Protocol):
    """The outcomes of a domain."""

    def settle(self, protocol: str, terms: Terms) -> Settled | None:
        """Return what is agreed, None for no agreement; an unknown protocol raises ``BargainError``."""

    def points(self, terms: Terms, near: Floats | None) -> dict[str, Floats]:
        """Return the gains at the reference points; of several utilitarian points, at the one next to ``near``."""

    def behind(self, gain: Floats) -> float:
        """Return the distance of gains from the frontier."""

    def frontier(self) -> Floats:
        """Return gains along the frontier, (m, n)."""


def terms_of(tactics: Tactics, parties: tuple[str, ...]) -> Terms:
    """Return tactics by number of the party.

    Raises:
        BargainError: A number is out of range, or a party unknown.
    """
    problems: list[str] = []
    power = _by_party("power", 1.0 if tactics.power is None else tactics.power, parties, (0.0, np.inf), problems)
    concession = _by_party("concession", tactics.concession, parties, (0.0, np.inf), problems)
    discount = _by_party("discount", tactics.discount, parties, (-1e-300, 1.0), problems)
    rounds = tactics.rounds
    if type(rounds) is not int or not 1 <= rounds <= 10_000:
        problems.append(f"tactics: rounds: {rounds!r}, expected a whole number from 1 to 10,000")
    if problems:
        raise BargainError(*problems)
    return Terms(power / power.sum(), concession, discount, rounds)


def _by_party(
    name: str,
    given: float | Mapping[str, float],
    parties: tuple[str, ...],
    bounds: tuple[float, float],
    problems: list[str],
) -> Floats:
    """Return one number per party, above the first bound and below the second."""
    low, high = bounds
    # One number holds for everybody.
    values = given if isinstance(given, Mapping) else dict.fromkeys(parties, given)
    problems += [
        f"tactics: {name}: unknown party {each!r}, {did_you_mean(str(each), parties)}"
        for each in values
        if each not in parties
    ]
    found = []
    for party in parties:
        value = values.get(party)
        if value is None or not is_number(value) or not low < value < high:
            ends = f"above {max(low, 0.0):g}" if high == np.inf else f"from 0 to below {high:g}"
            problems.append(f"tactics: {name}: {party}: {value!r}, expected a number {ends}")
        found.append(value if value is not None and is_number(value) else 1.0)
    return np.array(found, dtype=float)


def unknown_protocol(protocol: str, known: tuple[str, ...], where: str) -> BargainError:
    """Return the error of a protocol that cannot be used."""
    return BargainError(f'protocol: "{protocol}" is not available {where}, {did_you_mean(protocol, known)}')
