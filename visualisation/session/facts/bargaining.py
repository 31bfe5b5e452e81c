"""The bargaining picture of a pair: utility space with frontier, win-sets, offers and solution, and its explanation."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.bargaining.explain import Side, explain, negotiation_of, win_set
from paradiplomacy.model.bargaining.sentences import flip_sentence, verdict, zone_sentence
from paradiplomacy.model.bargaining.variation import cases_with
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.state import State
from paradiplomacy.visualisation.session.roster import Roster

MOST_OFFERS = 24


@dataclass(frozen=True)
class Offer:
    """One of alternating offers: the round, the side that proposes (0 or 1), and the gain of each side."""

    round: int
    side: int
    gains: tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """A negotiation in the present month. Gains exceed the reservation value, in % of a side's annual budget.

    Attributes:
        rows, names: The two sides.
        issues: Issues on the agenda.
        date: Month, YYYY-MM.
        agreed: Whether they agree.
        terms: For each issue its name, what the first side gives, and what the second gives.
        frontier: Gains (first side, second side) along the Pareto frontier.
        home: For each side, which points of the frontier can be ratified at home (its win-set).
        solution: Gains of the solution; None if they do not agree.
        offers: The rounds of alternating offers with the concession styles of the two sides.
        utilities: For each side, the parts of the utility of the terms.
        reservation: Reservation value of each side.
        explanation: Sentences: the verdict, the zone of agreement, the smallest change that would reverse the verdict.
    """

    rows: tuple[int, int]
    names: tuple[str, str]
    issues: tuple[str, ...]
    date: str
    agreed: bool
    terms: tuple[tuple[str, float, float], ...]
    frontier: tuple[tuple[float, float], ...]
    home: tuple[tuple[bool, ...], tuple[bool, ...]]
    solution: tuple[float, float] | None
    offers: tuple[Offer, ...]
    utilities: tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]
    reservation: tuple[float, float]
    explanation: tuple[str, ...]


def picture(state: State, roster: Roster, first: int, second: int, issues: tuple[int, ...] = ()) -> Picture:
    """Return the picture of two actors.

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
    cases = cases_with(state, negotiation, [None])
    one, other = found.sides
    return Picture(
        rows=(first, second),
        names=(one.name, other.name),
        issues=found.issues,
        date=found.date,
        agreed=found.agreed,
        terms=tuple((issue, one.gives[issue], other.gives[issue]) for issue in found.issues),
        frontier=tuple((float(x), float(y)) for x, y in found.frontier),
        home=(tuple(win_set(cases, 0).tolist()), tuple(win_set(cases, 1).tolist())),
        solution=(one.gain, other.gain) if found.agreed else None,
        offers=_offers(cases, found.frontier),
        utilities=(_utility(one), _utility(other)),
        reservation=(one.reservation, other.reservation),
        explanation=(verdict(found), zone_sentence(found), flip_sentence(found.flip, agreed=found.agreed)),
    )


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
