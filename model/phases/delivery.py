"""Delivery: yearly reviews, reputation and trust; agreements fall dormant, are renewed, breached, left or expire."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import NEVER, Flags, Parties, Rows
from paradiplomacy.model.agreements.effort import add_up_effort
from paradiplomacy.model.bargaining.parties import running_gains, yearly_returns
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.clubs.pledges import add_pledges, review_members
from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.delivery import fill_parties, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.statutes.coverage import under_a_bar
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Stage, Status

YEAR = 12


@compiled
def strikes(key: np.uint64, book_key: Keys, which: Rows, hazard: float, struck: Flags) -> None:
    """Fill which agreements a monthly hazard strikes."""
    for c in range(which.shape[0]):
        struck[c] = u01(key, book_key[which[c]], np.uint64(0)) < hazard


@compiled
def learn(actors: Actors, parties: Parties, delivery: Delivery, reviewed: Rows, sums: Floats, counts: Floats) -> None:
    """Move reputation and trust towards the mean of an actor's reviews of the month."""
    for p in reviewed:
        i = parties.actor[p]
        sums[i] += min(1.0, max(0.0, parties.delivered[p]))
        counts[i] += 1.0
    update_reputation(actors, delivery, sums, counts)


@compiled
def update_reputation(actors: Actors, delivery: Delivery, sums: Floats, counts: Floats) -> None:
    """Move reputation and trust by the reviews of each actor, given the number and the sum of their clipped shares.

    Several reviews in a month have the effect of one after the other with the mean share, so their order is irrelevant.
    """
    for i in range(counts.shape[0]):
        if counts[i] > 0.0:
            mean = sums[i] / counts[i]
            actors.reputation[i] += (1.0 - (1.0 - delivery.learning) ** counts[i]) * (mean - actors.reputation[i])
            actors.trust[i] += (1.0 - (1.0 - delivery.trust_change) ** counts[i]) * (mean - actors.trust[i])


def review(state: State) -> None:
    """Hold the yearly reviews that are due; a party that delivers the opposite of its promise may breach."""
    book, settings = state.book, state.settings
    running = book.live(Status.IN_FORCE)
    age = state.month - book.rows.in_force[running]
    which = running[(age > 0) & (age % YEAR == 0)]
    if not len(which):
        return
    parties = book.parties_of(which)
    # A party that has left delivers nothing and is not judged.
    parties = parties[book.parties.status[parties] == PartyStatus.IN_FORCE]
    cases, delivered = no_cases(len(parties)), np.zeros(len(parties))
    fill_parties(state.actors, book.rows, book.parties, parties, state.chance(Purpose.DELIVERY), cases)
    judge = rule("delivery", settings.rules.delivery)
    judge.deliver(settings.delivery, settings.form.delivery, cases, delivered)
    acts.review(state, parties, delivered)
    # Before reputations move, because partners judged each other by those of the year under review.
    book.parties.returned[book.parties_of(which)] = np.nan_to_num(yearly_returns(state, which))
    sums, counts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    learn(state.actors, book.parties, settings.delivery, parties, sums, counts)
    breach(state, which)


def breach(state: State, reviewed: Rows) -> None:
    """Let some agreements be breached on which a party delivered a negative share; its public loses trust."""
    book, delivery = state.book, state.settings.delivery
    broken = np.zeros(len(reviewed), dtype=bool)
    strikes(state.key(Purpose.BREACH), book.rows.key, reviewed, delivery.breach, broken)
    culprits = []
    for row in reviewed[broken].tolist():
        parties = book.parties_of(np.array([row]))
        parties = parties[book.parties.status[parties] == PartyStatus.IN_FORCE]
        # Of parties that deliver a negative share, the one that delivers least is in breach.
        worst = parties[book.parties.delivered[parties].argmin()]
        if book.parties.delivered[worst] < 0:
            culprits.append(worst)
    breaching = np.array(culprits, dtype=np.int64)
    acts.breach(state, breaching)
    # Counted first: one actor may breach several agreements in a month, and indexed subtraction would count it once.
    times = np.bincount(book.parties.actor[breaching], minlength=state.n_actors)
    np.maximum(state.actors.trust - delivery.trust_breach * times, 0.0, out=state.actors.trust)


