"""Opening negotiations: what is on the table, in which form, and how many rounds a settlement takes."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.chance import Purpose, mix, u01
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Kind, LawStatus, Status

LAW_IN_FORCE = int(LawStatus.IN_FORCE)


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
    keys: Keys,
    talk: Keys,
    agenda: Flags,
) -> None:
    """Put on each table the issues that win a race weighted by what both sides need.

    Issues that the pair has an agreement on already, issues on which a side's level may not commit itself, and
    issues on which a law forbids a city of either side to act, stay off.
    """
    issues = allowed.shape[0]
    time = np.empty(issues)
    for c in range(first.shape[0]):
        a, b = first[c], second[c]
        for k in range(issues):
            weight = actors.salience[a, k] * actors.need[a, k] + actors.salience[b, k] * actors.need[b, k]
            forbidden = not allowed[k] or weight <= 0.0
            for i, other in ((a, b), (b, a)):
                forbidden = forbidden or not mandate[0 if i < n_cities else 1, k]
                if i < n_cities and actors.nation[i] != other and actors.law[actors.nation[i], k] == LAW_IN_FORCE:
                    forbidden = True
            time[k] = np.inf if forbidden else -math.log(u01(keys[k], talk[c], np.uint64(0))) / weight
        for at in range(dealings.first[a], dealings.first[a + 1]):
            if dealings.partner[at] == b:
                for k in range(issues):
                    if book.agenda[dealings.agreement[at], k]:
                        time[k] = np.inf
        for _ in range(most):
            k = int(time.argmin())
            if time[k] == np.inf:
                break
            agenda[c, k] = True
            time[k] = np.inf


@compiled
def _draws(
    rounds_key: np.uint64,
    form_key: np.uint64,
    talk: Keys,
    mean_rounds: float,
    declaration: float,
    plan: float,
    rounds: Floats,
    form: Bytes,
) -> None:
    for c in range(talk.shape[0]):
        rounds[c] = max(1.0, -math.log(u01(rounds_key, talk[c], np.uint64(0))) * mean_rounds)
        u = u01(form_key, talk[c], np.uint64(0))
        form[c] = 0 if u < declaration else (1 if u < declaration + plan else 2)


@compiled
def _talk_keys(key: np.uint64, keys: Keys, first: Ints, second: Ints, talk: Keys) -> None:
    for c in range(first.shape[0]):
        talk[c] = mix(key, keys[first[c]], keys[second[c]])


def kinds(state: State, first: Ints, second: Ints) -> Bytes:
    """Which levels each pair joins."""
    nations = (first >= state.n_cities).astype(np.int8) + (second >= state.n_cities)
    return np.array([Kind.CITY_CITY, Kind.CITY_NATION, Kind.NATION_NATION], dtype=np.int8)[nations]


def lay_tables(state: State, first: Ints, second: Ints, issues: tuple[int, ...] = ()) -> Rows:
    """Enter negotiations of these pairs in the book, with issues, form and length; returns their numbers.

    A pair that has nothing to negotiate about is left out.

    Args:
        state: The state.
        first: Rows of those who approach.
        second: Rows of those who are approached.
        issues: Issues that may be on the table; none named means all.
    """
    count, n_issues = len(first), len(state.issues)
    negotiation, shape = state.settings.negotiation, state.settings.form
    talk, agenda = np.zeros(count, dtype=np.uint64), np.zeros((count, n_issues), dtype=bool)
    rounds, form = np.zeros(count), np.zeros(count, dtype=np.int8)
    allowed = np.zeros(n_issues, dtype=bool)
    allowed[list(issues) or slice(None)] = True
    keys = np.array([state.key(Purpose.AGENDA, 1 + k) for k in range(n_issues)], dtype=np.uint64)
    _talk_keys(state.key(Purpose.AGENDA), state.actors.key, first, second, talk)
    _agendas(
        state.actors,
        state.n_cities,
        state.book.rows,
        state.dealings,
        first,
        second,
        allowed,
        state.mandate,
        negotiation.issues,
        keys,
        talk,
        agenda,
    )
    some = agenda.any(axis=1)
    first, second, talk, agenda = first[some], second[some], talk[some], agenda[some]
    rounds, form = rounds[some], form[some]
    _draws(
        state.key(Purpose.ROUNDS),
        state.key(Purpose.FORM),
        talk,
        negotiation.rounds_to_close,
        shape.declaration,
        shape.plan,
        rounds,
        form,
    )
    return state.book.add(
        len(first),
        key=talk,
        kind=kinds(state, first, second),
        form=form,
        status=Status.NEGOTIATING,
        party=np.stack([first, second], axis=1),
        agenda=agenda,
        opened=state.month,
        rounds_needed=rounds,
    )


def open_negotiations(state: State, first: Ints, second: Ints, issues: tuple[int, ...] = ()) -> Rows:
    """Open negotiations between pairs that are not negotiating yet, and write them to the ledger.

    Takes what ``lay_tables`` takes. Returns the numbers of the agreements.
    """
    new = lay_tables(state, first, second, issues)
    acts.open_negotiations(state, new)
    return new
