"""The bargaining picture of a pair: utility space with frontier, win-sets, offers and solution, and the reasons in words."""

from dataclasses import dataclass

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.bargaining.explain import POINTS, Explanation, Side, explain, talk_of
from paradiplomacy.model.bargaining.frontier import accepted_at_home
from paradiplomacy.model.bargaining.sentences import flip_sentence, verdict
from paradiplomacy.model.bargaining.variation import cases_with
from paradiplomacy.model.rules.protocol.cases import Cases
from paradiplomacy.model.state import State
from paradiplomacy.visualisation.session.roster import Cast

MOST_OFFERS = 24


@dataclass(frozen=True)
class Offer:
    """One offer of alternating offers: round, who proposes (0 or 1), and the gain of each side."""

    round: int
    side: int
    gains: tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """A negotiation as it stands. Gains are over the reservation values, in % of each side's yearly budget.

    Attributes:
        names: The two sides.
        issues: Issues on the table.
        date: Month.
        agreed: Whether they agree.
        frontier: Gains (first side, second side) along the Pareto frontier.
        home: Of each side, which points of the frontier its home accepts (its win-set).
        solution: Gains of the solution; None where they do not agree.
        offers: Rounds as they would go if offers alternate with the styles of the two sides.
        worths: Of each side: the parts of the worth, its sum, its reservation value.
        told: Sentences: the verdict, the zone, what would turn it around.
    """

    names: tuple[str, str]
    issues: tuple[str, ...]
    date: str
    agreed: bool
    frontier: tuple[tuple[float, float], ...]
    home: tuple[tuple[bool, ...], tuple[bool, ...]]
    solution: tuple[float, float] | None
    offers: tuple[Offer, ...]
    worths: tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]
    reservation: tuple[float, float]
    told: tuple[str, ...]


def picture(state: State, cast: Cast, first: int, second: int, issues: tuple[int, ...] = ()) -> Picture:
    """The picture of two actors; without issues that of their open talk, or of the one they would have.

    Raises:
        ValueError: Both are the same actor.
    """
    if first == second:
        raise ValueError(f"{cast.names[first]}: want two actors")
    talk = talk_of(state, first, second, issues)
    found = explain(state, talk, cast.date(state.month))
    cases = cases_with(state, talk, [None])
    one, other = found.sides
    return Picture(
        names=(one.name, other.name),
        issues=found.issues,
        date=found.date,
        agreed=found.agreed,
        frontier=tuple((float(x), float(y)) for x, y in found.frontier),
        home=(_win_set(cases, 0), _win_set(cases, 1)),
        solution=(one.gain, other.gain) if found.agreed else None,
        offers=_offers(cases, found.frontier),
        worths=(_worth(one), _worth(other)),
        reservation=(one.reservation, other.reservation),
        told=(verdict(found), _zone(found), flip_sentence(found.flip, agreed=found.agreed)),
    )


def _worth(side: Side) -> tuple[tuple[str, float], ...]:
    return tuple(side.worth.items())


def _zone(found: Explanation) -> str:
    if found.zone is None:
        return "Zone of agreement: none; there are no terms that neither side refuses."
    share = found.zone[1] - found.zone[0]
    return f"Zone of agreement: {share:.0%} of the Pareto frontier; the win-sets at home cost {found.share_lost:.0%} of the joint gain."


def _win_set(cases: Cases, side: int) -> tuple[bool, ...]:
    count = cases.veto_players.copy()
    count[0, 1 - side] = 0
    alone = cases._replace(veto_players=count)
    accepted: Flags = np.array([accepted_at_home(alone, 0, weight) for weight in np.linspace(0.0, 1.0, POINTS)])
    return tuple(accepted.tolist())


def _offers(cases: Cases, frontier: Floats) -> tuple[Offer, ...]:
    """Alternating offers on the stretch that neither side refuses (Faratin, Sierra and Jennings 1998)."""
    zone = np.flatnonzero((frontier >= 0.0).all(axis=1))
    if not len(zone):
        return ()
    gains = frontier[zone]
    ideal, rounds = gains.max(axis=0), int(cases.rounds[0])
    weight = np.arange(len(gains), dtype=np.float64)

    def asked(side: int, t: int) -> float:
        return float(ideal[side] * (1.0 - min(1.0, t / rounds) ** (1.0 / cases.concession[0, side])))

    offers = []
    for t in range(1, min(rounds, MOST_OFFERS) + 1):
        side = (t - 1) % 2
        order = slice(None) if side == 0 else slice(None, None, -1)
        at = np.interp(asked(side, t), gains[order, side], weight[order])
        point = tuple(float(np.interp(at, weight, gains[:, each])) for each in range(2))
        offers.append(Offer(t, side, (point[0], point[1])))
        if point[1 - side] >= asked(1 - side, t + 1) - 1e-12:
            break
    return tuple(offers)
