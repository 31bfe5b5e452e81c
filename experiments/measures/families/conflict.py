"""Measures of what nations do about their cities' diplomacy, and of how cities answer."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.measures import attempts, parties, selected, statutes
from paradiplomacy.experiments.measures.averages import count, mean, share, share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.families.agreements import PAIR
from paradiplomacy.experiments.measures.measure import ACTORS, ALL_BUT_AMONG, ISSUES, NOTHING, Family
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind, Pressure, Reason

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(ALL_BUT_AMONG, "an event concerns one actor or two: use of")


def times(world: "World", chosen: Chosen, *kinds: Event) -> float:
    """Count the events of some kinds."""
    return float(len(selected.events(world, chosen, *kinds)))


def _times(name: str, about: str, *kinds: Event) -> None:
    FAMILY.add(name, about, "times", lambda world, chosen: times(world, chosen, *kinds))


# A refusal of consent is not pressure: the nation answers a request there, and does not act against the city unasked.
_times(
    "pressure", "objections, sanctions and statutes of nations",
    Event.OBJECTED, Event.SANCTIONED, Event.STATUTE_ENACTED,
)  # fmt: skip
_times("statutes", "statutes on city diplomacy enacted by nations", Event.STATUTE_ENACTED)
_times("suspended", "agreements suspended by a statute", Event.SUSPENDED)
_times("severed", "agreements ended by a rupture between nations", Event.SEVERED)
_times("noticed", "acts of cities that their nations noticed", Event.NOTICED)
_times("sanctions", "grants withheld by nations", Event.SANCTIONED)
_times("objections", "objections by nations", Event.OBJECTED)
_times("endorsements", "endorsements by nations", Event.ENDORSED)
_times("consent_refused", "refusals of consent", Event.CONSENT_REFUSED)
_times("refused_at_home", "refusals to ratify", Event.REFUSED)
_times("compliance", "cities under pressure that complied", Event.COMPLIED)
_times("defiance", "cities under pressure that defied their nation", Event.DEFIED)
_times("lawsuits", "cities under pressure that went to court", Event.LITIGATED)
_times("breaches", "breaches", Event.BREACHED)
_times("renewals", "renewals", Event.RENEWED)


def _reaction(name: str, about: str, *kinds: Event) -> None:
    """Define the share of noticed acts with a reaction of some kinds."""

    def read(world: "World", chosen: Chosen) -> float:
        return share(times(world, chosen, *kinds), times(world, chosen, Event.NOTICED))

    FAMILY.add(name, f"share of noticed acts that nations {about}", "share", read)


_reaction("endorsed_share", "endorse", Event.ENDORSED)
_reaction("objected_share", "object to", Event.OBJECTED)
_reaction("sanctioned_share", "sanction", Event.SANCTIONED)


SOON = 3  # months


@FAMILY.measure(
    "share of the ties of cities across a rupture that end within three months of it", "share",
    by=NOTHING, reason="it is about the first rupture",
)  # fmt: skip
def severed_soon(world: "World", _: Chosen) -> float:
    """Share of the ties in force between cities of nations that break with each other that end within three months."""
    state = world.state
    changes, book = state.relations.rows, state.book.rows
    broken = np.flatnonzero(changes.broken != 0)
    if not broken.size:
        return np.nan
    month = int(changes.month[broken].min())
    broken = broken[changes.month[broken] == month]
    apart = set(zip(changes.one[broken].tolist(), changes.other[broken].tolist(), strict=True))
    held = (book.in_force > NEVER) & (book.in_force < month) & ((book.ended == NEVER) | (book.ended >= month))
    which = np.flatnonzero(held & (book.kind == Kind.CITY_CITY) & (book.size == PAIR))
    ends = state.actors.nation[state.book.parties.actor[state.book.pair(which)]].tolist()
    across = np.array([(one, other) in apart for one, other in ends], dtype=bool)
    ended = (book.ended[which] != NEVER) & (book.ended[which] < month + SOON)
    return share_of(ended[across])


@FAMILY.measure("share of noticed acts that nations ignore", "share")
def ignored_share(world: "World", chosen: Chosen) -> float:
    """Share of noticed acts that are neither endorsed nor opposed."""
    noticed = times(world, chosen, Event.NOTICED)
    return share(noticed - times(world, chosen, Event.ENDORSED, Event.OBJECTED, Event.SANCTIONED), noticed)


# Each is one act of one side against the other: an objection that a city defies is two.
CONFLICTS = (Event.CONSENT_REFUSED, Event.OBJECTED, Event.SANCTIONED, Event.LITIGATED, Event.DEFIED)
REPLIES = (Event.COMPLIED, Event.LITIGATED, Event.DEFIED)
NO_TALKS = (Reason.CHILLED, Reason.BARRED)


@FAMILY.measure(
    "conflict events of cities with their nations: refusals of consent, objections, sanctions, hits by statutes, suits, "
    "defiance, chilled talks",
    "times",
)
def conflicts(world: "World", chosen: Chosen) -> float:
    """Count the conflict events."""
    log, mine = world.state.ledger.events, cities_of(world, chosen)
    hits = log.detail[selected.events(world, mine, *REPLIES)] == Pressure.ENFORCE
    failed = np.isin(log.detail[selected.events(world, mine, Event.FAILED)], NO_TALKS)
    return times(world, mine, *CONFLICTS) + count(hits) + count(failed)


def cities_of(world: "World", chosen: Chosen) -> Chosen:
    """Choose the chosen cities and the cities of the chosen nations: every conflict event concerns a city."""
    state, actors = world.state, np.zeros(world.state.n_actors, dtype=bool)
    cities = np.arange(state.n_cities)
    actors[cities] = chosen.actors[cities] | chosen.actors[state.actors.nation[cities]]
    return chosen._replace(actors=actors)


@FAMILY.measure("conflict events per 100 city-years", "per 100 city-years")
def conflict_rate(world: "World", chosen: Chosen) -> float:
    """Conflict events of the chosen cities, or of the cities of the chosen nations, per 100 of their years."""
    months = max(0, min(chosen.last, world.month - 1) - chosen.first + 1)
    years = count(cities_of(world, chosen).actors) * months / statutes.MONTHS_A_YEAR
    return share(100.0 * conflicts(world, chosen), years)


@FAMILY.measure("opposition of nations to the ideal terms of their cities, mean over attempts to agree", "1")
def conflict_intensity(world: "World", chosen: Chosen) -> float:
    """Conflict per attempt: what the nation would lose by the city's own ideal commitments on the agenda."""
    return mean(attempts.opposition(world, chosen))


