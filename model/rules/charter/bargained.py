"""One text that all actors invited bargain, in which each makes its own commitments (Nash 1950; Harsanyi 1963).

The text has the largest weighted product of gains over a world without the club (``clubs/talks.py``). Whoever would lose under
every text leaves the talks. The charter states the weighted mean of the commitments.
"""

from paradiplomacy.model.rules.charter.joint_optimum import depth

__all__ = ["BARGAINED", "SOLVED_AGAIN", "SOURCE", "depth"]

SOURCE = "Nash 1950; Harsanyi 1963"
# What members have promised holds until the next text, whoever comes or goes.
SOLVED_AGAIN = False
BARGAINED = True
