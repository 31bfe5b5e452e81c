"""A user's own reply of cities: a function of facts about one city under pressure that returns a member of ``Reply``."""

import numpy as np

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses import opposing, threatening
from paradiplomacy.model.rules.own.per_case import Expected, Facts, PerCase, is_code, uniform_of
from paradiplomacy.model.rules.reply import Cases
from paradiplomacy.model.vocabulary import Reply

OPTIONS = ", ".join(f"{int(option)} {option.word}" for option in Reply)
EXPECTED = Expected(f"a member of Reply ({OPTIONS})", is_code(len(Reply)))
TRIALS = 15


def facts_of(parameters: Response, cases: Cases) -> Facts:
    """Return the facts by name: those of the cases, the parameters of the group ``response``, and a uniform ``draw``."""
    facts = parameters._asdict() | cases._asdict() | {"draw": uniform_of(cases.noise)}
    return {name: np.asarray(facts[name]) for name in facts if name != "noise"}


def trial_cases() -> Cases:
    """Return cases of all kinds: every pressure, on agreements from harmful to precious."""
    step = np.arange(TRIALS) / (TRIALS - 1)
    # Every kind of pressure in turn: a reply to an objection is often a branch apart.
    pressure = np.resize(np.array(opposing(), dtype=np.int8), TRIALS)
    return Cases(
        pressure=pressure,
        gain=step - 0.3,
        support=0.5 * step,
        stakes=np.where(np.isin(pressure, threatening()), 0.4, 0.0),
        winning=1.0 - step,
        noise=np.zeros((TRIALS, len(Reply))),
    )


class OwnReply:
    """A reply rule made of a user's function.

    Raises:
        OwnRuleError: The function fails on the trial cases.
    """

    SOURCE = "a user's own file"

    def __init__(self, name: str, function: object) -> None:
        self._ask = PerCase(name, function, EXPECTED, facts_of(Response(), trial_cases()))

    def choose(self, parameters: Response, cases: Cases, choice: Bytes) -> None:
        """Write the reply in every case into ``choice``.

        Raises:
            OwnRuleError: The function raises an error or answers something else than a member of Reply.
        """
        choice[:] = self._ask(facts_of(parameters, cases))
