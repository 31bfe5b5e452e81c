"""Domains in which every issue is a range of numbers and every utility is linear.

The protocols are those of the model, whose parties make commitments: an issue is a commitment of the first party from which the
others receive. A commitment of the model has a cost that curves; here it curves by ``CURVE``, which moves solutions by less than
1e-6 of the largest utility. Reference points other than Nash's are exact, as linear programmes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog, minimize

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
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.bargaining.text import Text, solve
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.own.load import OwnRuleError
from paradiplomacy.model.rules.protocol import Cases, no_answers, no_cases

CURVE = 1e-7
"""Curvature of commitments, in shares of the largest utility per unit: small against utilities, large against rounding."""


@dataclass(frozen=True)
class LinearSpace:
    """The outcomes of a linear domain; ``x`` is the place of each issue in its range, from 0 to 1.

    Attributes:
        issues: The issues.
        base: (n,) gain of each party where every issue is at the low end of its range.
        slope: (n, K) gain of each party from moving each issue to the high end.
    """

    issues: Sequence[Issue]
    base: Floats
    slope: Floats

    @cached_property
    def disputed(self) -> Flags:
        """(K,) whether some parties gain from a higher value and others lose."""
        found: Flags = (self.slope > 0.0).any(axis=0) & (self.slope < 0.0).any(axis=0)
        return found

    @cached_property
    def agreed(self) -> Floats:
        """(K,) place of each issue that is not disputed: the end that nobody loses from; 0 for the others."""
        return np.where(~self.disputed & (self.slope > 0.0).any(axis=0), 1.0, 0.0)

    def gain(self, x: Floats) -> Floats:
        """Return the gain of each party."""
        # einsum does not call BLAS, whose last bits depend on the machine.
        gain: Floats = self.base + np.einsum("ik,k->i", self.slope, x)
        return gain

    def outcome(self, x: Floats) -> Outcome:
        """Return values by name of the issue."""
        return {
            issue.name: issue.low + (issue.high - issue.low) * float(place)
            for issue, place in zip(self.issues, x, strict=True)
        }

    def settle(self, protocol: str, terms: Terms) -> Settled | None:
        """Settle by a protocol of the model, or by one from a user's file.

        Raises:
            BargainError: The protocol cannot be used here.
        """
        two = len(self.base) == 2
        known = tuple(name for name in CATALOGUE["protocol"] if name != "blind_offers") if two else ("nash",)
        if protocol not in known and not (two and ".py:" in protocol):
            raise unknown_protocol(protocol, known, "for linear domains" if two else "for more than two parties")
        found = self._between_two(protocol, terms) if two else (self._among_several(terms), None)
        if found[0] is None:
            return None
        gain = self.gain(found[0])
        # A gain of 0 that is found as a root misses 0 by rounding.
        gain[np.abs(gain) < ROUNDING * self._scale] = 0.0
        return Settled(self.outcome(found[0]), gain, found[1])

    @cached_property
    def _scale(self) -> float:
        return max(float(np.abs(self.slope).max()), 1e-300)

    def _between_two(self, protocol: str, terms: Terms) -> tuple[Floats | None, int | None]:
        """Return the places that two parties agree on, and the round."""
        cases = self._cases(terms)
        answers = no_answers(cases)
        try:
            method = rule("protocol", protocol)
            # With nothing in dispute there is nothing to negotiate: the one efficient outcome is agreed, or none.
            if not self.disputed.any():
                return (self.agreed if (self.gain(self.agreed) >= -ROUNDING).all() else None), None
            method.settle(cases, answers)
        except OwnRuleError as error:
            raise BargainError(f"protocol: {error}") from error
        if not answers.agreed[0]:
            return None, None
        x = np.where(self.disputed, answers.terms[0, 0], self.agreed)
        return x, int(answers.round[0]) if method.DETERMINES_ROUND else None

    def _cases(self, terms: Terms) -> Cases:
        """Return the negotiation of two parties as the model has it, with utilities scaled to at most 1 per issue."""
        cases, scale = no_cases(1, len(self.issues)), self._scale
        cases.on[0] = self.disputed
        cases.high[0, 0] = 1.0
        cases.slope[0, 0], cases.received[0, 1] = self.slope[0] / scale, self.slope[1] / scale
        cases.curve[0, 0], cases.curve[0, 1] = CURVE, 1.0
        cases.bearable[:] = 1.0
        cases.reservation[0] = -self.gain(self.agreed) / scale
        cases.power[0] = terms.power[0]
        cases.concession[0], cases.discount[0], cases.rounds[0] = terms.concession, terms.discount, terms.rounds
        return cases

    def _among_several(self, terms: Terms) -> Floats | None:
        """Return the places of the text that maximises the weighted product of gains; None where there is none."""
        parties, issues = self.slope.shape
        slope, received = np.zeros((parties, issues)), np.zeros((parties, parties, issues))
        curve, high = np.ones((parties, issues)), np.zeros((parties, issues))
        slope[0], curve[0], high[0] = self.slope[0] / self._scale, CURVE, 1.0
        received[1:, 0] = self.slope[1:] / self._scale
        text = Text(
            slope=slope, received=received, cost=np.zeros(parties), curve=curve, pressure=np.zeros((parties, issues)),
            bearable=np.ones((parties, issues)), high=high, reservation=-self.gain(self.agreed) / self._scale,
            power=terms.power, on=self.disputed, least=0.0,
        )  # fmt: skip
        weight, found, gain = np.zeros(parties), np.zeros((parties, issues)), np.zeros(parties)
        if not self.disputed.any():
            return self.agreed if (self.gain(self.agreed) >= -ROUNDING).all() else None
        return np.where(self.disputed, found[0], self.agreed) if solve(text, weight, found, gain) else None

    def points(self, terms: Terms, near: Floats | None) -> dict[str, Floats]:
        """Return the gains at the reference points; empty without a zone of agreement."""
        parties = len(self.base)
        ideal = [self._most(self.slope[i], np.zeros(parties)) for i in range(parties)]
        if any(each is None for each in ideal):
            return {}
        best = np.array([self.gain(x)[i] for i, x in enumerate(ideal) if x is not None])
        nash = self.settle("nash", terms)
        found = {NASH: nash.gain} if nash else {}
        found[KALAI_SMORODINSKY] = self._equal(best.clip(min=0.0))
        found[EGALITARIAN] = self._equal(np.ones(parties))
        found[UTILITARIAN] = self._largest_sum(near)
        return found

    def _most(self, direction: Floats, least: Floats) -> Floats | None:
        """Return the places that maximise a sum of issues while each party gains at least so much; None if impossible."""
        found = linprog(-direction, A_ub=-self.slope, b_ub=self.base - least, bounds=(0.0, 1.0))
        return found.x if found.success else None

    def _ahead(self, start: Floats, direction: Floats) -> float:
        """Return how far gains can go from a point in a direction."""
        # The distance is a further variable of the programme, without bounds: a point may lie outside.
        limits = np.hstack([-self.slope, direction[:, None]])
        goal = np.zeros(limits.shape[1])
        goal[-1] = -1.0
        bounds = [*((0.0, 1.0) for _ in self.issues), (None, None)]
        found = linprog(goal, A_ub=limits, b_ub=self.base - start, bounds=bounds)
        return float(found.x[-1])

    def _equal(self, direction: Floats) -> Floats:
        """Return the gains of the last point from 0 in a direction; of several such points, that of the largest sum."""
        far = self._ahead(np.zeros(len(self.base)), direction) if direction.any() else 0.0
        # A linear programme meets its limits up to rounding, so that the limit itself could be refused.
        x = self._most(self.slope.sum(axis=0), far * direction - ROUNDING * self._scale)
        return self.base if x is None else self.gain(x)

    def _largest_sum(self, near: Floats | None) -> Floats:
        """Return the gains of the largest sum from which nobody loses; of several points, the one next to some gains."""
        total = self.slope.sum(axis=0)
        x = self._most(total, np.zeros(len(self.base)))
        if x is None or near is None:
            return self.base if x is None else self.gain(x)
        most = float(total @ x)
        nearest = minimize(
            lambda y: float(((self.gain(y) - near) ** 2).sum()) / self._scale**2,
            x,
            jac=lambda y: 2.0 * self.slope.T @ (self.gain(y) - near) / self._scale**2,
            bounds=[(0.0, 1.0)] * len(x),
            constraints=[
                # As an inequality, because an equation that always holds, as in a division, has no gradient.
                {"type": "ineq", "fun": lambda y: (total @ y - most) / self._scale + ROUNDING},
                {"type": "ineq", "fun": lambda y: self.gain(y) / self._scale},
            ],
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 500},
        )
        return self.gain(np.clip(nearest.x, 0.0, 1.0))

    def behind(self, gain: Floats) -> float:
        """Return the distance of gains from the frontier, along the line on which all parties gain alike."""
        return float(np.sqrt(len(gain)) * max(0.0, self._ahead(gain, np.ones(len(gain)))))

    def frontier(self) -> Floats:
        """Return the corners of the frontier of two parties, (m, 2), by rising gain of the first; none for more parties."""
        if len(self.base) > 2:
            return np.empty((0, len(self.base)))
        # From the best outcome of the second party on, issues are given up in the order of what each costs it.
        order = np.flatnonzero(self.disputed)
        price = np.abs(self.slope[1, order]) / np.abs(self.slope[0, order])
        x = np.where(self.disputed, (self.slope[1] > 0.0).astype(float), self.agreed)
        corners = [self.gain(x)]
        for k in order[np.argsort(price, kind="stable")]:
            x[k] = 1.0 - x[k]
            corners.append(self.gain(x))
        return np.array(corners)


def linear_space(issues: Sequence[Issue], utilities: Sequence[Utility], reservation: Floats) -> LinearSpace:
    """Return the outcomes of a domain of ranges with linear utilities."""
    # A party without an opinion on an issue has no part for it.
    per_unit = np.array([[float(str(each.parts.get(issue.name, 0.0))) for issue in issues] for each in utilities])
    low = np.array([issue.low for issue in issues])
    span = np.array([issue.high for issue in issues]) - low
    constant = np.array([each.constant for each in utilities])
    return LinearSpace(issues, constant + np.einsum("ik,k->i", per_unit, low) - reservation, per_unit * span)
