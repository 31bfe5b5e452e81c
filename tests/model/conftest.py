"""One negotiation at a time, and what a protocol makes of it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, Cases, no_answers, no_cases


@pytest.fixture
def case() -> Callable[..., Cases]:
    """Makes a negotiation: slope and curve are (2, K), everything else is as in ``Cases``, of one case."""

    def make(slope: Any, curve: Any, **columns: Any) -> Cases:
        cases = no_cases(1, np.shape(slope)[1])
        known = {"slope": slope, "curve": curve, "high": 1.0, "power": 0.5, "bearable": 1.0, "concession": 1.0}
        for name, value in (known | {"rounds": 20, "discount": 0.9, "on": True} | columns).items():
            getattr(cases, name)[0] = value
        return cases

    return make


@pytest.fixture
def settled() -> Callable[[str, Cases], Answers]:
    """Settles cases with a protocol."""

    def settle(name: str, cases: Cases) -> Answers:
        answers = no_answers(cases)
        rule("protocol", name).settle(cases, answers)
        return answers

    return settle


@pytest.fixture
def pie(case: Callable[..., Cases]) -> Callable[..., Cases]:
    """Makes a pie of size 1, cut at the depth of one issue: gains x and 1 - x.

    A curve of 1e-6 stands in for a straight line, so results are off by about that much.
    """

    def make(**columns: Any) -> Cases:
        return case([[1.0], [-1.0]], [[1e-6], [1e-6]], **({"reservation": (0.0, -1.0)} | columns))

    return make


@pytest.fixture
def one_vetoes() -> Callable[[Cases, int, list[float]], Cases]:
    """Gives one side one veto player with these slopes."""

    def give(cases: Cases, side: int, slope: list[float]) -> Cases:
        cases.veto_players[0, side] = 1
        cases.veto_slope[0, side, 0] = slope
        return cases

    return give
