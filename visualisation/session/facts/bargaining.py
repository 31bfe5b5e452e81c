"""The bargaining picture of a pair: utility space with frontier, win-sets, offers and solutions, and its explanation."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.bargaining.explain import (
    Explanation,
    Side,
    explain,
    negotiation_in_book,
    negotiation_of,
    win_set,
)
from paradiplomacy.model.bargaining.frontier import accepted_at_home, gain_at, nearest_accepted, rational, root
from paradiplomacy.model.bargaining.settlement import PACKAGE, settle
from paradiplomacy.model.bargaining.variation import Negotiation, cases_with
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason
from paradiplomacy.visualisation.session.facts import reasons
from paradiplomacy.visualisation.session.roster import Roster

MOST_OFFERS = 24
SOLUTIONS = {"nash": "Nash", "kalai_smorodinsky": "Kalai and Smorodinsky"}
"""Protocols that are shown next to that of the scenario."""
EQUAL_GAINS = 3
"""Goal of ``root`` that seeks equal gains, in units that are given."""


@dataclass(frozen=True)
class Offer:
    """One of alternating offers: the round, the side that proposes (0 or 1), and the gain of each side."""

    round: int
    side: int
    gains: tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """A negotiation, held or supposed. Gains exceed the reservation value, in % of a side's annual budget.

    Attributes:
        rows, names: The two sides.
        issues: Issues on the agenda.
        date: Month, YYYY-MM.
        fact: Whether it was held and has ended; if not, it is a supposition.
        agreed: Whether they agree.
        terms: For each issue its name, what the first side gives, and what the second gives.
        frontier: Gains (first side, second side) along the Pareto frontier.
        home: For each side, which points of the frontier can be ratified at home (its win-set).
        solution: Gains of the solution; None if they do not agree.
        alternatives: Name and gains of what other solutions would give, Nash's, Kalai and Smorodinsky's, and equal gains.
        offers: The rounds of alternating offers with the concession styles of the two sides.
        utilities: For each side, the parts of the utility of the terms.
        reservation: Reservation value of each side.
        explanation: Sentences: the verdict and its reason, the zone of agreement, the smallest change that would reverse it.
    """

    rows: tuple[int, int]
    names: tuple[str, str]
    issues: tuple[str, ...]
    date: str
    fact: bool
    agreed: bool
    terms: tuple[tuple[str, float, float], ...]
    frontier: tuple[tuple[float, float], ...]
    home: tuple[tuple[bool, ...], tuple[bool, ...]]
    solution: tuple[float, float] | None
    alternatives: tuple[tuple[str, tuple[float, float]], ...]
    offers: tuple[Offer, ...]
    utilities: tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]
    reservation: tuple[float, float]
    explanation: tuple[str, ...]


def picture(state: State, roster: Roster, first: int, second: int, issues: tuple[int, ...] = ()) -> Picture:
    """Return the picture of the talks that two actors hold or would hold now.

    Args:
        state: The state of the world.
        roster: Its roster.
        first: Row of the first side.
        second: Row of the second side.
        issues: Numbers of the issues; without any, those of their open negotiation or of the one they would have.

    Returns:
        The picture.

    Raises:
        LookupError: Both are the same actor, or a row is not that of an actor.
    """
    if first == second:
        raise LookupError(f"{roster.labels[first]} twice: expected two different actors")
    negotiation = negotiation_of(state, first, second, issues)
    found = explain(state, negotiation, roster.date(state.month))
    # Talks that are open have misperceptions of their own, and supposed ones none.
    return _drawn(state, negotiation, found, reasons.supposed(found, open_=negotiation.error), fact=False)


def picture_of_talks(state: State, roster: Roster, number: int, reason: Reason, *, seat: int | None = None) -> Picture:
    """Return the picture of talks in the month in which they end.

    Args:
        state: The state inside that month, before negotiations close.
        roster: The roster of the world.
        number: Number of the agreement.
        reason: Why they fail; ``NONE`` if they are signed.
        seat: Row of the actor for whom the visitor decides, if that is what the talks ended with.

    Returns:
        The picture.
    """
    negotiation = negotiation_in_book(state, number)
    found = explain(state, negotiation, roster.date(state.month))
    who = "" if seat is None else roster.names[seat]
    return _drawn(state, negotiation, found, reasons.ended(found, reason, who), fact=True)


def _drawn(state: State, negotiation: Negotiation, found: Explanation, verdict: str, *, fact: bool) -> Picture:
    cases = cases_with(state, negotiation, [None])
    one, other = found.sides
    return Picture(
        rows=negotiation.sides,
        names=(one.name, other.name),
        issues=found.issues,
        date=found.date,
        fact=fact,
        agreed=found.agreed,
        terms=tuple((issue, one.gives[issue], other.gives[issue]) for issue in found.issues),
        frontier=tuple((float(x), float(y)) for x, y in found.frontier),
        home=(tuple(win_set(cases, 0).tolist()), tuple(win_set(cases, 1).tolist())),
        solution=(one.gain, other.gain) if found.agreed else None,
        alternatives=tuple(_alternatives(state, cases)),
        offers=_offers(cases, found.frontier),
        utilities=(_utility(one), _utility(other)),
        reservation=(one.reservation, other.reservation),
        explanation=(verdict, reasons.zone(found), reasons.turned(found.flip, agreed=found.agreed, fact=fact)),
    )


def _alternatives(state: State, cases: Cases) -> list[tuple[str, tuple[float, float]]]:
    """Return the gains of other solutions of the same talks; none where there is nothing to agree on."""
    agenda = state.settings.negotiation.agenda
    found = []
    for name, label in SOLUTIONS.items():
        answers = settle(rule("protocol", name), cases, agenda)
        if answers.agreed[0]:
            found.append((label, (float(answers.gain[0, 0]), float(answers.gain[0, 1]))))
    equal = _equal_gains(cases) if agenda == PACKAGE and not cases.side_payments[0] else None
    return [*found, ("equal gains", equal)] if equal is not None else found


def _equal_gains(cases: Cases) -> tuple[float, float] | None:
    """Return the gains of the egalitarian solution: equal, or where a council refuses that, of the nearest accepted terms."""
    low, high = rational(cases, 0)
    if np.isnan(low):
        return None
    weight = high if low == high else root(cases, 0, EQUAL_GAINS, low, high, 1.0, 1.0)
    near = (
        [weight]
        if accepted_at_home(cases, 0, weight)
        else [nearest_accepted(cases, 0, weight, end) for end in (low, high)]
    )
    gains = [(gain_at(cases, 0, 0, at), gain_at(cases, 0, 1, at)) for at in near if not np.isnan(at)]
    return max(gains, key=min, default=None)


def _utility(side: Side) -> tuple[tuple[str, float], ...]:
    return tuple(side.utility.items())


def _offers(cases: Cases, frontier: Floats) -> tuple[Offer, ...]:
    """Return alternating offers on the part of the frontier that both sides accept (Faratin, Sierra and Jennings 1998)."""
    zone = np.flatnonzero((frontier >= 0.0).all(axis=1))
    if not len(zone):
        return ()
    gains = frontier[zone]
    ideal, rounds = gains.max(axis=0), int(cases.rounds[0])
    weight = np.arange(len(gains), dtype=np.float64)

    def asked(side: int, t: int) -> float:
        return float(ideal[side] * (1.0 - min(1.0, t / rounds) ** (1.0 / cases.concession[0, side])))

    # The model's protocol may be another one; these offers show how concessions would meet on the frontier.
    offers = []
    for t in range(1, min(rounds, MOST_OFFERS) + 1):
        side = (t - 1) % 2
        # np.interp needs increasing gains; along the frontier those of the second side decrease.
        order = slice(None) if side == 0 else slice(None, None, -1)
        at = np.interp(asked(side, t), gains[order, side], weight[order])
        point = tuple(float(np.interp(at, weight, gains[:, each])) for each in range(2))
        offers.append(Offer(t, side, (point[0], point[1])))
        if point[1 - side] >= asked(1 - side, t + 1) - 1e-12:
            break
    return tuple(offers)
