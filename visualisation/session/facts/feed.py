"""What happened in a month, in plain sentences read off the ledger."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.issues import CONSENT_RULES
from paradiplomacy.model.clubs.register import names_of
from paradiplomacy.model.ledger.log import OF_A_CLUB, Event, Events
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Reason
from paradiplomacy.visualisation.session.roster import Cast

REASONS = {
    Reason.NO_ZONE: "found no terms that both sides prefer to none",
    Reason.OUT_OF_TIME: "ran out of time",
    Reason.CHILLED: "were given up for fear of the nation's reaction",
    Reason.REFUSED_AT_HOME: "were refused at home",
    Reason.CONSENT_REFUSED: "were refused consent by a nation",
    Reason.LAPSED: "lapsed without a vote",
    Reason.PREEMPTED: "fell to a law",
    Reason.REFUSED_BY_SEAT: "were refused by whoever sits in for a side",
}
ENDINGS = {
    Reason.NATIONAL_EXIT: "a side leaves by decree",
    Reason.TURNOVER: "a new government leaves it",
    Reason.COMPLIED: "its city gives in to its nation",
    Reason.TERM_OVER: "its term is over",
    Reason.NOT_WORTH_IT: "it is no longer worth it to a side",
}
LEAVINGS = {
    Reason.NOT_WORTH_IT: "it is no longer worth it",
    Reason.NATIONAL_EXIT: "by decree",
    Reason.TURNOVER: "its new government decides so",
    Reason.EXPELLED: "it is expelled",
    Reason.NOT_DELIVERED: "it did not deliver",
}
CONSENTS = {
    "none": "lets its cities agree freely on {issue}",
    "notify": "wants to be told of its cities' agreements on {issue}",
    "required": "requires its consent to its cities' agreements on {issue}",
}


class Sentence(NamedTuple):
    """How an event is told.

    Attributes:
        form: The sentence of one event.
        tone: agree, conflict, law, politics or count.
        many: What it is called where the feed counts it, so that the rest is not drowned; empty where it is told.
        clause: What is added to the signature of the same month instead; empty where it stands alone.
    """

    form: str
    tone: str
    many: str = ""
    clause: str = ""


SENTENCES = {
    Event.SUMMIT: Sentence("A summit{host}: {count} are invited", "politics"),
    Event.SHOCK: Sentence("A shock moves {actor}{on}", "politics", "changes by shocks"),
    Event.CONSENT_RULE: Sentence("{actor} {consent}", "law"),
    Event.CLUB_FOUNDED: Sentence("{club} is founded{by}", "politics"),
    Event.CLUB_IN_FORCE: Sentence("{club} enters into force with {count} bound", "agree"),
    Event.CLUB_LAPSED: Sentence("{club} lapses: {count} bound are too few", "conflict"),
    Event.CLUB_DISSOLVED: Sentence("{club} is dissolved", "conflict"),
    Event.CLUB_SUMMIT: Sentence("{club} holds its summit{host}", "politics"),
    Event.CLUB_LEFT: Sentence("{actor} leaves {club}: {left}", "conflict"),
    Event.CLUB_REJOINED: Sentence("{actor} comes back to {club}", "agree"),
    Event.CLUB_JOINED: Sentence("{actor} joins {club}", "agree", "join clubs or treaties"),
    Event.SANCTIONED: Sentence("{actor} withholds grants from {other} over {deal}", "conflict"),
    Event.SANCTION_LIFTED: Sentence("{actor} pays its grants to {other} again", "law"),
    Event.LAW_ENACTED: Sentence("{actor} enacts a law against its cities' agreements on {issue}", "conflict"),
    Event.LAW_SUSPENDED: Sentence("A court suspends the law of {actor} on {issue}, in the case of {other}", "law"),
    Event.LAW_REINSTATED: Sentence("The law of {actor} on {issue} is back in force", "law"),
    Event.LAW_ANNULLED: Sentence("A court annuls the law of {actor} on {issue}", "law"),
    Event.LAW_REPEALED: Sentence("{actor} repeals its law on {issue}", "law"),
    Event.RULED: Sentence("A court rules {ruling} {actor} in its case against {other} over {deal}", "law"),
    Event.LITIGATED: Sentence("{actor} takes {other} to court over {deal}", "conflict"),
    Event.DEFIED: Sentence("{actor} defies {other} over {deal}", "conflict"),
    Event.COMPLIED: Sentence("{actor} gives in to {other} over {deal}", "conflict"),
    Event.PREEMPTED: Sentence("A law of {actor} on {issue} puts {deal} to sleep", "conflict"),
    Event.RESTORED: Sentence("No law stands against {deal} any more: it is in force again", "law"),
    Event.CONSENT_REFUSED: Sentence("{actor} refuses {other} consent to {deal}", "conflict"),
    Event.REFUSED: Sentence("{actor} refuses {deal} at home", "conflict"),
    Event.BREACHED: Sentence("{actor} breaches {deal}", "conflict"),
    Event.WITHDRAWN: Sentence("{deal} ends: {ending}", "conflict"),
    Event.OBJECTED: Sentence("{actor} objects to {deal}", "conflict", clause="{actor} objects"),
    Event.ENDORSED: Sentence("{actor} endorses {deal}", "agree", clause="{actor} endorses"),
    Event.CONSENT_ASKED: Sentence(
        "{actor} asks {other} for consent to {deal}", "agree", clause="{actor} asks {other} for consent"
    ),
    Event.CONSENTED: Sentence("{actor} gives {other} consent to {deal}", "agree", "consents of nations"),
    Event.PAID: Sentence("{actor} pays {other} for {deal}", "agree", clause="{actor} pays {other}"),
    Event.NOTIFIED: Sentence("{actor} tells {other} of {deal}", "agree", clause="{actor} tells {other}"),
    Event.COORDINATED: Sentence("{actor} coordinates {deal} with {other}", "agree", clause="{actor} consults {other}"),
    Event.CLASSED: Sentence("{actor} is {diplomacy} towards {other} in {deal}", "agree", "towards its nation"),
    Event.IN_FORCE: Sentence("{deal} enters into force", "agree"),
    Event.SIGNED: Sentence("{actor} and {other} sign on {issues}", "agree"),
    Event.ELECTION: Sentence(
        "Election in {actor}: the {party} party {takes}", "politics", "elections return those in office"
    ),
    Event.INHERITED: Sentence("{deal} was there before the start", "agree", "from before the start"),
    Event.OPENED: Sentence("{actor} opens talks with {other} on {issues}", "agree", "talks open"),
    Event.RATIFIED: Sentence("{actor} ratifies {deal}", "agree", "ratified by a side"),
    Event.REVIEWED: Sentence("{actor} has delivered {share} of {deal}", "agree", "deliveries reviewed"),
    Event.RENEWED: Sentence("{deal} is renewed", "agree", "renewed"),
    Event.CLUB_INVITED: Sentence("{actor} is invited to {club}", "agree", "invited to clubs or treaties"),
    Event.CLUB_TERMS: Sentence("{club} sets its terms with {count} members", "agree", "charters set their terms"),
    Event.CLUB_BOUND: Sentence("{actor} is bound by {club}", "agree", "bound by clubs or treaties"),
    Event.CLUB_PLEDGED: Sentence("{actor} pledges its effort in {club}", "agree", "pledges to clubs or treaties"),
    Event.CLUB_SETTLED: Sentence("Membership of {club} is settled", "agree", "memberships settled"),
    Event.CLUB_REVIEWED: Sentence("{actor} has delivered {share} of its pledge to {club}", "agree", "pledges reviewed"),
    Event.EXPIRED: Sentence("{deal} ends: {ending}", "count", "expired"),
    Event.DORMANT: Sentence("{deal} falls dormant", "count", "fall dormant"),
    Event.REVIVED: Sentence("{deal} comes back to life", "agree", "revived"),
    Event.DISPUTE_CLOSED: Sentence(
        "The dispute of {actor} and {other} over {deal} is closed", "law", "disputes closed"
    ),
    Event.FAILED: Sentence("The talks of {actor} and {other} on {issues} {failure}", "count", "failed"),
}
"""Every kind of event, what matters most first."""


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
    """The sentences of a month: dated events, then every kind in the order of ``SENTENCES``, then what is only counted.

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
    return _filled(SENTENCES[Event(int(events.kind[at]))].form, state, events, at)


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
    for kind, told in SENTENCES.items():
        for at in _told(events, kind):
            agreement = int(events.agreement[at])
            if told.clause and agreement in signed:
                continue
            text = _filled(told.form, state, events, at)
            if kind is Event.SIGNED:
                text = "; ".join(
                    [text, *(_filled(form, state, events, each) for form, each in added.get(agreement, []))]
                )
            who = tuple(row for row in (int(events.actor[at]), int(events.other[at])) if row >= 0)
            yield Happened(month, cast.date(month), told.tone, text, agreement if agreement >= 0 else None, who)


