"""Facts of one city or nation: attributes with units, agreements, recent history."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.agents.columns import described
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus, Status
from paradiplomacy.visualisation.session.facts.feed import dated, issues_of
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.theme.palette import look

SHOWN = (
    "population", "gdp", "trust", "reputation", "pragmatism", "concession", "capacity", "autonomy", "grant_share",
    "decentralisation", "court", "democracy", "urban_share", "veto_players",
)  # fmt: skip
BY_ISSUE = ("position", "public", "need", "salience", "promised", "effort")
MOST_TIES = 40
MOST_HISTORY = 60
NOT_IN_HISTORY = (Event.REVIEWED, Event.CLASSED, Event.OPENED, Event.FAILED, Event.INHERITED, Event.COORDINATED)
"""Events that are too frequent for the short history of an actor."""


@dataclass(frozen=True)
class Attribute:
    """One attribute with its unit and its meaning."""

    name: str
    value: float
    unit: str
    about: str


@dataclass(frozen=True)
class TieFacts:
    """One agreement of an actor, as a row of a table."""

    number: int
    partner: str
    row: int
    status: str
    issues: str
    diplomacy: str


@dataclass(frozen=True)
class ClubFacts:
    """A club or treaty to which an actor is invited: its name, the actor's status, what it gives, and whether that was bargained."""

    club: str
    status: str
    gives: str
    bargained: bool


@dataclass(frozen=True)
class ActorFacts:
    """A city or nation: identity, attributes, agreements, clubs, recent history."""

    row: int
    id: str
    name: str
    nation: str
    level: str
    party: str
    attributes: tuple[Attribute, ...]
    issues: tuple[str, ...]
    by_issue: tuple[tuple[str, str, tuple[float, ...]], ...]
    ties: tuple[TieFacts, ...]
    live: int
    clubs: tuple[ClubFacts, ...]
    history: tuple[tuple[str, str], ...]


def actor_facts(state: State, roster: Roster, row: int) -> ActorFacts:
    """Return the facts of an actor.

    Args:
        state: The state of the world.
        roster: Its roster.
        row: Row of the actor.

    Returns:
        The facts of the present month.

    Raises:
        LookupError: No actor has this row.
    """
    if not 0 <= row < state.n_actors:
        raise LookupError(f"row {row}: expected 0 to {state.n_actors - 1}")
    live = state.book.live()
    ours = live[state.book.with_any(live, state.book.parties.actor[state.book.parties_of(live)] == row)][::-1]
    return ActorFacts(
        row=row,
        id=roster.ids[row],
        name=roster.names[row],
        nation=roster.names[int(roster.nation[row])],
        level=_level(state, row),
        party=state.party_labels[int(state.actors.party[row])],
        attributes=_attributes(state, row),
        issues=roster.issues,
        by_issue=_by_issue(state, row),
        ties=tuple(_tie(state, row, int(number)) for number in ours[:MOST_TIES]),
        live=len(ours),
        clubs=_clubs(state, row),
        history=_history(state, roster, row),
    )


def diplomacy_words(code: int) -> str:
    """Return the words of the map's legend for a class of diplomacy; empty for none."""
    return look(Diplomacy(code)).short


def _level(state: State, row: int) -> str:
    return "city" if row < state.n_cities else "nation"


def _attributes(state: State, row: int) -> tuple[Attribute, ...]:
    described_by = {name: described(name) for name in SHOWN}
    return tuple(
        Attribute(name.replace("_", " "), float(getattr(state.actors, name)[row]), about.unit, about.about)
        for name, about in described_by.items()
        if about.level in ("both", _level(state, row))
    )


def _by_issue(state: State, row: int) -> tuple[tuple[str, str, tuple[float, ...]], ...]:
    return tuple(
        (name, described(name).about, tuple(float(value) for value in getattr(state.actors, name)[row]))
        for name in BY_ISSUE
    )


def _tie(state: State, row: int, number: int) -> TieFacts:
    book, parties = state.book.rows, state.book.parties_of(np.array([number]))
    who = state.book.parties.actor[parties].tolist()
    partners = [actor for actor in who if actor != row]
    return TieFacts(
        number,
        ", ".join(state.names[partner] for partner in partners),
        partners[0],
        Status(int(book.status[number])).word,
        issues_of(state, number),
        diplomacy_words(int(state.book.parties.diplomacy[parties[who.index(row)]])),
    )


def _clubs(state: State, row: int) -> tuple[ClubFacts, ...]:
    rows = state.book.parties
    mine = np.flatnonzero((rows.actor == row) & (rows.club >= 0)).tolist()
    plans = [state.plans[int(state.register.clubs.rows.plan[rows.club[at]])] for at in mine]
    return tuple(
        ClubFacts(
            plan.name,
            PartyStatus(int(rows.status[at])).word,
            ", ".join(f"{state.issues[k].name} {rows.terms[at, k]:.2f}" for k in plan.issues if rows.terms[at, k] > 0)
            or "-",
            rule("charter", plan.charter).BARGAINED,
        )
        for at, plan in zip(mine, plans, strict=True)
    )


def _history(state: State, roster: Roster, row: int) -> tuple[tuple[str, str], ...]:
    log = state.ledger.events
    concerned = (log.actor == row) | (log.other == row)
    mine = np.flatnonzero(concerned & (log.month >= 0) & ~np.isin(log.kind, NOT_IN_HISTORY))
    return tuple(dated(state, roster, int(at)) for at in mine[::-1][:MOST_HISTORY])
