"""Delivery: yearly reviews, reputation and trust; agreements fall dormant, are renewed, breached, left or expire."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.bargaining.cases import cases_of, worth_of_terms
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.clubs.pledges import add_pledges, review_members
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters.groups import Delivery
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import laws as law
from paradiplomacy.model.vocabulary import Reason, Stage, Status

YEAR = 12
SIGNED, IN_FORCE = int(Status.SIGNED), int(Status.IN_FORCE)


@compiled
def strikes(key: np.uint64, book_key: Keys, which: Rows, hazard: float, struck: Flags) -> None:
    """Which agreements a monthly hazard strikes."""
    for c in range(which.shape[0]):
        struck[c] = u01(key, book_key[which[c]], np.uint64(0)) < hazard


@compiled
def learn(actors: Actors, book: Agreements, delivery: Delivery, which: Rows, sums: Floats, counts: Floats) -> None:
    """Move reputation and trust towards the mean of an actor's reviews of the month.

    Several reviews in a month weigh as one after the other would, whatever their order.
    """
    for row in which:
        for side in range(2):
            i = book.party[row, side]
            sums[i] += min(1.0, max(0.0, book.delivered[row, side]))
            counts[i] += 1.0
    move_standing(actors, delivery, sums, counts)


@compiled
def move_standing(actors: Actors, delivery: Delivery, sums: Floats, counts: Floats) -> None:
    """Move reputation and trust by so many reviews of each actor, whose clipped shares have these sums."""
    for i in range(counts.shape[0]):
        if counts[i] > 0.0:
            mean = sums[i] / counts[i]
            actors.reputation[i] += (1.0 - (1.0 - delivery.learning) ** counts[i]) * (mean - actors.reputation[i])
            actors.trust[i] += (1.0 - (1.0 - delivery.trust_change) ** counts[i]) * (mean - actors.trust[i])


@compiled
def add_up_effort(actors: Actors, book: Agreements, which: Rows) -> None:
    """Effort promised and delivered by every actor on every issue: one minus the product of what is left undone.

    Of the agreements given only those count that are signed or in force.
    """
    actors.promised[:] = 1.0
    actors.effort[:] = 1.0
    for row in which:
        book.counted[row] = book.status[row] == SIGNED or book.status[row] == IN_FORCE
        if not book.counted[row]:
            continue
        for side in range(2):
            i = book.party[row, side]
            done = book.delivered[row, side]
            for k in range(book.terms.shape[1]):
                x = book.terms[row, k]
                actors.promised[i, k] *= 1.0 - x
                if book.status[row] == IN_FORCE and done > 0.0:
                    actors.effort[i, k] *= 1.0 - min(1.0, done) * x
    actors.promised[:] = 1.0 - actors.promised
    actors.effort[:] = 1.0 - actors.effort


def review(state: State) -> None:
    """Hold the yearly reviews that are due; a party that undoes more than it does may breach."""
    book, settings = state.book.rows, state.settings
    running = state.book.live(Status.IN_FORCE)
    age = state.month - book.in_force[running]
    which = running[(age > 0) & (age % YEAR == 0)]
    if not len(which):
        return
    delivered = np.zeros((len(which), 2))
    judge = rule("delivery", settings.rules.delivery)
    judge.share(
        state.actors, book, settings.delivery, settings.form.delivery, which, state.key(Purpose.DELIVERY), delivered
    )
    book.delivered[which] = delivered
    for side in range(2):
        state.ledger.write(
            Event.REVIEWED,
            state.month,
            count=len(which),
            agreement=which,
            actor=book.party[which, side],
            other=book.party[which, 1 - side],
            value=delivered[:, side],
        )
    sums, counts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    learn(state.actors, book, settings.delivery, which, sums, counts)
    breach(state, which)


def breach(state: State, reviewed: Rows) -> None:
    """Some agreements on which a party delivered less than nothing are breached; that costs its public's trust."""
    book, delivery = state.book.rows, state.settings.delivery
    broken = np.zeros(len(reviewed), dtype=bool)
    strikes(state.key(Purpose.BREACH), book.key, reviewed, delivery.breach, broken)
    which = reviewed[broken & (book.delivered[reviewed] < 0).any(axis=1)]
    side = book.delivered[which].argmin(axis=1)
    who = book.party[which, side]
    state.book.move(which, Status.BREACHED, state.month, Reason.NOT_DELIVERED)
    state.ledger.write(
        Event.BREACHED,
        state.month,
        count=len(which),
        agreement=which,
        actor=who,
        other=book.party[which, 1 - side],
        detail=Reason.NOT_DELIVERED,
    )
    times = np.bincount(who, minlength=state.n_actors)
    np.maximum(state.actors.trust - delivery.trust_breach * times, 0.0, out=state.actors.trust)


