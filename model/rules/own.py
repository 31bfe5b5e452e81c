"""A user's own protocol, from a Python file that a scenario names: ``protocol = "my_rules.py:my_protocol"``.

What the name stands for is one of

- a function ``(cases, c) -> weight``: the point of the Pareto frontier where negotiation ``c`` is settled, as the
  weight of side 0 in [0, 1], or nan for no agreement. It is compiled where Numba can, and runs as it is where not.
  Where a side loses at that point there is no agreement; where veto players refuse it, it moves to the nearest point
  that they accept. With side payments the joint gain is split as the gains at that point are, in money.
- an object with ``settle(cases, answers)``, as the protocols of the catalogue are modules.

It is tried on a few cases when it is loaded, and its answers are checked each time.
"""

import importlib.util
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numba
import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.bargaining.frontier import NOWHERE, conclude, gain_at, nearest_accepted, rational
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol.cases import Answers, Cases, no_answers, no_cases

TRIALS, TRIAL_ISSUES = 16, 2
LEAST_LOSS = 1e-9

type Point = Callable[[Cases, int], float]


class OwnRuleError(ValueError):
    """A user's own rule that cannot be used: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        """Keep both halves of the message."""
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong}, {right}")


class Settler(Protocol):
    """What a protocol is, in the catalogue or from a user's file."""

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Settle every case."""


def is_own(name: str) -> bool:
    """Whether a rule's name is ``file.py:name``."""
    return ".py:" in name


def file_of(name: str) -> Path:
    """The file of ``file.py:name``."""
    return Path(name.rpartition(":")[0])


@cache
def own_rule(name: str) -> Settler:
    """The protocol that ``file.py:name`` means, tried on a few cases.

    Raises:
        OwnRuleError: There is no such file or name, it is no protocol, or it answers out of range.
    """
    found = _found(file_of(name), name.rpartition(":")[2])
    settler: Settler = Checked(name, found) if hasattr(found, "settle") else Pointed(name, found)
    cases = trial_cases()
    for _ in range(2):
        settler.settle(cases, no_answers(cases))
        cases = cases._replace(side_payments=np.ones(TRIALS, dtype=bool))
    return settler


def _found(file: Path, name: str) -> Any:
    """The object of this name in a file."""
    if not file.is_file():
        raise OwnRuleError(f'there is no file "{file}"', "want a Python file beside the scenario or in this folder")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (SyntaxError, ImportError, NameError) as error:
        raise OwnRuleError(f'"{file}" cannot be loaded: {error}', "want a file that Python can import") from error
    found = getattr(module, name, None)
    if found is None:
        there = [key for key, value in vars(module).items() if callable(value) and not key.startswith("_")]
        raise OwnRuleError(f'"{file}" has no "{name}"', f"it has {', '.join(there) or 'no function'}")
    if not callable(found) and not hasattr(found, "settle"):
        raise OwnRuleError(f'"{name}" in "{file}" is no protocol', "want a function of (cases, c)")
    return found


def trial_cases() -> Cases:
    """A few cases of all sorts: easy, hard and hopeless."""
    cases = no_cases(TRIALS, TRIAL_ISSUES)
    step = np.arange(TRIALS) / (TRIALS - 1)
    cases.on[:] = True
    cases.low[:], cases.high[:] = 0.05, 1.0
    cases.curve[:], cases.bearable[:] = 1.0, 1.0
    cases.slope[:, 0] = np.stack([1.2 * step, 0.8 - step], axis=1)
    cases.slope[:, 1] = np.stack([1.0 - step, 0.6 * step], axis=1)
    cases.cost[:] = 0.05
    cases.power[:] = 0.5
    cases.concession[:], cases.rounds[:], cases.discount[:] = 1.0, 16, 0.9
    cases.veto_slope[:] = cases.slope[:, :, None, :]
    return cases


class Checked:
    """A user's object with ``settle``, its answers checked."""

    def __init__(self, name: str, own: Settler) -> None:
        """Keep the name for messages."""
        self._name, self._own = name, own

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Settle every case.

        Raises:
            OwnRuleError: An answer is out of range.
        """
        self._own.settle(cases, answers)
        agreed = answers.agreed
        terms = answers.terms[agreed]
        inside = (terms >= cases.low[agreed] - LEAST_LOSS) & (terms <= cases.high[agreed] + LEAST_LOSS)
        if not (inside | ~cases.on[agreed]).all():
            raise OwnRuleError(f'"{self._name}" agrees on terms out of range', "want cases.low <= terms <= cases.high")
        if not (answers.gain[agreed] >= -LEAST_LOSS).all():
            raise OwnRuleError(
                f'"{self._name}" lets a side lose', "want a gain of at least 0 wherever there is agreement"
            )


class Pointed:
    """A protocol made of a user's function that names a point of the frontier for each case."""

    def __init__(self, name: str, point: Point) -> None:
        """Compile the function where that works."""
        self._name = name
        self._points = _loop(point)

    def settle(self, cases: Cases, answers: Answers) -> None:
        """Settle every case.

        Raises:
            OwnRuleError: The function answers with something else than a weight in [0, 1] or nan.
        """
        weights = np.empty(len(cases.power))
        try:
            self._points(cases, weights)
        except (TypeError, ValueError) as error:
            raise OwnRuleError(f'"{self._name}" cannot be asked: {error}', "want a function of (cases, c)") from error
        wrong = ~(np.isnan(weights) | ((weights >= 0.0) & (weights <= 1.0)))
        if wrong.any():
            shown = float(weights[wrong][0])
            raise OwnRuleError(
                f'"{self._name}" answers {shown:g}', "want a weight from 0 to 1, or nan for no agreement"
            )
        for c, weight in enumerate(weights):
            conclude_at(cases, c, float(weight), answers)


def _loop(point: Point) -> Callable[[Cases, Floats], None]:
    """A loop over all cases, compiled if the function can be."""

    def points(cases: Cases, weights: Floats) -> None:
        for c in range(weights.shape[0]):
            weights[c] = point(cases, c)

    compiled_point = point if hasattr(point, "py_func") else numba.njit(error_model="numpy")(point)

    @numba.njit(error_model="numpy")
    def quick_points(cases: Cases, weights: Floats) -> None:
        for c in range(weights.shape[0]):
            weights[c] = compiled_point(cases, c)

    try:
        quick_points(trial_cases(), np.empty(TRIALS))
    except numba.core.errors.NumbaError:
        return points
    return quick_points


def _borne(cases: Cases, c: int, weight: float, low: float, high: float) -> float:
    """The nearest point on either side that every veto player accepts."""
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
    inside = not math.isnan(low) and low <= weight <= high
    conclude(cases, c, _borne(cases, c, weight, low, high) if inside else NOWHERE, answers)
