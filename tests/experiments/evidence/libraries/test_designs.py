"""The claims of a design are judged by pairs of runs that differ in nothing else."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from scipy.stats import ttest_1samp

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design import read as read_design
from paradiplomacy.experiments.design.design import Claim, Design, Experiment, Factor
from paradiplomacy.experiments.design.read import checked, to_toml
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.evidence.libraries.designs import library, of_batch
from paradiplomacy.experiments.evidence.printed import compared, result
from paradiplomacy.experiments.evidence.settings import Settings
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.scenarios.format.problem import ScenarioError

Make = Callable[..., Design]
BENEFIT = Factor("utility.benefit_scale", values=(1.3, 4.0))
TOLERANCE = Factor("response.tolerance", values=(0.1, 0.3))
MORE = Claim("More benefit, more signatures", "signed", "rises", case={BENEFIT.path: 4.0}, against={BENEFIT.path: 1.3})


def test_a_claim_is_judged_by_pairs_that_differ_in_nothing_else(small: Make, tmp_path: Path, here: Executor) -> None:
    less = MORE._replace(said="More benefit, fewer signatures", direction="falls")
    design = small(levers=(BENEFIT, TOLERANCE), replicates=10, months=18, claims=(MORE, less))
    results = batch(design, tmp_path / "b", executor=here)
    confirmed, contradicted = of_batch(results)
    wide = results.joined.pivot_table(index=[TOLERANCE.path, "replicate"], columns=BENEFIT.path, values="signed")
    assert confirmed.pairs == 20
    assert confirmed.estimate.mean == pytest.approx((wide[4.0] - wide[1.3]).mean())
    by_replicate = (wide[4.0] - wide[1.3]).groupby("replicate").mean()
    interval = ttest_1samp(by_replicate, 0.0).confidence_interval(0.95)
    assert (confirmed.estimate.low, confirmed.estimate.high) == pytest.approx((interval.low, interval.high))
    assert confirmed.counterpart == pytest.approx(wide[1.3].mean())
    assert confirmed.p_adjusted == pytest.approx(min(1.0, 2 * confirmed.estimate.p))
    assert (confirmed.found, contradicted.found) == ("confirmed", "contradicted")
    assert compared(confirmed.claim) == "utility.benefit_scale = 4.0 instead of utility.benefit_scale = 1.3"
    assert confirmed.claim.source == "the design"


def test_claims_may_be_about_experiments_and_of_values_of_any_kind(small: Make, tmp_path: Path, here: Executor) -> None:
    agenda = Factor("negotiation.agenda", values=("package", "issue_by_issue"))
    cases = (Experiment("as it is"), Experiment("rich", changes={BENEFIT.path: 4.0}))
    claims = (
        Claim("a", "signed", "rises", case={"experiment": "rich"}, against={"experiment": "as it is"}),
        Claim("b", "signed", "rises", case={agenda.path: "package"}, against={agenda.path: "issue_by_issue"}),
    )
    design = small(levers=(agenda,), experiments=cases, claims=claims, replicates=2)
    assert [each.pairs for each in of_batch(batch(design, tmp_path / "b", executor=here))] == [4, 4]


def test_a_claim_without_a_value_in_any_run_is_undecided(small: Make, tmp_path: Path, here: Executor) -> None:
    (tmp_path / "none.py").write_text("def none(world):\n    return float('nan')\n")
    name = f"{tmp_path / 'none.py'}:none"
    design = small(levers=(BENEFIT,), measures=("signed", name), claims=(MORE._replace(measure=name),))
    (found,) = of_batch(batch(design, tmp_path / "b", executor=here))
    assert (found.found, found.pairs, result(found)) == ("undecided", 0, "no pair of runs has a value")


def test_other_claims_keep_the_runs(small: Make, tmp_path: Path, here: Executor) -> None:
    batch(small(levers=(BENEFIT,)), tmp_path / "b", executor=here)
    with ThreadPoolExecutor(1) as again:
        found = batch(small(levers=(BENEFIT,), claims=(MORE,)), tmp_path / "b", executor=again)
    assert found.manifest["runs"] == 6
    assert len(of_batch(found)) == 1


WRONG = {
    "a measure that is not read": (
        {"measure": "statutes"},
        'claims[0].measure: "statutes" is not a measure of the design',
    ),
    "no such column": ({"case": {"response.tolerence": 0.1}}, "did you mean response.tolerance?"),
    "no such value": ({"case": {TOLERANCE.path: 0.2}}, "0.2 is not one of its values, expected one of 0.1, 0.3"),
    "no such experiment": (
        {"case": {"experiment": "x"}, "against": {"experiment": "only"}},
        '"x" is not one of its values',
    ),
    "other columns": ({"against": {"experiment": "only"}}, "names other columns than case"),
    "the same runs": ({"against": {TOLERANCE.path: 0.1}}, "the same runs as case"),
    "no runs": ({"case": {}}, "selects no runs"),
    "no direction": ({"direction": "up"}, 'unknown value "up", expected one of rises'),
    "no bound": ({"direction": "no_change"}, "no_change without within"),
    "a bound too many": ({"within": 1.0}, "within is not allowed with rises"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_claim_is_refused_before_anything_runs(small: Make, case: str) -> None:
    changes, message = WRONG[case]
    claim = Claim("x", "signed", "rises", case={TOLERANCE.path: 0.1}, against={TOLERANCE.path: 0.3})
    assert checked(small(claims=(claim,))).design.claims == (claim,)
    with pytest.raises(ScenarioError) as caught:
        checked(small(claims=(claim._replace(**changes),)))
    assert message in str(caught.value)


def test_shipped_designs_have_claims_and_findings_writes_their_page(
    small: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(library(Settings()).groups) >= 4
    design = small(levers=(BENEFIT,), replicates=2, claims=(MORE,), question="Is it so?", title="Is it worthwhile?")
    (tmp_path / "benefit.toml").write_text(to_toml(design))
    assert read_design.read(tmp_path / "benefit.toml").design.claims == (MORE,)
    monkeypatch.chdir(tmp_path)
    assert main(["findings", "benefit.toml", "--workers", "1", "--out", "page.md"]) == 0
    assert "Page: page.md" in capsys.readouterr().out
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "## Is it worthwhile?\n\nIs it so?" in page
    assert len(BatchResults(tmp_path / "results" / "findings" / "benefit").runs) == 4
