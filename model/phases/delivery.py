"""Delivery: yearly reviews, reputation and trust; agreements fall dormant, are renewed, breached, left or expire."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import ENDED, NEVER, Flags, Rows, Shelf
from paradiplomacy.model.agreements.desk import in_status
from paradiplomacy.model.agreements.effort import add_up_effort
from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.agreements.strikes import strikes
from paradiplomacy.model.bargaining.parties import gains_now, parties_in, returns_of_year
from paradiplomacy.model.chance import LASTING, Purpose, key
from paradiplomacy.model.clubs.pledges import add_pledges, review_members
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ISSUE
from paradiplomacy.model.ledger.writing import write
from paradiplomacy.model.month import Month, code_of, month_of
from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.delivery import Cases, Chance, fill_parties, no_cases, yearly_review
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import are_barred
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Stage, Status

YEAR = 12
# Compiled code takes the members of an enumeration for another type than whole numbers.
IN_FORCE, DORMANT, SUSPENDED = int(Status.IN_FORCE), int(Status.DORMANT), int(Status.SUSPENDED)
TAKES_PART = int(PartyStatus.IN_FORCE)
TURNED, NOT_WORTH_IT, TERM_OVER = int(Reason.TURNOVER), int(Reason.NOT_WORTH_IT), int(Reason.TERM_OVER)
DEFIED, COMPLIED, CLOSED = int(Stage.DEFIED), int(Stage.COMPLIED), int(Stage.CLOSED)
DISPUTE_CLOSED = int(Event.DISPUTE_CLOSED)
TURNOVER, DELIVERY, BREACH = int(Purpose.TURNOVER), int(Purpose.DELIVERY), int(Purpose.BREACH)
RENEWAL, DORMANCY, CAPACITY = int(Purpose.RENEWAL), int(Purpose.DORMANCY), int(Purpose.CAPACITY)

# New governments leave first, so that what they leave is neither reviewed nor renewed. Disputes are closed last, when every
# agreement that ends this month has ended. Clubs review their members before effort is added up.
LEAVING, REVIEWS, BREACHES, RENEWALS, REVIVALS, CLOSING, EFFORT = range(7)
"""The parts of the phase, in their order."""
YEARLY_REVIEW = code_of("delivery", "yearly_review")
"""The rule of the catalogue that compiled code asks itself; Python asks all others, before the reviews."""
NOT_ASKED = np.zeros(0)


@inner
def struck(month: Month, which: Rows, hazard: float, purpose: int, draw: int) -> Flags:
    """Return which agreements a probability strikes: (n,)."""
    found = np.empty(which.shape[0], dtype=np.bool_)
    strikes(key(month.run, month.month, purpose, draw), month.desk.shelf.agreements.key, which, hazard, found)
    return found


@inner
def leave_after_turnover(month: Month) -> None:
    """Let new governments leave agreements with a negative gain for them."""
    shelf, actors = month.desk.shelf, month.actors
    running = in_status(shelf, IN_FORCE)
    concerned = np.zeros(running.shape[0], dtype=np.bool_)
    for c in range(running.shape[0]):
        for p in range(
            shelf.agreements.first[running[c]], shelf.agreements.first[running[c]] + shelf.agreements.size[running[c]]
        ):
            concerned[c] |= actors.turned[shelf.parties.actor[p]] == month.month
    which = running[concerned]
    which = which[struck(month, which, month.settings.delivery.turnover, TURNOVER, 0)]
    parties, gains = parties_in(shelf, which), gains_now(month, which)
    leaving = np.zeros(parties.shape[0], dtype=np.bool_)
    for at in range(parties.shape[0]):
        # Written so that a party that has left, whose gain is nan, does not leave again.
        leaving[at] = actors.turned[shelf.parties.actor[parties[at]]] == month.month and gains[at] < 0.0
    procedures.leave(month.desk, parties[leaving], TURNED)


class Reviewed(NamedTuple):
    """The reviews of a month.

    Attributes:
        which: Numbers of the agreements.
        parties: Rows of the parties that are reviewed, agreement by agreement.
        cases: Facts about each party, for a rule.
    """

    which: Rows
    parties: Rows
    cases: Cases


@inner
def due(month: Month) -> Rows:
    """Return the numbers of the agreements whose yearly review is due."""
    running = in_status(month.desk.shelf, IN_FORCE)
    age = month.month - month.desk.shelf.agreements.in_force[running]
    return running[(age > 0) & (age % YEAR == 0)]


@compiled
def due_reviews(month: Month) -> Reviewed:
    """Return the reviews that are due."""
    shelf, which = month.desk.shelf, due(month)
    parties = parties_in(shelf, which)
    # A party that has left delivers nothing and is not judged.
    parties = parties[shelf.parties.status[parties] == TAKES_PART]
    yearly, lasting = key(month.run, month.month, DELIVERY, 0), key(month.run, LASTING, CAPACITY, 0)
    cases, chance = no_cases(parties.shape[0]), Chance(yearly, lasting, month.settings.delivery.capacity)
    fill_parties(month.actors, shelf.agreements, shelf.parties, parties, chance, cases)
    return Reviewed(which, parties, cases)


@inner
def review(month: Month, answers: Floats) -> None:
    """Hold the yearly reviews that are due.

    Args:
        month: The month.
        answers: Delivered shares, where Python has asked the rule for them.
    """
    reviewed = due_reviews(month)
    delivered, settings = np.empty(reviewed.parties.shape[0]), month.settings
    if month.rules.delivery == YEARLY_REVIEW:
        yearly_review.deliver(settings.delivery, settings.form.delivery, reviewed.cases, delivered)
    else:
        delivered[:] = answers
    procedures.review(month.desk, reviewed.parties, delivered)
    # Before reputations move, because partners judged each other by those of the year under review.
    parties, returned = parties_in(month.desk.shelf, reviewed.which), returns_of_year(month, reviewed.which)
    for at in range(parties.shape[0]):
        month.desk.shelf.parties.returned[parties[at]] = 0.0 if np.isnan(returned[at]) else returned[at]
    learn(month, reviewed.parties)


@inner
def learn(month: Month, reviewed: Rows) -> None:
    """Move reputation and trust towards the mean of an actor's reviews of the month."""
    parties, sums = month.desk.shelf.parties, np.zeros(month.actors.trust.shape[0])
    counts = np.zeros(sums.shape[0])
    for p in reviewed:
        sums[parties.actor[p]] += min(1.0, max(0.0, parties.delivered[p]))
        counts[parties.actor[p]] += 1.0
    update_reputation(month.actors, month.settings.delivery, sums, counts)


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