def _told(events: Events, kind: Event) -> list[int]:
    """Which events of a kind have a line of their own: none of those that are counted, but elections that turn."""
    if kind is Event.ELECTION:
        return np.flatnonzero((events.kind == kind) & (events.value > 0)).tolist()
    return [] if SENTENCES[kind].many else np.flatnonzero(events.kind == kind).tolist()


def _added(events: Events, signed: set[int]) -> dict[int, list[tuple[str, int]]]:
    """Clauses that follow a signature in the same month, by agreement: how each is said, and its event."""
    found: dict[int, list[tuple[str, int]]] = {}
    clauses = {kind: told.clause for kind, told in SENTENCES.items() if told.clause}
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
    detail = int(events.detail[at])
    text = form.format(
        actor=actor_name,
        other=other_name,
        issue=issue_name,
        on=f" on {issue_name}" if issue_name else "",
        host=f" in {actor_name}" if actor_name else "",
        count="" if np.isnan(value) else int(value),
        share=delivered(value),
        ruling="for" if value > 0 else "against",
        issues=issues_of(state, agreement) if agreement >= 0 else "",
        deal=f"the agreement of {deal(state, agreement)}" if agreement >= 0 else "",
        consent=_consent(value, issue_name) if kind is Event.CONSENT_RULE else "",
        diplomacy=Diplomacy(detail).name.lower().replace("_", " ") if kind is Event.CLASSED else "",
        ending=ENDINGS.get(Reason(detail), "it is over") if kind in (Event.WITHDRAWN, Event.EXPIRED) else "",
        failure=REASONS.get(Reason(detail), "ended") if kind is Event.FAILED else "",
        party=state.party_labels[detail] if kind is Event.ELECTION else "",
        club=_club(state, detail) if kind in OF_A_CLUB else "",
        by=f" by {actor_name}" if actor_name else "",
        left=LEAVINGS.get(Reason(int(value)), "it chose to") if kind is Event.CLUB_LEFT else "",
        takes="takes office" if value > 0 else "stays in office",
    )
    return text[0].upper() + text[1:]


