"""Dated events of the scenario: summits, shocks, withdrawals, laws, elections."""

import numpy as np

from paradiplomacy.agents.columns import Ints, described
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts as agreements
from paradiplomacy.model.agreements.opening import open_negotiations
from paradiplomacy.model.agreements.refusals import REFUSAL, said
from paradiplomacy.model.chance import NOBODY, Purpose, u01
from paradiplomacy.model.clubs import acts, membership
from paradiplomacy.model.events.happening import Happening
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR
from paradiplomacy.model.network.approaches import first_of_each_pair
from paradiplomacy.model.network.ties import network
from paradiplomacy.model.politics import hold_elections
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as law
from paradiplomacy.model.vocabulary import LawStatus, Reason, Status

MANY = 1000
CANDIDATES = 64


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


@compiled
def meetings_of_many(
    keys: np.ndarray,
    who: Ints,
    count: int,
    candidates: int,
    key: np.uint64,
    place_key: np.uint64,
    first: Ints,
    second: Ints,
    when: np.ndarray,
) -> int:
    """The same at a large summit, where each meets the first of those who stand nearby; returns how many meetings.

    Invitees stand on a ring by a draw of their own, each looks in on so many points of it, and the race is among the
    invitees that come next. So one invitee more changes nobody's meetings but with it, or with whom it displaces.
    """
    others = who.shape[0]
    places = np.empty(others)
    for a in range(others):
        places[a] = u01(place_key, keys[who[a]], NOBODY)
    ring = np.argsort(places, kind="mergesort")
    places = places[ring]
    near, time = np.empty(candidates, dtype=np.int64), np.empty(candidates)
    at = 0
    for a in range(others):
        for t in range(candidates):
            point = u01(place_key, keys[who[a]], np.uint64(t + 1))
            near[t] = ring[np.searchsorted(places, point) % others]
            b = near[t]
            time[t] = 2.0 if a == b else u01(key, keys[who[a]], keys[who[b]])
        for _ in range(count):
            best = int(time.argmin())
            if time[best] >= 2.0:
                break
            first[at], second[at], when[at] = who[a], who[near[best]], time[best]
            at += 1
            for t in range(candidates):
                if near[t] == near[best]:
                    time[t] = 3.0
    return at


def summit(state: State, happening: Happening) -> None:
    """Invitees open negotiations with one another without search; the summit of a club settles who is a member too."""
    who = happening.who
    if happening.club is not None:
        for club in clubs_of(state, happening.club):
            membership.convene(state, club)
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
    key = state.key(Purpose.SUMMIT)
    if len(who) <= MANY:
        meetings(state.actors.key, who, count, key, first, second, when)
    else:
        most = max(CANDIDATES, 2 * count)
        place = state.key(Purpose.SUMMIT, 1)
        made = meetings_of_many(state.actors.key, who, count, most, key, place, first, second, when)
        first, second, when = first[:made], second[:made], when[:made]
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
    agreements.withdraw(state, running[concerned & party], Reason.NATIONAL_EXIT)
    for club in state.register.live():
        if state.register.clubs.rows.agenda[club][issues].any():
            step_out(state, club, happening)


def clubs_of(state: State, plan: int) -> list[int]:
    """The number of the club that was founded by a plan, if it was and is not dissolved."""
    return [club for club in state.register.live() if state.register.clubs.rows.plan[club] == plan]


def step_out(state: State, club: int, happening: Happening) -> None:
    """Actors leave a club, whatever it is worth to them."""
    members, rows = state.register.members.rows, state.register.inside(club)
    leaving = rows[np.isin(members.actor[rows], happening.who)]
    if len(leaving):
        acts.leave(state, club, leaving, Reason.NATIONAL_EXIT)
        membership.update_pledges(state, club)


def leave_club(state: State, happening: Happening) -> None:
    """Actors leave a club or treaty."""
    assert happening.club is not None
    for club in clubs_of(state, happening.club):
        step_out(state, club, happening)


def join_club(state: State, happening: Happening) -> None:
    """Actors join a club or treaty and are bound, because the record says so."""
    assert happening.club is not None
    for club in clubs_of(state, happening.club):
        rows = state.register.places(club)
        membership.enter(state, club, rows[np.isin(state.register.members.rows.actor[rows], happening.who)], bound=True)


def new_law(state: State, happening: Happening) -> None:
    """A nation changes its rule on consent, or enacts or repeals preemption."""
    for nation in happening.who.tolist():
        for issue in happening.issues:
            if happening.consent is not None:
                state.actors.consent[nation, issue] = happening.consent
                state.ledger.write(
                    Event.CONSENT_RULE, state.month, actor=nation, issue=issue, value=float(happening.consent)
                )
            if happening.preemption is True and state.actors.law[nation, issue] == LawStatus.NONE:
                law.enact(state, nation, issue)
            if happening.preemption is False and state.actors.law[nation, issue] != LawStatus.NONE:
                law.repeal(state, nation, issue)


def election(state: State, happening: Happening) -> None:
    """Elections are called."""
    winner = None if happening.party is None else np.full(len(happening.who), happening.party, dtype=np.int32)
    hold_elections(state, happening.who.astype(np.int64), winner)


HANDLERS = {
    "summit": summit,
    "shock": shock,
    "withdrawal": withdrawal,
    "exit": leave_club,
    "join": join_club,
    "law": new_law,
    "election": election,
    REFUSAL: said,
}


def act(state: State) -> None:
    """Let the dated events of the month happen, in the order of the scenario.

    What one of them opens or ends, the next one and the search of the month know.
    """
    for happening in state.happenings.get(state.month, ()):
        HANDLERS[happening.kind](state, happening)
        state.dealings = network(state.n_actors, state.book.rows.party, state.book.live())
