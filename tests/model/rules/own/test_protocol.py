"""A user's own protocol from a file: it runs, and what is wrong with it is reported when it is loaded."""

from pathlib import Path

import numpy as np
import pytest

from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.own import OwnRuleError
from paradiplomacy.model.rules.own.protocol import trial_cases
from paradiplomacy.model.rules.protocol import no_answers
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.world import build

EXAMPLE = Path(read.__file__).parents[1] / "examples" / "split-the-difference.toml"

RULES = """
import math
from paradiplomacy.model.rules.protocol import nash

half = 0.5

def middle(cases, c):
    return 0.5

def slow(cases, c):
    return float({"words": "0.5"}["words"])  # a dictionary and text: nothing that Numba compiles

def never(cases, c):
    return math.nan

def two(cases, c):
    return 2.0

def word(cases, c):
    return "half"

def nobody():
    return 0.5

class whole:
    settle = staticmethod(nash.settle)

class deep:
    def settle(cases, answers):
        answers.agreed[:], answers.terms[:] = True, 2.0

class losing:
    def settle(cases, answers):
        answers.agreed[:], answers.terms[:], answers.gain[:] = True, 0.5, -1.0
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "my_rules.py"
    file.write_text(RULES, encoding="utf-8")
    (tmp_path / "broken.py").write_text("def oops(:", encoding="utf-8")
    return file


def test_the_example_runs(lively_example) -> None:
    world = lively_example
    assert world.settings.rules.protocol.endswith("split_the_difference.py:halfway")
    gain = world.agreements[["gain_a", "gain_b"]].dropna().to_numpy()
    assert len(gain) > 5 and (gain >= 0).all()


@pytest.fixture
def lively_example():
    changes = {"utility.benefit_scale": 3.0, "utility.contact_cost": 0.01, "search.hazard_own_nation": 0.05}
    world = build.build(change.apply(read.read(EXAMPLE), {**changes, "search.burn_in": 0}), seed=1)
    world.run()
    return world


@pytest.mark.parametrize("name", ["middle", "slow"])
def test_a_function_names_the_point_compiled_or_not(rules: Path, name: str) -> None:
    """At weight 1/2 both sides count alike: a side gives its slope and what the other receives, where curves are 1."""
    cases, protocol = trial_cases(), rule("protocol", f"{rules}:{name}")
    answers = no_answers(cases)
    protocol.settle(cases, answers)
    assert 0 < answers.agreed.sum() < len(answers.agreed)
    middle = np.clip(cases.slope + cases.received[:, ::-1], 0.0, 1.0)[answers.agreed]
    np.testing.assert_allclose(answers.terms[answers.agreed], middle, rtol=0, atol=1e-12)
    assert (answers.gain >= 0).all()


def test_nan_means_without_agreement(rules: Path) -> None:
    cases = trial_cases()
    answers = no_answers(cases)
    rule("protocol", f"{rules}:never").settle(cases, answers)
    assert not answers.agreed.any()


def test_an_object_with_settle_is_a_protocol(rules: Path) -> None:
    cases = trial_cases()
    own, nash = no_answers(cases), no_answers(cases)
    rule("protocol", f"{rules}:whole").settle(cases, own)
    rule("protocol", "nash").settle(cases, nash)
    assert nash.agreed.any()
    for mine, theirs in zip(own, nash, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_a_veto_player_is_not_overruled(rules: Path) -> None:
    cases = trial_cases()
    cases.veto_players[:, 0], cases.veto_slope[:] = 1, -1.0
    answers = no_answers(cases)
    rule("protocol", f"{rules}:middle").settle(cases, answers)
    assert not answers.agreed.any()


WRONG = [
    ("nowhere.py:middle", "there is no file"),
    ("my_rules.py:midle", 'has no "midle", it has'),
    ("my_rules.py:half", 'half" is not a protocol'),
    ("my_rules.py:two", "answers 2, expected a weight from 0 to 1, or nan"),
    ("my_rules.py:word", "could not convert string to float"),
    ("my_rules.py:nobody", "expected a function of (cases, c)"),
    ("my_rules.py:deep", "agrees on terms out of range"),
    ("my_rules.py:losing", "lets a side lose"),
    ("broken.py:oops", "cannot be loaded: SyntaxError: invalid syntax"),
]


@pytest.mark.parametrize(("name", "message"), WRONG)
def test_a_mistake_is_reported_with_its_line_when_the_scenario_is_read(rules: Path, name: str, message: str) -> None:
    file = rules.parent / "mine.toml"
    file.write_text(f'extends = "synthetic"\ntitle = "Mine"\n[rules]\nprotocol = "{name}"\n', encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read.read(file)
    assert len(caught.value.problems) == 1
    text = str(caught.value)
    assert text.startswith(f"{file}:4: rules.protocol: ") and message in text


@pytest.mark.parametrize(("name", "message"), WRONG)
def test_a_mistake_in_a_changed_scenario_is_reported_when_it_is_built(
    rules: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.chdir(rules.parent)
    scenario = change.change(read.read("synthetic"), "rules.protocol", name)
    with pytest.raises(ScenarioError) as caught:
        build.build(scenario)
    assert message in str(caught.value)
    with pytest.raises(OwnRuleError):
        rule("protocol", f"{rules.parent}/{name}")
