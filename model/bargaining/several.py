"""Explanation of a text of several parties: what each gives and gets, and who left the talks and why."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.events.conference import Conference
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason, Status


@dataclass(frozen=True)
class TextParty:
    """A party of a text.

    Attributes:
        id, name: The actor.
        gives: Own commitment by issue.
        gets: Mean commitment of the others by issue; in a club weighted by the size of their economies.
        gain: Gain over a world without the text, in % of its annual budget.
    """

    id: str
    name: str
    gives: dict[str, float]
    gets: dict[str, float]
    gain: float


@dataclass(frozen=True)
class LeftTalks:
    """An actor that left the talks.

    Attributes:
        id, name: The actor.
        reason: Why, as a sentence.
        loss: Its gain under the text that it left, or the utility of that text to its veto player, in % of its budget; None
            where it left before there was a text, and in talks on a charter.
    """

    id: str
    name: str
    reason: str
    loss: float | None


@dataclass(frozen=True)
class TextExplanation:
    """A text of several parties.

    Attributes:
        name: Name of the conference, club or treaty.
        date: Month of the talks, YYYY-MM.
        issues: Issues of the text.
        invited: Number of actors invited.
        outcome: What became of it, as a word of the tables.
        parties: Those who take part, in the order in which they were invited.
        left: Those who left the talks.
        agreement: Number of the agreement; None in a club.
    """

    name: str
    date: str
    issues: tuple[str, ...]
    invited: int
    outcome: str
    parties: tuple[TextParty, ...]
    left: tuple[LeftTalks, ...]
    agreement: int | None = None

    def __str__(self) -> str:
        """Return the whole explanation as text."""
        # Here and not above, because the sentences are about this class.
        from paradiplomacy.model.bargaining.sentences import several

        return several(self)


def conference_of(state: State, number: int) -> int | None:
    """Return the row in the ledger of the conference that an agreement comes from; None where there was none."""
    log = state.ledger.events
    found = np.flatnonzero((log.kind == Event.CONFERENCE) & (log.agreement == number))
    return int(found[0]) if len(found) else None


def conference_named(state: State, name: str) -> int | None:
    """Return the row in the ledger of a dated conference of this name that has been held; None where there is none."""
    log = state.ledger.events
    for month, events in state.dated_events.items():
        held = np.flatnonzero((log.kind == Event.CONFERENCE) & (log.month == month)).tolist()
        # Conferences of a month are held in the order of the scenario.
        for at, event in zip(held, (each for each in events if isinstance(each, Conference)), strict=False):
            if event.name == name:
                return at
    return None


def name_of(state: State, at: int) -> str:
    """Return the name of a conference, given its row in the ledger."""
    log = state.ledger.events
    month = int(log.month[at])
    held = np.flatnonzero((log.kind == Event.CONFERENCE) & (log.month == month)).tolist()
    named = [event.name for event in state.dated_events.get(month, ()) if isinstance(event, Conference)]
    return named[held.index(at)] if held.index(at) < len(named) else "a conference"


def explain_conference(state: State, at: int) -> TextExplanation:
    """Explain the text of a conference.

    Args:
        state: The state.
        at: Row of the conference in the ledger.
    """
    log, number = state.ledger.events, int(state.ledger.events.agreement[at])
    known = TextExplanation(
        name=name_of(state, at),
        date=date_of(state.start, int(log.month[at])),
        issues=(),
        invited=int(log.value[at]),
        outcome="not held",
        parties=(),
        left=(),
    )
    if number < 0:
        return known
    book, rows = state.book.rows, state.book.parties
    parties, issues = state.book.parties_of(np.array([number])), np.flatnonzero(book.agenda[number])
    signed = bool((rows.terms[parties] > 0.0).any())
    terms = rows.terms[parties][:, issues]
    gets = (terms.sum(axis=0) - terms) / (len(parties) - 1)
    return TextExplanation(
        known.name,
        known.date,
        tuple(state.issues[k].name for k in issues.tolist()),
        known.invited,
        Status(int(book.status[number])).word,
        text_parties(state, rows.actor[parties], issues, (terms, gets, rows.gain[parties])) if signed else (),
        _left(state, number),
        number,
    )


def text_parties(
    state: State, who: np.ndarray, issues: np.ndarray, values: tuple[Floats, Floats, Floats]
) -> tuple[TextParty, ...]:
    """Return the parties of a text.

    Args:
        state: The state.
        who: (n,) rows of the actors.
        issues: (k,) issues of the text.
        values: What each gives and gets, (n, k), and its gain, (n,).
    """
    names = [state.issues[k].name for k in issues.tolist()]
    gives, gets, gain = values
    return tuple(
        TextParty(
            state.identities[actor],
            state.names[actor],
            dict(zip(names, gives[at].tolist(), strict=True)),
            dict(zip(names, gets[at].tolist(), strict=True)),
            float(gain[at]),
        )
        for at, actor in enumerate(who.tolist())
    )


def _left(state: State, number: int) -> tuple[LeftTalks, ...]:
    """Return who left the talks on an agreement."""
    log = state.ledger.events
    found = np.flatnonzero((log.kind == Event.TALKS_LEFT) & (log.agreement == number)).tolist()
    return tuple(
        LeftTalks(
            state.identities[int(log.actor[at])],
            state.names[int(log.actor[at])],
            Reason(int(log.detail[at])).sentence,
            float(log.value[at]) if np.isfinite(log.value[at]) else None,
        )
        for at in found
    )
