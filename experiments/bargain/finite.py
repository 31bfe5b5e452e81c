"""Domains with finitely many outcomes: tables or functions of any form, and ranges cut into levels.

Every outcome is enumerated, so that the solutions are the best of all outcomes. Offers are those of the model
(``model/bargaining/offers.py``). A continuous frontier, which ``rubinstein`` and protocols of users need, there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.bargain.issue import BargainError, Issue, Outcome
from paradiplomacy.experiments.bargain.space import (
    EGALITARIAN,
    KALAI_SMORODINSKY,
    NASH,
    ROUNDING,
    UTILITARIAN,
    Settled,
    Terms,
    unknown_protocol,
)
from paradiplomacy.experiments.bargain.utility import Utility
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.offers import NOTHING, aspirations, offers_by_round, play, utility_of_outcomes
from paradiplomacy.model.rules.protocol.alternating_offers import LEAST_DIFFERENCE, aspiration

FOR_ANY_NUMBER = ("nash", "kalai_smorodinsky")
FOR_TWO = ("alternating_offers", "blind_offers", "ultimatum")
MOST_OUTCOMES = 500_000
SLACK = 0.0


@dataclass(frozen=True)
class FiniteSpace:
    """The outcomes of a finite domain, numbered with the value of the last issue running fastest.

    Attributes:
        issues: The issues.
        levels: Values of each issue.
        gain: (n, N) gain of each party from each outcome, over its reservation value.
    """

    issues: Sequence[Issue]
    levels: Sequence[Sequence[str | float]]
    gain: Floats

    def outcome(self, number: int) -> Outcome:
        """Return an outcome by its number."""
        # From the last issue on, whose value runs fastest.
        found: Outcome = {}
        for issue, values in zip(reversed(self.issues), reversed(self.levels), strict=True):
            number, level = divmod(number, len(values))
            found[issue.name] = values[level]
        return dict(reversed(found.items()))

    @cached_property
    def acceptable(self) -> Rows:
        """Numbers of the Pareto-efficient outcomes from which nobody loses, by rising gain of the first party."""
        # Utilities are sums of decimal fractions, so that a gain of exactly 0 may miss it by rounding.
        rational = np.flatnonzero((self.gain >= -ROUNDING).all(axis=0))
        return rational[efficient(self.gain[:, rational])]

    def settle(self, protocol: str, terms: Terms) -> Settled | None:
        """Settle by a protocol of the model.

        Raises:
            BargainError: The protocol cannot be used here.
        """
        two = len(self.gain) == 2
        known = (*FOR_ANY_NUMBER, *(FOR_TWO if two else ()))
        if protocol not in known:
            where = "for finite domains" if two else "for more than two parties"
            raise unknown_protocol(protocol, known, where)
        if not len(self.acceptable):
            return None
        if protocol in ("alternating_offers", "blind_offers"):
            number, closes = (self._in_turn if protocol == "alternating_offers" else self._blind)(terms)
            return None if number == NOTHING else Settled(self.outcome(number), self.gain[:, number], closes)
        # A gain that misses 0 by rounding has no real power.
        gains = self.gain[:, self.acceptable].clip(min=0.0)
        score = gains[0] if protocol == "ultimatum" else self._scores(gains, terms)[protocol]
        number = int(self.acceptable[_best(score, gains)])
        return Settled(self.outcome(number), self.gain[:, number], None)

    def _scores(self, gains: Floats, terms: Terms) -> dict[str, Floats]:
        """Return what each solution maximises, by efficient outcome."""
        ideal = gains.max(axis=1, keepdims=True)
        # A party whose ideal gain is 0 has all of it at every outcome.
        shares = np.divide(gains, ideal, out=np.ones_like(gains), where=ideal > 0.0)
        return {
            "nash": np.prod(gains ** terms.power[:, None], axis=0),
            "kalai_smorodinsky": shares.min(axis=0),
            "egalitarian": gains.min(axis=0),
        }

    def _in_turn(self, terms: Terms) -> tuple[int, int | None]:
        """Return where alternating offers of efficient outcomes end, as in ``alternating_offers``, and the round."""
        gains = self.gain[:, self.acceptable]
        ideal = gains.max(axis=1)
        for t in range(1, terms.rounds + 1):
            own, other = (t - 1) % 2, t % 2
            asked = ideal[own] * aspiration(t, terms.rounds, terms.concession[own])
            meets = np.flatnonzero(gains[own] >= asked - LEAST_DIFFERENCE)
            offer = meets[gains[own][meets].argmin()]
            least = ideal[other] * aspiration(t + 1, terms.rounds, terms.concession[other])
            if gains[other, offer] >= least - LEAST_DIFFERENCE:
                return int(self.acceptable[offer]), t
        return NOTHING, None

    def _blind(self, terms: Terms) -> tuple[int, int | None]:
        """Return where offers without knowledge of the other side end, as in ``blind_offers``, and the round."""
        utility, count = self.gain, self.gain.shape[1]
        least = np.empty((2, terms.rounds))
        offer = np.empty((2, terms.rounds), dtype=np.int32)
        for side in range(2):
            # No aspiration is below 0, so that a party neither offers nor accepts what would leave it worse off.
            low, best = max(float(utility[side].min()), 0.0), float(utility[side].max())
            aspirations(low, best, 1.0 / terms.concession[side], SLACK, least[side])
            offers_by_round(utility[side], count, best, least[side], SLACK, offer[side])
        number, closes = play(utility[0], least[0], offer[0], utility[1], least[1], offer[1])
        return int(number), int(closes)

    def points(self, terms: Terms, near: Floats | None) -> dict[str, Floats]:
        """Return the gains at the reference points; empty without a zone of agreement."""
        if not len(self.acceptable):
            return {}
        gains = self.gain[:, self.acceptable]
        scores = self._scores(gains.clip(min=0.0), terms)
        total = gains.sum(axis=0)
        largest = gains[:, total >= total.max() - ROUNDING]
        aim = largest[:, :1] if near is None else near[:, None]
        return {
            NASH: gains[:, _best(scores["nash"], gains)],
            KALAI_SMORODINSKY: gains[:, _best(scores["kalai_smorodinsky"], gains)],
            EGALITARIAN: gains[:, _best(scores["egalitarian"], gains)],
            UTILITARIAN: largest[:, np.linalg.norm(largest - aim, axis=0).argmin()],
        }

    def behind(self, gain: Floats) -> float:
        """Return the distance of gains from the nearest efficient outcome."""
        return float(np.linalg.norm(self.gain[:, efficient(self.gain)] - gain[:, None], axis=0).min())

    def frontier(self) -> Floats:
        """Return the gains of all efficient outcomes, (m, n)."""
        found: Floats = self.gain[:, efficient(self.gain)].T
        return found


def _best(score: Floats, gains: Floats) -> int:
    """Return the place of the largest score; of equal ones, that of the largest joint gain."""
    tied = np.flatnonzero(score >= score.max() - ROUNDING * max(1.0, abs(score.max())))
    return int(tied[gains[:, tied].sum(axis=0).argmax()])


def efficient(gain: Floats) -> Rows:
    """Return the numbers of the outcomes that no other outcome dominates, by rising gain of the first party."""
    # By falling sum: an outcome can be dominated only by one with a larger sum, which has been seen before.
    order = np.argsort(-gain.sum(axis=0), kind="stable")
    rest, found = order, list[int]()
    while len(rest):
        first, rest = rest[0], rest[1:]
        found.append(int(first))
        rest = rest[(gain[:, rest] > gain[:, [first]]).any(axis=0)]
    chosen = np.array(found, dtype=np.int64)
    return chosen[np.argsort(gain[0, chosen], kind="stable")] if found else chosen


def finite_space(
    issues: Sequence[Issue], utilities: Sequence[Utility], reservation: Floats, levels: int
) -> FiniteSpace:
    """Return the outcomes of a domain, with ranges cut into equally spaced levels.

    Raises:
        BargainError: There are too many outcomes, or a function fails.
    """
    values = [issue.levels(levels) for issue in issues]
    count = prod(map(len, values))
    if count > MOST_OUTCOMES:
        raise BargainError(
            f"issues: {count:,} outcomes, expected at most {MOST_OUTCOMES:,}: fewer levels, values or issues"
        )
    gain = np.empty((len(utilities), count))
    for row, utility in zip(gain, utilities, strict=True):
        _fill(issues, values, utility, row)
    return FiniteSpace(issues, values, gain - reservation[:, None])


def _fill(issues: Sequence[Issue], values: Sequence[Sequence[str | float]], utility: Utility, row: Floats) -> None:
    """Fill the utility of every outcome to one party."""
    if utility.whole is not None:
        names = [issue.name for issue in issues]
        row[:] = [utility.of(dict(zip(names, each, strict=True))) for each in product(*values)]
        return
    # Rows of issues with fewer values are filled up with zeros, which are never read.
    table = np.zeros((len(issues), max(map(len, values))))
    for k, (issue, levels) in enumerate(zip(issues, values, strict=True)):
        table[k, : len(levels)] = [utility.of_value(issue.name, value) for value in levels]
    sizes = np.array([len(levels) for levels in values], dtype=np.int32)
    utility_of_outcomes(utility.constant, table, sizes, row)
