"""Every measure is a number with a description and a unit, and says what the tables say."""

import numpy as np
import pytest

import paradiplomacy
from paradiplomacy.experiments.measures import MEASURES


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
        assert 0 <= value <= 1


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
