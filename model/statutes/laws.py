"""Preemption laws, sanctions, and what courts make of them."""

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import bearable_depth
from paradiplomacy.model.agreements.book import NEVER, Agreements, Flags, Rows
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR, NO_AGREEMENT
from paradiplomacy.model.rules.reply.weighing import chance_in_court
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus, PartyStatus, Pressure, Reason, Stage, Status

IN_FORCE = int(LawStatus.IN_FORCE)
NO_HEARING = int(NEVER)


@inner
def covers(
    actors: Actors, book: Agreements, n_cities: int, tolerance: float, row: int, nation: int, issue: int
) -> bool:
    """Whether a law of a nation on an issue covers an agreement: one of its cities', not with itself, deeper than it bears."""
    if book.terms[row, issue] <= bearable_depth(actors.position[nation, issue], tolerance):
        return False
    for side in range(2):
        city = book.party[row, side]
        if city < n_cities and actors.nation[city] == nation and book.party[row, 1 - side] != nation:
            return True
    return False


@compiled
def one_law_covers(
    actors: Actors,
    book: Agreements,
    n_cities: int,
    tolerance: float,
    which: Rows,
    nation: int,
    issue: int,
    found: Flags,
) -> None:
    """Whether a law of a nation on an issue covers each agreement."""
    for c in range(which.shape[0]):
        found[c] = covers(actors, book, n_cities, tolerance, which[c], nation, issue)


@compiled
def any_law_covers(
    actors: Actors, book: Agreements, n_cities: int, tolerance: float, which: Rows, found: Flags
) -> None:
    """Whether any law in force covers each agreement."""
    for c in range(which.shape[0]):
        for side in range(2):
            nation = actors.nation[book.party[which[c], side]]
            for k in range(book.terms.shape[1]):
                if actors.law[nation, k] == IN_FORCE:
                    found[c] |= covers(actors, book, n_cities, tolerance, which[c], nation, k)


def covered(state: State, which: Rows, nation: int, issue: int) -> Rows:
    """Those agreements that a law of a nation on an issue covers."""
    found = np.zeros(len(which), dtype=bool)
    tolerance = state.settings.response.tolerance
    one_law_covers(state.actors, state.book.rows, state.n_cities, tolerance, which, nation, issue, found)
    return which[found]


def under_a_law(state: State, which: Rows) -> Flags:
    """Which of these agreements any law in force covers."""
    found = np.zeros(len(which), dtype=bool)
    any_law_covers(state.actors, state.book.rows, state.n_cities, state.settings.response.tolerance, which, found)
    return found


def enact(state: State, nation: int, issue: int, because: int = NO_AGREEMENT) -> None:
    """A nation makes a law against agreements of its cities on an issue."""
    state.ledger.write(Event.LAW_ENACTED, state.month, actor=nation, issue=issue, agreement=because)
    preempt(state, nation, issue)


def preempt(state: State, nation: int, issue: int) -> None:
    """Put a law in force: what it covers is preempted, or fails where it is not in force yet."""
    state.actors.law[nation, issue] = LawStatus.IN_FORCE
    which = covered(state, state.book.live(Status.IN_FORCE), nation, issue)
    state.book.move(which, Status.PREEMPTED, state.month)
    state.ledger.write(Event.PREEMPTED, state.month, count=len(which), agreement=which, actor=nation, issue=issue)
    unbound = covered(state, state.book.live(Status.SIGNED), nation, issue)
    book = state.book.rows
    state.book.move(unbound, Status.FAILED, state.month, Reason.PREEMPTED)
    state.ledger.write(
        Event.FAILED,
        state.month,
        count=len(unbound),
        agreement=unbound,
        actor=book.party[unbound, 0],
        other=book.party[unbound, 1],
        detail=Reason.PREEMPTED,
    )


def lift(
    state: State, nation: int, issue: int, to: int, event: Event, *, suit: tuple[int, int] = (NO_AGREEMENT, NO_ACTOR)
) -> None:
    """Suspend, annul or repeal a law: what no other law covers comes back into force.

    ``suit`` is the agreement and the city that a ruling is about; the ledger names both.
    """
    state.actors.law[nation, issue] = to
    state.ledger.write(event, state.month, actor=nation, issue=issue, agreement=suit[0], other=suit[1])
    book = state.book.rows
    asleep = state.book.live(Status.PREEMPTED)
    awake = asleep[~under_a_law(state, asleep)]
    state.book.move(awake, Status.IN_FORCE, state.month)
    state.ledger.write(
        Event.RESTORED,
        state.month,
        count=len(awake),
        agreement=awake,
        actor=book.party[awake, 0],
        other=book.party[awake, 1],
    )


def lift_sanctions(state: State, cities: Rows) -> None:
    """End the sanctions on these cities."""
    state.actors.sanctioned_until[cities] = NEVER
    state.ledger.write(
        Event.SANCTION_LIFTED, state.month, count=len(cities), actor=state.actors.nation[cities], other=cities
    )


def withdraw(state: State, which: Rows, reason: Reason) -> None:
    """End agreements that were in force because a side leaves them."""
    book = state.book.rows
    state.book.move(which, Status.WITHDRAWN, state.month, reason)
    book.party_status[which] = PartyStatus.WITHDRAWN
    state.ledger.write(
        Event.WITHDRAWN,
        state.month,
        count=len(which),
        agreement=which,
        actor=book.party[which, 0],
        other=book.party[which, 1],
        detail=reason,
    )


def hear(state: State) -> None:
    """Hold this month's hearings.

    The first one decides on an injunction: a city that wins has its sanction lifted, or the law suspended.
    The final ruling on a suspended law annuls it or puts it back.
    """
    disputes, actors = state.disputes.rows, state.actors
    response = state.settings.response
    for d in np.flatnonzero(disputes.hearing == state.month).tolist():
        city, nation, issue = int(disputes.city[d]), int(disputes.nation[d]), int(disputes.issue[d])
        agreement = int(disputes.agreement[d])
        final = disputes.stage[d] == Stage.SUSPENDED
        key = state.key(Purpose.COURT, int(final))
        chance = chance_in_court(response, float(actors.court[nation]))
        won = bool(u01(key, state.book.rows.key[agreement], actors.key[city]) < chance)
        preempting = disputes.pressure[d] == Pressure.PREEMPT
        disputes.hearing[d] = NO_HEARING
        disputes.stage[d] = Stage.WON if won else Stage.LOST
        disputes.ended[d] = state.month
        state.ledger.write(
            Event.RULED, state.month, agreement=agreement, actor=city, other=nation, issue=issue, value=float(won)
        )
        if preempting and won and not final and actors.law[nation, issue] == LawStatus.IN_FORCE:
            lift(state, nation, issue, LawStatus.SUSPENDED, Event.LAW_SUSPENDED, suit=(agreement, city))
            disputes.stage[d] = Stage.SUSPENDED
            disputes.hearing[d] = state.month + response.ruling_months
            disputes.ended[d] = NO_HEARING
        elif preempting and final and actors.law[nation, issue] == LawStatus.SUSPENDED:
            if won:
                lift(state, nation, issue, LawStatus.NONE, Event.LAW_ANNULLED, suit=(agreement, city))
            else:
                state.ledger.write(
                    Event.LAW_REINSTATED, state.month, actor=nation, issue=issue, agreement=agreement, other=city
                )
                preempt(state, nation, issue)
        elif won and not preempting and actors.sanctioned_until[city] > state.month:
            lift_sanctions(state, np.array([city], dtype=np.int64))
