"""A user's own protocol: a function that names a point of the Pareto frontier, or an object with ``settle``.

A function ``(cases, c) -> weight`` returns the point of the frontier at which negotiation ``c`` is settled, as the weight of side
0 in [0, 1], or nan for no agreement. Where a side loses at that point there is no agreement; where veto players refuse it, it
moves to the nearest point that they accept. With side payments the joint gain is split in proportion to the gains at that point,
in money.
"""

import inspect
import math
from collections.abc import Callable
from typing import Protocol, cast

import numba
import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.bargaining.frontier import NOWHERE, conclude, gain_at, nearest_accepted, rational
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.own.load import RAISED, OwnRuleError
from paradiplomacy.model.rules.protocol import Answers, BargainingProtocol, Cases, no_answers, no_cases

TRIALS, TRIAL_ISSUES = 16, 2
LEAST_LOSS = 1e-9
FUNCTION = "expected a function of (cases, c)"
WEIGHT = "expected a weight from 0 to 1, or nan for no agreement"

type Point = Callable[[Cases, int], float]


class Settler(Protocol):
    """Interface of an object from a user's file."""

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Settle every case."""


def own_protocol(name: str, found: object) -> BargainingProtocol:
    """Return the protocol that a user's object means, tried on a few cases.

    Raises:
        OwnRuleError: It is not a protocol, or fails on the trial cases.
    """
    protocol: BargainingProtocol
    if hasattr(found, "settle"):
        protocol = Checked(name, cast("Settler", found))
    elif callable(found):
        protocol = Pointed(name, found)
    else:
        raise OwnRuleError(f'"{name}" is not a protocol', FUNCTION)
    cases = trial_cases()
    # With and without side payments, because an object may handle one and fail on the other.
    for side_payments in (False, True):
        cases.side_payments[:] = side_payments
        protocol.settle(cases, no_answers(cases))
    return protocol


def trial_cases() -> Cases:
    """Return cases of all kinds: easy, hard and hopeless."""
    cases = no_cases(TRIALS, TRIAL_ISSUES)
    step = np.arange(TRIALS) / (TRIALS - 1)
    cases.on[:] = True
    cases.high[:], cases.least[:] = 1.0, 0.05
    cases.curve[:], cases.bearable[:] = 1.0, 1.0
    cases.slope[:, 0] = np.stack([0.8 * step - 0.4, 0.4 - step], axis=1)
    cases.slope[:, 1] = np.stack([0.4 - step, 0.6 * step - 0.4], axis=1)
    cases.received[:] = 0.4
    cases.cost[:] = 0.05 + 0.4 * step[:, None]
    cases.power[:] = 0.5
    cases.concession[:], cases.rounds[:], cases.discount[:] = 1.0, 16, 0.9
    cases.veto_slope[:] = cases.slope[:, :, None, :]
    return cases


class Checked:
    """A user's object with ``settle``, its answers checked."""

    SOURCE = "a user's own file"

    def __init__(self, name: str, own: Settler) -> None:
        """Keep the name for messages."""
        self._name, self._own = name, own
        self.DETERMINES_ROUND = bool(getattr(own, "DETERMINES_ROUND", False))

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Settle every case.

        Raises:
            OwnRuleError: The object raises an error, or an answer is out of range.
        """
        try:
            self._own.settle(cases, answers)
        except RAISED as error:
            raised = f'"{self._name}" raises {type(error).__name__}: {error}'
            raise OwnRuleError(raised, "expected settle(cases, answers) to settle every case") from error
        agreed = answers.agreed
        terms = answers.terms[agreed]
        inside = (terms >= cases.low[agreed] - LEAST_LOSS) & (terms <= cases.high[agreed] + LEAST_LOSS)
        if not (inside | ~cases.on[agreed][:, None]).all():
            wrong = f'"{self._name}" agrees on terms out of range'
            raise OwnRuleError(wrong, "expected cases.low <= terms <= cases.high")
        if not (answers.gain[agreed] >= -LEAST_LOSS).all():
            wrong = f'"{self._name}" lets a side lose'
            raise OwnRuleError(wrong, "expected a gain of at least 0 wherever there is agreement")


class Pointed:
    """A protocol made of a user's function that names a point of the frontier for each case."""

    SOURCE = "a user's own file"
    DETERMINES_ROUND = False

    def __init__(self, name: str, point: Point) -> None:
        """Compile the function where that works.

        Raises:
            OwnRuleError: The function takes something else than two arguments.
        """
        self._name = name
        plain = getattr(point, "py_func", point)
        try:
            inspect.signature(plain).bind(None, 0)
        except TypeError as error:
            raise OwnRuleError(f'"{name}" cannot be called: {error}', FUNCTION) from error
        self._points = _loop(plain)

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Settle every case.

        Raises:
            OwnRuleError: The function raises an error, or answers something else than a weight in [0, 1] or nan.
        """
        weights = np.empty(len(cases.power))
        try:
            self._points(cases, weights)
        except RAISED as error:
            raise OwnRuleError(f'"{self._name}" raises {type(error).__name__}: {error}', WEIGHT) from error
        wrong = ~(np.isnan(weights) | ((weights >= 0.0) & (weights <= 1.0)))
        if wrong.any():
            raise OwnRuleError(f'"{self._name}" answers {float(weights[wrong][0]):g}', WEIGHT)
        for c, weight in enumerate(weights):
            conclude_at(cases, c, float(weight), answers)


def _loop(point: Point) -> Callable[[Cases, Floats], None]:
    """Return a loop over all cases, compiled if the function can be."""

    def points(cases: Cases, weights: Floats) -> None:
        for c in range(weights.shape[0]):
            weights[c] = point(cases, c)

    # The loop is compiled together with the function: calling a compiled function case by case from Python costs more
    # than the function.
    compiled_point = numba.njit(error_model="numpy")(point)

    @numba.njit(error_model="numpy")
    def quick_points(cases: Cases, weights: Floats) -> None:
        for c in range(weights.shape[0]):
            weights[c] = compiled_point(cases, c)

    try:
        quick_points(trial_cases(), np.empty(TRIALS))
    except (numba.core.errors.NumbaError, *RAISED):
        return points
    return quick_points


def _accepted_near(cases: Cases, c: int, weight: float, low: float, high: float) -> float:
    """Return the nearest point on either side that every veto player accepts."""
    down, up = nearest_accepted(cases, c, weight, low), nearest_accepted(cases, c, weight, high)
    if math.isnan(down):
        return up
    return down if math.isnan(up) or weight - down <= up - weight else up


def conclude_at(cases: Cases, c: int, weight: float, answers: Answers) -> None:
    """Write the agreement at a point into the answers, if there is one."""
    if math.isnan(weight):
        return
    if cases.side_payments[c]:
        parts = [cases.budget[c, side] * max(0.0, gain_at(cases, c, side, weight)) for side in range(2)]
        pay(cases, c, parts[0] / (parts[0] + parts[1]) if parts[0] + parts[1] > 0.0 else 0.5, answers)
        return
    low, high = rational(cases, c)
    # A side would refuse a point at which it loses: nothing is agreed, and the point is not corrected.
    inside = not math.isnan(low) and low <= weight <= high
    conclude(cases, c, _accepted_near(cases, c, weight, low, high) if inside else NOWHERE, answers)
