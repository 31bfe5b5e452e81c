"""Measures of city diplomacy agree with the tables."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure

CLASSES = ("joint_share", "harmony_share", "against_share")


def classes(world: World, of: str = "") -> np.ndarray:
    """List the class of each act of city diplomacy, of all cities or of those whose id begins like this."""
    book = world.agreements
    signed = book[(book["signed"] >= 0).fillna(value=False)]
    sides = [signed[signed[side].str.startswith(of)][f"class_{side}"].dropna() for side in ("a", "b")]
    return np.concatenate(sides)


@pytest.mark.parametrize(("phrase", "of"), [("", ""), (" of N001", "N001:"), (" of cities:N003", "N003:")])
def test_shares_of_classes_are_those_of_the_acts(phrase: str, of: str, lively: World) -> None:
    found = classes(lively, of)
    assert len(found) > 5
    assert measure(f"bypass_share{phrase}").of(lively) == pytest.approx((found == "bypass").mean())
    joint = np.isin(found, ["cooperative joint", "parallel harmony"]).mean()
    assert measure(f"joint_or_harmony_share{phrase}").of(lively) == pytest.approx(joint)
    assert measure(f"against{phrase}").of(lively) == len(found) - np.count_nonzero(
        np.isin(found, ["cooperative joint", "parallel harmony"])
    )


def test_acts_either_serve_the_nation_or_do_not(lively: World) -> None:
    assert sum(measure(name).of(lively) for name in CLASSES) == pytest.approx(1.0)


def test_antagonism_is_the_mean_of_the_monthly_totals(lively: World) -> None:
    months = lively.monthly[lively.monthly["month"] >= 0]
    assert measure("antagonism_of_surviving_acts").of(lively) == pytest.approx(months["antagonism"].mean())
    assert measure("antagonism_per_city").of(lively) == pytest.approx(months["antagonism_per_city"].mean())
    assert measure("antagonism_of_surviving_acts since 2018-01").of(lively) == pytest.approx(
        months[months["date"] >= "2018-01"]["antagonism"].mean()
    )


def test_antagonism_when_active_leaves_out_who_has_no_acts(lively: World) -> None:
    table = lively.nation_months
    one = table[(table["id"] == "N001") & (table["month"] >= 0)]["antagonism"]
    assert measure("antagonism_when_active of N001").of(lively) == pytest.approx(one.mean(), rel=1e-6)
    months = table[table["month"] >= 0].groupby("month")["antagonism"].mean()
    assert measure("antagonism_when_active of nations").of(lively) == pytest.approx(months.mean(), rel=1e-6)


def test_total_opposition_is_the_mean_over_all_acts(lively: World) -> None:
    number = len(classes(lively))
    found = measure("opposition").of(lively)
    assert found > 0
    assert measure("opposition_in_all").of(lively) == pytest.approx(number * found)
