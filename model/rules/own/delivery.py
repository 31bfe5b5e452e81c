"""A user's own delivery: a function of facts about one party under review that returns its delivered share."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.rules.delivery import LEAST, MOST, Cases
from paradiplomacy.model.rules.own.per_case import Expected, Facts, PerCase, within
from paradiplomacy.model.vocabulary import Form

# Checked, not clipped: a share out of range is a mistake in the user's function, which clipping would hide.
EXPECTED = Expected(f"a share from {LEAST:g} to {MOST:g}", within(LEAST, MOST))
TRIALS = 15


def facts_of(parameters: Delivery, rise_by_form: float, cases: Cases) -> Facts:
    """Return the facts by name; a fact of the case hides a parameter of the group ``delivery`` with the same name."""
    facts = parameters._asdict() | {"rise_by_form": rise_by_form} | cases._asdict()
    return {name: np.asarray(fact) for name, fact in facts.items()}


def trial_cases() -> Cases:
    """Return parties of all kinds: of poor and good reputation, opposed and supported, with shallow and deep terms."""
    step = np.arange(TRIALS) / (TRIALS - 1)
    return Cases(
        reputation=step,
        form=(np.arange(TRIALS) % len(Form)).astype(np.int8),
        support=1.0 - 2.0 * step,
        depth=step,
        noise=4.0 * step - 2.0,
    )


class OwnDelivery:
    """A delivery rule made of a user's function.

    Raises:
        OwnRuleError: The function fails on the trial cases.
    """

    SOURCE = "a user's own file"

    def __init__(self, name: str, function: object) -> None:
        self._ask = PerCase(name, function, EXPECTED, facts_of(Delivery(), 0.0, trial_cases()))

    def deliver(self, parameters: Delivery, rise_by_form: float, cases: Cases, delivered: Floats) -> None:
        """Write the delivered share of every case into ``delivered``.

        Raises:
            OwnRuleError: The function raises an error or answers something else than a share.
        """
        delivered[:] = self._ask(facts_of(parameters, rise_by_form, cases))
