"""A rule that another rule calls is part of it: there is no machine code for it alone, and the cache keeps it for other callers."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from paradiplomacy.agents import compiled

RULES = """
from paradiplomacy.agents.compiled import compiled, inner

@compiled
def double(x):
    return 2.0 * x

@inner
def refused(x):
    if x < 0.0:
        raise ValueError("below 0")
    return double(x)

@compiled
def quadruple(x):
    return 2.0 * refused(x)

@compiled
def sextuple(x):
    return 3.0 * refused(x)
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The rules, in a folder with an empty cache."""
    (tmp_path / "rules_with_parts.py").write_text(RULES)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "rules_with_parts", raising=False)
    monkeypatch.setattr(compiled.config, "CACHE_DIR", str(tmp_path / "store"))
    return importlib.import_module("rules_with_parts")


def test_there_is_no_machine_code_for_a_part_alone(rules: ModuleType) -> None:
    assert rules.quadruple(1.5) == 6.0
    assert rules.double.signatures == [], "nobody has called it from Python"
    part = next(iter(rules.double.forms.part.overloads.values()))
    assert part.library.get_pointer_to_function(part.fndesc.llvm_func_name) == 0
    assert rules.double(1.5) == 3.0


def test_parts_come_from_the_cache_for_another_caller(rules: ModuleType) -> None:
    assert rules.quadruple(1.5) == 6.0
    again = importlib.reload(rules)
    assert again.sextuple(1.5) == 9.0
    assert sum(again.refused.forms.part.stats.cache_hits.values()) == 1
    assert not again.refused.forms.part.stats.cache_misses
    assert again.quadruple(1.5) == 6.0
    assert sum(again.quadruple.stats.cache_hits.values()) == 1


def test_an_error_in_a_part_reaches_python(rules: ModuleType) -> None:
    for made in (rules, importlib.reload(rules)):
        with pytest.raises(ValueError, match="below 0"):
            made.quadruple(-1.0)
