"""Numbers of slots agree with a slow count over the public tables of a run."""

import math
import statistics
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from paradiplomacy import World
from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Stop
from paradiplomacy.scenarios.story.counts import USUAL, count
from paradiplomacy.scenarios.story.filling import asked_of
from paradiplomacy.scenarios.story.slots import SLOTS

CLUB = "Climate covenant"
TEXT = """
extends = "city-networks"
title = "Short"
question = "Is it counted?"
start = "2016-01"
months = 24
[world]
cities = 120
nations = 8
[search]
burn_in = 6
[[events]]
date = "2016-04"
kind = "statement"
name = "Letter"
who = ["cities"]
issues = ["climate"]
"""
STOPS = (
    Stop(name="all", date="2017-12", says="", number="signed", club=CLUB),
    Stop(name="since", date="2017-12", says="", number="signed", club=CLUB, since="2016-02"),
    Stop(
        name="some", date="2017-12", says="", number="signed", club=CLUB, since="2016-02", who=("cities:N001", "N002")
    ),
    Stop(name="climate", date="2017-12", says="", number="signed", club=CLUB, since="2016-02", issues=("climate",)),
)


class Slow:
    """The same numbers, row by row from the public tables."""

    def __init__(self, world: World, stop: Stop) -> None:
        state = world.state
        rows = state.lookup.rows(stop.who).tolist() if stop.who else range(state.n_actors)
        self.who = {state.identities[row] for row in rows}
        self.issues = stop.issues or tuple(issue.name for issue in state.issues)
        self.last = month_of(world.state.start, stop.date)
        self.first = month_of(world.state.start, stop.since or stop.date)
        self.world, self.club = world, stop.club

    def within(self, month: float) -> bool:
        """Say whether a month counts."""
        return self.first <= month <= self.last

    def agreements(self) -> Iterator[dict[str, Any]]:
        """Yield the agreements of the actors on the issues."""
        parties = self.world.parties
        for row in self.world.agreements.to_dict("records"):
            there = set(parties.loc[parties["agreement"] == row["agreement"], "actor"])
            if there & self.who and any(row[f"terms_{issue}"] > 0 for issue in self.issues):
                yield row

    def events(self, *kinds: str) -> int:
        """Count events by or towards the actors."""
        table = self.world.events
        found = table[table["kind"].isin(kinds) & table["month"].between(self.first, self.last)]
        return sum(row["actor"] in self.who or row["other"] in self.who for row in found.to_dict("records"))

    def members(self, *kinds: str) -> int:
        """Count events of the club by the actors."""
        table = self.world.events
        found = table[table["kind"].isin(kinds) & table["month"].between(self.first, self.last)]
        return sum(row["actor"] in self.who for row in found[found["club"] == self.club].to_dict("records"))

    def inside(self, *statuses: str) -> int:
        """Count members of the club in some status."""
        table = self.world.memberships
        table = table[(table["club"] == self.club) & table["status"].isin(statuses)]
        return sum(actor in self.who for actor in table["actor"])

    def signed(self) -> int:
        """Count signatures."""
        return sum(self.within(row["signed"]) for row in self.agreements())

    def usual(self) -> float:
        """Return the median month."""
        months = [row["signed"] for row in self.agreements()]
        before = range(max(0, self.first - USUAL), self.first)
        return statistics.median(months.count(month) for month in before) if before else math.nan

    def status(self, *words: str) -> int:
        """Count agreements in some status."""
        return sum(row["status"] in words for row in self.agreements())

    def ended(self, *words: str) -> int:
        """Count agreements that ended."""
        return sum(row["status"] in words and self.within(row["ended"]) for row in self.agreements())

    def gave_in(self) -> int:
        """Count agreements given up."""
        return sum(row["reason"] == "complied" and self.within(row["ended"]) for row in self.agreements())

    def against(self) -> int:
        """Count agreements in force against a nation."""
        parties = self.world.parties
        acts = parties[(parties["class"] == "bypass") & parties["actor"].isin(self.who)]
        numbers = set(acts["agreement"])
        return sum(row["status"] == "in force" and row["agreement"] in numbers for row in self.agreements())

    def signatories(self) -> int:
        """Count signatures under texts of several."""
        parties = self.world.parties
        texts = [row["agreement"] for row in self.agreements() if row["parties"] > 2 and self.within(row["signed"])]
        return int((parties["agreement"].isin(texts) & parties["actor"].isin(self.who)).sum())

    def gap(self) -> float:
        """Return the mean distance."""
        found = []
        for city in self.world.cities.values():
            if city.id in self.who or city.nation.id in self.who:
                names = [issue.name for issue in self.world.state.issues]
                numbers = [names.index(issue) for issue in self.issues]
                both = [(city.position[k], city.nation.position[k]) for k in numbers]
                found += [abs(own - other) for own, other in both]
        return statistics.fmean(found)

    def closed(self) -> float:
        """Return the mean closed share in %."""
        last = self.world.challenges
        last = last[(last["month"] == last["month"].max()) & last["issue"].isin(self.issues)]
        return 100 * float(last["closed"].mean())

    def gdp(self) -> float:
        """Add up GDP."""
        everyone = [*self.world.cities.values(), *self.world.nations.values()]
        return sum(actor.gdp for actor in everyone if actor.id in self.who)


ENDED = ("breached", "expired", "withdrawn", "severed")
SLOW: dict[str, Callable[[Slow], float]] = {
    "signed": Slow.signed,
    "usual": Slow.usual,
    "in_force": lambda slow: slow.status("in force"),
    "suspended": lambda slow: slow.status("suspended"),
    "ended": lambda slow: slow.ended(*ENDED),
    "severed": lambda slow: slow.ended("severed"),
    "against": Slow.against,
    "objections": lambda slow: slow.events("objected"),
    "refusals": lambda slow: slow.events("consent_refused"),
    "gave_in": Slow.gave_in,
    "defied": lambda slow: slow.events("defied"),
    "statutes": lambda slow: slow.events("statute_enacted"),
    "rulings": lambda slow: slow.events("ruled"),
    "signatories": Slow.signatories,
    "members": lambda slow: slow.inside("signed", "bound", "in force"),
    "bound": lambda slow: slow.inside("bound", "in force"),
    "joined": lambda slow: slow.members("club_joined", "club_rejoined"),
    "left": lambda slow: slow.members("club_left"),
    "gap": Slow.gap,
    "closed": Slow.closed,
    "gdp": Slow.gdp,
}


@pytest.fixture(scope="module")
def world() -> World:
    made = World.from_scenario(read.read_text(TEXT), seed=3)
    made.run()
    return made


@pytest.mark.parametrize("name", SLOTS)
def test_a_slot_counts_what_the_public_tables_show(world: World, name: str) -> None:
    for stop in STOPS:
        fast, slow = count(name, world.state, asked_of(world.state, stop)), SLOW[name](Slow(world, stop))
        assert fast == pytest.approx(slow, nan_ok=True), stop.name


def test_the_run_has_something_to_count(world: World) -> None:
    since = STOPS[1]
    for name in ("signed", "usual", "in_force", "ended", "objections", "refusals", "signatories", "members", "joined"):
        assert count(name, world.state, asked_of(world.state, since)) > 0, name


def test_a_club_that_is_not_founded_yet_has_no_members(world: World) -> None:
    asked = asked_of(world.state, STOPS[0])._replace(club=None)
    assert [count(name, world.state, asked) for name in ("members", "bound", "joined", "left")] == [0, 0, 0, 0]
