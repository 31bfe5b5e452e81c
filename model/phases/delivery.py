"""Delivery: yearly reviews, reputation and trust; agreements fall dormant, are renewed, breached, left or expire."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import NEVER, Agreements, Flags, Rows
from paradiplomacy.model.agreements.effort import add_up_effort
from paradiplomacy.model.bargaining.cases import cases_of, utility_of_terms
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.clubs.pledges import add_pledges, review_members
from paradiplomacy.model.parameters.groups import Delivery
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.delivery import fill_parties, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.statutes.laws import under_a_law
from paradiplomacy.model.vocabulary import Reason, Stage, Status

YEAR = 12


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


def review(state: State) -> None:
    """Hold the yearly reviews that are due; a party that undoes more than it does may breach."""
    book, settings = state.book.rows, state.settings
    running = state.book.live(Status.IN_FORCE)
    age = state.month - book.in_force[running]
    which = running[(age > 0) & (age % YEAR == 0)]
    if not len(which):
        return
    cases, delivered = no_cases(2 * len(which)), np.zeros((len(which), 2))
    fill_parties(state.actors, book, which, state.key(Purpose.DELIVERY), cases)
    judge = rule("delivery", settings.rules.delivery)
    judge.deliver(settings.delivery, settings.form.delivery, cases, delivered.reshape(-1))
    acts.review(state, which, delivered)
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
    acts.breach(state, which, side)
    times = np.bincount(book.party[which, side], minlength=state.n_actors)
    np.maximum(state.actors.trust - delivery.trust_breach * times, 0.0, out=state.actors.trust)


def renew(state: State) -> None:
    """Terms that run out are renewed where both sides still gain and take the trouble, else they expire."""
    book, month = state.book.rows, state.month
    over = state.book.live(Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED)
    over = over[book.term_ends[over] <= month]
    in_force = book.status[over] == Status.IN_FORCE
    running, idle = over[in_force], over[~in_force]
    worth, willing = np.zeros((len(running), 2)), np.zeros(len(running), dtype=bool)
    utility_of_terms(cases_of(state, running, kept=True, running=True), book.terms[running], worth)
    strikes(state.key(Purpose.RENEWAL), book.key, running, state.settings.delivery.renewal, willing)
    gains = (worth >= 0).all(axis=1)
    kept = running[gains & willing]
    acts.renew(state, kept, state.settings.delivery.term)
    acts.expire(state, running[~gains], Reason.NOT_WORTH_IT)
    acts.expire(state, np.concatenate([idle, running[gains & ~willing]]), Reason.TERM_OVER)


def sleep_and_wake(state: State) -> None:
    """Agreements fall dormant, and dormant ones come back unless a law covers them."""
    book, delivery = state.book.rows, state.settings.delivery
    asleep, running = state.book.live(Status.DORMANT), state.book.live(Status.IN_FORCE)
    asleep = asleep[~under_a_law(state, asleep)]
    for which, hazard, act_on, draw in (
        (asleep, delivery.revival, acts.revive, 0),
        (running, delivery.dormancy, acts.fall_dormant, 1),
    ):
        struck = np.zeros(len(which), dtype=bool)
        strikes(state.key(Purpose.DORMANCY, draw), book.key, which, hazard, struck)
        act_on(state, which[struck])


def turn_over(state: State) -> None:
    """Leaders of another party may leave what is worth less than nothing to them."""
    book = state.book.rows
    running = state.book.live(Status.IN_FORCE)
    new = (state.actors.turned == state.month)[book.party[running]]
    which, new = running[new.any(axis=1)], new[new.any(axis=1)]
    if not len(which):
        return
    worth, willing = np.zeros((len(which), 2)), np.zeros(len(which), dtype=bool)
    utility_of_terms(cases_of(state, which, kept=True, running=True), book.terms[which], worth)
    strikes(state.key(Purpose.TURNOVER), book.key, which, state.settings.delivery.turnover, willing)
    acts.withdraw(state, which[((worth < 0) & new).any(axis=1) & willing], Reason.TURNOVER)


def close_disputes(state: State) -> None:
    """Disputes over agreements that have ended are closed."""
    disputes = state.disputes.rows
    open_ = np.flatnonzero((disputes.stage == Stage.DEFIED) | (disputes.stage == Stage.COMPLIED))
    statutes.close_disputes(state, open_[state.book.rows.ended[disputes.agreement[open_]] != NEVER])


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
