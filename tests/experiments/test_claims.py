"""A claim is put so that the runs can contradict it, and the page of findings says what they said."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design import read as read_design
from paradiplomacy.experiments.design.design import Claim, Design, Experiment, Factor
from paradiplomacy.experiments.design.read import checked, to_toml
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.evidence import findings
from paradiplomacy.experiments.evidence.claims import verdict, verdicts
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.statistics.interval import Estimate, estimate
from paradiplomacy.scenarios.format.problem import ScenarioError

Make = Callable[..., Design]
WORTH = Factor("utility.benefit_scale", values=(1.3, 4.0))
TOLERANCE = Factor("response.tolerance", values=(0.1, 0.3))
MORE = Claim("More worth, more signatures", "signed", "rises", case={WORTH.path: 4.0}, against={WORTH.path: 1.3})


def claimed(found: Estimate, p: float = 0.001, **changes: Any) -> str:
    return verdict(MORE._replace(**changes), found, p)


def between(low: float, high: float) -> Estimate:
    return Estimate((low + high) / 2, low, high, 1.0, 10, 0.001)


def test_a_verdict_needs_the_whole_interval() -> None:
    assert claimed(between(1, 2)) == "confirmed"
    assert claimed(between(-2, -1)) == "contradicted"
    assert claimed(between(1, 2), direction="falls") == "contradicted"
    assert claimed(between(-2, -1), direction="falls") == "confirmed"
    assert claimed(between(1, 2), p=0.06) == "undecided"
    assert claimed(estimate(np.array([[1.0]])), p=np.nan) == "undecided"
    same = {"direction": "no_change", "within": 1.0}
    assert claimed(between(-0.5, 0.9), **same) == "confirmed"
    assert claimed(between(-0.5, 1.1), **same) == "undecided"
    assert claimed(between(1.1, 2.0), **same) == "contradicted"
    assert claimed(between(-3.0, -1.1), **same) == "contradicted"


def test_a_claim_is_weighed_on_pairs_that_differ_in_nothing_else(small: Make, tmp_path: Path, here: Executor) -> None:
    less = MORE._replace(said="More worth, fewer signatures", direction="falls")
    design = small(levers=(WORTH, TOLERANCE), replicates=10, months=18, claims=(MORE, less))
    results = batch(design, tmp_path / "b", executor=here)
    confirmed, contradicted = verdicts(results)
    wide = results.joined.pivot_table(index=[TOLERANCE.path, "replicate"], columns=WORTH.path, values="signed")
    assert confirmed.pairs == 20
    assert confirmed.estimate.mean == pytest.approx((wide[4.0] - wide[1.3]).mean())
    by_luck = (wide[4.0] - wide[1.3]).groupby("replicate").mean()
    interval = ttest_1samp(by_luck, 0.0).confidence_interval(0.95)
    assert (confirmed.estimate.low, confirmed.estimate.high) == pytest.approx((interval.low, interval.high))
    assert confirmed.baseline == pytest.approx(wide[1.3].mean())
    assert confirmed.p_holm == pytest.approx(min(1.0, 2 * confirmed.estimate.p))
    assert (confirmed.found, contradicted.found) == ("confirmed", "contradicted")
    assert "utility.benefit_scale = 4.0 instead of utility.benefit_scale = 1.3" in str(confirmed)
    page = findings.text([results.folder])
    assert f"| More worth, more signatures (the essay) | `signed` | {confirmed.difference} | **confirmed** |" in page
    assert "| 2 | 1 | 1 | 0 |" in page
    assert results.manifest["sessions"][0]["commit"][:10] in page


def test_claims_speak_of_experiments_and_of_values_of_any_kind(small: Make, tmp_path: Path, here: Executor) -> None:
    agenda = Factor("negotiation.agenda", values=("package", "issue_by_issue"))
    cases = (Experiment("as it is"), Experiment("rich", changes={WORTH.path: 4.0}))
    claims = (
        Claim("a", "signed", "rises", case={"experiment": "rich"}, against={"experiment": "as it is"}),
        Claim("b", "signed", "rises", case={agenda.path: "package"}, against={agenda.path: "issue_by_issue"}),
    )
    design = small(levers=(agenda,), experiments=cases, claims=claims, replicates=2)
    assert [each.pairs for each in verdicts(batch(design, tmp_path / "b", executor=here))] == [4, 4]


def test_a_claim_about_what_no_run_has_is_undecided(small: Make, tmp_path: Path, here: Executor) -> None:
    (tmp_path / "none.py").write_text("def none(world):\n    return float('nan')\n")
    name = f"{tmp_path / 'none.py'}:none"
    design = small(levers=(WORTH,), measures=("signed", name), claims=(MORE._replace(measure=name),))
    (found,) = verdicts(batch(design, tmp_path / "b", executor=here))
    assert (found.found, found.pairs, found.difference) == ("undecided", 0, "no pair of runs has a value")


def test_other_claims_keep_the_runs(small: Make, tmp_path: Path, here: Executor) -> None:
    batch(small(levers=(WORTH,)), tmp_path / "b", executor=here)
    with ThreadPoolExecutor(1) as again:
        found = batch(small(levers=(WORTH,), claims=(MORE,)), tmp_path / "b", executor=again)
    assert found.manifest["runs"] == 6
    assert len(verdicts(found)) == 1


WRONG = {
    "a measure that is not read": ({"measure": "laws"}, 'claims[0].measure: "laws" is not read off the runs'),
    "no such column": ({"case": {"response.tolerence": 0.1}}, "did you mean response.tolerance?"),
    "no such value": ({"case": {TOLERANCE.path: 0.2}}, "0.2 is not among its values, want one of 0.1, 0.3"),
    "no such experiment": (
        {"case": {"experiment": "x"}, "against": {"experiment": "only"}},
        '"x" is not among its values',
    ),
    "other columns": ({"against": {"experiment": "only"}}, "names other columns than case"),
    "the same runs": ({"against": {TOLERANCE.path: 0.1}}, "the same runs as case"),
    "no runs": ({"case": {}}, "says no runs"),
    "no direction": ({"direction": "up"}, 'unknown value "up"'),
    "no bound": ({"direction": "no_change"}, "no_change without within"),
    "a bound too many": ({"within": 1.0}, "rises wants no within"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_claim_is_told_at_the_door(small: Make, case: str) -> None:
    changes, told = WRONG[case]
    claim = Claim("x", "signed", "rises", case={TOLERANCE.path: 0.1}, against={TOLERANCE.path: 0.3})
    assert checked(small(claims=(claim,))).design.claims == (claim,)
    with pytest.raises(ScenarioError) as caught:
        checked(small(claims=(claim._replace(**changes),)))
    assert told in str(caught.value)


def test_shipped_designs_have_claims_and_the_page_is_written_from_them(
    small: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(findings.with_claims()) >= 4
    design = small(levers=(WORTH,), replicates=2, claims=(MORE,), question="Is it so?", title="Worth it?")
    (tmp_path / "worth.toml").write_text(to_toml(design))
    assert read_design.read(tmp_path / "worth.toml").design.claims == (MORE,)
    monkeypatch.chdir(tmp_path)
    assert main(["findings", "worth.toml", "--workers", "1", "--out", "page.md"]) == 0
    assert "Findings: page.md" in capsys.readouterr().out
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "## Worth it?\n\nIs it so?" in page
    assert len(BatchResults(tmp_path / "results" / "findings" / "worth").runs) == 4
