"""Dated events of the scenario: summits, shocks, withdrawals, laws, elections."""

import numpy as np

from paradiplomacy.agents.columns import Ints, described
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model import law
from paradiplomacy.model.agreements import Reason, Status
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.happenings import Happening
from paradiplomacy.model.ledger import NO_ACTOR, Event
from paradiplomacy.model.network import network
from paradiplomacy.model.opening import open_negotiations
from paradiplomacy.model.phases.politics import hold_elections
from paradiplomacy.model.phases.search import first_of_each_pair
from paradiplomacy.model.state import State


@compiled
def meetings(
    keys: np.ndarray, who: Ints, count: int, key: np.uint64, first: Ints, second: Ints, when: np.ndarray
) -> None:
    """Whom each invitee of a summit meets: the first so many others in a race of pair-keyed draws."""
    others = who.shape[0]
    time = np.empty(others)
    at = 0
    for a in range(others):
        for b in range(others):
            time[b] = 2.0 if a == b else u01(key, keys[who[a]], keys[who[b]])
        for _ in range(count):
            best = int(time.argmin())
            first[at], second[at], when[at] = who[a], who[best], time[best]
            time[best] = 3.0
            at += 1


def summit(state: State, happening: Happening) -> None:
    """Invitees open negotiations with one another without search."""
    who = happening.who
    count = min(happening.meetings, len(who) - 1)
    state.ledger.write(
        Event.SUMMIT,
        state.month,
        actor=NO_ACTOR if happening.host is None else happening.host,
        value=float(len(who)),
    )
    if count < 1:
        return
    size = len(who) * count
    first, second = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    when = np.zeros(size)
    meetings(state.actors.key, who, count, state.key(Purpose.SUMMIT), first, second, when)
    order = first_of_each_pair(first, second, np.lexsort((second, first, when)))
    open_negotiations(state, first[order], second[order], happening.issues)


def shock(state: State, happening: Happening) -> None:
    """Change a column of some actors; the result is kept in the range of the column."""
    assert happening.column is not None
    name = happening.column
    column, known = getattr(state.actors, name), described(name)
    issues = list(happening.issues) or list(range(len(state.issues)))
    for k in issues if column.ndim == 2 else [None]:
        at = (happening.who, k) if k is not None else (happening.who,)
        before = column[at].copy()
        after = before if happening.to is None else np.full_like(before, happening.to)
        after = after * (1.0 if happening.factor is None else happening.factor) + (happening.add or 0.0)
        column[at] = np.clip(after, known.low, known.high)
        if name == "position":
            state.actors.conviction[at] += column[at] - before
        if name == "public":
            state.actors.anchor[at] += column[at] - before
        state.ledger.write(
            Event.SHOCK,
            state.month,
            count=len(happening.who),
            actor=happening.who,
            issue=-1 if k is None else k,
            value=column[at],
        )
    if name == "salience":
        total = state.actors.salience[happening.who].sum(axis=1, keepdims=True)
        state.actors.salience[happening.who] /= total


def withdrawal(state: State, happening: Happening) -> None:
    """Actors leave their agreements on some issues."""
    book = state.book.rows
    running = state.book.live(Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED)
    issues = list(happening.issues) or list(range(len(state.issues)))
    concerned = (book.terms[running][:, issues] > 0).any(axis=1)
    party = np.isin(book.party[running], happening.who).any(axis=1)
    law.withdraw(state, running[concerned & party], Reason.NATIONAL_EXIT)


def new_law(state: State, happening: Happening) -> None:
    """A nation changes its rule on consent, or enacts or repeals preemption."""
    for nation in happening.who.tolist():
        for issue in happening.issues:
            if happening.consent is not None:
                state.actors.consent[nation, issue] = happening.consent
                state.ledger.write(
                    Event.CONSENT_RULE, state.month, actor=nation, issue=issue, value=float(happening.consent)
                )
            if happening.preemption is True and state.actors.law[nation, issue] == law.NONE:
                law.enact(state, nation, issue)
            if happening.preemption is False and state.actors.law[nation, issue] != law.NONE:
                law.lift(state, nation, issue, law.NONE, Event.LAW_REPEALED)


def election(state: State, happening: Happening) -> None:
    """Elections are called."""
    winner = None if happening.party is None else np.full(len(happening.who), happening.party, dtype=np.int32)
    hold_elections(state, happening.who.astype(np.int64), winner)


HANDLERS = {"summit": summit, "shock": shock, "withdrawal": withdrawal, "law": new_law, "election": election}


def act(state: State) -> None:
    """Let the dated events of the month happen, in the order of the scenario.

    What one of them opens or ends, the next one and the search of the month know.
    """
    for happening in state.happenings.get(state.month, ()):
        HANDLERS[happening.kind](state, happening)
        state.dealings = network(state.n_actors, state.book.rows.party, state.book.live())
