"""Every rule is in the catalogue, says where it comes from, and keeps its contract compiled and uncompiled."""

import importlib.util
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paradiplomacy.model import rules
from paradiplomacy.model.parameters import Rules
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.charter import CharterRule
from paradiplomacy.model.rules.delivery import DeliveryRule
from paradiplomacy.model.rules.membership import MembershipRule
from paradiplomacy.model.rules.protocol import BargainingProtocol
from paradiplomacy.model.rules.ratification import RatificationRule
from paradiplomacy.model.rules.reply import ReplyRule
from paradiplomacy.model.rules.response import ResponseRule

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
HERE = Path(__file__).parent
# Answers of every rule to the same random cases, as bits.
SCRIPT = """
import json, sys
sys.path[:0] = sys.argv[1:]
from test_catalogue import answers
print(json.dumps(answers()))
"""


def test_every_question_has_its_contract() -> None:
    assert set(CATALOGUE) == set(HELD_BY) == set(Rules._fields)
    for file in HELD_BY.values():
        assert (Path(__file__).parent / file).exists()


# The type of the answers to each question.
ANSWERS = {
    "protocol": BargainingProtocol,
    "ratification": RatificationRule,
    "response": ResponseRule,
    "reply": ReplyRule,
    "delivery": DeliveryRule,
    "charter": CharterRule,
    "membership": MembershipRule,
}


def test_the_scenarios_of_the_library_find_their_rules_in_the_catalogue() -> None:
    assert {name for question, name in RULES if question == "protocol"} >= {"nash", "ultimatum", "rubinstein"}
    defaults = Rules()._asdict()
    assert all(defaults[question] in CATALOGUE[question] for question in defaults)


@pytest.mark.parametrize(("question", "name"), RULES)
def test_a_rule_has_a_source_and_every_attribute_and_method_of_its_question(question: str, name: str) -> None:
    module = rule(question, name)
    assert module.__doc__
    assert Path(str(module.__file__)).parent.name == question
    assert len(module.SOURCE) > 5
    answer = ANSWERS[question]
    assert all(hasattr(module, attribute) for attribute in answer.__annotations__)
    for method, expected in inspect.getmembers(answer, inspect.isfunction):
        if not method.startswith("_"):
            given = getattr(module, method)
            wanted = list(inspect.signature(expected).parameters)[1:]
            # Rules are asked without names, and those that borrow what they are given name it so (``borrowed``).
            named = list(inspect.signature(getattr(given, "py_func", given)).parameters)
            assert named == wanted or (len(named) == len(wanted) and set(named) <= {"given", "filled"})


@pytest.mark.parametrize("question", CATALOGUE)
def test_every_file_in_the_folder_of_a_question_is_one_of_its_rules(question: str) -> None:
    folder = Path(str(rules.__file__)).parent / question
    assert {file.stem for file in folder.glob("*.py")} - {"__init__"} == set(CATALOGUE[question])
    assert (importlib.import_module(f"{rules.__name__}.{question}").__doc__ or "").startswith("The question: ")


def test_unknown_rules_are_refused() -> None:
    with pytest.raises(KeyError):
        rule("protocol", "arm wrestling")
    with pytest.raises(KeyError):
        rule("weather", "nash")


def answers() -> dict[str, list]:
    """Return the answers that the files of this folder ask for."""
    found: dict[str, list] = {}
    for name in HELD_BY.values():
        spec = importlib.util.spec_from_file_location("held", HERE / name)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found |= module.sample_of_answers()
    return found


def test_compiled_and_uncompiled_rules_answer_with_the_same_bits() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(HERE), str(HERE.parent)],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    plain, compiled = json.loads(done.stdout), json.loads(json.dumps(answers()))
    assert set(compiled) == {f"{question} {name}" for question, name in RULES}
    for name, answer in compiled.items():
        assert plain[name] == answer, name
