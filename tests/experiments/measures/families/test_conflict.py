"""Measures of pressure and resistance agree with the ledger."""

from dataclasses import replace

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.events.rupture import Rupture
from paradiplomacy.scenarios.format.change import apply
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.format.read import read
from paradiplomacy.scenarios.world import build

COUNTED = ("objections", "pressure", "compliance", "defiance", "disputes", "statutes")


def test_events_are_those_of_the_ledger_without_the_burn_in(lively: World) -> None:
    events = lively.events
    in_run = events[events["month"] >= 0]
    assert measure("objections").of(lively) == (in_run["kind"] == "objected").sum() > 0
    pressure = in_run["kind"].isin(["objected", "sanctioned", "statute_enacted"]).sum()
    assert measure("pressure").of(lively) == pressure
    statutes = in_run[(in_run["kind"] == "statute_enacted") & (in_run["actor"] == "N002")]
    assert measure("statutes of N002").of(lively) == len(statutes)
    on_climate = statutes[statutes["issue"] == "climate"]
    assert measure("statutes of N002 on climate").of(lively) == len(on_climate)


def test_resistance_is_defiance_and_lawsuits_over_all_replies(lively: World) -> None:
    defied, sued, complied = (measure(name).of(lively) for name in ("defiance", "lawsuits", "compliance"))
    assert defied + sued > 0
    assert measure("resisted_share").of(lively) == pytest.approx((defied + sued) / (defied + sued + complied))


@pytest.mark.parametrize("name", COUNTED)
def test_counts_over_months_add_up_and_parts_do_not_exceed_the_whole(name: str, lively: World) -> None:
    everything = measure(name).of(lively)
    assert everything > 0
    for part in ("of N001", "of cities:N001", "on climate", "since 2017-01"):
        assert measure(f"{name} {part}").of(lively) <= everything
    assert sum(measure(f"{name} {part}").of(lively) for part in ("until 2016-12", "since 2017-01")) == everything


def test_disputes_are_shared_by_nations_and_by_issues(lively: World) -> None:
    everything = measure("disputes").of(lively)
    assert sum(measure(f"disputes of {nation}").of(lively) for nation in lively.nations) == everything
    issues = [issue.name for issue in lively.state.issues]
    assert sum(measure(f"disputes on {issue}").of(lively) for issue in issues) == everything


def test_reactions_are_shares_of_the_acts_that_nations_notice(lively: World) -> None:
    names = ("ignored_share", "endorsed_share", "objected_share", "sanctioned_share")
    shares = [measure(name).of(lively) for name in names]
    assert sum(shares) == pytest.approx(1.0) and all(share >= 0.0 for share in shares)
    kinds = lively.events.loc[lively.events["month"] >= 0, "kind"]
    assert shares[2] == pytest.approx((kinds == "objected").sum() / (kinds == "noticed").sum())


def test_the_conflict_rate_counts_every_kind_of_conflict_per_hundred_city_years(lively: World) -> None:
    events = lively.events[lively.events["month"] >= 0]
    kinds = ["consent_refused", "objected", "sanctioned", "litigated", "defied"]
    number = events["kind"].isin(kinds).sum()
    number += (events["kind"].isin(["complied", "litigated", "defied"]) & (events["detail"] == "enforce")).sum()
    number += ((events["kind"] == "failed") & events["reason"].isin(["chilled", "barred"])).sum()
    years = len(lively.cities) * lively.month / 12
    assert measure("conflicts").of(lively) == number > 100
    assert measure("conflict_rate").of(lively) == pytest.approx(100 * number / years)


def test_the_rate_of_some_actors_is_per_year_of_their_cities(lively: World) -> None:
    cities = len(lively.nations["N002"].cities)
    for part in ("of N002", "of cities:N002"):
        rate = measure(f"conflict_rate {part} until 2016-12").of(lively)
        assert rate == pytest.approx(100 * measure(f"conflicts {part} until 2016-12").of(lively) / cities)


def test_ties_across_a_rupture_are_those_in_force_between_the_two_sides(lively: World) -> None:
    assert np.isnan(measure("severed_soon").of(lively))
    changes = {"world.cities": 60, "world.nations": 4, "months": 24, "search.hazard": -4.0, "response.rupture": 0.5}
    rupture = Rupture(name="break", date="2017-01", who=("N001",), others=("N002", "N003"), relation=-1.0)
    world = build.build(checked(replace(apply(read("synthetic"), changes), events=(rupture,))), seed=2)
    world.run()
    agreements, month = world.agreements, month_of(world.state.start, "2017-01")
    nation = {city.id: city.nation.id for city in world.cities.values()}
    cities = agreements[agreements["a"].isin(nation) & agreements["b"].isin(nation)]
    sides = cities.assign(one=cities["a"].map(nation), other=cities["b"].map(nation))
    across = sides[
        sides.apply(lambda row: {row.one, row.other} in ({"N001", "N002"}, {"N001", "N003"}), axis=1)
        & (sides["in_force"] < month)
        & (sides["ended"].isna() | (sides["ended"] >= month))
    ]
    soon = across["ended"] < month + 3
    assert len(across) > 5 and 0 < soon.sum() < len(across)
    assert measure("severed_soon").of(world) == pytest.approx(soon.mean())