@inner
def culprit_of(shelf: Shelf, row: int) -> int:
    """Return the party that is in breach: of those that deliver a negative share, the one that delivers least; -1 for none."""
    worst, least = -1, 0.0
    for p in range(shelf.agreements.first[row], shelf.agreements.first[row] + shelf.agreements.size[row]):
        if shelf.parties.status[p] == TAKES_PART and shelf.parties.delivered[p] < least:
            worst, least = p, shelf.parties.delivered[p]
    return worst


@inner
def breach(month: Month) -> None:
    """Let some agreements under review be breached on which a party delivered a negative share; its public loses trust."""
    shelf, delivery, reviewed = month.desk.shelf, month.settings.delivery, due(month)
    broken = reviewed[struck(month, reviewed, delivery.breach, BREACH, 0)]
    culprits = np.empty(broken.shape[0], dtype=np.int64)
    for c in range(broken.shape[0]):
        culprits[c] = culprit_of(shelf, broken[c])
    culprits = culprits[culprits >= 0]
    procedures.breach(month.desk, culprits)
    # Counted first: one actor may breach several agreements in a month.
    times = np.zeros(month.actors.trust.shape[0], dtype=np.int64)
    for p in culprits:
        times[shelf.parties.actor[p]] += 1
    for i in range(times.shape[0]):
        if times[i] > 0:
            month.actors.trust[i] = max(month.actors.trust[i] - delivery.trust_breach * times[i], 0.0)


@inner
def pays_nobody_off(shelf: Shelf, which: Rows, gains: Floats) -> Flags:
    """Return which agreements have no party with a negative gain: (n,)."""
    good, at = np.ones(which.shape[0], dtype=np.bool_), 0
    for c in range(which.shape[0]):
        for _ in range(shelf.agreements.size[which[c]]):
            # Written so that a party that has left, whose gain is nan, has no say.
            if gains[at] < 0.0:
                good[c] = False
            at += 1
    return good


@inner
def renew(month: Month) -> None:
    """Renew agreements whose term ends where all parties still gain and take action; let the others expire."""
    shelf, delivery = month.desk.shelf, month.settings.delivery
    live, book = shelf.live[: shelf.listed[0]], shelf.agreements
    over = live[(book.term_ends[live] <= month.month) & ~ENDED[book.status[live]]]
    status = book.status[over]
    running, idle = over[status == IN_FORCE], over[(status == DORMANT) | (status == SUSPENDED)]
    willing = struck(month, running, delivery.renewal, RENEWAL, 0)
    # Gains are judged by the present leaders, not by those who signed.
    gainful = pays_nobody_off(shelf, running, gains_now(month, running))
    procedures.renew(month.desk, running[gainful & willing], delivery.term)
    # The reason says whether the agreement no longer paid or nobody took the trouble to renew it.
    procedures.expire(month.desk, running[~gainful], NOT_WORTH_IT)
    procedures.expire(month.desk, np.concatenate((idle, running[gainful & ~willing])), TERM_OVER)


