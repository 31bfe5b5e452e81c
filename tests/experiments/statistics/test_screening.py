"""Screening finds the factors that matter on no measure."""

import math
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.arms import complete
from paradiplomacy.experiments.statistics.screening import screening

Make = Callable[..., Design]


def test_effects_of_a_linear_measure_are_its_slopes_over_its_spread(
    design: Make, here: Executor, tmp_path: Path
) -> None:
    results = batch(design("morris", 6)._replace(measures=("linear",)), tmp_path / "b", executor=here)
    table = screening(tmp_path / "b").set_index("factor")
    spread = complete(results)["linear"].std(ddof=0)
    assert table["effect"].to_dict() == pytest.approx({"tolerance": 3 / spread, "power": 1 / spread, "agenda": 0.0})
    assert list(table.index) == ["tolerance", "power", "agenda"] and set(table["measure"]) == {"linear"}
    assert table["inert"].to_dict() == {"tolerance": False, "power": False, "agenda": True}
    assert not math.isnan(table["error"]["tolerance"])


def test_another_sampler_is_refused(design: Make, here: Executor, tmp_path: Path) -> None:
    batch(design("latin_hypercube", 12), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match="expected a complete batch with the sampler morris"):
        screening(tmp_path / "b")


def test_the_command_prints_one_row_for_each_factor(
    design: Make, here: Executor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch(design("morris", 2), tmp_path / "b", executor=here)
    assert main(["sensitivity", str(tmp_path / "b"), "--screening"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
