"""What happened in a month, in plain sentences read off the ledger."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.codes import Code
from paradiplomacy.model.clubs.plan import names_of
from paradiplomacy.model.ledger.declaration import Names
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import Events
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Reason
from paradiplomacy.visualisation.cast import Cast

IN_ORDER = sorted(Event, key=lambda event: (event.feed.tier, event))
"""Every kind of event, in the order in which the feed shows them."""


class Happened(NamedTuple):
    """One line of the feed.

    Attributes:
        month, date: When.
        tone: agree, conflict, law, politics, dated or count.
        text: The sentence.
        agreement: Number of the agreement that it is about, or None.
        actors: Rows of whom it concerns.
    """

    month: int
    date: str
    tone: str
    text: str
    agreement: int | None
    actors: tuple[int, ...]


def happened(state: State, cast: Cast, month: int, *, most: int | None = None) -> list[Happened]:
    """The sentences of a month: dated events, then every kind in the order of its tier, then what is only counted.

    Args:
        state: The world.
        cast: Who is in it.
        month: The month.
        most: How many sentences of single events are wanted; None means all.
    """
    log = state.ledger.events
    here = slice(*np.searchsorted(log.month, [month, month + 1]).tolist())
    events = Events(**{name: column[here] for name, column in log._asdict().items()})
    date = cast.date(month)
    dated = [
        Happened(month, date, "dated", f"{marker.name} ({marker.kind})", None, ())
        for marker in cast.markers
        if marker.month == month
    ]
    return [
        *dated,
        *islice(_alone(state, cast, events, month), most),
        *_failures(events, cast, month),
        *_counts(events, cast, month),
    ]


def sentence(state: State, at: int) -> str:
    """The sentence of one event of the ledger."""
    events = state.ledger.events
    return _filled(Event(int(events.kind[at])).feed.sentence, state, events, at)


def deal(state: State, agreement: int, *, parties: bool = True) -> str:
    """An agreement in words: who with whom, on what, how deep."""
    book = state.book.rows
    first, second = (state.names[row] for row in book.party[agreement].tolist())
    on = issues_of(state, agreement)
    return f"{first} and {second} on {on}" if parties else on


def issues_of(state: State, agreement: int) -> str:
    """Issues of an agreement, each with its depth where terms are fixed."""
    book = state.book.rows
    terms = book.terms[agreement]
    words = [
        f"{state.issues[k].name} ({terms[k]:.2f})" if terms[k] > 0 else state.issues[k].name
        for k in np.flatnonzero(book.agenda[agreement]).tolist()
    ]
    return " and ".join(words)


def _alone(state: State, cast: Cast, events: Events, month: int) -> Iterator[Happened]:
    """What has a line of its own, one after the other: of a busy month only the first are asked for, and written."""
    signed = set(events.agreement[events.kind == Event.SIGNED].tolist())
    added = _added(events, signed)
    for kind in IN_ORDER:
        feed = kind.feed
        for at in _told(events, kind):
            agreement = int(events.agreement[at])
            if feed.clause and agreement in signed:
                continue
            text = _filled(feed.sentence, state, events, at)
            if kind is Event.SIGNED:
                text = "; ".join(
                    [text, *(_filled(form, state, events, each) for form, each in added.get(agreement, []))]
                )
            who = tuple(row for row in (int(events.actor[at]), int(events.other[at])) if row >= 0)
            yield Happened(month, cast.date(month), feed.tone, text, agreement if agreement >= 0 else None, who)


def _told(events: Events, kind: Event) -> list[int]:
    """Which events of a kind have a line of their own: none of those that are counted, but elections that turn."""
    if kind is Event.ELECTION:
        return np.flatnonzero((events.kind == kind) & (events.value > 0)).tolist()
    return [] if kind.feed.many else np.flatnonzero(events.kind == kind).tolist()


def _added(events: Events, signed: set[int]) -> dict[int, list[tuple[str, int]]]:
    """Clauses that follow a signature in the same month, by agreement: how each is said, and its event."""
    found: dict[int, list[tuple[str, int]]] = {}
    clauses = {kind: kind.feed.clause for kind in Event if kind.feed.clause}
    for at in np.flatnonzero(np.isin(events.kind, [*clauses, Event.CLASSED])).tolist():
        agreement, kind = int(events.agreement[at]), Event(int(events.kind[at]))
        if agreement not in signed:
            continue
        if kind is not Event.CLASSED:
            found.setdefault(agreement, []).append((clauses[kind], at))
        elif events.detail[at] == Diplomacy.BYPASS:
            found.setdefault(agreement, []).append(("{actor} bypasses {other}", at))
    return found


def _filled(form: str, state: State, events: Events, at: int) -> str:
    agreement, actor, other = int(events.agreement[at]), int(events.actor[at]), int(events.other[at])
    kind, issue, value = Event(int(events.kind[at])), int(events.issue[at]), float(events.value[at])
    actor_name, other_name = (state.names[row] if row >= 0 else "" for row in (actor, other))
    issue_name = state.issues[issue].name if issue >= 0 else ""
    codes = {
        meaning.placeholder: _phrase(state, meaning.codes, int(getattr(events, name)[at]))
        for name, meaning in kind.fields.coded()
    }
    text = form.format(
        actor=actor_name,
        other=other_name,
        issue=issue_name,
        on=f" on {issue_name}" if issue_name else "",
        host=f" in {actor_name}" if actor_name else "",
        by=f" by {actor_name}" if actor_name else "",
        count="" if np.isnan(value) else int(value),
        share=delivered(value),
        ruling="for" if value > 0 else "against",
        takes="takes office" if value > 0 else "stays in office",
        issues=issues_of(state, agreement) if agreement >= 0 else "",
        agreement=f"the agreement of {deal(state, agreement)}" if agreement >= 0 else "",
        **codes,
    )
    return text[0].upper() + text[1:]


def _phrase(state: State, codes: type[Code] | Names, number: int) -> str:
    """The phrase for a code of an event."""
    if codes == "party":
        return state.party_labels[number]
    if codes == "club":
        return str(names_of(state.plans, state.register.clubs.rows)[number])
    return codes(number).word if codes is Diplomacy else codes(number).sentence


def delivered(share: float) -> str:
    """A delivered share in words: below 0 a party did the opposite of what it had promised."""
    return f"{share:.0%}" if share >= 0 else f"less than nothing ({share:.0%})"


def _failures(events: Events, cast: Cast, month: int) -> list[Happened]:
    """One line on the talks that came to nothing."""
    reasons = Counter(events.detail[events.kind == Event.FAILED].tolist())
    if not reasons:
        return []
    told = ", ".join(f"{count} {Reason(reason).word}" for reason, count in reasons.most_common())
    text = f"{sum(reasons.values())} negotiations or signatures failed: {told}"
    return [Happened(month, cast.date(month), "count", text, None, ())]


def _counts(events: Events, cast: Cast, month: int) -> list[Happened]:
    """One line on what is only counted."""
    numbers = np.bincount(events.kind, minlength=len(Event))
    numbers[Event.ELECTION] = int(((events.kind == Event.ELECTION) & (events.value <= 0)).sum())
    numbers[[Event.FAILED, Event.CLASSED]] = 0  # told by the line above, and by the signatures
    told = [f"{numbers[kind]} {kind.feed.many}" for kind in IN_ORDER if kind.feed.many and numbers[kind]]
    return [Happened(month, cast.date(month), "count", "Also: " + ", ".join(told), None, ())] if told else []
