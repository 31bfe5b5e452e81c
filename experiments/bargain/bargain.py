"""Hold one negotiation without a world, and see how good its outcome is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.card import card, grid
from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.bargain.domain import LEVELS, Domain
from paradiplomacy.experiments.bargain.issue import BargainError, Outcome
from paradiplomacy.experiments.bargain.space import FRONTIER, ROUNDING, Tactics, terms_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLIND = "blind_offers"


@dataclass(frozen=True)
class Bargain:
    """A negotiation that is over.

    Attributes:
        domain: Issues, utilities and reservation values.
        protocol: The protocol.
        agreed: Whether there is an agreement.
        outcome: The value agreed on each issue; empty without agreement.
        utility: Utility of the outcome by party; the reservation value without agreement.
        gain: Utility less the reservation value, by party.
        round: Round in which it closes, counted from 1; None without agreement, or where the protocol does not determine it.
        quality: Distance of the gains from each reference point and from the frontier, in shares of the largest joint gain;
            empty without agreement, or where nobody can gain.
        points: Gains at the reference points (Nash, Kalai-Smorodinsky, egalitarian, utilitarian); empty where no outcome
            leaves everybody at least as well off.
        frontier: (m, n) gains at efficient outcomes or, for linear domains of two parties, at the corners of the frontier.
    """

    domain: Domain
    protocol: str
    agreed: bool
    outcome: Outcome
    utility: dict[str, float]
    gain: dict[str, float]
    round: int | None
    quality: dict[str, float]
    points: dict[str, dict[str, float]]
    frontier: Floats

    def __str__(self) -> str:
        """Return the outcome, the utilities and the quality as text."""
        lines = [self._headline()]
        width = max(map(len, self.domain.parties))
        lines += [
            f"  {party:<{width}}  utility {self.utility[party]:.4g}, gain {self.gain[party]:.4g}"
            for party in self.domain.parties
        ]
        if self.quality:
            distances = ", ".join(f"{name} {distance:.3f}" for name, distance in self.quality.items())
            lines.append(f"Distances, in shares of the largest joint gain: {distances}")
        return "\n".join(lines)

    def _headline(self) -> str:
        if not self.agreed:
            why = "although there is a zone of agreement" if self.points else "no outcome leaves everybody as well off"
            return f"No agreement ({self.protocol}): {why}"
        terms = ", ".join(f"{name} {_shown(value)}" for name, value in self.outcome.items())
        return f"Agreement ({self.protocol}{'' if self.round is None else f', round {self.round}'}): {terms}"

    def _repr_html_(self) -> str:
        """Return the negotiation as tables for a notebook."""
        parties = self.domain.parties
        rows = [(party, f"{self.utility[party]:.4g}", f"{self.gain[party]:.4g}") for party in parties]
        found = grid(self._headline(), ("party", "utility", "gain"), rows)
        if self.quality:
            distances = [(name, f"{value:.3f}") for name, value in self.quality.items()]
            found += card("Distances, in shares of the largest joint gain", distances)
        return found

    def figure(self) -> "Figure":
        """Return a picture: for two parties the plane of their gains, for more a bar chart."""
        # Matplotlib takes most of a second to load, and most negotiations are not drawn.
        from paradiplomacy.experiments.bargain.picture import figure_of

        return figure_of(self)


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"


def bargain(
    issues: Mapping[str, object] | Domain,
    utilities: Mapping[str, object] | None = None,
    *,
    reservation: Mapping[str, float] | None = None,
    protocol: str = "nash",
    tactics: Tactics | None = None,
    levels: int = LEVELS,
) -> Bargain:
    """Hold one negotiation and return its outcome.

    Args:
        issues: By name: a pair of numbers ``(low, high)`` for every number between them, or a list of values. Or a ``Domain``,
            in the place of issues, utilities and reservation values.
        utilities: By party, in the order in which they make offers: a table by issue of a number per unit, a table of values or
            a function of the value; or one function of the whole outcome.
        reservation: Utility of no agreement by party; 0 unless given.
        protocol: A protocol of the model. All are available between two parties on ranges with linear utilities, also one
            from a user's file (``file.py:name``); ``nash``, ``kalai_smorodinsky``, ``ultimatum``, ``alternating_offers`` and
            ``blind_offers`` between two parties over any utilities; ``nash`` and, over enumerated outcomes,
            ``kalai_smorodinsky`` among more parties, all of whom must agree.
        tactics: Bargaining power, concession, rounds and discount factors.
        levels: Number of values to which a range is cut where outcomes are enumerated.

    Raises:
        BargainError: Something is wrong; the problems of the domain are reported together.
    """
    domain = _domain(issues, utilities, reservation, levels)
    if not isinstance(protocol, str):
        raise BargainError(f"protocol: {protocol!r}, expected the name of a protocol")
    terms = terms_of(tactics or Tactics(), domain.parties)
    # Blind offers name outcomes from a list, so that ranges are cut into levels for them.
    space = domain.space(finite=protocol == BLIND)
    settled = space.settle(protocol, terms)
    gain = None if settled is None else settled.gain
    # Without agreement too: the points then show what has been missed.
    points, parties = space.points(terms, gain), domain.parties
    own = np.zeros(len(parties)) if gain is None else gain
    return Bargain(
        domain,
        protocol,
        settled is not None,
        {} if settled is None else settled.outcome,
        dict(zip(parties, (own + np.array(domain.reservation)).tolist(), strict=True)),
        dict(zip(parties, own.tolist(), strict=True)),
        None if settled is None else settled.round,
        {} if gain is None else dict(_quality(points, gain, space.behind(gain))),
        {name: dict(zip(parties, at.tolist(), strict=True)) for name, at in points.items()},
        space.frontier(),
    )


def _domain(
    issues: Mapping[str, object] | Domain,
    utilities: Mapping[str, object] | None,
    reservation: Mapping[str, float] | None,
    levels: int,
) -> Domain:
    if not isinstance(issues, Domain):
        return Domain.of(issues, utilities or {}, reservation=reservation, levels=levels)
    # Two sources of the same values could contradict each other.
    if utilities is not None or reservation is not None:
        raise BargainError("utilities, reservation: a domain has its own, expected neither")
    return issues


def _quality(points: Mapping[str, Floats], gain: Floats, behind: float) -> Iterator[tuple[str, float]]:
    """Yield the distances from the reference points and from the frontier, in shares of the largest joint gain."""
    # The utilitarian point has the largest sum; without a zone of agreement there is none to relate distances to.
    most = max((float(at.sum()) for at in points.values()), default=0.0)
    if most <= ROUNDING:
        return
    for name, at in points.items():
        yield name, float(np.linalg.norm(at - gain)) / most
    yield FRONTIER, behind / most
