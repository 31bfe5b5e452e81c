"""The feed: what happened in a month, in sentences read off the ledger."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.codes import Code
from paradiplomacy.model.clubs.plan import names_of
from paradiplomacy.model.ledger.declaration import Names
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR, NO_AGREEMENT, NO_ISSUE, Events
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Reason
from paradiplomacy.visualisation.session.roster import Roster

DEPTHS = ((0.25, "weak"), (0.5, "medium"), (np.inf, "far-reaching"))
"""Words for the depth of terms, each with the depth that it does not reach; at most everything, 1, can be promised."""
IN_ORDER = sorted(Event, key=lambda event: (event.feed.tier, event))
"""All kinds of event in the order of the feed."""


class FeedLine(NamedTuple):
    """One line of the feed.

    Attributes:
        month, date: Month of the events.
        tone: agree, conflict, law, politics, dated, count, or more (events of the month that have no line here).
        text: The sentence.
        agreement: Number of the agreement that it is about, or None.
        actors: Rows of the actors that it concerns.
        note: What a pointer shows: the issues with their numbers.
    """

    month: int
    date: str
    tone: str
    text: str
    agreement: int | None
    actors: tuple[int, ...]
    note: str = ""


def feed_of(state: State, roster: Roster, month: int, *, most: int | None = None) -> list[FeedLine]:
    """Return the lines of a month: dated events, single events by the tier of their kind, then what is counted.

    Args:
        state: The state of the world.
        roster: Its roster.
        month: The month.
        most: Largest number of lines of single events; None for all.

    Returns:
        The lines.
    """
    log = state.ledger.events
    # The ledger is in the order of months, so a month is a slice.
    here = slice(*np.searchsorted(log.month, [month, month + 1]).tolist())
    events = Events(**{name: column[here] for name, column in log._asdict().items()})
    date = roster.date(month)
    dated_events = [
        FeedLine(month, date, "dated", f"{marker.name} ({marker.kind})", None, ())
        for marker in roster.markers
        if marker.month == month
    ]
    single = _with_lines(events)
    shown = single if most is None else single[: max(0, most)]
    return [
        *dated_events,
        *(_line(state, roster, events, each) for each in shown),
        *_left(len(single) - len(shown), roster, month),
        *_failures(events, roster, month),
        *_counts(events, roster, month),
    ]


def sentence(state: State, at: int) -> str:
    """Return the sentence of one event of the ledger."""
    events = state.ledger.events
    return _filled(Event(int(events.kind[at])).feed.sentence, state, events, at)


def dated(state: State, roster: Roster, at: int) -> tuple[str, str]:
    """Return the date, YYYY-MM, and the sentence of one event of the ledger."""
    return roster.date(int(state.ledger.events.month[at])), sentence(state, at)


def issues_of(state: State, agreement: int, *, numbers: bool = False) -> str:
    """Return the issues of an agreement, each with its depth where terms are fixed, in a word or as a number."""
    book = state.book.rows
    terms = book.terms[agreement]
    words = [
        f"{state.issues[k].name} ({f'{terms[k]:.2f}' if numbers else depth_word(terms[k])})"
        if terms[k] > 0
        else state.issues[k].name
        for k in np.flatnonzero(book.agenda[agreement]).tolist()
    ]
    return " and ".join(words)


def depth_word(depth: float) -> str:
    """Return how far terms go, in a word."""
    return next(word for most, word in DEPTHS if depth < most)


def delivered(share: float) -> str:
    """Return a delivered share as text; it is negative if a party did the opposite of what it had promised."""
    return f"{share:.0%}" if share >= 0 else f"less than nothing ({share:.0%})"


class _Single(NamedTuple):
    """An event with a separate line: its kind, its place among the events of the month, and the clauses added to it."""

    kind: Event
    at: int
    clauses: list[tuple[str, int]]


def _with_lines(events: Events) -> list[_Single]:
    """Return the events with a line each, in the order of the feed; the sentences are made only for those shown."""
    signed = set(events.agreement[events.kind == Event.SIGNED].tolist())
    added = _clauses(events, signed)
    found = []
    for kind in IN_ORDER:
        for at in _with_a_line(events, kind):
            agreement = int(events.agreement[at])
            if kind.feed.clause and agreement in signed:
                continue  # it is part of the line on the signature
            found.append(_Single(kind, at, added.get(agreement, []) if kind is Event.SIGNED else []))
    return found


def _line(state: State, roster: Roster, events: Events, single: _Single) -> FeedLine:
    """Return the line of an event."""
    kind, at, clauses = single
    agreement, month = int(events.agreement[at]), int(events.month[at])
    parts = [_filled(form, state, events, each) for form, each in [(kind.feed.sentence, at), *clauses]]
    actors = tuple(row for row in (int(events.actor[at]), int(events.other[at])) if row != NO_ACTOR)
    about = None if agreement == NO_AGREEMENT else agreement
    note = "" if about is None else issues_of(state, about, numbers=True)
    return FeedLine(month, roster.date(month), kind.feed.tone, "; ".join(parts), about, actors, note)


def _left(count: int, roster: Roster, month: int) -> list[FeedLine]:
    """Return the line that says how many events of a month have none."""
    text = f"{count} more {'event' if count == 1 else 'events'} in this month: show all"
    return [FeedLine(month, roster.date(month), "more", text, None, ())] if count > 0 else []


def _with_a_line(events: Events, kind: Event) -> list[int]:
    """Return which events of a kind have a line each: none of a kind that is counted, but elections with a change."""
    if kind is Event.ELECTION:
        return np.flatnonzero((events.kind == kind) & (events.value > 0)).tolist()
    return [] if kind.feed.many else np.flatnonzero(events.kind == kind).tolist()


def _clauses(events: Events, signed: set[int]) -> dict[int, list[tuple[str, int]]]:
    """Return the clauses that are added to a signature of the same month, by agreement: form and event."""
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
    kind, value = Event(int(events.kind[at])), float(events.value[at])
    text = form.format(
        **_names(state, events, at),
        **_codes(kind, state, events, at),
        count="" if np.isnan(value) else int(value),
        share=delivered(value),
        ruling="for" if value > 0 else "against",
        takes="takes office" if value > 0 else "stays in office",
    )
    return text[0].upper() + text[1:]


def _names(state: State, events: Events, at: int) -> dict[str, str]:
    """Return the gaps that name actors, issues and agreements."""
    number, actor, other = int(events.agreement[at]), int(events.actor[at]), int(events.other[at])
    actor_name, other_name = ("" if row == NO_ACTOR else state.names[row] for row in (actor, other))
    issue = int(events.issue[at])
    issue_name = "" if issue == NO_ISSUE else state.issues[issue].name
    return {
        "actor": actor_name,
        "other": other_name,
        "issue": issue_name,
        "on": f" on {issue_name}" if issue_name else "",
        "host": f" in {actor_name}" if actor_name else "",
        "by": f" by {actor_name}" if actor_name else "",
        "issues": "" if number == NO_AGREEMENT else issues_of(state, number),
        "agreement": "" if number == NO_AGREEMENT else _agreement(state, number),
    }


def _codes(kind: Event, state: State, events: Events, at: int) -> dict[str, str]:
    """Return the gaps that are filled from codes; the kind of event declares which columns hold them."""
    return {
        meaning.placeholder: _phrase(state, meaning.codes, int(getattr(events, name)[at]))
        for name, meaning in kind.fields.coded()
    }


def _phrase(state: State, codes: type[Code] | Names, number: int) -> str:
    if codes == "party":
        return state.party_labels[number]
    if codes == "club":
        return str(names_of(state.plans, state.register.clubs.rows)[number])
    return codes(number).word if codes is Diplomacy else codes(number).sentence


def _agreement(state: State, number: int) -> str:
    who = state.book.parties.actor[state.book.parties_of(np.array([number]))].tolist()
    *first, last = (state.names[actor] for actor in who)
    return f"the agreement of {', '.join(first)} and {last} on {issues_of(state, number)}"


def _failures(events: Events, roster: Roster, month: int) -> list[FeedLine]:
    """Return one line on the negotiations and signatures that failed."""
    reasons = Counter(events.detail[events.kind == Event.FAILED].tolist())
    if not reasons:
        return []
    why = ", ".join(f"{Reason(reason).sentence} ({count})" for reason, count in reasons.most_common())
    number = sum(reasons.values())
    what = "negotiation or signature" if number == 1 else "negotiations or signatures"
    text = f"{number} {what} failed: {why}"
    return [FeedLine(month, roster.date(month), "count", text, None, ())]


def _counts(events: Events, roster: Roster, month: int) -> list[FeedLine]:
    """Return one line on the events that are only counted."""
    numbers = np.bincount(events.kind, minlength=len(Event))
    numbers[Event.ELECTION] = int(((events.kind == Event.ELECTION) & (events.value <= 0)).sum())
    numbers[[Event.FAILED, Event.CLASSED]] = 0  # the line on failures and the signatures cover these
    counted = [f"{kind.feed.many} ({numbers[kind]})" for kind in IN_ORDER if kind.feed.many and numbers[kind]]
    return [FeedLine(month, roster.date(month), "count", "Also: " + ", ".join(counted), None, ())] if counted else []
