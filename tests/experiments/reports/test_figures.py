"""The map shows every agreement in force, and its provenance."""

from pathlib import Path

from paradiplomacy.experiments.reports.figures import agreements_in_force, map_of_agreements
from paradiplomacy.experiments.results.store import Run


def test_every_agreement_in_force_is_on_the_map(run: Run) -> None:
    ties = agreements_in_force(run.agreements)
    assert len(ties) == (run.agreements["status"] == "in force").sum()
    assert ties["tie"].notna().all()


def test_the_map_says_which_run_it_is_from(tmp_path: Path, run: Run) -> None:
    from PIL import Image

    with Image.open(map_of_agreements(run, tmp_path / "map.png")) as picture:
        assert run.manifest.digest in picture.info["Description"]
        assert picture.width >= 1600