def renew(state: State) -> None:
    """Terms that run out are renewed where both sides still gain and take the trouble, else they expire."""
    book, month = state.book.rows, state.month
    over = state.book.live(Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED)
    over = over[book.term_ends[over] <= month]
    in_force = book.status[over] == Status.IN_FORCE
    running, idle = over[in_force], over[~in_force]
    worth, willing = np.zeros((len(running), 2)), np.zeros(len(running), dtype=bool)
    worth_of_terms(cases_of(state, running, kept=True, running=True), book.terms[running], worth)
    strikes(state.key(Purpose.RENEWAL), book.key, running, state.settings.delivery.renewal, willing)
    gains = (worth >= 0).all(axis=1)
    kept = running[gains & willing]
    state.book.move(kept, Status.RENEWED, month)
    state.book.move(kept, Status.IN_FORCE, month)
    book.term_ends[kept] = month + state.settings.delivery.term
    state.ledger.write(
        Event.RENEWED, month, count=len(kept), agreement=kept, actor=book.party[kept, 0], other=book.party[kept, 1]
    )
    expire(state, running[~gains], Reason.NOT_WORTH_IT)
    expire(state, np.concatenate([idle, running[gains & ~willing]]), Reason.TERM_OVER)


def expire(state: State, which: Rows, reason: Reason) -> None:
    """Let agreements end with their term."""
    book = state.book.rows
    state.book.move(which, Status.EXPIRED, state.month, reason)
    state.ledger.write(
        Event.EXPIRED,
        state.month,
        count=len(which),
        agreement=which,
        actor=book.party[which, 0],
        other=book.party[which, 1],
        detail=reason,
    )


def sleep_and_wake(state: State) -> None:
    """Agreements fall dormant, and dormant ones come back unless a law covers them."""
    book, delivery = state.book.rows, state.settings.delivery
    asleep, running = state.book.live(Status.DORMANT), state.book.live(Status.IN_FORCE)
    asleep = asleep[~law.under_a_law(state, asleep)]
    for which, hazard, to, event, draw in (
        (asleep, delivery.revival, Status.IN_FORCE, Event.REVIVED, 0),
        (running, delivery.dormancy, Status.DORMANT, Event.DORMANT, 1),
    ):
        struck = np.zeros(len(which), dtype=bool)
        strikes(state.key(Purpose.DORMANCY, draw), book.key, which, hazard, struck)
        moved = which[struck]
        state.book.move(moved, to, state.month)
        state.ledger.write(
            event,
            state.month,
            count=len(moved),
            agreement=moved,
            actor=book.party[moved, 0],
            other=book.party[moved, 1],
        )


def turn_over(state: State) -> None:
    """Leaders of another party may leave what is worth less than nothing to them."""
    book = state.book.rows
    running = state.book.live(Status.IN_FORCE)
    new = (state.actors.turned == state.month)[book.party[running]]
    which, new = running[new.any(axis=1)], new[new.any(axis=1)]
    if not len(which):
        return
    worth, willing = np.zeros((len(which), 2)), np.zeros(len(which), dtype=bool)
    worth_of_terms(cases_of(state, which, kept=True, running=True), book.terms[which], worth)
    strikes(state.key(Purpose.TURNOVER), book.key, which, state.settings.delivery.turnover, willing)
    law.withdraw(state, which[((worth < 0) & new).any(axis=1) & willing], Reason.TURNOVER)


def close_disputes(state: State) -> None:
    """Disputes over agreements that have ended are closed."""
    disputes = state.disputes.rows
    open_ = np.flatnonzero((disputes.stage == Stage.DEFIED) | (disputes.stage == Stage.COMPLIED))
    ended = open_[state.book.rows.ended[disputes.agreement[open_]] != law.NO_HEARING]
    disputes.stage[ended] = Stage.CLOSED
    disputes.ended[ended] = state.month
    state.ledger.write(
        Event.DISPUTE_CLOSED,
        state.month,
        count=len(ended),
        agreement=disputes.agreement[ended],
        actor=disputes.city[ended],
        other=disputes.nation[ended],
    )


def act(state: State) -> None:
    """Review, renew, let go, and add up the effort of everybody."""
    turn_over(state)
    review(state)
    renew(state)
    sleep_and_wake(state)
    close_disputes(state)
    if len(state.register):
        sums, counts = review_members(state)
        if counts.any():
            move_standing(state.actors, state.settings.delivery, sums, counts)
    add_up_effort(state.actors, state.book.rows, state.book.live())
    add_pledges(state)