@FAMILY.measure("share of cities under pressure that defied their nation or went to court", "share")
def resisted_share(world: "World", chosen: Chosen) -> float:
    """Among the replies of cities under pressure, the share that defied or went to court."""
    resisted = times(world, chosen, Event.DEFIED, Event.LITIGATED)
    return share(resisted, resisted + times(world, chosen, Event.COMPLIED))


@FAMILY.measure("disputes between nations and their cities", "disputes")
def disputes(world: "World", chosen: Chosen) -> float:
    """Count the disputes that began."""
    return float(len(selected.disputes(world, chosen)))


@FAMILY.measure("share of disputes between a mayor and a government of one party", "share")
def same_party_disputes(world: "World", chosen: Chosen) -> float:
    """Among disputes, the share where mayor and government shared a party when it began."""
    at, rows = selected.disputes(world, chosen), world.state.disputes.rows
    return share_of(parties.in_office_together(world, rows.city[at], rows.nation[at], rows.opened[at]))


@FAMILY.measure(
    "hazard of a statute where mayors support far more than the government, over that where they support less", "ratio"
)
def statute_hazard_ratio(world: "World", chosen: Chosen) -> float:
    """Hazard of a statute at a gap of ``HIGH_DIVERGENCE`` and more, over the hazard at a gap below 0."""
    return statutes.hazard_ratio(world, chosen)


@FAMILY.measure("share of the statutes that governments opposed on their issue passed", "share")
def opposed_statutes(world: "World", chosen: Chosen) -> float:
    """Share of the statutes passed by governments that oppose commitments on the issue."""
    return statutes.opposed_share(world, chosen)


@FAMILY.measure(
    "share of the pairs of a nation and an issue with a statute at the end", "share",
    by=ACTORS | ISSUES, reason="it is read off the last month of the run",
)  # fmt: skip
def statute_cells(world: "World", chosen: Chosen) -> float:
    """Share of the pairs of a nation and an issue with a statute at the end."""
    return statutes.cells(world, chosen)
