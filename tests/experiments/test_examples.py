"""The scripts in ``examples/`` run, and give what the batch runner gives."""

import runpy
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.engine.session import batch

EXAMPLES = Path(__file__).parents[2] / "examples"
pytestmark = pytest.mark.filterwarnings("ignore")


def example(name: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / name))


def test_the_world_runs_under_batch_run_and_gives_the_same_numbers(
    small: Callable[..., Design], tmp_path: Path
) -> None:
    table = example("mesa_batch_run.py")["main"]()
    last = table[table["Step"] == table["Step"].max()].reset_index(drop=True)
    assert len(last) == 6
    for seed in (1, 2, 3):
        lever = (Factor("response.tolerance", values=(0.1, 0.3)),)
        folder = tmp_path / str(seed)
        ours = batch(small(measures=("signed",), levers=lever, seed=seed, replicates=1), folder, executor=_new)
        theirs = last[last["rng"] == seed] if "rng" in last else last[last["seed"] == seed]
        assert theirs.sort_values("tolerance")["signed"].tolist() == ours.outcomes["signed"].tolist()


def _new() -> Executor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1)


def test_the_world_serves_salib_evaluate() -> None:
    problem = example("salib_evaluate.py")["main"](4)
    assert problem.results.shape == (4 * 4,)
    assert np.isfinite(problem.analysis["ST"]).all()
