"""Measures of actors agree with the monthly tables."""

import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure


def test_columns_are_averaged_over_the_chosen_actors_and_issues(lively: World) -> None:
    actors, ids = lively.state.actors, lively.state.identities
    rows = [row for row, identity in enumerate(ids) if identity.startswith("N004:")]
    k = [issue.name for issue in lively.state.issues].index("health")
    assert measure("need of cities:N004 on health").of(lively) == pytest.approx(actors.need[rows, k].mean())
    assert measure("trust of cities:N004").of(lively) == pytest.approx(actors.trust[rows].mean())
    assert measure("gdp of cities:N004").of(lively) == pytest.approx(actors.gdp[rows].sum())


def test_levels_are_the_last_of_the_recorded_totals(lively: World) -> None:
    months = lively.monthly[lively.monthly["month"] >= 0].set_index("date")
    assert measure("effort_city").of(lively) == months["effort_city"].iloc[-1]
    assert measure("trust_nation until 2017-06").of(lively) == months["trust_nation"]["2017-06"]
    share = months["effort_city"] / (months["effort_city"] + months["effort_nation"])
    assert measure("effort_of_cities").of(lively) == pytest.approx(share.iloc[-1])


def test_urban_growth_is_the_share_of_the_last_month_over_the_first(lively: World) -> None:
    means = [table.groupby("month")["population"].mean() for table in (lively.city_months, lively.nation_months)]
    share = means[0] / means[1]
    assert measure("urban_growth").of(lively) == pytest.approx(share[59] / share[0])
    assert measure("urban_growth until 2016-07").of(lively) == pytest.approx(share[6] / share[0])


def test_the_gap_between_leaders_is_unweighted_and_divergence_is_weighted(lively: World) -> None:
    months = lively.city_months[(lively.city_months["nation"] == "N005") & (lively.city_months["month"] >= 0)]
    nation = lively.nation_months[lively.nation_months["id"] == "N005"].set_index("month")["position_trade"]
    apart = (months["position_trade"] - months["month"].map(nation)).abs().mean()
    assert measure("leader_gap of N005 on trade").of(lively) == pytest.approx(apart, rel=1e-5)
    assert measure("leader_gap of cities:N005 on trade").of(lively) == pytest.approx(apart, rel=1e-5)
    totals = lively.monthly[lively.monthly["month"] >= 0]
    assert measure("divergence").of(lively) == pytest.approx(totals["divergence"].mean())
