"""A user's own ratification: a function of facts about one actor that returns the position of its pivotal voter."""

import numpy as np

from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.own.per_case import Expected, Facts, PerCase, within
from paradiplomacy.model.rules.ratification import VETO_PLAYERS, Answers, Cases

# Beyond any voter, so that a function can say always or never, and still finite for the arithmetic of utilities.
FARTHEST = 10.0
EXPECTED = Expected(
    f"the pivotal voter's distance from the median in standard deviations, from {-FARTHEST:g} to {FARTHEST:g}",
    within(-FARTHEST, FARTHEST),
)
TRIALS = 12


def facts_of(parameters: Ratification, cases: Cases) -> Facts:
    """Return the facts by name; a fact of the actor hides a parameter of the group ``ratification`` with the same name."""
    return {name: np.asarray(fact) for name, fact in (parameters._asdict() | cases._asdict()).items()}


def trial_cases() -> Cases:
    """Return cities and nations with every number of veto players, from autocratic to democratic."""
    return Cases(
        veto_players=(1 + np.arange(TRIALS) % VETO_PLAYERS).astype(np.int32),
        is_city=np.arange(TRIALS) % 2 == 0,
        democracy=np.arange(TRIALS) / (TRIALS - 1),
    )


class OwnRatification:
    """A rule of ratification made of a user's function: one veto player for each actor.

    Raises:
        OwnRuleError: The function fails on the trial cases.
    """

    SOURCE = "a user's own file"

    def __init__(self, name: str, function: object) -> None:
        self._ask = PerCase(name, function, EXPECTED, facts_of(Ratification(), trial_cases()))

    def offsets(self, cases: Cases, parameters: Ratification) -> Answers:
        """Return the pivotal voter of every actor.

        Raises:
            OwnRuleError: The function raises an error or answers something else than a distance.
        """
        count = len(cases.veto_players)
        pivot = np.zeros((count, VETO_PLAYERS))
        # One veto player per actor: a function of one case returns one number.
        pivot[:, 0] = self._ask(facts_of(parameters, cases))
        return Answers(pivot, np.ones(count, dtype=np.int32))
