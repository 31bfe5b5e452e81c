"""The observed network is that of the table, and the half that estimates may use never changes."""

from pathlib import Path

import numpy as np
import pytest

from paradiplomacy.experiments.calibration import city_effects, ties
from paradiplomacy.experiments.calibration.observed import Observed, is_estimated, observed
from paradiplomacy.experiments.measures.networks import structure
from paradiplomacy.experiments.measures.networks.gravity import all_pairs, is_tied
from paradiplomacy.model.chance import key_of_name
from paradiplomacy.scenarios.own_data.fault import TableError

TIES = [
    ("FRA:paris", "ITA:rome"),
    ("DEU:berlin", "FRA:paris"),
    ("CHN:beijing", "JPN:tokyo"),
    ("CHN:beijing", "FRA:paris"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Observed:
    file = tmp_path_factory.mktemp("ties") / "ties.csv"
    file.write_text("city_a,city_b\n" + "".join(f"{one},{other}\n" for one, other in TIES), encoding="utf-8")
    return observed(file)


def test_ties_are_between_the_cities_that_the_table_names(found: Observed) -> None:
    named = {tuple(sorted(found.identities[row] for row in pair)) for pair in found.network.pairs.tolist()}
    assert named == {tuple(sorted(pair)) for pair in TIES}
    assert len(found.identities) == len(found.regions) == 398
    assert found.regions[found.identities.index("FRA:paris")] == "Western Europe"


def test_about_half_of_the_pairs_are_for_estimates_whatever_their_order(found: Observed) -> None:
    assert abs(found.is_estimated.mean() - 0.5) < 4 * 0.5 / np.sqrt(len(found.pairs))
    keys = np.array([key_of_name(identity) for identity in ("FRA:paris", "ITA:rome", "DEU:berlin", "CHN:beijing")])
    pairs = all_pairs(4)
    assert is_estimated(keys, pairs).tolist() == is_estimated(keys, pairs[:, ::-1]).tolist()
    # By hand, once: another half would let estimates see what they are judged by.
    assert is_estimated(keys, pairs).tolist() == HALF


HALF = [False, True, False, False, True, True]


def test_estimates_see_their_half_only(found: Observed) -> None:
    pairs = city_effects.pairs_of(found)
    assert len(pairs.rows) == found.is_estimated.sum()
    assert pairs.tied.sum() == is_tied(found.network, found.pairs[found.is_estimated]).sum()
    closed = city_effects.with_closure(pairs).terms[:, -1]
    tied = {tuple(sorted(row)) for row in pairs.rows[pairs.tied].tolist()}
    for at in np.flatnonzero(closed):
        one, other = pairs.rows[at].tolist()
        partners = [{sum(tie) - city for tie in tied if city in tie} for city in (one, other)]
        assert partners[0] & partners[1]


def test_statistics_of_data_and_simulation_are_one_function(found: Observed) -> None:
    large = np.ones(len(found.identities), dtype=bool)
    seen = ties.statistics(found.network, large)
    n = len(found.identities)
    assert set(seen) == set(ties.BANDS)
    assert seen["Q2 density"] == pytest.approx(len(TIES) / (n * (n - 1) / 2))
    assert seen["Q5 giant component"] == 1.0


def test_growth_is_compound_and_a_steady_world_has_no_break() -> None:
    steady = 100.0 * 1.04 ** (np.arange(241) / 12.0)
    assert ties.growth(steady, 0, 240) == pytest.approx(0.04)
    assert structure.largest_break(steady, 24) < 1e-9
    broken = steady * np.where(np.arange(241) < 12, 1.0, 1.2)
    assert structure.largest_break(broken, 24) > 0.05
    assert np.isnan(structure.largest_break(steady[:24], 24)) and np.isnan(structure.largest_break(0 * steady, 24))


def test_a_wrong_table_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("city_a,city_b\nFRA:pariss,ITA:rome\n", encoding="utf-8")
    with pytest.raises(TableError, match="did you mean FRA:paris"):
        observed(file)
