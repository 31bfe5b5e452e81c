"""A forecast is not misled by the months in which code is compiled."""

import sys
from collections.abc import Callable

import pytest

from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.forecast import forecast, trial, usual
from paradiplomacy.experiments.engine.pool import Guard, PoolLostError


def test_compiling_on_the_way_is_not_taken_for_what_a_month_takes() -> None:
    assert usual([1.0, 1.0, 2.0]) == pytest.approx(4 / 3)
    assert usual([60.0, 1.0, 1.0, 1.0, 1.0]) == pytest.approx(9 / 5)


def test_a_first_setting_that_contradicts_itself_leaves_the_forecast_to_another(small: Callable[..., Design]) -> None:
    levers = (Factor("response.grant_low", values=(0.3, 0.05)), Factor("response.grant_high", values=(0.1, 0.4)))
    plan = make(checked(small(levers=levers, keep=("events",))))
    found = trial(plan.recipe, [plan.task(0), plan.task(3)])
    assert not found.error and found.seconds > 0 and found.rows > 0
    assert "grant_high" in trial(plan.recipe, [plan.task(0)]).error


def test_no_forecast_is_a_sentence_and_no_error(small: Callable[..., Design], monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object, **__: object) -> None:
        raise PoolLostError("it did not return within 60 seconds")

    monkeypatch.setattr(Guard, "call", lost)
    found = str(forecast(make(checked(small())), workers=1))
    assert found.startswith("6 runs; no forecast of time and disk space")
    assert found.endswith("it did not return within 60 seconds")


def test_a_trial_takes_whatever_a_rule_raises_as_its_answer(
    small: Callable[..., Design], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(*_: object, **__: object) -> None:
        sys.exit(0)

    monkeypatch.setattr("paradiplomacy.scenarios.world.build.build", leave)
    plan = make(checked(small()))
    assert trial(plan.recipe, [plan.task(0)]).error == "SystemExit: 0"
