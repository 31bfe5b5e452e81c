"""Measures of challenges agree with the table of challenges."""

import numpy as np
import pytest

import paradiplomacy
from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure


def test_challenges_are_those_of_the_table(lively: World) -> None:
    months = lively.challenges[lively.challenges["month"] >= 0]
    last = months[months["month"] == months["month"].max()]
    assert len(last) == 3
    of = {
        name: measure(name).of(lively) for name in ("closed", "closed_by_cities", "closed_by_nations", "closed_by_both")
    }
    assert of["closed"] == pytest.approx(last["closed"].mean())
    assert of["closed"] == pytest.approx(sum(of.values()) - of["closed"])
    assert of["closed_by_cities"] == pytest.approx(last["closed_local"].mean())
    climate = last[last["issue"] == "climate"].iloc[0]
    assert measure("closed on climate").of(lively) == pytest.approx(climate["closed"])
    assert climate["closed"] > 0
    assert measure("challenge_stock on climate").of(lively) == climate["stock"]
    assert measure("burden_gini").of(lively) == pytest.approx(last["burden_gini"].mean())
    assert measure("burden_gini").of(lively) > 0
    assert measure("challenge_need").of(lively) == pytest.approx(last["need"].mean())
    early = months[months["date"] == "2016-09"]
    assert measure("challenge_stock until 2016-09").of(lively) == pytest.approx(early["stock"].mean())


@pytest.mark.parametrize("name", ["closed", "closed_by_cities", "closed_by_nations", "closed_by_both"])
def test_what_is_closed_is_the_recorded_total_bit_by_bit(name: str, lively: World) -> None:
    own = lively.state.challenges
    parts = {"cities": own.closed_local, "nations": own.closed_national, "both": own.closed_joint}
    recorded = (
        [parts[name.removeprefix("closed_by_")]]
        if name in ("closed_by_cities", "closed_by_nations", "closed_by_both")
        else [*parts.values()]
    )
    total = 0.0
    for value in sum(recorded).tolist():
        total += value
    assert measure(name).of(lively) == total / len(own.issue)


def test_what_is_closed_is_the_weighted_mean_of_what_nations_close(lively: World) -> None:
    state, k = lively.state, [issue.name for issue in lively.state.issues].index("climate")
    gdp, home = state.actors.gdp[: state.n_cities], state.actors.nation[: state.n_cities]
    assert state.challenges.by_gdp[state.challenges.issue.tolist().index(k)]
    shares, weights = [], []
    for nation in np.unique(home).tolist():
        shares.append(measure(f"closed of {state.identities[nation]} on climate").of(lively))
        weights.append(gdp[home == nation].sum())
    assert np.ptp(shares) > 0
    assert measure("closed on climate").of(lively) == pytest.approx(np.average(shares, weights=weights))


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
    assert measure("months_to_half_closed").of(found) == pytest.approx(half, nan_ok=True)
    assert measure("months_to_half_closed on climate").of(found) == pytest.approx(half, nan_ok=True)
    assert np.isnan(measure("months_to_half_stock").of(found))
    found.state.recorder.totals[-1] |= {f"challenge_stock_{name}": 0.4 for name in ("climate", "migration", "health")}
    assert measure("months_to_half_stock").of(found) == 3
