"""The recording process reports the rules that a scenario uses and no others, callees before their callers."""

import json

import numba
import pytest

from paradiplomacy.scenarios.first_start.processes import Child
from paradiplomacy.scenarios.first_start.record import types_of
from paradiplomacy.scenarios.first_start.tiny import tiny
from paradiplomacy.scenarios.format.read import read
from paradiplomacy.scenarios.format.write import to_toml


@pytest.fixture(scope="module")
def tasks() -> list[dict[str, object]]:
    """Reports of a process on a world with clubs."""
    child = Child("record")
    child.send(to_toml(tiny(read("c40-paris"))), last=True)
    try:
        return [json.loads(line) for line in child.lines()]
    finally:
        child.kill()
        child.close()


def test_defaults_count_as_types_as_for_the_compiler() -> None:
    compiled = numba.njit(_shifted)
    compiled(1.5)
    assert compiled.signatures == [types_of(_shifted, (1.5,))]


def _shifted(x: float, by: int = 2) -> float:
    return x + by


def rules(tasks: list[dict[str, object]]) -> set[str]:
    return {f"{task['module']}.{task['name']}".removeprefix("paradiplomacy.model.") for task in tasks}


def test_what_the_scenario_uses_is_reported_and_nothing_else(tasks: list[dict[str, object]]) -> None:
    found = rules(tasks)
    assert {"rules.protocol.nash.settle", "rules.membership.best_response.settle"} <= found
    # The quality of agreements is measured by the solution of Kalai and Smorodinsky as well.
    used = ("nash", "kalai_smorodinsky")
    protocols = {name.split(".")[2] for name in found if name.startswith("rules.protocol.") and name.count(".") > 2}
    assert protocols == set(used)


def test_callees_come_before_their_callers(tasks: list[dict[str, object]]) -> None:
    called = [(at, each) for at, task in enumerate(tasks) for each in task["after"]]  # type: ignore[attr-defined]
    assert called
    assert all(each < at for at, each in called)


def test_the_tiny_world_reaches_what_the_scenario_calls(tasks: list[dict[str, object]]) -> None:
    # One rule of each phase: what it misses would be compiled in silence later.
    assert {
        "network.approaches.admit",
        "bargaining.cases.fill",
        "agreements.effort.add_up_effort",
        "statutes.grievances.cases_in",
        "rules.response.four_options.price_factors",
        "phases.delivery.learn",
        "phases.challenges.update",
        "politics.elect",
        "clubs.valuation.fill_payoffs",
    } <= rules(tasks)
