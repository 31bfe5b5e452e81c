"""A user's own response of nations: a function of facts about one agreement that returns a member of ``Pressure``."""

import numpy as np

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.own.per_case import Expected, Facts, PerCase, uniform_of
from paradiplomacy.model.rules.response import CHOICES, Cases, no_cases
from paradiplomacy.model.vocabulary import Pressure

WORDS = ", ".join(f"{int(option)} {option.word}" for option in CHOICES)
EXPECTED = Expected(f"a member of Pressure ({WORDS})", lambda answers: np.isin(answers, CHOICES))
TRIALS = 16


def facts_of(parameters: Response, cases: Cases) -> Facts:
    """Return the facts by name: those of the cases, the parameters of the group ``response``, and a uniform ``draw``."""
    # Parameters come first, so that a fact of the case would hide a parameter of the same name.
    facts = parameters._asdict() | cases._asdict() | {"draw": uniform_of(cases.noise)}
    # Noise has a column for each option; a function of single numbers gets one uniform draw instead.
    del facts["noise"]
    return {name: np.asarray(fact) for name, fact in facts.items()}


def trial_cases() -> Cases:
    """Return cases of all kinds: agreements that the nation likes and minds, with and without a statute, with strong and weak cities."""
    # The trial covers the branches that users write: gains and losses, weak and strong cities, broken statutes.
    step = np.arange(TRIALS) / (TRIALS - 1)
    cost = np.maximum(0.0, step - 0.5)
    return no_cases(TRIALS)._replace(
        endorsement_value=0.5 - step,
        cost_of_ignoring=cost,
        # A statute may make a nation oppose what it likes.
        opposed=(step > 0.5) | (np.arange(TRIALS) % 4 == 0),
        autonomy=step,
        court=1.0 - step,
        gdp_share=0.1 * step,
        trust=step,
        allies=np.arange(TRIALS, dtype=np.int32),
        noise=np.zeros((TRIALS, len(Pressure))),
    )


class OwnResponse:
    """A response rule made of a user's function.

    Raises:
        OwnRuleError: The function fails on the trial cases.
    """

    SOURCE = "a user's own file"
    OPTIONS = CHOICES

    def __init__(self, name: str, function: object) -> None:
        self._ask = PerCase(name, function, EXPECTED, facts_of(Response(), trial_cases()))

    def choose(self, parameters: Response, cases: Cases, choice: Bytes) -> None:
        """Write the option chosen in every case into ``choice``.

        Raises:
            OwnRuleError: The function raises an error or answers something else than a member of Pressure.
        """
        choice[:] = self._ask(facts_of(parameters, cases))
