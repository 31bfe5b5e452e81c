"""A process that compiles puts the code into the cache, and goes on after a rule that does not compile."""

import json
import pickle
from pathlib import Path

import pytest
from numba import float64, types

from paradiplomacy.agents import compiled
from paradiplomacy.scenarios.first_start.processes import Child

RULES = """
from paradiplomacy.agents.compiled import compiled

print("something that is no answer")

@compiled
def double(x):
    return 2.0 * x
"""


def line(name: str, *given: types.Type) -> str:
    return (
        json.dumps({"module": "rules_to_compile", "name": name, "form": "gate", "types": pickle.dumps(given).hex()})
        + "\n"
    )


def test_rules_are_compiled_into_the_cache_and_a_wrong_one_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules_to_compile.py").write_text(RULES)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setattr(compiled.config, "CACHE_DIR", str(tmp_path / "store"))
    child = Child("compile")
    try:
        answers = child.lines()
        child.send(line("double", types.unicode_type))
        assert next(answers) == "\n"
        assert not list(tmp_path.rglob("*.nbc"))
        child.send(line("double", float64), last=True)
        assert next(answers) == "\n"
        assert next(answers, None) is None, "it ends with the pipe"
    finally:
        child.kill()
        child.close()
    assert len(list((tmp_path / "store").rglob("*.nbc"))) == 1
    assert list(tmp_path.rglob("rules_to_compile*.pyc")), "later starts need not compile Python's bytecode either"
