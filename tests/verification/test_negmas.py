"""Blind offers reach the same agreements as NegMAS, an independent program (in the dependency group ``bench``)."""

import importlib.util
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "bargaining.py"


@pytest.mark.slow
def test_agreements_are_those_of_negmas() -> None:
    """Compare 400 negotiations over 3,125 outcomes exactly; utilities are drawn without ties."""
    pytest.importorskip("negmas", reason="NegMAS is a dependency of the benchmarks only: group bench")
    spec = importlib.util.spec_from_file_location("bargaining", BENCHMARK)
    assert spec is not None and spec.loader is not None
    bargaining = importlib.util.module_from_spec(spec)
    sys.modules["bargaining"] = bargaining
    spec.loader.exec_module(bargaining)
    talks = bargaining.draw(400, seed=77)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = bargaining.negmas(talks, bargaining.ROUNDS)
    np.testing.assert_array_equal(bargaining.ours(talks, bargaining.ROUNDS), theirs)
    assert 0 < (theirs == bargaining.NOTHING).sum() < 200
