"""A user's own membership: a function of facts about one actor invited that returns whether it is a member."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.clubs.payoffs import SAME, gain_of
from paradiplomacy.model.rules.membership import Answers, Cases, Outcome
from paradiplomacy.model.rules.own.per_case import Expected, Facts, PerCase, is_code

EXPECTED = Expected("True or False: whether the actor is a member", is_code(2))
TRIALS = 16


def gains_of(cases: Cases, answers: Answers) -> Floats:
    """Return the payoff of membership over staying out for each actor, given the others: (n,)."""
    rows = range(len(answers.inside))
    return np.array([gain_of(cases.payoffs, cases.clause, answers.fresh, answers.inside, i) for i in rows])


def facts_of(cases: Cases, answers: Answers) -> Facts:
    """Return the facts by name.

    They are the payoff of membership over staying out (``gain``), whether the actor is a member (``member``) and may join
    (``barred``), its weight in the economy, the number of other members, and how many the clause needs.
    """
    return {
        "gain": gains_of(cases, answers),
        "member": answers.inside.copy(),
        "barred": cases.barred,
        "weight": cases.payoffs.weight,
        "others": answers.inside.sum() - answers.inside.astype(np.int64),
        "needed": np.asarray(cases.clause.members),
    }


def trial_facts() -> Facts:
    """Return facts of all kinds: members and outsiders that gain and lose, some of them barred."""
    at = np.arange(TRIALS)
    return {
        "gain": 0.2 * at / TRIALS - 0.1,
        "member": at % 2 == 0,
        "barred": at % 5 == 0,
        "weight": (1.0 + at) / TRIALS,
        "others": at,
        "needed": np.asarray(3),
    }


class OwnMembership:
    """A rule of membership made of a user's function: all who are free decide once, at the same time.

    Raises:
        OwnRuleError: The function fails on the trial cases.
    """

    SOURCE = "a user's own file"

    def __init__(self, name: str, function: object) -> None:
        self._ask = PerCase(name, function, EXPECTED, trial_facts())

    def settle(self, cases: Cases, answers: Answers) -> Outcome:
        """Let those who are free join or leave once.

        Raises:
            OwnRuleError: The function raises an error or answers something else than True or False.
        """
        # All decide at once from the same facts; taking turns is what the catalogue's rule is about.
        wanted = self._ask(facts_of(cases, answers)) > 0.0
        before = answers.inside.copy()
        # The rule of the club comes first: whoever is not free stays put, and whoever is barred stays out.
        moving = cases.free & (wanted != before) & (before | ~cases.barred)
        answers.inside[moving] = wanted[moving]
        answers.fresh[moving] = wanted[moving]
        gain = gains_of(cases, answers)
        answers.gain[cases.free] = gain[cases.free]
        inside = answers.inside
        return Outcome(
            sweeps=1,
            settled=True,
            internal=not (cases.free & inside & (gain < -SAME)).any(),
            external=not (cases.free & ~inside & ~cases.barred & (gain > SAME)).any(),
        )