def renew(state: State) -> None:
    """Renew agreements whose term ends where both parties still gain and take action; let the others expire."""
    book, month = state.book.rows, state.month
    over = state.book.live(Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
    over = over[book.term_ends[over] <= month]
    in_force = book.status[over] == Status.IN_FORCE
    running, idle = over[in_force], over[~in_force]
    # Gains are judged by the present leaders, not by those who signed.
    willing = np.zeros(len(running), dtype=bool)
    strikes(state.key(Purpose.RENEWAL), book.key, running, state.settings.delivery.renewal, willing)
    # Written so that a party that has left, whose gain is nan, has no say.
    gainful = ~state.book.with_any(running, running_gains(state, running) < 0)
    renewed = running[gainful & willing]
    acts.renew(state, renewed, state.settings.delivery.term)
    # The reason says whether the agreement no longer paid or nobody took the trouble to renew it.
    acts.expire(state, running[~gainful], Reason.NOT_WORTH_IT)
    acts.expire(state, np.concatenate([idle, running[gainful & ~willing]]), Reason.TERM_OVER)


def change_dormancy(state: State) -> None:
    """Let agreements fall dormant, and revive dormant ones that no statute bars."""
    book, delivery = state.book.rows, state.settings.delivery
    # Both lists are taken before either changes, so that nothing falls dormant and is revived in one month.
    dormant, running = state.book.live(Status.DORMANT), state.book.live(Status.IN_FORCE)
    # A dormant agreement that a statute bars would be suspended at once.
    dormant = dormant[~under_a_bar(state, dormant)]
    for which, hazard, act_on, draw in (
        (dormant, delivery.revival, acts.revive, 0),
        (running, delivery.dormancy, acts.fall_dormant, 1),
    ):
        struck = np.zeros(len(which), dtype=bool)
        strikes(state.key(Purpose.DORMANCY, draw), book.key, which, hazard, struck)
        act_on(state, which[struck])


def leave_after_turnover(state: State) -> None:
    """Let new governments leave agreements with a negative gain for them."""
    book, turned = state.book, state.actors.turned == state.month
    running = book.live(Status.IN_FORCE)
    which = running[book.with_any(running, turned[book.parties.actor[book.parties_of(running)]])]
    if not len(which):
        return
    parties, willing = book.parties_of(which), np.zeros(len(which), dtype=bool)
    strikes(state.key(Purpose.TURNOVER), book.rows.key, which, state.settings.delivery.turnover, willing)
    # Written so that a party that has left, whose gain is nan, does not leave again.
    unhappy = turned[book.parties.actor[parties]] & (running_gains(state, which) < 0)
    acts.leave(state, parties[unhappy & np.repeat(willing, book.rows.size[which])], Reason.TURNOVER)


def close_disputes(state: State) -> None:
    """Close disputes over agreements that have ended."""
    disputes = state.disputes.rows
    # Disputes in court are left to their ruling, which may still free other agreements from a statute.
    open_ = np.flatnonzero((disputes.stage == Stage.DEFIED) | (disputes.stage == Stage.COMPLIED))
    statutes.close_disputes(state, open_[state.book.rows.ended[disputes.agreement[open_]] != NEVER])


def act(state: State) -> None:
    """Review, renew and end agreements, and add up the effort of all actors."""
    # New governments leave first, so that what they leave is neither reviewed nor renewed. Disputes are closed last,
    # when every agreement that ends this month has ended.
    leave_after_turnover(state)
    review(state)
    renew(state)
    change_dormancy(state)
    close_disputes(state)
    if len(state.register):
        sums, counts = review_members(state)
        if counts.any():
            update_reputation(state.actors, state.settings.delivery, sums, counts)
    # Last and from scratch: a running total would drift by rounding, and depend on the order of events.
    add_up_effort(state.actors, state.book.rows, state.book.parties, state.settings.form, state.book.live())
    add_pledges(state)
