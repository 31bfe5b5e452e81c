"""What can be read off a run: named numbers, each with what it is and its unit.

A measure is a function of a world after its last month. The burn-in is left out: "in the months of the run" means
from month 0. A design names a measure of its own as ``file.py:function``.

The file is long because it is the one list of measures.
"""

import re
import runpy
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.measures import scoped
from paradiplomacy.experiments.measures.measure import Measure, mean, share
from paradiplomacy.experiments.measures.membership import MEMBERSHIP_MEASURES
from paradiplomacy.experiments.measures.patterns import PATTERN_MEASURES
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, Kind, PartyStatus, Reason, Status
from paradiplomacy.scenarios.format.problem import did_you_mean, shown
from paradiplomacy.scenarios.names import scope

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

OWN = re.compile(r"(?P<file>[^:]+\.py):(?P<name>[A-Za-z_]\w*)")
CLOSED = ("closed_local", "closed_national", "closed_joint")
HALF = 0.5
IN_TALKS = (Reason.NO_ZONE, Reason.OUT_OF_TIME, Reason.CHILLED)


def measure(name: str) -> Measure:
    """A measure by its name, by ``file.py:function``, or restricted: ``signed of cities:USA on climate``.

    Raises:
        KeyError: There is none of this name.
    """
    own = OWN.fullmatch(name)
    if own is not None:
        return _own(own["file"], own["name"])
    return MEASURES[name] if name in MEASURES else _restricted(name)


@cache
def _restricted(text: str) -> Measure:
    """A measure of some actors, issues and months."""
    try:
        asked = scope.parse(text)
    except ValueError as error:
        raise KeyError(text) from error
    found = scoped.SCOPED[asked.measure]
    return Measure(f"{found.about} ({text})", found.unit, lambda world: found.of(world, scoped.choose(world, asked)))


