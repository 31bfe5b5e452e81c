"""What the inspector shows of one actor or one agreement, frozen."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.agents.columns import described
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.log import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Form, Kind, PartyStatus, Reason, Status
from paradiplomacy.visualisation.session.roster import Cast
from paradiplomacy.visualisation.session.facts.feed import issues_of, sentence

SHOWN = (
    "population", "gdp", "trust", "reputation", "pragmatism", "concession", "capacity", "autonomy", "grant_share",
    "decentralisation", "court", "democracy", "urban_share", "veto_players",
)  # fmt: skip
BY_ISSUE = ("position", "public", "need", "salience", "promised", "effort")
CLASSES = {
    Diplomacy.COOPERATIVE_JOINT: "coordinated, in line",
    Diplomacy.COORDINATED_OPPOSED: "coordinated, not in line",
    Diplomacy.PARALLEL_HARMONY: "on its own, in line",
    Diplomacy.PARALLEL_DISHARMONY: "on its own, not in line",
    Diplomacy.BYPASS: "against its nation (bypass)",
}
MOST_TIES = 40
MOST_HISTORY = 60


@dataclass(frozen=True)
class Attribute:
    """One attribute with its unit and what it means."""

    name: str
    value: float
    unit: str
    about: str


@dataclass(frozen=True)
class TieFacts:
    """One agreement of an actor, as a line."""

    number: int
    partner: str
    row: int
    status: str
    issues: str
    diplomacy: str


@dataclass(frozen=True)
class ActorFacts:
    """A city or nation: who, attributes, ties, what it did lately."""

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
    history: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AgreementFacts:
    """An agreement: sides, terms, status, dates, how it stands to the nations.

    ``settled`` is the month in which its talks ended, with a signature or without, and ``settled_in`` the same as a
    date; None and empty while they go on, and where they ended before the first month.
    """

    number: int
    rows: tuple[int, int]
    names: tuple[str, str]
    kind: str
    form: str
    status: str
    reason: str
    issues: str
    agenda: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, ...], ...]
    history: tuple[tuple[str, str], ...]
    settled: int | None
    settled_in: str


def actor_facts(state: State, cast: Cast, row: int) -> ActorFacts:
    """The facts of an actor; raises IndexError for a row that is none."""
    if not 0 <= row < state.n_actors:
        raise IndexError(f"row {row}: want 0 to {state.n_actors - 1}")
    actors, level = state.actors, "city" if row < state.n_cities else "nation"
    attributes = []
    for name in SHOWN:
        about = described(name)
        if about.level in ("both", level):
            value = float(getattr(actors, name)[row])
            attributes.append(Attribute(name.replace("_", " "), value, about.unit, about.about))
    live = state.book.live()
    ours = live[(state.book.rows.party[live] == row).any(axis=1)][::-1]
    return ActorFacts(
        row=row,
        id=cast.ids[row],
        name=cast.names[row],
        nation=cast.names[int(cast.nation[row])],
        level=level,
        party=state.party_labels[int(actors.party[row])],
        attributes=tuple(attributes),
        issues=cast.issues,
        by_issue=tuple(
            (name, described(name).about, tuple(float(value) for value in getattr(actors, name)[row]))
            for name in BY_ISSUE
        ),
        ties=tuple(_tie(state, row, int(number)) for number in ours[:MOST_TIES]),
        live=len(ours),
        history=_history(state, cast, row),
    )


def _tie(state: State, row: int, number: int) -> TieFacts:
    book = state.book.rows
    a, b = book.party[number].tolist()
    side = 0 if a == row else 1
    partner = b if side == 0 else a
    return TieFacts(
        number,
        state.names[partner],
        partner,
        _word(Status(int(book.status[number]))),
        issues_of(state, number),
        _class(int(book.diplomacy[number, side])),
    )


def _history(state: State, cast: Cast, row: int) -> tuple[tuple[str, str], ...]:
    log = state.ledger.events
    quiet = (Event.REVIEWED, Event.CLASSED, Event.OPENED, Event.FAILED, Event.INHERITED, Event.COORDINATED)
    mine = np.flatnonzero(((log.actor == row) | (log.other == row)) & (log.month >= 0) & ~np.isin(log.kind, quiet))
    return tuple(_event(state, cast, int(at)) for at in mine[::-1][:MOST_HISTORY])


def _event(state: State, cast: Cast, at: int) -> tuple[str, str]:
    return cast.date(int(state.ledger.events.month[at])), sentence(state, at)


def agreement_facts(state: State, cast: Cast, number: int) -> AgreementFacts:
    """The facts of an agreement; raises LookupError for a number that is none (yet)."""
    book = state.book.rows
    if not 0 <= number < len(book.key):
        raise LookupError(f"agreement {number}: there are {len(book.key)} in this month")
    a, b = book.party[number].tolist()
    reason = int(book.reason[number])
    log = state.ledger.events
    told = np.flatnonzero((log.agreement == number) & (log.kind != Event.CLASSED))
    settled = int(book.signed[number] if book.signed[number] != NEVER else book.ended[number])
    return AgreementFacts(
        number=number,
        rows=(a, b),
        names=(state.names[a], state.names[b]),
        kind=Kind(int(book.kind[number])).word,
        form=_word(Form(int(book.form[number]))),
        status=_word(Status(int(book.status[number]))),
        reason="" if reason == Reason.NONE else _word(Reason(reason)),
        issues=issues_of(state, number),
        agenda=tuple(state.issues[k].name for k in np.flatnonzero(book.agenda[number])),
        dates=tuple(
            (name.replace("_", " "), cast.date(int(getattr(book, name)[number])))
            for name in ("opened", "signed", "in_force", "ended")
            if getattr(book, name)[number] != NEVER
        ),
        sides=tuple(_side(state, number, side) for side in range(2)),
        history=tuple(_event(state, cast, int(at)) for at in told),
        settled=settled if settled >= 0 else None,
        settled_in=cast.date(settled) if settled >= 0 else "",
    )


def _side(state: State, number: int, side: int) -> tuple[str, ...]:
    """One side: name, status, class, alignment, delivered share, as words."""
    book = state.book.rows
    row = int(book.party[number, side])

    def number_or_dash(value: float) -> str:
        return "-" if np.isnan(value) else f"{value:.2f}"

    return (
        state.names[row],
        _word(PartyStatus(int(book.party_status[number, side]))),
        _class(int(book.diplomacy[number, side])) or "-",
        number_or_dash(float(book.alignment[number, side])),
        number_or_dash(float(book.delivered[number, side])),
    )


def _class(code: int) -> str:
    """The words of the map's legend."""
    return CLASSES[Diplomacy(code)] if code else ""


def _word(member: Status | Form | Reason | Event | PartyStatus) -> str:
    return member.name.lower().replace("_", " ")
