"""Every measure is a number with a description and a unit, and says what the tables say."""

import numpy as np
import pytest

import paradiplomacy
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.model.rules.delivery.yearly_review import LEAST, MOST


@pytest.fixture(scope="module")
def world() -> paradiplomacy.World:
    changes = {"world.cities": 80, "world.nations": 8, "utility.benefit_scale": 3.0}
    found = paradiplomacy.World.from_scenario("synthetic", seed=2, changes=changes)
    found.run(months=24)
    return found


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_is_described_and_gives_a_number(name: str, world: paradiplomacy.World) -> None:
    measure = MEASURES[name]
    assert measure.about
    assert measure.unit
    value = measure.of(world)
    assert isinstance(value, float)
    if measure.unit == "share" and not np.isnan(value):
        low, high = (LEAST, MOST) if name.startswith("delivered_share") else (0.0, 1.0)
        assert low <= value <= high


def test_measures_say_what_the_tables_say(world: paradiplomacy.World) -> None:
    book, events = world.agreements, world.events
    of = {name: measure.of(world) for name, measure in MEASURES.items()}
    assert of["agreements"] == (book["status"] == "in force").sum() > 0
    assert of["agreements_city_city"] == ((book["status"] == "in force") & (book["kind"] == "city-city")).sum()
    assert of["signed"] == (events[events["month"] >= 0]["kind"] == "signed").sum() > 0
    failed = events[(events["month"] >= 0) & (events["kind"] == "failed")]
    in_talks = failed["reason"].isin(["no zone", "out of time", "chilled"]).sum()
    assert of["success_share"] == pytest.approx(of["signed"] / (of["signed"] + in_talks))
    new = book[(book["in_force"] >= 0).fillna(value=False)]
    assert of["months_to_force"] == np.median((new["in_force"] - new["opened"]).to_numpy(dtype=float))
    months = world.monthly[world.monthly["month"] >= 0]
    assert of["antagonism"] == pytest.approx(months["antagonism"].mean())
    assert of["objections"] == months["objected"].sum()
    assert of["effort_city"] == months["effort_city"].iloc[-1]
    signed = book[(book["signed"] >= 0).fillna(value=False)]
    classes = np.concatenate([signed["class_a"].dropna(), signed["class_b"].dropna()])
    assert of["bypass_share"] == pytest.approx((classes == "bypass").mean())


def test_measures_of_challenges_say_what_the_table_of_challenges_says(world: paradiplomacy.World) -> None:
    table = world.challenges
    months = table[table["month"] >= 0]
    last = months[months["month"] == months["month"].max()]
    of = {name: measure.of(world) for name, measure in MEASURES.items()}
    assert len(last) == 3
    assert of["closed"] == pytest.approx(last["closed"].mean())
    assert of["closed"] == pytest.approx(of["closed_by_cities"] + of["closed_by_nations"] + of["closed_by_both"])
    assert of["closed_by_cities"] == pytest.approx(last["closed_local"].mean())
    climate = last[last["issue"] == "climate"].iloc[0]
    assert of["closed_climate"] == pytest.approx(climate["closed"])
    assert of["closed_climate"] > 0
    assert of["stock_climate"] == pytest.approx(climate["stock"])
    assert of["burden_gini"] == pytest.approx(last["burden_gini"].mean())
    assert of["burden_gini"] > 0
    assert of["challenge_need"] == pytest.approx(last["need"].mean())


@pytest.mark.parametrize(
    ("closed", "half"), [([0.1, 0.4, 0.5, 0.4], 2), ([0.6, 0.1, 0.1, 0.1], 0), ([0.4] * 4, np.nan)]
)
def test_time_to_half_is_the_first_month_in_which_half_is_closed(closed: list[float], half: float) -> None:
    found = paradiplomacy.World.from_scenario("synthetic", changes={"world.cities": 20, "world.nations": 2})
    found.run(months=4)
    first = len(found.state.recorder.months) - 4
    for at, value in enumerate(closed):
        row = found.state.recorder.totals[first + at]
        for name in ("climate", "migration", "health"):
            row |= {f"challenge_closed_{level}_{name}": 0.0 for level in ("local", "national")}
            row |= {f"challenge_closed_joint_{name}": value, f"challenge_stock_{name}": 2.0 - value}
    assert MEASURES["months_to_half_closed"].of(found) == pytest.approx(half, nan_ok=True)
    assert MEASURES["months_to_half_closed_climate"].of(found) == pytest.approx(half, nan_ok=True)
    assert np.isnan(MEASURES["months_to_half_stock"].of(found))
    found.state.recorder.totals[-1] |= {f"challenge_stock_{name}": 0.4 for name in ("climate", "migration", "health")}
    assert MEASURES["months_to_half_stock"].of(found) == 3