def fault(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a measure and what would be right; None where there is such a measure."""
    if name in MEASURES or OWN.fullmatch(name):
        return None
    try:
        asked = scope.parse(name)
    except ValueError as error:
        return f"{shown(name)} is no measure", str(error)
    known = (*MEASURES, *scoped.SCOPED) if asked.whole else tuple(scoped.SCOPED)
    if asked.measure in scoped.SCOPED:
        return None
    if asked.measure in MEASURES:
        return f"{shown(asked.measure)} cannot be restricted", did_you_mean(asked.measure, known)
    return f"{shown(asked.measure)} is no measure", did_you_mean(asked.measure, known)


@cache
def _own(file: str, name: str) -> Measure:
    function = runpy.run_path(file)[name]
    return Measure((function.__doc__ or name).strip().partition("\n")[0], "1", function)


def agreements(world: "World", kind: Kind | None = None) -> float:
    """Agreements in force at the end, of a kind or of all."""
    book = world.state.book.rows
    which = book.status == Status.IN_FORCE
    return float(np.count_nonzero(which if kind is None else which & (book.kind == kind)))


def signed(world: "World", kind: Kind | None = None) -> float:
    """Agreements signed in the months of the run, of a kind or of all."""
    book = world.state.book.rows
    which = book.signed >= 0
    return float(np.count_nonzero(which if kind is None else which & (book.kind == kind)))


def success_share(world: "World", kind: Kind | None = None) -> float:
    """Of the negotiations that ended in the months of the run, the share that ended with a signature."""
    book = world.state.book.rows
    which = np.ones(len(book.kind), dtype=bool) if kind is None else book.kind == kind
    won = np.count_nonzero(which & (book.signed >= 0))
    lost = which & (book.status == Status.FAILED) & (book.ended >= 0) & np.isin(book.reason, IN_TALKS)
    return share(won, won + np.count_nonzero(lost))


def months_to_force(world: "World", kind: Kind | None = None) -> float:
    """Median months from the first talk to force, of what came into force in the months of the run."""
    book = world.state.book.rows
    which = book.in_force >= 0
    if kind is not None:
        which &= book.kind == kind
    taken = (book.in_force - book.opened)[which]
    return float(np.median(taken)) if taken.size else np.nan


def class_share(world: "World", *classes: Diplomacy) -> float:
    """Share of classes in the city diplomacy of agreements signed in the months of the run, once for each city."""
    book = world.state.book.rows
    found = book.diplomacy[book.signed >= 0]
    return share(np.count_nonzero(np.isin(found, classes)), np.count_nonzero(found != Diplomacy.NONE))


def resisted_share(world: "World") -> float:
    """Of the replies of cities under pressure in the months of the run, the share that defied or went to court."""
    resisted = events(world, Event.DEFIED, Event.LITIGATED)
    return share(resisted, resisted + events(world, Event.COMPLIED))


def depth(world: "World", kind: Kind | None = None) -> float:
    """Mean depth on the issues that agreements in force cover, of a kind or of all."""
    book = world.state.book.rows
    terms = book.terms[_in_force(world, kind)]
    return mean(terms[terms > 0])


def delivered_share(world: "World", kind: Kind | None = None) -> float:
    """Mean share of what was agreed that parties delivered in their last year, agreements in force at the end."""
    done = world.state.book.rows.delivered[_in_force(world, kind)]
    return mean(done[~np.isnan(done)])


def _in_force(world: "World", kind: Kind | None) -> np.ndarray:
    """Which agreements are in force, of a kind or of all."""
    book = world.state.book.rows
    which: np.ndarray = book.status == Status.IN_FORCE
    return which if kind is None else which & (book.kind == kind)


def gain(world: "World", level: str) -> float:
    """Mean gain of cities or nations from the agreements signed in the months of the run, at signature."""
    book = world.state.book.rows
    which = np.flatnonzero(book.signed >= 0)
    is_city = book.party[which] < world.state.n_cities
    gains = book.gain[which][is_city if level == "city" else ~is_city]
    return mean(gains[~np.isnan(gains)])


def events(world: "World", *kinds: Event) -> float:
    """How often something happened in the months of the run."""
    log = world.state.ledger.events
    return float(np.count_nonzero(np.isin(log.kind, kinds) & (log.month >= 0)))


def recorded_mean(world: "World", name: str) -> float:
    """Mean over the months of the run of a number that is recorded monthly."""
    recorder = world.state.recorder
    found = [row[name] for month, row in zip(recorder.months, recorder.totals, strict=True) if month >= 0]
    return mean(np.array(found, dtype=float))


def recorded_end(world: "World", name: str) -> float:
    """The last value of a number that is recorded monthly."""
    recorder = world.state.recorder
    return float(recorder.totals[-1][name]) if recorder.totals else np.nan


def effort_of_cities(world: "World") -> float:
    """Effort of cities over the sum of the mean efforts of both levels, at the end."""
    city, nation = recorded_end(world, "effort_city"), recorded_end(world, "effort_nation")
    return share(city, city + nation)


def by_challenge(world: "World", name: str, issue: str = "") -> np.ndarray:
    """What is recorded of the challenges in the months of the run: (months, challenges), or of one issue (months, 1)."""
    recorder, issues = world.state.recorder, world.state.issues
    names = [issues[k].name for k in world.state.challenges.issue if issue in ("", issues[k].name)]
    rows = [row for month, row in zip(recorder.months, recorder.totals, strict=True) if month >= 0]
    return np.array([[row[f"challenge_{name}_{each}"] for each in names] for row in rows]).reshape(
        len(rows), len(names)
    )


def challenge(world: "World", *names: str, issue: str = "") -> float:
    """Sum of what is recorded of challenges in the last month, mean over the challenges, or of one issue."""
    last = sum(by_challenge(world, name, issue)[-1:] for name in names)
    return mean(np.asarray(last))


def months_to_half(world: "World", *, closed: bool, issue: str = "") -> float:
    """First month in which half of what comes in is closed, or in which the stock is half of what it was.

    Of all challenges together, or of one issue; NaN where the run does not see it.
    """
    if closed:
        reached = np.add.reduce([by_challenge(world, name, issue) for name in CLOSED]).mean(axis=1) >= HALF
    else:
        stock = by_challenge(world, "stock", issue)
        reached = (stock / stock[:1]).mean(axis=1) <= HALF
    return float(np.argmax(reached)) if reached.any() else np.nan


def urban_growth(world: "World") -> float:
    """Share of people who live in modelled cities, at the end over the first month of the run."""
    recorder, n = world.state.recorder, world.state.n_cities
    people = [p for month, p in zip(recorder.months, recorder.actors["population"], strict=True) if month >= 0]
    first, last = (mean(each[:n]) / mean(each[n:]) for each in (people[0], people[-1]))
    return last / first


def partner_gap(world: "World") -> float:
    """Mean distance, over issues, between the publics of two cities that have an agreement in force at the end."""
    state = world.state
    book, n = state.book.rows, state.n_cities
    pairs = book.party[(book.status == Status.IN_FORCE) & (book.party < n).all(axis=1)]
    return mean(np.abs(state.actors.public[pairs[:, 0]] - state.actors.public[pairs[:, 1]]))


def withdrawn(world: "World") -> float:
    """Agreements that a party left in the months of the run."""
    book = world.state.book.rows
    left = (book.party_status == PartyStatus.WITHDRAWN).any(axis=1) & (book.ended >= 0)
    return float(np.count_nonzero(left))


def _kinds(about: str, unit: str, name: str, of: Callable[..., float]) -> dict[str, Measure]:
    """A measure of all agreements, and of each kind."""
    found = {name: Measure(about, unit, of)}
    for kind in Kind:
        words = kind.name.lower()
        found[f"{name}_{words}"] = Measure(f"{about}: {words.replace('_', ' and ')}", unit, partial(of, kind=kind))
    return found


def _count(about: str, *kinds: Event) -> Measure:
    return Measure(f"{about} in the months of the run", "times", lambda world: events(world, *kinds))


def _class(diplomacy: Diplomacy) -> Measure:
    words = diplomacy.name.lower().replace("_", " ")
    return Measure(f"share of {words} in city diplomacy", "share", lambda world: class_share(world, diplomacy))


def _end(about: str, unit: str, name: str) -> Measure:
    return Measure(f"{about}, at the end", unit, lambda world: recorded_end(world, name))


def _challenge(about: str, unit: str, *names: str) -> Measure:
    return Measure(f"{about}, mean of the challenges at the end", unit, lambda world: challenge(world, *names))


def _climate(about: str, unit: str, *names: str) -> Measure:
    told = f"{about}, challenge of climate at the end"
    return Measure(told, unit, lambda world: challenge(world, *names, issue="climate"))


def _average(about: str, unit: str, name: str) -> Measure:
    return Measure(f"{about}, mean of the months", unit, lambda world: recorded_mean(world, name))


MEASURES: dict[str, Measure] = {
    **_kinds("agreements in force at the end", "agreements", "agreements", agreements),
    **_kinds("agreements signed in the months of the run", "agreements", "signed", signed),
    **_kinds("median months from the first talk to force", "months", "months_to_force", months_to_force),
    **_kinds("share of ended negotiations that were signed", "share", "success_share", success_share),
    **_kinds("mean depth of agreements in force, on the issues they cover", "share", "depth", depth),
    **_kinds(
        "mean share delivered of what was agreed, in force at the end", "share", "delivered_share", delivered_share
    ),
    "gain_city": Measure("mean gain of cities at signature", "% of budget", lambda world: gain(world, "city")),
    "gain_nation": Measure("mean gain of nations at signature", "% of budget", lambda world: gain(world, "nation")),
    "antagonism": _average("antagonism of an act of city diplomacy, mean of nations with acts", "1", "antagonism"),
    "antagonism_per_city": _average(
        "antagonism of all acts of a city in a year", "1 per city and year", "antagonism_per_city"
    ),
    "divergence": _average("distance of cities' leaders from their nations'", "1", "divergence"),
    "bypass_share": _class(Diplomacy.BYPASS),
    "disharmony_share": _class(Diplomacy.PARALLEL_DISHARMONY),
    "joint_share": _class(Diplomacy.COOPERATIVE_JOINT),
    "with_or_beside_share": Measure(
        "share of city diplomacy with or beside the nation, not against it",
        "share",
        lambda world: class_share(world, Diplomacy.COOPERATIVE_JOINT, Diplomacy.PARALLEL_HARMONY),
    ),
    "pressure": _count(
        "objections, sanctions and laws of nations", Event.OBJECTED, Event.SANCTIONED, Event.LAW_ENACTED
    ),
    "resisted_share": Measure("share of cities under pressure that defied or went to court", "share", resisted_share),
    "laws": _count("laws that nations enacted against their cities' agreements", Event.LAW_ENACTED),
    "preempted": _count("agreements that a law preempted", Event.PREEMPTED),
    "sanctions": _count("grants that nations withheld", Event.SANCTIONED),
    "objections": _count("objections of nations", Event.OBJECTED),
    "endorsements": _count("endorsements by nations", Event.ENDORSED),
    "consent_refused": _count("refusals of consent", Event.CONSENT_REFUSED),
    "refused_at_home": _count("refusals to ratify", Event.REFUSED),
    "defiance": _count("defiance of cities", Event.DEFIED),
    "lawsuits": _count("lawsuits of cities", Event.LITIGATED),
    "breaches": _count("breaches", Event.BREACHED),
    "renewals": _count("renewals", Event.RENEWED),
    "withdrawals": Measure("agreements that a party left in the months of the run", "agreements", withdrawn),
    "effort_city": _end("mean effort of cities on an issue", "share", "effort_city"),
    "effort_nation": _end("mean effort of nations on an issue", "share", "effort_nation"),
    "effort_of_cities": Measure("effort of cities over that of both levels, at the end", "share", effort_of_cities),
    "trust_city": _end("trust in cities", "share", "trust_city"),
    "trust_nation": _end("trust in nations", "share", "trust_nation"),
    "reputation_city": _end("reputation of cities", "share", "reputation_city"),
    "reputation_nation": _end("reputation of nations", "share", "reputation_nation"),
    "urban_growth": Measure("urban share over that of the first month", "1", urban_growth),
    "partner_gap": Measure("distance between the publics of cities with an agreement", "1", partner_gap),
    "closed": _challenge("share closed", "share", *CLOSED),
    "closed_by_cities": _challenge("share closed by what cities do alone", "share", "closed_local"),
    "closed_by_nations": _challenge("share closed by what nations do alone", "share", "closed_national"),
    "closed_by_both": _challenge("share closed by what takes both levels", "share", "closed_joint"),
    "closed_in_hinterland": _challenge("share closed outside the modelled cities", "share", "closed_hinterland"),
    "challenge_stock": _challenge("stock over that of the start", "1", "stock"),
    "challenge_effort_city": _challenge("effort of cities by activity", "share", "effort_city"),
    "challenge_effort_nation": _challenge("effort of nations by their cities' activity", "share", "effort_nation"),
    "challenge_need": _challenge("need of actors", "share", "need"),
    "burden_city": _challenge("cost of cities' effort", "% of GDP", "burden_city"),
    "burden_nation": _challenge("cost of nations' effort", "% of GDP", "burden_nation"),
    "burden_gini": _challenge("Gini of the burden per GDP between actors", "share", "burden_gini"),
    "months_to_half_closed": Measure(
        "months until half of the challenges is closed", "months", lambda world: months_to_half(world, closed=True)
    ),
    "months_to_half_stock": Measure(
        "months until the stock of the challenges is half of what it was",
        "months",
        lambda world: months_to_half(world, closed=False),
    ),
    "closed_climate": _climate("share closed", "share", *CLOSED),
    "stock_climate": _climate("stock over that of the start", "1", "stock"),
    "effort_city_climate": _climate("effort of cities by activity", "share", "effort_city"),
    "effort_nation_climate": _climate("effort of nations by their cities' activity", "share", "effort_nation"),
    "months_to_half_closed_climate": Measure(
        "months until half of the challenge of climate is closed",
        "months",
        lambda world: months_to_half(world, closed=True, issue="climate"),
    ),
    **MEMBERSHIP_MEASURES,
    **PATTERN_MEASURES,
}
