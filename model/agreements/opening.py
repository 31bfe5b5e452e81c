"""Opening negotiations: their agenda, their form, and the rounds that a settlement takes."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.chance import NOBODY, Purpose, mix, u01
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import barred
from paradiplomacy.model.statutes.statutes import Standing, standing
from paradiplomacy.model.vocabulary import Form, Kind, Status

DECLARATION, PLAN, PROGRAMME = int(Form.DECLARATION), int(Form.PLAN), int(Form.PROGRAMME)


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


@compiled
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


@compiled
def _draws(
    draws: Keys, keys: Keys, mean_rounds: float, declaration: float, plan: float, rounds: Floats, form: Bytes
) -> None:
    """Fill exponential numbers of rounds, at least 1, and forms by their shares."""
    for c in range(keys.shape[0]):
        rounds[c] = max(1.0, -math.log(u01(draws[0], keys[c], NOBODY)) * mean_rounds)
        u = u01(draws[1], keys[c], NOBODY)
        form[c] = DECLARATION if u < declaration else (PLAN if u < declaration + plan else PROGRAMME)


@compiled
def _keys(key: np.uint64, actors: Keys, first: Ints, second: Ints, keys: Keys) -> None:
    """Fill the stable keys of negotiations, made of the month and the keys of both actors."""
    for c in range(first.shape[0]):
        keys[c] = mix(key, actors[first[c]], actors[second[c]])


def kinds(state: State, first: Ints, second: Ints) -> Bytes:
    """Return the levels of government of each pair (``Kind``)."""
    nations = (first >= state.n_cities).astype(np.int8) + (second >= state.n_cities)
    return np.array([Kind.CITY_CITY, Kind.CITY_NATION, Kind.NATION_NATION], dtype=np.int8)[nations]


def _agenda_of(state: State, first: Ints, second: Ints, keys: Keys, issues: tuple[int, ...]) -> Flags:
    """Return the agenda of each negotiation, (n, K)."""
    count = len(state.issues)
    allowed, agenda = np.zeros(count, dtype=bool), np.zeros((len(first), count), dtype=bool)
    allowed[list(issues) or slice(None)] = True
    # From 1 on, because draw 0 of this purpose makes the keys of the negotiations.
    draws = np.array([state.key(Purpose.AGENDA, 1 + k) for k in range(count)], dtype=np.uint64)
    _agendas(
        state.actors,
        state.n_cities,
        state.book.rows,
        state.dealings,
        first,
        second,
        allowed,
        state.mandate,
        state.settings.negotiation.issues,
        state.settings.search.venue,
        draws,
        keys,
        standing(state),
        agenda,
    )
    return agenda


def _length_and_form(state: State, keys: Keys) -> tuple[Floats, Bytes]:
    """Return the rounds that a settlement takes and the form, (n,) each."""
    negotiation, shape = state.settings.negotiation, state.settings.form
    rounds, form = np.zeros(len(keys)), np.zeros(len(keys), dtype=np.int8)
    draws = np.array([state.key(Purpose.ROUNDS), state.key(Purpose.FORM)], dtype=np.uint64)
    _draws(draws, keys, negotiation.rounds_to_close, shape.declaration, shape.plan, rounds, form)
    return rounds, form


def enter_negotiations(state: State, first: Ints, second: Ints, issues: tuple[int, ...] = ()) -> Rows:
    """Enter negotiations of these pairs in the book, with agenda, form and length, and return their numbers.

    Pairs without an issue to negotiate are left out.

    Args:
        state: The state.
        first: (n,) rows of the approaching actors.
        second: (n,) rows of the approached actors.
        issues: Issues that may be on the agenda; none named means all.
    """
    keys = np.zeros(len(first), dtype=np.uint64)
    _keys(state.key(Purpose.AGENDA), state.actors.key, first, second, keys)
    # Agendas come before the rest, because a pair without a common issue does not open a negotiation.
    agenda = _agenda_of(state, first, second, keys, issues)
    some = agenda.any(axis=1)
    first, second, keys, agenda = first[some], second[some], keys[some], agenda[some]
    # Form and length are drawn for the pairs that remain; their draws are keyed by the pair, so this changes no draw.
    rounds, form = _length_and_form(state, keys)
    return state.book.add(
        np.stack([first, second], axis=1),
        key=keys,
        kind=kinds(state, first, second),
        form=form,
        status=Status.NEGOTIATING,
        agenda=agenda,
        opened=state.month,
        rounds_needed=rounds,
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
