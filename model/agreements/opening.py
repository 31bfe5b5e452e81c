"""Opening negotiations: their agenda, their form, and the rounds that a settlement takes."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Agreements, Book, Flags, Rows, Shelf
from paradiplomacy.model.chance import NOBODY, Purpose, key, key_of_name, mix, u01
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.parameters import Form
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import barred, standing_in
from paradiplomacy.model.statutes.statutes import Standing
from paradiplomacy.model.vocabulary import Form as Forms
from paradiplomacy.model.vocabulary import Kind, Status

DECLARATION, PLAN, PROGRAMME = int(Forms.DECLARATION), int(Forms.PLAN), int(Forms.PROGRAMME)
CITY_CITY, CITY_NATION, NATION_NATION = int(Kind.CITY_CITY), int(Kind.CITY_NATION), int(Kind.NATION_NATION)
NEGOTIATING, NO_ROOM = int(Status.NEGOTIATING), -1
AGENDA, ROUNDS, FORM = int(Purpose.AGENDA), int(Purpose.ROUNDS), int(Purpose.FORM)


@inner
def _exclude_agreed(book: Agreements, dealings: Network, a: int, b: int, time: Floats) -> None:
    """Exclude the issues of all live agreements between two actors."""
    for at in range(dealings.first[a], dealings.first[a + 1]):
        if dealings.partner[at] == b:
            for k in range(time.shape[0]):
                if book.agenda[dealings.agreement[at], k]:
                    time[k] = np.inf


@inner
def agenda_weight(actors: Actors, n_cities: int, venue: float, i: int, other: int, k: int) -> float:
    """Return the weight of an issue on the agenda of an actor with another: salience times need.

    A city that wants more than its nation turns abroad with the issue: ``venue`` times the difference adds to its need.
    """
    need = actors.need[i, k]
    nation = actors.nation[i]
    if i < n_cities and nation != actors.nation[other]:
        need += venue * max(0.0, actors.position[i, k] - actors.position[nation, k])
    return actors.salience[i, k] * need


@inner
def _agendas(
    actors: Actors,
    n_cities: int,
    book: Agreements,
    dealings: Network,
    first: Ints,
    second: Ints,
    allowed: Flags,
    mandate: Flags,
    most: int,
    venue: float,
    draws: Keys,
    keys: Keys,
    statutes: Standing,
    agenda: Flags,
) -> None:
    """Fill each agenda by sampling issues without replacement, with weights given by the needs of both parties.

    Issues on which the pair has an agreement already, on which a party's
    level of government has no mandate, or from which a statute bars a city are excluded.

    It takes more than seven arguments because compiled code accepts no keywords and reads columns one by one.
    """
    # The sample is a race: exponential clocks, one per issue, ring at rates given by the weights, and the first ones are
    # on the agenda. That is sampling without replacement in which each issue has its own draw, so that another issue in
    # the scenario changes no draw about the others; a sequence of choices among what is left would shift them all.
    issues = allowed.shape[0]
    time = np.empty(issues)
    for c in range(first.shape[0]):
        a, b = first[c], second[c]
        for k in range(issues):
            weight = agenda_weight(actors, n_cities, venue, a, b, k) + agenda_weight(actors, n_cities, venue, b, a, k)
            # Zero weight would make the waiting time infinite by a division by zero.
            forbidden = not allowed[k] or weight <= 0.0
            for i, other in ((a, b), (b, a)):
                forbidden = forbidden or not mandate[0 if i < n_cities else 1, k]
                if i < n_cities and barred(statutes, actors, n_cities, i, other, k):
                    forbidden = True
            time[k] = np.inf if forbidden else -math.log(u01(draws[k], keys[c], NOBODY)) / weight
        _exclude_agreed(book, dealings, a, b, time)
        for _ in range(most):
            k = int(time.argmin())
            if time[k] == np.inf:
                break
            agenda[c, k] = True
            time[k] = np.inf


@inner
def kind_of(n_cities: int, first: int, second: int) -> int:
    """Return the levels of government of a pair (``Kind``)."""
    if first >= n_cities and second >= n_cities:
        return NATION_NATION
    return CITY_NATION if first >= n_cities or second >= n_cities else CITY_CITY


@inner
def _rounds(key: np.uint64, talk: np.uint64, mean: float) -> float:
    """Return an exponential number of rounds, at least 1."""
    return max(1.0, -math.log(u01(key, talk, NOBODY)) * mean)


@inner
def _form(key: np.uint64, talk: np.uint64, form: Form) -> int:
    """Return a form by the shares of forms."""
    u = u01(key, talk, NOBODY)
    return DECLARATION if u < form.declaration else (PLAN if u < form.declaration + form.plan else PROGRAMME)


@inner
def _enter(shelf: Shelf, month: int, key: np.uint64, agenda: Flags, first: int, second: int) -> int:
    """Enter a negotiation of a pair in the book, and return its number; -1 where there is no room."""
    row, p, at = shelf.filled[0], shelf.with_parties[0], shelf.listed[0]
    shelf.filled[0], shelf.with_parties[0], shelf.listed[0] = row + 1, p + 2, at + 1
    book, parties = shelf.agreements, shelf.parties
    # Beyond the room nothing is written; whoever then reads the table finds more rows counted than there are.
    if row >= book.key.shape[0] or p + 1 >= parties.actor.shape[0] or at >= shelf.live.shape[0]:
        return NO_ROOM
    book.key[row], book.first[row], book.size[row] = key, p, 2
    book.status[row], book.agenda[row], book.opened[row] = NEGOTIATING, agenda, month
    parties.agreement[p] = parties.agreement[p + 1] = row
    parties.actor[p], parties.actor[p + 1] = first, second
    shelf.live[at] = row
    return row


@compiled
def enter(month: Month, allowed: Flags, first: Ints, second: Ints) -> Rows:
    """Enter negotiations of these pairs, with agenda, form and length, and return their numbers.

    Pairs without an issue to negotiate are left out.
    """
    desk, actors, n_cities, settings = month.desk, month.actors, month.n_cities, month.settings
    book, issues, count = desk.shelf.agreements, allowed.shape[0], 0
    keys, agenda = np.empty(first.shape[0], dtype=np.uint64), np.zeros((first.shape[0], issues), dtype=np.bool_)
    of_pair, of_rounds = key(month.run, month.month, AGENDA, 0), key(month.run, month.month, ROUNDS, 0)
    of_form, of_issue = key(month.run, month.month, FORM, 0), np.empty(issues, dtype=np.uint64)
    for k in range(issues):
        # One key per issue: another issue in the scenario changes no draw about the others.
        of_issue[k] = key(month.run, month.month, AGENDA, 1 + k)
    for c in range(first.shape[0]):
        keys[c] = mix(of_pair, actors.key[first[c]], actors.key[second[c]])
    _agendas(
        actors,
        n_cities,
        book,
        month.dealings,
        first,
        second,
        allowed,
        month.mandate,
        settings.negotiation.issues,
        settings.search.venue,
        of_issue,
        keys,
        standing_in(month),
        agenda,
    )
    new = np.empty(first.shape[0], dtype=np.int64)
    for c in range(first.shape[0]):
        row = NO_ROOM
        if agenda[c].any():
            row = _enter(desk.shelf, month.month, keys[c], agenda[c], first[c], second[c])
        if row != NO_ROOM:
            book.kind[row] = kind_of(n_cities, first[c], second[c])
            book.form[row] = _form(of_form, keys[c], settings.form)
            book.rounds_needed[row] = _rounds(of_rounds, keys[c], settings.negotiation.rounds_to_close)
            new[count] = row
            count += 1
    return new[:count]


def enter_negotiations(state: State, first: Ints, second: Ints, issues: tuple[int, ...] = ()) -> Rows:
    """Enter negotiations of these pairs in the book, with agenda, form and length, and return their numbers.

    Pairs without an issue to negotiate are left out.

    Args:
        state: The state.
        first: (n,) rows of the approaching actors.
        second: (n,) rows of the approached actors.
        issues: Issues that may be on the agenda; none named means all.
    """
    allowed = np.zeros(len(state.issues), dtype=bool)
    allowed[list(issues) or slice(None)] = True
    state.book.reserve(len(first), 2 * len(first))
    return enter(month_of(state), allowed, np.ascontiguousarray(first), np.ascontiguousarray(second))


def enter_named(state: State, book: Book, name: str, who: Ints, form: Forms, agenda: Flags) -> Rows:
    """Enter one agreement of several parties in a book, and return its number as a list.

    Args:
        state: The state.
        book: The book.
        name: What it is, on which its draws depend.
        who: (p,) rows of its parties; the first opens it.
        form: Its form.
        agenda: (K,) its issues.
    """
    nations = who >= state.n_cities
    return book.add(
        who,
        size=len(who),
        key=np.uint64(mix(state.key(Purpose.AGENDA), key_of_name(name), NOBODY)),
        kind=(Kind.NATION_NATION if nations.all() else Kind.CITY_NATION) if nations.any() else Kind.CITY_CITY,
        form=form,
        status=Status.NEGOTIATING,
        agenda=agenda[None],
        opened=state.month,
    )


def open_negotiations(state: State, first: Ints, second: Ints, issues: tuple[int, ...] = ()) -> Rows:
    """Open negotiations between pairs that are not negotiating yet, and return their numbers.

    Args:
        state: The state.
        first: (n,) rows of the approaching actors.
        second: (n,) rows of the approached actors.
        issues: Issues that may be on the agenda; none named means all.
    """
    new = enter_negotiations(state, first, second, issues)
    acts.open_negotiations(state, new)
    return new
