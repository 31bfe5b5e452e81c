"""The map shows every agreement in force, and its provenance."""

from pathlib import Path

from paradiplomacy.experiments.reports.figures import OWN_NATION, TIES, agreements_in_force, map_of_agreements
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


def test_what_has_no_class_is_between_a_city_and_its_own_nation(run: Run) -> None:
    ties = agreements_in_force(run.agreements)
    without = ties[ties["class_a"].isna() & ties["class_b"].isna() & (ties["kind"] != "nation-nation")]
    assert len(without) > 0 and (without["kind"] == "city-nation").all()
    assert (without["tie"] == OWN_NATION).all() and TIES[OWN_NATION].label == "city and its own nation"
    nation = without[["a", "b"]].apply(lambda pair: min(pair, key=len), axis=1)
    city = without[["a", "b"]].apply(lambda pair: max(pair, key=len), axis=1)
    assert (city.str.split(":").str[0] == nation).all()
