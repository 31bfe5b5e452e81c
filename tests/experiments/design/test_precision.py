"""The number of replicates follows from one look."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from paradiplomacy.experiments.design.design import Design, Factor, Precision
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.precision import required_replicates
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.session import Options, run_plan
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.statistics.compare import compare

Make = Callable[..., Design]


def test_replicates_follow_from_one_look_and_the_interval_knows(small: Make, tmp_path: Path) -> None:
    precision = Precision(measure="signed", half_width=2.0, least=4, most=12)
    levers = (Factor("utility.benefit_scale", values=(1.3, 4.0)),)
    ready = checked(small(levers=levers, months=12, precision=precision))
    plan = make(ready, replicates=4)
    with ThreadPoolExecutor(1) as executor:
        run_plan(plan, tmp_path / "b", Options(executor=executor))
    wanted = required_replicates(BatchResults(tmp_path / "b"), precision)
    assert 4 < wanted <= 12
    with ThreadPoolExecutor(1) as executor:
        run_plan(plan._replace(replicates=wanted), tmp_path / "b", Options(executor=executor))
    assert required_replicates(BatchResults(tmp_path / "b"), precision) == wanted
    row = compare(tmp_path / "b", measures=["signed"]).iloc[0]
    assert row["pairs"] == wanted
    if wanted < 12:
        assert (row["high"] - row["low"]) / 2 <= 2.0