@inner
def change_dormancy(month: Month) -> None:
    """Let agreements fall dormant, and revive dormant ones that no statute bars."""
    delivery = month.settings.delivery
    # Both lists are taken before either changes, so that nothing falls dormant and is revived in one month.
    running = in_status(month.desk.shelf, IN_FORCE)
    # A dormant agreement that a statute bars would be suspended at once.
    dormant = in_status(month.desk.shelf, DORMANT)
    dormant = dormant[~are_barred(month, dormant)]
    procedures.revive(month.desk, dormant[struck(month, dormant, delivery.revival, DORMANCY, 0)])
    procedures.fall_dormant(month.desk, running[struck(month, running, delivery.dormancy, DORMANCY, 1)])


@inner
def close_disputes(month: Month) -> None:
    """Close disputes over agreements that have ended."""
    disputes, ended = month.disputes, month.desk.shelf.agreements.ended
    for d in range(month.filed[0]):
        # Disputes in court are left to their ruling, which may still free other agreements from a statute.
        is_open = disputes.stage[d] == DEFIED or disputes.stage[d] == COMPLIED
        if is_open and ended[disputes.agreement[d]] != NEVER:
            disputes.stage[d], disputes.ended[d] = CLOSED, month.month
            concerned = disputes.agreement[d], disputes.city[d], disputes.nation[d]
            write(month.desk.log, month.month, DISPUTE_CLOSED, *concerned, NO_ISSUE, 0, np.nan)


@inner
def set_effort(month: Month) -> None:
    """Add up the effort of all actors under agreements."""
    shelf = month.desk.shelf
    live = shelf.live[: shelf.listed[0]]
    which = live[~ENDED[shelf.agreements.status[live]]]
    add_up_effort(month.actors, shelf.agreements, shelf.parties, month.settings.form, which)


@compiled
def run(month: Month, first: int, last: int, answers: Floats) -> None:
    """Run the parts of the phase from one to another; ``answers`` are those of a rule that Python has asked."""
    if first <= LEAVING <= last:
        leave_after_turnover(month)
    if first <= REVIEWS <= last:
        review(month, answers)
    if first <= BREACHES <= last:
        breach(month)
    if first <= RENEWALS <= last:
        renew(month)
    if first <= REVIVALS <= last:
        change_dormancy(month)
    if first <= CLOSING <= last:
        close_disputes(month)
    if first <= EFFORT <= last:
        set_effort(month)


def deliver(state: State, first: int, last: int, answers: Floats = NOT_ASKED) -> None:
    """Run the parts of the phase from one to another, with room for all events of them."""
    listed = state.book.listed
    # An agreement may be renewed or end, and fall dormant; a party may be reviewed or leave.
    most = 2 * len(listed) + int(state.book.rows.size[listed].sum()) + len(state.disputes)
    state.ledger.reserve(most, 0)
    run(month_of(state), first, last, answers)
    refuse_faults(state.book.fault)


def ask(state: State) -> Floats:
    """Ask a rule that compiled code does not know for the delivered shares of the reviews that are due."""
    settings, cases = state.settings, due_reviews(month_of(state)).cases
    delivered = np.zeros(len(cases.depth))
    if len(delivered):
        rule("delivery", settings.rules.delivery).deliver(settings.delivery, settings.form.delivery, cases, delivered)
    return delivered


def review_clubs(state: State) -> None:
    """Hold the yearly reviews of the members of clubs."""
    sums, counts = review_members(state)
    if counts.any():
        month = month_of(state)
        update_reputation(month.actors, month.settings.delivery, sums, counts)


def act(state: State) -> None:
    """Review, renew and end agreements, and add up the effort of all actors."""
    first, answers = LEAVING, NOT_ASKED
    if code_of("delivery", state.settings.rules.delivery) != YEARLY_REVIEW:
        deliver(state, LEAVING, LEAVING)
        first, answers = REVIEWS, ask(state)
    if len(state.register):
        deliver(state, first, CLOSING, answers)
        review_clubs(state)
        first = EFFORT
    # Last and from scratch: a running total would drift by rounding, and depend on the order of events.
    deliver(state, first, EFFORT, answers)
    add_pledges(state)
