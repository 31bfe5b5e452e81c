"""The report is one page that needs nothing else and says what the tables say."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design.design import Claim, Design, Factor, Sampling, Stop
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.evidence.libraries.designs import of_batch
from paradiplomacy.experiments.reports.report import report
from paradiplomacy.experiments.statistics.arms import arms_of, differences
from paradiplomacy.experiments.statistics.compare import compare, sentences
from paradiplomacy.experiments.statistics.interval import estimate
from paradiplomacy.experiments.statistics.sensitivity import sensitivity

LEVER = "response.tolerance"


def test_the_page_says_what_the_tables_say(
    small: Callable[..., Design], here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    import html

    design = small(measures=("signed", awkward("raises")), title="<Small> & whole")
    batch(design, tmp_path / "b", executor=here)
    page = report(tmp_path / "b", tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;Small&gt; &amp; whole" in page
    for line in sentences(compare(tmp_path / "b", measures=["signed"])):
        assert html.escape(line) in page
    assert "run 1 failed: ZeroDivisionError: for this test" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    for name in ("signed", "map"):
        assert (tmp_path / f"page-{name}.png").stat().st_size > 1000
        assert (tmp_path / f"page-{name}.svg").stat().st_size > 1000
    stamp = "design design, seed 1, 6 runs"
    assert stamp in page
    assert stamp in (tmp_path / "page-signed.svg").read_text(encoding="utf-8")
    assert "Each run is 4 months of the scenario" in page
    assert "response.tolerance (depth tolerated beyond" in page
    assert "3 runs of 6 gave no result" in page


def test_the_page_shows_convergence_and_the_claims_with_their_verdicts(
    small: Callable[..., Design], here: Executor, tmp_path: Path
) -> None:
    benefit = Factor("utility.benefit_scale", values=(1.3, 4.0))
    claim = Claim("Patience pays", "signed", "rises", case={benefit.path: 4.0}, against={benefit.path: 1.3})
    stop = Stop(measure="signed", above=1e6, seconds=60.0)
    design = small(replicates=6, months=12, levers=(benefit,), claims=(claim,), stop=stop)
    results = batch(design, tmp_path / "b", executor=here)
    page = report(tmp_path / "b").read_text(encoding="utf-8")
    (found,) = of_batch(results)
    assert f"<td><span class='{found.found}'>{found.found}</span></td>" in page
    assert "The p-value is not adjusted: it is that of the only tested claim." in page
    assert "Patience pays" in page
    width = estimate(differences("signed", *reversed(arms_of(results)))[0]).half_width
    assert f"signed: half-width of the interval {width:.3g} with 6 replicates" in page
    assert (
        "A run ends early when its signed is above 1e+06 (from month 0 on) or it takes longer than 60 seconds (timed out)"
        in page
    )
    assert (tmp_path / "b" / "report-convergence.svg").stat().st_size > 1000


def test_the_page_says_what_drives_a_measure(small: Callable[..., Design], here: Executor, tmp_path: Path) -> None:
    unknowns = (Factor(LEVER, low=0.1, high=0.3), Factor("utility.benefit_scale", low=1.0, high=6.0))
    sampling = Sampling(uncertainties="morris", samples=5)
    design = small(levers=(), uncertainties=unknowns, replicates=1, months=12, sampling=sampling)
    batch(design, tmp_path / "b", executor=here)
    page = report(tmp_path / "b").read_text(encoding="utf-8")
    table = sensitivity(tmp_path / "b", measures=["signed"]).set_index(["method", "factor"])["index"]
    most = table["morris mu_star"].idxmax()
    assert f"signed depends most on {most} (Morris, mean effect: {table['morris mu_star', most]:.2g}" in page
    assert "lies between 1 and 6. Sampler: Morris trajectories" in page
    assert (tmp_path / "b" / "report-drivers-signed.svg").stat().st_size > 1000


def test_a_place_that_cannot_be_written_is_reported(
    small: Callable[..., Design], here: Executor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch(small(), tmp_path / "b", executor=here)
    (tmp_path / "file").touch()
    assert main(["report", str(tmp_path / "b"), "--out", str(tmp_path / "file" / "page.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err
