"""Own rules are found next to the scenario that names them, and tried before anything runs."""

from dataclasses import replace
from pathlib import Path

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.own_rules import find, try_out
from paradiplomacy.scenarios.format.problem import ScenarioError


def test_a_rule_in_the_folder_of_the_scenario_gets_its_full_path(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("")
    raw = {"rules": {"reply": "mine.py:reply", "protocol": "nash", "response": "other.py:respond", "charter": 3}}
    find(raw, tmp_path)
    assert raw["rules"] == {
        "reply": f"{(tmp_path / 'mine.py').resolve()}:reply",
        "protocol": "nash",
        "response": f"{(tmp_path / 'other.py').resolve()}:respond",
        "charter": 3,
    }


@pytest.mark.parametrize("raw", [{}, {"rules": 3}, {"rules": {"reply": "a\0b.py:reply"}}])
def test_a_table_without_usable_rules_is_left_alone(raw: dict, tmp_path: Path) -> None:
    before = repr(raw)
    find(raw, tmp_path)
    assert repr(raw) == before


def test_a_rule_that_cannot_be_used_is_a_problem_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def reply(gain):\n    return 9\n")
    scenario = read.read("baseline")
    try_out(scenario)
    for name, wrong in ((f"{tmp_path / 'mine.py'}:reply", "9"), (f"{tmp_path / 'none.py'}:reply", "none.py")):
        with pytest.raises(ScenarioError) as caught:
            try_out(replace(scenario, rules=scenario.rules._replace(reply=name)), lambda _: "x.toml:7")
        (problem,) = caught.value.problems
        assert (problem.place, problem.path) == ("x.toml:7", "rules.reply")
        assert wrong in problem.wrong and problem.right
