"""Facts of one agreement: parties, terms, status, dates, relation to the nations, history."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.bargaining.several import conference_of, name_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Form, Kind, PartyStatus, Reason, Status
from paradiplomacy.visualisation.session.facts.actor import diplomacy_words
from paradiplomacy.visualisation.session.facts.feed import dated, issues_of
from paradiplomacy.visualisation.session.roster import Roster

DATES = ("opened", "signed", "in_force", "ended")


@dataclass(frozen=True)
class AgreementFacts:
    """An agreement: parties, terms, status, dates, relation to the nations.

    Attributes:
        settled: Month in which its negotiation ended, with or without a signature; None while it goes on, and where
            it ended before the first month.
        settled_in: The same as a date, YYYY-MM; empty where ``settled`` is None.
        sides: For each party its name, status, commitments, class of diplomacy, alignment and delivered share.
        text: Name of the conference that it comes from; empty where it comes from a negotiation of two.
    """

    number: int
    rows: tuple[int, ...]
    names: tuple[str, ...]
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
    text: str


def agreement_facts(state: State, roster: Roster, number: int) -> AgreementFacts:
    """Return the facts of an agreement.

    Args:
        state: The state of the world.
        roster: Its roster.
        number: Number of the agreement.

    Returns:
        The facts of the present month.

    Raises:
        LookupError: No agreement has this number in this month.
    """
    book = state.book.rows
    if not 0 <= number < len(book.key):
        raise LookupError(f"agreement {number}: there are {len(book.key)} in this month")
    parties = state.book.parties_of(np.array([number]))
    who = state.book.parties.actor[parties].tolist()
    reason = Reason(int(book.reason[number]))
    held = conference_of(state, number)
    settled = int(book.signed[number] if book.signed[number] != NEVER else book.ended[number])
    return AgreementFacts(
        number=number,
        rows=tuple(who),
        names=tuple(state.names[actor] for actor in who),
        kind=Kind(int(book.kind[number])).word,
        form=Form(int(book.form[number])).word,
        status=Status(int(book.status[number])).word,
        reason="" if reason is Reason.NONE else reason.word,
        issues=issues_of(state, number),
        agenda=tuple(state.issues[k].name for k in np.flatnonzero(book.agenda[number])),
        dates=_dates(state, roster, number),
        sides=tuple(_side(state, party) for party in parties.tolist()),
        history=_history(state, roster, number),
        settled=settled if settled >= 0 else None,
        settled_in=roster.date(settled) if settled >= 0 else "",
        text="" if held is None else name_of(state, held),
    )


def _dates(state: State, roster: Roster, number: int) -> tuple[tuple[str, str], ...]:
    months = {name: int(getattr(state.book.rows, name)[number]) for name in DATES}
    return tuple((name.replace("_", " "), roster.date(month)) for name, month in months.items() if month != NEVER)


def _history(state: State, roster: Roster, number: int) -> tuple[tuple[str, str], ...]:
    log = state.ledger.events
    # The class of an agreement is reconsidered each month; the table of its parties shows it.
    shown = np.flatnonzero((log.agreement == number) & (log.kind != Event.CLASSED))
    return tuple(dated(state, roster, int(at)) for at in shown)


def _side(state: State, party: int) -> tuple[str, ...]:
    rows = state.book.parties
    return (
        state.names[int(rows.actor[party])],
        PartyStatus(int(rows.status[party])).word,
        _gives(state, party),
        diplomacy_words(int(rows.diplomacy[party])) or "-",
        _number(float(rows.alignment[party])),
        _number(float(rows.delivered[party])),
    )


def _gives(state: State, party: int) -> str:
    """Return what a party commits itself to, as text."""
    terms = state.book.parties.terms[party]
    return ", ".join(f"{state.issues[k].name} {terms[k]:.2f}" for k in np.flatnonzero(terms > 0).tolist()) or "-"


def _number(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.2f}"
