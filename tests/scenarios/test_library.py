"""The scenarios of the library agree with the historical record, and their events have the described effects."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from sides import two_sided

from paradiplomacy.model.calendar import date_of, month_of
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.events.election import Election
from paradiplomacy.model.events.shock import Shock
from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.describe import page as describe
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Comparison
from paradiplomacy.scenarios.world import build
from paradiplomacy.scenarios.world.facts import FACTS, table
from paradiplomacy.scenarios.world.sizes import measured

CASES = ("paris-refugees", "brexit-london", "urban-divergence")
DATED = [(name, event) for name in CASES for event in read.read(name).events]


def eve(name: str, event: DatedEvent, *, late: int = 0) -> World:
    """Build the world of a scenario in the month of one event, delayed by ``late`` months, without other events."""
    scenario = read.read(name)
    events = (replace(event, date=date_of(event.date, late)),)
    scenario = replace(scenario, start=event.date, events=events, search=scenario.search._replace(burn_in=1))
    return build.build(scenario, seed=1)


def rows_with(state: State, ids: list[str]) -> list[int]:
    return [state.identities.index(identity) for identity in ids]


@pytest.mark.parametrize(("name", "event"), DATED, ids=[f"{name}: {event.name}" for name, event in DATED])
def test_a_dated_event_does_what_it_says(name: str, event: DatedEvent) -> None:
    world, quiet = eve(name, event), eve(name, event, late=1)
    state = world.state
    who = state.lookup.rows(event.who)
    issues = [issue.name for issue in state.issues]
    world.step()
    quiet.step()
    assert date_of(state.start, 0) == event.date
    if isinstance(event, Summit):
        book = two_sided(state.book)
        on = [issues.index(issue) for issue in event.issues]
        met = (book.opened == 0) & np.isin(book.party, who).all(axis=1)
        assert np.count_nonzero(met) >= len(who) * min(event.meetings, len(who) - 1) / 2
        assert book.agenda[met][:, on].any(axis=1).sum() >= len(who) // 2
    elif isinstance(event, Election):
        labels = list(state.party_labels)
        assert [labels[party] for party in state.actors.party[who]] == [event.party] * len(who)
        log = state.ledger.events
        held = log.actor[(log.kind == Event.ELECTION) & (log.month == 0)]
        assert set(who.tolist()) <= set(held.tolist())
    else:
        assert isinstance(event, Shock)
        k = issues.index(event.issues[0])
        after, calm = (getattr(each.actors, event.column)[who, k] for each in (state, quiet.state))
        moved = np.mean(after - calm)
        if event.to is not None:
            assert after == pytest.approx(event.to, abs=0.06)
        else:
            assert event.add is not None
            assert moved == pytest.approx(event.add, rel=0.35)


def test_the_shares_of_the_referendum_are_the_published_ones() -> None:
    with (FACTS / "referendum_2016.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["area"]: row for row in csv.DictReader(file)}
    share = {area: int(row["remain"]) / (int(row["remain"]) + int(row["leave"])) for area, row in rows.items()}
    published = {"London": 0.599, "United Kingdom": 0.481, "England": 0.466, "Manchester": 0.604, "Leeds": 0.503}
    for area, known in (published | {"Birmingham": 0.496}).items():
        assert share[area] == pytest.approx(known, abs=0.0006)
    votes = {
        event.who: event.to
        for event in read.read("brexit-london").events
        if isinstance(event, Shock) and event.column == "public"
    }
    assert votes[("London",)] == pytest.approx(2 * share["London"] - 1, abs=0.0006)
    assert votes[("GBR",)] == pytest.approx(2 * share["United Kingdom"] - 1, abs=0.0006)


def test_the_mayor_of_paris_and_the_president_are_of_one_party_until_2017() -> None:
    state = build.build(read.read("paris-refugees"), seed=1).state  # its burn-in holds the mayor's election of 2014
    paris, france = rows_with(state, ["FRA:paris", "FRA"])
    assert state.actors.party[paris] == state.actors.party[france]
    assert state.actors.next_election[france] == month_of("2015-01", "2017-05")


CLAIMS = {
    "New York state over Spain": {2010: "no", **dict.fromkeys(range(2012, 2020), "yes")},
    "New York state over South Korea": {2014: "no", 2015: "yes", 2016: "yes", 2017: "no"},
    "São Paulo state over Argentina, Uruguay, Paraguay and Bolivia together": {
        **dict.fromkeys(range(2010, 2015), "yes"),
        **dict.fromkeys(range(2015, 2019), "no"),
    },
    "Guangdong over Mexico": {2014: "no", 2015: "no", 2016: "yes"},
    "Guangdong over Russia": dict.fromkeys(range(2010, 2020), "no"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_comparison_has_a_verdict_for_each_year(name: str) -> None:
    scenario = read.read("powerhouses")
    compared = next(each for each in scenario.comparisons if each.name == name)
    found = {sizes.year: sizes.verdict for sizes in measured(compared)}
    assert CLAIMS[name].items() <= found.items()
    assert sorted(found) == list(range(2010, 2020))
    page = describe.describe(scenario).partition(f"  {name}\n")[2].splitlines()[: len(found)]
    assert [line.split()[0] for line in page] == [str(year) for year in found]
    assert [line.split()[-1] for line in page] == list(found.values())


def test_a_comparison_is_the_sum_of_its_nations() -> None:
    sizes = next(each for each in measured(Comparison("x", "BRA:sao_paulo_state", ("ARG", "URY", "PRY", "BOL"))))
    rows = {(row["iso3"], row["year"]): float(row["gdp"]) for row in table("nations_yearly")}
    assert sizes.others == pytest.approx(sum(rows[nation, "2010"] for nation in ("ARG", "URY", "PRY", "BOL")))


def test_regions_act_in_the_place_of_the_cities_inside_them() -> None:
    state = build.build(read.read("powerhouses"), seed=1).state
    inside = {city for row in table("regions") for city in row["cities"].split(";")}
    assert {"USA:new_york", "CHN:shenzhen", "BRA:sao_paulo"} <= inside
    assert not inside & set(state.identities)
    regions = rows_with(state, [row["id"] for row in table("regions")])
    known = {row["id"]: float(row["gdp"]) for row in table("regions_yearly") if row["year"] == "2012"}
    for row in regions:
        assert row < state.n_cities
        assert state.actors.gdp[row] == pytest.approx(known[state.identities[row]], rel=0.12)
    book = two_sided(state.book)
    assert np.isin(book.party[book.kind != Kind.NATION_NATION], regions).any()
