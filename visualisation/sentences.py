"""What happened in a month, in plain sentences read off the ledger."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from paradiplomacy.model.agreements import Diplomacy, Reason
from paradiplomacy.model.ledger import Event, Events
from paradiplomacy.model.state import State
from paradiplomacy.visualisation.cast import Cast

REASONS = {
    Reason.NO_ZONE: "found no terms that both sides prefer to none",
    Reason.OUT_OF_TIME: "ran out of time",
    Reason.CHILLED: "were given up for fear of the nation's reaction",
    Reason.REFUSED_AT_HOME: "were refused at home",
    Reason.CONSENT_REFUSED: "were refused consent by a nation",
    Reason.LAPSED: "lapsed without a vote",
    Reason.PREEMPTED: "fell to a law",
}
ADDED = {
    Event.ENDORSED: "{actor} endorses",
    Event.OBJECTED: "{actor} objects",
    Event.CONSENT_ASKED: "{actor} asks {other} for consent",
}
"""What is added to the sentence of the signature where it follows in the same month."""
ALONE = {
    Event.SANCTIONED: ("{actor} withholds grants from {other} over {deal}", "conflict"),
    Event.LAW_ENACTED: ("{actor} enacts a law against its cities' agreements on {issue}", "conflict"),
    Event.LAW_SUSPENDED: ("A court suspends the law of {actor} on {issue}, in the case of {other}", "law"),
    Event.LAW_REINSTATED: ("The law of {actor} on {issue} is back in force", "law"),
    Event.LAW_ANNULLED: ("A court annuls the law of {actor} on {issue}", "law"),
    Event.LAW_REPEALED: ("{actor} repeals its law on {issue}", "law"),
    Event.LITIGATED: ("{actor} takes {other} to court over {deal}", "conflict"),
    Event.DEFIED: ("{actor} defies {other} over {deal}", "conflict"),
    Event.COMPLIED: ("{actor} gives in to {other} over {deal}", "conflict"),
    Event.CONSENT_REFUSED: ("{actor} refuses {other} consent to {deal}", "conflict"),
    Event.REFUSED: ("{actor} refuses at home {deal}", "conflict"),
    Event.BREACHED: ("{actor} breaches {deal}", "conflict"),
    Event.WITHDRAWN: ("{deal} ends: a side withdraws", "conflict"),
    Event.OBJECTED: ("{actor} objects to {deal}", "conflict"),
    Event.ENDORSED: ("{actor} endorses {deal}", "agree"),
    Event.IN_FORCE: ("{deal} enters into force", "agree"),
    Event.SIGNED: ("{actor} and {other} sign on {issues}", "agree"),
}
"""Events with a sentence of their own, what matters most first."""


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


def happened(state: State, cast: Cast, month: int) -> list[Happened]:
    """The sentences of a month: dated events, conflicts, elections, signatures, then what is only counted."""
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
        *_alone(state, cast, events, month),
        *_elections(state, cast, events, month),
        *_counts(events, cast, month),
    ]


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


def _alone(state: State, cast: Cast, events: Events, month: int) -> list[Happened]:
    signed = set(events.agreement[events.kind == Event.SIGNED].tolist())
    added = _added(state, events, signed)
    lines = []
    for kind, (form, tone) in ALONE.items():
        for at in np.flatnonzero(events.kind == kind).tolist():
            agreement = int(events.agreement[at])
            if kind in ADDED and agreement in signed:
                continue
            text = _filled(form, state, events, at)
            if kind is Event.SIGNED:
                text = "; ".join([text, *added.get(agreement, [])])
            who = tuple(row for row in (int(events.actor[at]), int(events.other[at])) if row >= 0)
            lines.append(Happened(month, cast.date(month), tone, text, agreement if agreement >= 0 else None, who))
    return lines


def _added(state: State, events: Events, signed: set[int]) -> dict[int, list[str]]:
    """Clauses that follow a signature in the same month, by agreement."""
    found: dict[int, list[str]] = {}
    for at in np.flatnonzero(np.isin(events.kind, [*ADDED, Event.CLASSED])).tolist():
        agreement, kind = int(events.agreement[at]), Event(int(events.kind[at]))
        if agreement not in signed:
            continue
        if kind is not Event.CLASSED:
            found.setdefault(agreement, []).append(_filled(ADDED[kind], state, events, at))
        elif events.detail[at] == Diplomacy.BYPASS:
            found.setdefault(agreement, []).append(_filled("{actor} bypasses {other}", state, events, at))
    return found


def _filled(form: str, state: State, events: Events, at: int) -> str:
    agreement, actor, other = int(events.agreement[at]), int(events.actor[at]), int(events.other[at])
    issue = int(events.issue[at])
    about = agreement >= 0
    text = form.format(
        actor=state.names[actor] if actor >= 0 else "",
        other=state.names[other] if other >= 0 else "",
        issue=state.issues[issue].name if issue >= 0 else "",
        issues=issues_of(state, agreement) if about else "",
        deal=f"the agreement of {deal(state, agreement)}" if about else "",
    )
    return text[0].upper() + text[1:]


def _elections(state: State, cast: Cast, events: Events, month: int) -> list[Happened]:
    """Elections that another party won."""
    turned = np.flatnonzero((events.kind == Event.ELECTION) & (events.value > 0)).tolist()
    lines = []
    for at in turned:
        who, party = int(events.actor[at]), state.party_labels[int(events.detail[at])]
        text = f"Election in {state.names[who]}: the {party} party takes office"
        lines.append(Happened(month, cast.date(month), "politics", text, None, (who,)))
    return lines


def _counts(events: Events, cast: Cast, month: int) -> list[Happened]:
    """One line on the talks that came to nothing."""
    reasons = Counter(events.detail[events.kind == Event.FAILED].tolist())
    if not reasons:
        return []
    told = ", ".join(f"{count} {REASONS.get(Reason(reason), 'ended')}" for reason, count in reasons.most_common())
    text = f"{sum(reasons.values())} talks or signatures came to nothing: {told}"
    return [Happened(month, cast.date(month), "count", text, None, ())]
