"""A conference: one text for several cities and nations, which becomes one agreement among those who stay.

The text has the largest weighted product of gains (``bargaining/text.py``), whatever the protocol of the scenario; two parties
settle by ``nash``. Whoever would lose, has a veto player who rejects the text, is barred from one of the others, or has to refuse
one of them leaves the talks, which the ledger records. A conference is over within its month.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Book, Flags, Rows
from paradiplomacy.model.agreements.diplomacy import classify
from paradiplomacy.model.agreements.opening import enter_named
from paradiplomacy.model.bargaining.cases import context_of, fill
from paradiplomacy.model.bargaining.settlement import share_lost, without_pressure, without_veto_players
from paradiplomacy.model.bargaining.talks import Home, Left, Settled, Talks, negotiate
from paradiplomacy.model.bargaining.text import Text, among, text_of
from paradiplomacy.model.events.refusal import Refusal
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR
from paradiplomacy.model.records import select
from paradiplomacy.model.rules.protocol import Cases, nash, no_answers, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import fill_covered
from paradiplomacy.model.statutes.statutes import standing
from paradiplomacy.model.vocabulary import Form, Reason, StatuteKind

NOTHING = -np.inf
"""Loss of a party that leaves before there is a text."""


class Call(NamedTuple):
    """The call of a conference.

    Attributes:
        name: Its name, on which its draws depend.
        who: Rows of the actors invited.
        host: Row of its host, or None.
        issues: Numbers of its issues.
        form: Form of the text.
    """

    name: str
    who: Ints
    host: int | None
    issues: tuple[int, ...]
    form: Form


def hold(state: State, call: Call) -> None:
    """Hold a conference: those who stay sign one agreement; where fewer than two stay, the talks fail."""
    host = NO_ACTOR if call.host is None else call.host
    who, agenda = _in_order(call), _agenda(state, call)
    held = len(who) > 1 and bool(agenda.any())
    number = len(state.book.table) if held else -1
    state.ledger.write(Event.CONFERENCE, state.month, agreement=number, actor=host, value=float(len(call.who)))
    if not held:
        return
    draft = _entry(state, Book(len(state.issues)), call, who, agenda)
    left = [*_forbidden(state, draft), *_refusing(state, who)]
    able = np.delete(np.arange(len(who)), [each.party for each in left])
    cases, places = _cases(state, draft, able)
    power = state.actors.gdp[who[able]] ** state.settings.negotiation.power
    found = negotiate(talks_of(cases, places, power))
    left += [each._replace(party=int(able[each.party])) for each in found.left]
    stay = np.delete(able, found.gone)
    which = _entry(state, state.book, call, who[stay] if found.agreed else who, agenda).which
    acts.open_negotiations(state, which)
    _record_leaving(state, int(which[0]), host, who, left)
    if not found.agreed:
        calm = negotiate(talks_of(without_pressure(cases), places, power))
        acts.fail(state, which, Reason.CHILLED if calm.agreed else Reason.NO_ZONE)
        return
    rows = np.delete(np.arange(len(able)), found.gone)
    acts.sign(state, which, found.terms[rows], found.gain[rows], np.zeros(len(rows)))
    free = negotiate(talks_of(without_veto_players(cases), places, power))
    state.book.rows.share_lost[which] = share_lost(free.gain.sum(), found.gain.sum())
    classify(state, which)


def talks_of(cases: Cases, places: Rows, power: Floats) -> Talks:
    """Return the talks among the parties of one agreement.

    Args:
        cases: One case for each pair.
        places: (c, 2) numbers of both sides of each pair, the smaller first.
        power: (n,) bargaining powers, above 0.
    """
    whole, (players, slopes) = text_of(cases, places, power / power.sum()), _veto_players(cases, places, len(power))

    def pairs_among(inside: Rows) -> Rows:
        return np.flatnonzero(np.isin(places, inside).all(axis=1))

    def text_among(inside: Rows) -> Text:
        return among(whole, inside)

    def home_of(inside: Rows) -> Home:
        return Home(players[inside], slopes[np.ix_(inside, inside)].sum(axis=1) / max(1, len(inside) - 1))

    def between_two(inside: Rows) -> Settled:
        pair = select(cases, pairs_among(inside))
        answers = no_answers(pair)
        nash.settle(pair, answers)
        return Settled(bool(answers.agreed[0]), answers.terms[0], answers.gain[0])

    return Talks(len(power), cases.on.shape[1], text_among, home_of, between_two)


def _veto_players(cases: Cases, places: Rows, n: int) -> tuple[Ints, Floats]:
    """Return the number of veto players of each party, (n,), and their slopes with each partner, (n, n, V, K)."""
    players = np.zeros(n, dtype=np.int32)
    slopes = np.zeros((n, n, *cases.veto_slope.shape[2:]))
    for side in range(2):
        mine, partner = places[:, side], places[:, 1 - side]
        players[mine], slopes[mine, partner] = cases.veto_players[:, side], cases.veto_slope[:, side]
    return players, slopes


class Draft(NamedTuple):
    """An agreement of all who are invited: the book that it is in, and its number there as a list."""

    book: Book
    which: Rows


def _entry(state: State, book: Book, call: Call, who: Ints, agenda: Flags) -> Draft:
    """Enter an agreement of these parties in a book."""
    return Draft(book, enter_named(state, book, f"conference {call.name}", who, call.form, agenda))


def _in_order(call: Call) -> Ints:
    """Return the actors invited; a host that takes part opens the talks."""
    first = call.who == (NO_ACTOR if call.host is None else call.host)
    return np.concatenate([call.who[first], call.who[~first]])


def _agenda(state: State, call: Call) -> Flags:
    """Return the issues on which all levels of government that take part may commit themselves: (K,)."""
    agenda = np.zeros(len(state.issues), dtype=bool)
    agenda[list(call.issues)] = True
    for level in np.unique((call.who >= state.n_cities).astype(np.int64)).tolist():
        agenda &= state.mandate[level]
    return agenda


def _forbidden(state: State, draft: Draft) -> list[Left]:
    """Return the cities that a statute bars from one of the others."""
    parties, statutes = draft.book.parties_of(draft.which), standing(state)
    found = np.zeros(len(parties), dtype=bool)
    if len(statutes.nation):
        columns = draft.book.rows, draft.book.parties, state.n_cities
        fill_covered(statutes, state.actors, *columns, parties, int(StatuteKind.BAR), found)
    return [Left(party, NOTHING, Reason.FORBIDDEN) for party in np.flatnonzero(found).tolist()]


def _refusing(state: State, who: Ints) -> list[Left]:
    """Return those whom a dated refusal of this month keeps from an agreement with one of the others."""
    found = np.zeros(len(who), dtype=bool)
    for event in state.dated_events.get(state.month, ()):
        if isinstance(event, Refusal):
            refuses, refused = (np.isin(who, state.lookup.rows(them)) for them in (event.who, event.partners))
            # An actor on both lists does not refuse itself.
            found |= refuses & (refused.sum() - refused > 0)
    return [Left(party, NOTHING, Reason.REFUSED_BY_SEAT) for party in np.flatnonzero(found).tolist()]


def _cases(state: State, draft: Draft, able: Rows) -> tuple[Cases, Rows]:
    """Return one case for each pair of those who can take part, and the numbers of both sides."""
    one, other = np.triu_indices(len(able), 1)
    places = np.stack([one, other], axis=1)
    pairs, cases = draft.book.parties_of(draft.which)[able][places], no_cases(len(places), len(state.issues))
    # Negotiators misperceive their veto players here as in any negotiation.
    context = context_of(state, error=True)
    fill(state.actors, draft.book.rows, draft.book.parties, state.ties, context, pairs, cases)
    return cases, places


def _record_leaving(state: State, number: int, host: int, who: Ints, left: list[Left]) -> None:
    """Write who left the talks, and why, in the order in which they left."""
    if left:
        state.ledger.write(
            Event.TALKS_LEFT,
            state.month,
            count=len(left),
            agreement=number,
            actor=who[[each.party for each in left]],
            other=host,
            detail=np.array([each.reason for each in left]),
            value=np.array([each.loss for each in left]),
        )
