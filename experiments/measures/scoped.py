"""Measures of some actors, issues and months only: ``signed of cities:USA on climate since 2017-06``.

A measure here is a function of a world and of what is chosen in it. An agreement is chosen where one of its parties
and one of its issues are; an act of city diplomacy where its city is, or the nation of that city.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paradiplomacy.agents.issues import JOINT, LOCAL, NATIONAL
from paradiplomacy.experiments.measures import membership
from paradiplomacy.experiments.measures.measure import mean, share
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_AGREEMENT, NO_ISSUE
from paradiplomacy.model.vocabulary import Diplomacy, Kind, Reason, Status
from paradiplomacy.scenarios.names import known, selector
from paradiplomacy.scenarios.names.scope import Scope

if TYPE_CHECKING:
    from paradiplomacy.model.state import State
    from paradiplomacy.model.world import World

IN_TALKS = (Reason.NO_ZONE, Reason.OUT_OF_TIME, Reason.CHILLED)
AGAINST = (Diplomacy.PARALLEL_DISHARMONY, Diplomacy.BYPASS, Diplomacy.COORDINATED_OPPOSED)
FOREVER = 10**6


class Chosen(NamedTuple):
    """What a measure is read off.

    Attributes:
        actors: (actors,) whether each is chosen.
        issues: (K,) whether each is chosen.
        first, last: First and last month.
        all_issues: Whether no issue was named, so that what has none counts too.
        among: Whether all parties of an agreement have to be chosen, not one of them.
    """

    actors: np.ndarray
    issues: np.ndarray
    first: int
    last: int
    all_issues: bool
    among: bool

    def when(self, months: np.ndarray) -> np.ndarray:
        """Whether months are chosen."""
        chosen: np.ndarray = (months >= self.first) & (months <= self.last)
        return chosen


class Scoped(NamedTuple):
    """A number that is read off a part of a run."""

    about: str
    unit: str
    of: Callable[["World", Chosen], float]


def choose(world: "World", scope: Scope) -> Chosen:
    """What a scope means in a world; the months of the run where it names none."""
    state = world.state
    names = [issue.name for issue in state.issues]
    first = max(0, month_of(state.start, scope.since)) if scope.since else 0
    last = month_of(state.start, scope.until) if scope.until else FOREVER
    actors = np.ones(state.n_actors, dtype=bool)
    if scope.who:
        actors = np.logical_or.reduce([_meant(state, text) for text in scope.who])
    issues = np.array([not scope.issues or name in scope.issues for name in names])
    return Chosen(actors, issues, first, last, all_issues=not scope.issues, among=scope.among)


def _meant(state: "State", text: str) -> np.ndarray:
    """Whether each actor of a world is meant by a selector."""
    kind, key = selector.parse(text)
    n, ids = state.n_cities, np.array(state.identities, dtype=object)
    nation = ids[state.actors.nation]
    city = np.arange(state.n_actors) < n
    match kind:
        case "nation" | "city_id":
            return np.asarray(ids == key)
        case "city_name":
            return np.isin(ids, known.known().cities.get(key, ()))
        case "cities_of_nation":
            return np.asarray(city & (nation == key))
        case "cities_of_group":
            return city & np.isin(nation, _group("nations", "iso3", key))
        case _ if key in ("cities", "nations"):
            return city if key == "cities" else ~city
        case _:
            table, column = ("cities", "id") if key in selector.CITY_GROUPS else ("nations", "iso3")
            return np.isin(ids, _group(table, column, key))


def _group(table: str, column: str, group: str) -> list[str]:
    from paradiplomacy.scenarios.world import people  # not above: designs are checked without compiled rules

    return [row[column] for row in people.rows_of(table) if row[group] == "1"]


def touches(world: "World", chosen: Chosen) -> np.ndarray:
    """Whether each agreement has chosen parties and a chosen issue: on its agenda, or in its terms once it has some."""
    book = world.state.book.rows
    terms = book.terms > 0
    covers = np.where((book.signed != NEVER)[:, None], terms, book.agenda)[:, chosen.issues].any(axis=1)
    parties = chosen.actors[book.party]
    found: np.ndarray = (parties.all(axis=1) if chosen.among else parties.any(axis=1)) & covers
    return found


def agreements(world: "World", chosen: Chosen, kind: Kind | None = None) -> float:
    """Agreements in force at the end."""
    book = world.state.book.rows
    return _number(_of_kind(world, touches(world, chosen) & (book.status == Status.IN_FORCE), kind))


def signed(world: "World", chosen: Chosen, kind: Kind | None = None) -> float:
    """Agreements signed."""
    book = world.state.book.rows
    return _number(_of_kind(world, touches(world, chosen) & chosen.when(book.signed), kind))


def opened(world: "World", chosen: Chosen) -> float:
    """Negotiations opened."""
    return _number(touches(world, chosen) & chosen.when(world.state.book.rows.opened))


def failed(world: "World", chosen: Chosen, *reasons: Reason) -> float:
    """Negotiations that ended without a signature, for some reasons."""
    book = world.state.book.rows
    lost = (book.status == Status.FAILED) & np.isin(book.reason, reasons) & chosen.when(book.ended)
    return _number(touches(world, chosen) & lost)


def success_share(world: "World", chosen: Chosen) -> float:
    """Of the negotiations that ended, the share that ended with a signature."""
    won = signed(world, chosen)
    return share(won, won + failed(world, chosen, *IN_TALKS))


def depth(world: "World", chosen: Chosen) -> float:
    """Mean depth on the chosen issues of what was signed."""
    book = world.state.book.rows
    terms = book.terms[touches(world, chosen) & chosen.when(book.signed)][:, chosen.issues]
    return mean(terms[terms > 0])


def gain(world: "World", chosen: Chosen) -> float:
    """Mean gain of the chosen parties from what was signed, at signature."""
    book = world.state.book.rows
    rows = touches(world, chosen) & chosen.when(book.signed)
    gains = book.gain[rows][chosen.actors[book.party[rows]]]
    return mean(gains[~np.isnan(gains)])


def gain_of_partners(world: "World", chosen: Chosen) -> float:
    """Mean gain of those who signed with the chosen parties, at signature."""
    book = world.state.book.rows
    rows = touches(world, chosen) & chosen.when(book.signed)
    gains = book.gain[rows][:, ::-1][chosen.actors[book.party[rows]]]
    return mean(gains[~np.isnan(gains)])


class Acts(NamedTuple):
    """Acts of city diplomacy: an agreement that was signed, as what one of its cities does."""

    agreement: np.ndarray
    side: np.ndarray
    city: np.ndarray
    nation: np.ndarray


def acts(world: "World", chosen: Chosen) -> Acts:
    """The acts of city diplomacy that were signed in the chosen months."""
    state = world.state
    book = state.book.rows
    covers = (book.terms[:, chosen.issues] > 0).any(axis=1) & chosen.when(book.signed)
    row, side = np.nonzero((book.diplomacy != Diplomacy.NONE) & covers[:, None])
    city = book.party[row, side]
    nation = state.actors.nation[city]
    mine = chosen.actors[city] | chosen.actors[nation]
    return Acts(row[mine], side[mine], city[mine], nation[mine])


def class_share(world: "World", chosen: Chosen, *classes: Diplomacy) -> float:
    """Share of some classes in acts of city diplomacy."""
    found = acts(world, chosen)
    return share(np.isin(world.state.book.rows.diplomacy[found.agreement, found.side], classes).sum(), len(found.city))


def against(world: "World", chosen: Chosen) -> float:
    """Acts of city diplomacy that do not serve the nation."""
    found = acts(world, chosen)
    return _number(np.isin(world.state.book.rows.diplomacy[found.agreement, found.side], AGAINST))


def opposition(world: "World", chosen: Chosen) -> float:
    """Mean over acts of city diplomacy of salience x max(0, -alignment) x visibility, as the nation last saw them."""
    return mean(_opposition(world, chosen))


def opposition_in_all(world: "World", chosen: Chosen) -> float:
    """The same, added up: 0 where there is no act."""
    return float(sum(_opposition(world, chosen).tolist()))


def _opposition(world: "World", chosen: Chosen) -> np.ndarray:
    state, found = world.state, acts(world, chosen)
    book, actors = state.book.rows, state.actors
    covered = book.terms[found.agreement] > 0
    weight = (actors.salience[found.nation] * covered).sum(axis=1)
    against = np.maximum(0.0, -book.alignment[found.agreement, found.side])
    values: np.ndarray = weight * against * book.visibility[found.agreement]
    return values


def antagonism(world: "World", chosen: Chosen) -> float:
    """Mean of the recorded index over the chosen months, of those chosen who have one: cities, or nations."""
    recorder = world.state.recorder
    found = [
        mean(index[chosen.actors & ~np.isnan(index)].astype(float))
        for month, index in zip(recorder.months, recorder.actors["antagonism"], strict=True)
        if chosen.first <= month <= chosen.last
    ]
    months = np.array(found, dtype=float)
    return mean(months[~np.isnan(months)])


def same_party_share(world: "World", chosen: Chosen) -> float:
    """Of the acts that do not serve the nation, the share in which mayor and government were of one party."""
    found = acts(world, chosen)
    book = world.state.book.rows
    against = np.isin(book.diplomacy[found.agreement, found.side], AGAINST)
    month = book.signed[found.agreement][against]
    same = _same_party(world, found.city[against], found.nation[against], month)
    return share(np.count_nonzero(same), len(same))


def same_party_disputes(world: "World", chosen: Chosen) -> float:
    """Of the disputes, the share in which mayor and government were of one party when it began."""
    rows = world.state.disputes.rows
    mine = chosen.actors[rows.city] | chosen.actors[rows.nation]
    at = np.flatnonzero(mine & chosen.issues[rows.issue] & chosen.when(rows.opened))
    same = _same_party(world, rows.city[at], rows.nation[at], rows.opened[at])
    return share(np.count_nonzero(same), len(same))


def disputes(world: "World", chosen: Chosen) -> float:
    """Disputes that began."""
    rows = world.state.disputes.rows
    mine = chosen.actors[rows.city] | chosen.actors[rows.nation]
    return _number(mine & chosen.issues[rows.issue] & chosen.when(rows.opened))


def _same_party(world: "World", city: np.ndarray, nation: np.ndarray, month: np.ndarray) -> np.ndarray:
    recorder = world.state.recorder
    first = recorder.months[0] if recorder.months else 0
    party = recorder.actors["party"]
    return np.array(
        [party[m - first][i] == party[m - first][n] for i, n, m in zip(city, nation, month, strict=True)], dtype=bool
    )


def count(world: "World", chosen: Chosen, *kinds: Event) -> float:
    """How often something happened that a chosen actor did or was concerned by, on a chosen issue."""
    log, book = world.state.ledger.events, world.state.book.rows
    at = np.flatnonzero(np.isin(log.kind, kinds) & chosen.when(log.month))
    who = (chosen.actors[log.actor[at]] & (log.actor[at] >= 0)) | (chosen.actors[log.other[at]] & (log.other[at] >= 0))
    issue, agreement = log.issue[at], log.agreement[at]
    on = np.full(len(at), chosen.all_issues)
    has_issue, has_agreement = issue != NO_ISSUE, (issue == NO_ISSUE) & (agreement != NO_AGREEMENT)
    on[has_issue] = chosen.issues[issue[has_issue]]
    on[has_agreement] = (book.terms[agreement[has_agreement]][:, chosen.issues] > 0).any(axis=1)
    return _number(who & on)


def column(world: "World", chosen: Chosen, name: str) -> float:
    """Mean of a column of the chosen actors, at the end."""
    values = getattr(world.state.actors, name)[chosen.actors]
    return mean(values[:, chosen.issues] if values.ndim == 2 else values)


def total(world: "World", chosen: Chosen, name: str) -> float:
    """Sum of a column of the chosen actors, at the end."""
    values = getattr(world.state.actors, name)[chosen.actors]
    return mean(values) * len(values)


def closed(world: "World", chosen: Chosen, *levels: int) -> float:
    """Share of the chosen challenges that is closed at the end where the chosen cities (or nations) are, by some levels."""
    from paradiplomacy.model.challenges.challenges import ces

    state, rho = world.state, world.settings.challenges.rho
    own, actors, n = state.challenges, state.actors, state.n_cities
    nation = actors.nation[:n]
    rows = np.flatnonzero(chosen.actors[:n] | chosen.actors[nation])
    shares = []
    for c in np.flatnonzero(chosen.issues[own.issue]).tolist():
        k = own.issue[c]
        city, above = actors.effort[rows, k], actors.effort[nation[rows], k]
        joint = np.array([ces(a, b, rho) for a, b in zip(city, above, strict=True)])
        done = (own.potential[c, rows] * np.stack([city, above, joint], axis=1))[:, levels].sum(axis=1)
        weight = (actors.gdp if own.by_gdp[c] else actors.population)[rows]
        shares.append(share(mean(done * weight), mean(weight)))
    return mean(np.array(shares))


def divergence(world: "World", chosen: Chosen) -> float:
    """Mean distance of cities' leaders from their nations', over the chosen months and issues."""
    state = world.state
    cities = np.arange(state.n_actors) < state.n_cities
    rows = np.flatnonzero(cities & (chosen.actors | chosen.actors[state.actors.nation]))
    nation = state.actors.nation[rows]
    recorder = state.recorder
    apart = [
        mean(np.abs(position[rows] - position[nation])[:, chosen.issues].astype(float))
        for month, position in zip(recorder.months, recorder.actors["position"], strict=True)
        if chosen.first <= month <= chosen.last
    ]
    return mean(np.array(apart))


def _of_kind(world: "World", which: np.ndarray, kind: Kind | None) -> np.ndarray:
    return which if kind is None else which & (world.state.book.rows.kind == kind)


def _number(which: np.ndarray) -> float:
    return float(np.count_nonzero(which))


def _kinds(about: str, name: str, of: Callable[..., float]) -> dict[str, Scoped]:
    """A measure of all agreements, and of each kind."""
    found = {name: Scoped(about, "agreements", of)}
    for kind in Kind:
        words = kind.name.lower()
        found[f"{name}_{words}"] = Scoped(
            f"{about}: {words.replace('_', ' and ')}", "agreements", partial(of, kind=kind)
        )
    return found


def _count(about: str, *kinds: Event) -> Scoped:
    return Scoped(about, "times", lambda world, chosen: count(world, chosen, *kinds))


def _failed(about: str, *reasons: Reason) -> Scoped:
    return Scoped(about, "negotiations", lambda world, chosen: failed(world, chosen, *reasons))


def _closed(about: str, *levels: int) -> Scoped:
    return Scoped(f"share of challenges closed {about} at the end", "share", lambda w, c: closed(w, c, *levels))


def _class(about: str, *classes: Diplomacy) -> Scoped:
    return Scoped(f"share of {about} in city diplomacy", "share", lambda w, c: class_share(w, c, *classes))


def _column(about: str, unit: str, name: str, of: Callable[..., float] = column) -> Scoped:
    return Scoped(f"{about}, at the end", unit, partial(of, name=name))


SCOPED: dict[str, Scoped] = {
    **_kinds("agreements in force at the end", "agreements", agreements),
    **_kinds("agreements signed", "signed", signed),
    "opened": Scoped("negotiations opened", "negotiations", opened),
    "chilled": _failed("negotiations that failed for fear of a nation", Reason.CHILLED),
    "no_zone": _failed("negotiations that found no terms that all sides accept", Reason.NO_ZONE),
    "blocked": _failed(
        "signatures that a refused consent, a law or pressure undid",
        Reason.CONSENT_REFUSED,
        Reason.PREEMPTED,
        Reason.COMPLIED,
    ),
    "success_share": Scoped("share of ended negotiations that were signed", "share", success_share),
    "depth": Scoped("mean depth of what was signed, on the issues it covers", "share", depth),
    "gain": Scoped("mean gain from what was signed, at signature", "% of budget", gain),
    "gain_of_partners": Scoped("mean gain of the other side, at signature", "% of budget", gain_of_partners),
    "joint_share": _class("cooperative joint", Diplomacy.COOPERATIVE_JOINT),
    "harmony_share": _class("parallel harmony", Diplomacy.PARALLEL_HARMONY),
    "disharmony_share": _class("parallel disharmony", Diplomacy.PARALLEL_DISHARMONY),
    "bypass_share": _class("bypass", Diplomacy.BYPASS),
    "against": Scoped("acts of city diplomacy that do not serve the nation", "acts", against),
    "against_share": _class("acts that do not serve the nation", *AGAINST),
    "opposition": Scoped("mean opposition of acts of city diplomacy to the nation", "1", opposition),
    "antagonism": Scoped("antagonism between cities and their nations, mean of the months", "1", antagonism),
    "same_party_share": Scoped("share of one party in acts that do not serve the nation", "share", same_party_share),
    "disputes": Scoped("disputes between nations and their cities", "disputes", disputes),
    "same_party_disputes": Scoped("share of one party in disputes", "share", same_party_disputes),
    "opposition_in_all": Scoped("opposition of all acts of city diplomacy to the nation", "1", opposition_in_all),
    "laws": _count("laws that nations enacted against their cities' agreements", Event.LAW_ENACTED),
    "preempted": _count("agreements that a law preempted", Event.PREEMPTED),
    "sanctions": _count("grants that nations withheld", Event.SANCTIONED),
    "objections": _count("objections of nations", Event.OBJECTED),
    "pressure": _count("objections, sanctions and laws", Event.OBJECTED, Event.SANCTIONED, Event.LAW_ENACTED),
    "endorsements": _count("endorsements by nations", Event.ENDORSED),
    "consent_refused": _count("refusals of consent", Event.CONSENT_REFUSED),
    "refused_at_home": _count("refusals to ratify", Event.REFUSED),
    "compliance": _count("cities that gave way", Event.COMPLIED),
    "defiance": _count("defiance of cities", Event.DEFIED),
    "lawsuits": _count("lawsuits of cities", Event.LITIGATED),
    "breaches": _count("breaches", Event.BREACHED),
    "renewals": _count("renewals", Event.RENEWED),
    "withdrawals": _count("withdrawals", Event.WITHDRAWN),
    "closed": _closed("by both levels", LOCAL, NATIONAL, JOINT),
    "closed_by_cities": _closed("by what cities do alone", LOCAL),
    "closed_by_nations": _closed("by what nations do alone", NATIONAL),
    "closed_by_both": _closed("by what takes both levels", JOINT),
    "club_members": Scoped("memberships in clubs at the end", "memberships", membership.club_members),
    "treaty_members": Scoped("memberships in treaties of nations at the end", "memberships", membership.treaty_members),
    "club_joins": Scoped("times that a club was joined", "times", membership.club_joins),
    "club_exits": Scoped("times that a club or treaty was left", "times", membership.club_exits),
    "club_growth": Scoped(
        "members at the end over those before, of the club that grew most", "1", membership.club_growth
    ),
    "club_effect": Scoped("effort of members beyond what they would do anyway", "share", membership.club_effect),
    "selection_share": Scoped(
        "share of members' effort that they would make anyway", "share", membership.selection_share
    ),
    "divergence": Scoped("distance of cities' leaders from their nations'", "1", divergence),
    "position": _column("mean position of leaders", "1", "position"),
    "public": _column("mean position of publics", "1", "public"),
    "need": _column("mean exposure", "share", "need"),
    "effort": _column("mean effort", "share", "effort"),
    "trust": _column("mean trust", "share", "trust"),
    "reputation": _column("mean reputation", "share", "reputation"),
    "gdp": _column("GDP", "US$ billion a year", "gdp", total),
    "population": _column("population", "persons", "population", total),
}
