"""Talks among several parties: who stays in, what they settle (``text.py``), and who leaves and why.

Where no text leaves everybody better off, the party leaves that has the largest weight in the text that is best for the
worst-off: for its sake the others would have to give most. Where the veto players of a party reject the text (Putnam 1988), its
commitments are cut to what they accept, and the text is solved again; a party leaves whose veto players would reject the
text even if it promised nothing. Whenever a party leaves, the others start again.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import utility_of_commitment
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.text import Text, among, solve, spare
from paradiplomacy.model.vocabulary import Reason

FEWEST = 2
HALVINGS = 50
CUTS = 200
"""Largest number of times that commitments are cut before whoever still cannot ratify leaves."""
# The cuts approach the edge of a win-set, and terms at the edge may miss it by rounding.
ROUNDING = 1e-9


class Left(NamedTuple):
    """A party that left the talks.

    Attributes:
        party: Its number.
        loss: Its gain under the text that is best for the worst-off; or the utility, to its least willing veto player, of a text
            in which it promises nothing.
        reason: Why it left.
    """

    party: int
    loss: float
    reason: Reason


class Outcome(NamedTuple):
    """The text that is agreed.

    Attributes:
        agreed: Whether at least two parties agree on it.
        terms: (n, K) what each commits itself to; 0 for those who left.
        gain: (n,) gain of each over its reservation value; 0 for those who left.
        left: The parties that left, in that order.
    """

    agreed: bool
    terms: Floats
    gain: Floats
    left: tuple[Left, ...]

    @property
    def gone(self) -> list[int]:
        """Numbers of the parties that left, in that order."""
        return [each.party for each in self.left]


class Settled(NamedTuple):
    """The settlement of the parties that stay: whether they agree, on what terms, (m, K), and with which gains, (m,)."""

    agreed: bool
    terms: Floats
    gain: Floats


class Home(NamedTuple):
    """The veto players of some parties.

    Attributes:
        players: (m,) number of veto players.
        slope: (m, V, K) marginal utility of each, of the party's own commitment at 0; otherwise their utility is the party's.
    """

    players: Ints
    slope: Floats


class Talks(NamedTuple):
    """Talks among n parties, of whom some may leave.

    Attributes:
        parties: Their number.
        issues: Number of issues.
        among: The text of some of the parties, given their numbers.
        home: Their veto players.
        between_two: What two parties settle; None where two bargain like any others.
    """

    parties: int
    issues: int
    among: Callable[[Rows], Text]
    home: Callable[[Rows], Home]
    between_two: Callable[[Rows], Settled] | None = None


def no_veto(inside: Rows) -> Home:
    """Return that nobody has a veto."""
    return Home(np.zeros(len(inside), dtype=np.int32), np.zeros((len(inside), 0, 0)))


def settle(text: Text) -> Outcome:
    """Settle a text among parties without veto players."""
    n, issues = text.curve.shape
    return negotiate(Talks(n, issues, partial(among, text), no_veto))


def negotiate(talks: Talks) -> Outcome:
    """Hold talks until those who are left settle, or fewer than two are left."""
    inside, left = np.arange(talks.parties), list[Left]()
    terms, gain, agreed = np.zeros((talks.parties, talks.issues)), np.zeros(talks.parties), False
    while len(inside) >= FEWEST:
        found = _among_those(talks, inside)
        if isinstance(found, Settled):
            agreed, terms[inside], gain[inside] = found
            break
        left.append(found)
        inside = inside[inside != found.party]
    return Outcome(agreed, terms, gain, tuple(left))


def _among_those(talks: Talks, inside: Rows) -> Settled | Left:
    """Return what some parties settle, or who of them leaves."""
    if len(inside) == FEWEST and talks.between_two is not None:
        return talks.between_two(inside)
    some, home = talks.among(inside), talks.home(inside)
    # Cuts must not reach the text from which they start.
    some = some._replace(high=some.high.copy())
    terms, weight, gain = np.zeros(some.curve.shape), np.zeros(len(inside)), np.zeros(len(inside))
    at_home = np.zeros(len(inside))
    for _ in range(CUTS):
        if not solve(some, weight, terms, gain):
            spare(some, weight, terms, gain)
            return _leaver(inside, -weight, gain, Reason.WOULD_LOSE)
        cut_back(some, home.players, home.slope, terms, at_home)
        if at_home.min() < -ROUNDING:
            return _leaver(inside, at_home, at_home, Reason.REJECTED)
        if (terms <= some.high).all():
            return Settled(bool(terms.max() >= some.least), terms, gain)
    return _leaver(inside, (some.high - terms).min(axis=1), at_home, Reason.REJECTED)


def _leaver(inside: Rows, score: Floats, loss: Floats, reason: Reason) -> Left:
    """Return the party with the lowest score; of parties that are alike, the last to be invited."""
    at = len(inside) - 1 - int(score[::-1].argmin())
    return Left(int(inside[at]), float(loss[at]), reason)


@inner
def _own(some: Text, slope: Floats, i: int, terms: Floats, share: float) -> float:
    """Return the utility to a veto player, with its slopes, of a share of a party's own commitments."""
    total = 0.0
    for k in range(some.on.shape[0]):
        if some.on[k]:
            x, pressure, kink = share * terms[i, k], some.pressure[i, k], some.bearable[i, k]
            total += utility_of_commitment(x, slope[k], some.curve[i, k], pressure, kink)
    return total


@compiled
def cut_back(some: Text, players: Ints, slope: Floats, terms: Floats, at_home: Floats) -> None:
    """Cut the bounds of commitments that veto players reject to what they accept.

    Args:
        some: The text; its upper bounds are lowered.
        players: (m,) number of veto players of each party.
        slope: (m, V, K) their slopes.
        terms: (m, K) the text that they judge.
        at_home: (m,) filled with their utility of a text in which the party promises nothing, where they reject the text.
    """
    for i in range(players.shape[0]):
        at_home[i] = 0.0
        received = -some.cost[i]
        for j in range(players.shape[0]):
            for k in range(some.on.shape[0]):
                if some.on[k]:
                    received += some.received[i, j, k] * terms[j, k]
        for v in range(players[i]):
            if received + _own(some, slope[i, v], i, terms, 1.0) >= -ROUNDING:
                continue
            at_home[i] = min(at_home[i], received)
            low, high = 0.0, 1.0
            for _ in range(HALVINGS):
                middle = 0.5 * (low + high)
                if received + _own(some, slope[i, v], i, terms, middle) >= 0.0:
                    low = middle
                else:
                    high = middle
            for k in range(some.on.shape[0]):
                some.high[i, k] = min(some.high[i, k], low * terms[i, k])
