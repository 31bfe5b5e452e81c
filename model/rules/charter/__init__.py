"""The question: how deep the terms of a club or treaty are.

A rule is asked for each issue when the club is founded and at each summit, with everybody's ideal depth (Barrett 2003).
"""

from typing import Protocol

from paradiplomacy.agents.columns import Floats


class CharterRule(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the rule comes from.
        SOLVED_AGAIN: Whether members owe what is jointly optimal for the present membership, solved again whenever it
            changes, instead of one common depth.
        BARGAINED: Whether each commits itself in a text that all actors invited bargain; the rule then sets only the depth that
            the charter states, which whoever joins before the next text owes.
    """

    SOURCE: str
    SOLVED_AGAIN: bool
    BARGAINED: bool

    def depth(self, peak: Floats, weight: Floats) -> float:
        """Return the common depth on one issue, at least 0; it is clipped to the feasible range.

        Args:
            peak: (n,) ideal common depth of each actor invited (with ``SOLVED_AGAIN``: what it would owe if all took
                part; with ``BARGAINED``: what each who takes part in the text commits itself to), at least 0.
            weight: (n,) share of each in the GDP of all nations.
        """