def delivered(share: float) -> str:
    """A delivered share in words: below 0 a party did the opposite of what it had promised."""
    return f"{share:.0%}" if share >= 0 else f"less than nothing ({share:.0%})"


def _club(state: State, number: int) -> str:
    return str(names_of(state.plans, state.register.clubs.rows)[number])


def _consent(value: float, issue: str) -> str:
    return CONSENTS[CONSENT_RULES[int(value)]].format(issue=issue)


def _failures(events: Events, cast: Cast, month: int) -> list[Happened]:
    """One line on the talks that came to nothing."""
    reasons = Counter(events.detail[events.kind == Event.FAILED].tolist())
    if not reasons:
        return []
    told = ", ".join(f"{count} {REASONS.get(Reason(reason), 'ended')}" for reason, count in reasons.most_common())
    text = f"{sum(reasons.values())} talks or signatures came to nothing: {told}"
    return [Happened(month, cast.date(month), "count", text, None, ())]


def _counts(events: Events, cast: Cast, month: int) -> list[Happened]:
    """One line on what is only counted."""
    numbers = np.bincount(events.kind, minlength=len(Event))
    numbers[Event.ELECTION] = int(((events.kind == Event.ELECTION) & (events.value <= 0)).sum())
    numbers[[Event.FAILED, Event.CLASSED]] = 0  # told by the line above, and by the signatures
    told = [f"{numbers[kind]} {each.many}" for kind, each in SENTENCES.items() if each.many and numbers[kind]]
    return [Happened(month, cast.date(month), "count", "Also: " + ", ".join(told), None, ())] if told else []
