"""Every rule is in the catalogue, says where it comes from, and keeps its contract compiled and uncompiled."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paradiplomacy.model import rules
from paradiplomacy.model.parameters import Rules
from paradiplomacy.model.rules import CATALOGUE, rule

RULES = [(question, name) for question, names in CATALOGUE.items() for name in names]
# The file of this folder that holds the rules of a question to their contract.
HELD_BY = {
    "protocol": "test_protocols.py",
    "ratification": "test_ratification.py",
    "response": "test_response.py",
    "reply": "test_reply.py",
    "delivery": "test_delivery.py",
    "charter": "test_charter.py",
    "membership": "test_membership.py",
}
# Answers of every compiled rule to the same random cases, as bits.
SCRIPT = """
import importlib.util, json, sys
answers = {}
for path in sys.argv[1:]:
    spec = importlib.util.spec_from_file_location("held", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    answers |= module.sample_of_answers()
print(json.dumps(answers))
"""


def test_every_question_has_its_contract() -> None:
    assert set(CATALOGUE) == set(HELD_BY) == set(Rules._fields)
    for file in HELD_BY.values():
        assert (Path(__file__).parent / file).exists()


def test_there_are_rules() -> None:
    assert len(RULES) >= 7


@pytest.mark.parametrize(("question", "name"), RULES)
def test_a_rule_is_found_and_says_what_it_is(question: str, name: str) -> None:
    module = rule(question, name)
    assert module.__doc__
    assert Path(str(module.__file__)).parent.name == question


def test_every_file_in_a_folder_of_rules_is_a_rule_or_belongs_to_some() -> None:
    folder = Path(str(rules.__file__)).parent
    rest = {"cases", "frontier", "win_sets", "offers", "payment", "__init__"}
    for question, names in CATALOGUE.items():
        files = {file.stem for file in (folder / question).glob("*.py")}
        assert files - rest == set(names)


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(KeyError):
        rule("protocol", "arm wrestling")
    with pytest.raises(KeyError):
        rule("weather", "nash")


def test_compiled_and_uncompiled_rules_answer_with_the_same_bits() -> None:
    files = [str(Path(__file__).parent / file) for file in HELD_BY.values()]
    told = []
    for flag in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *files],
            env=os.environ | {"NUMBA_DISABLE_JIT": flag},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told.append(json.loads(done.stdout))
    compiled, plain = told
    assert set(compiled) == {f"{question} {name}" for question, name in RULES}
    for name, answer in compiled.items():
        assert plain[name] == answer, name
