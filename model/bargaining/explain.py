"""Explanation of a negotiation: what each side gains, term by term, who refuses, and what would reverse the decision."""

import math
from dataclasses import dataclass, field

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.bargaining.cases import utility_of_terms
from paradiplomacy.model.bargaining.decomposition import Evaluated, decompose
from paradiplomacy.model.bargaining.flip import Flip, decide, find_flip, in_names
from paradiplomacy.model.bargaining.frontier import accepted_at_home, commitment, gain_at, rational
from paradiplomacy.model.bargaining.settlement import (
    settle,
    without_pressure,
    without_veto_players,
    without_veto_players_of,
    zone_finder,
)
from paradiplomacy.model.bargaining.variation import Change, Negotiation, cases_with
from paradiplomacy.model.chance import Purpose, mix
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Form, Reason, Status

# A power of two plus one, so that halves and quarters of the frontier are among the points.
POINTS = 65
WEIGHTS = np.linspace(0.0, 1.0, POINTS)


@dataclass(frozen=True)
class Side:
    """One side of a negotiation.

    Attributes:
        id, name: The actor.
        gives: Own commitment by issue.
        gets: Commitment of the other side by issue.
        utility: Utility of the terms evaluated, by term; sums to ``gain`` plus the reservation value, in % of budget.
        reservation: Utility of no agreement.
        gain: Utility of the terms less the reservation value.
        best: Largest gain that it could have on the frontier.
        win_set: Share of the frontier that its veto players accept, in [0, 1].
        veto_players: Number of its veto players.
    """

    id: str
    name: str
    gives: dict[str, float]
    gets: dict[str, float]
    utility: dict[str, float]
    reservation: float
    gain: float
    best: float
    win_set: float
    veto_players: int

    def __str__(self) -> str:
        """Return the side in lines of text."""
        # Here and not above, because the sentences are about this class.
        from paradiplomacy.model.bargaining.sentences import side_lines

        return "\n".join(side_lines(self))


@dataclass(frozen=True)
class Explanation:
    """Why two sides agree, or do not.

    Attributes:
        date: Month, YYYY-MM.
        issues: Issues under negotiation.
        agreed: Whether they agree.
        reason: Why not, as a word of the tables; empty where they agree.
        terms: Mean commitment by issue: of the terms agreed, or of the closest feasible ones, at which the worse-off side
            loses least.
        sides: The two sides.
        zone: Bounds of the frontier weight between which no side loses; None where there is no zone of agreement.
        refused: Who refuses, one phrase for each.
        flip: The smallest change that reverses the decision; None where no single one does.
        change: The same change with rows in place of names.
        frontier: (points, 2) gains along the Pareto frontier.
        accepted: (points,) whether the veto players of both sides accept each point.
        share_lost: Share of the joint gain that the win-sets cost, in [0, 1].
        own_rules: Rules of the scenario that come from a user's own file, as ``question: file.py:name``.
    """

    date: str
    issues: tuple[str, ...]
    agreed: bool
    reason: str
    terms: dict[str, float]
    sides: tuple[Side, Side]
    zone: tuple[float, float] | None
    refused: tuple[str, ...]
    flip: Flip | None
    change: Change | None = field(repr=False)
    frontier: Floats = field(repr=False)
    accepted: Flags = field(repr=False)
    share_lost: float
    own_rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the whole explanation as text."""
        from paradiplomacy.model.bargaining.sentences import why

        return why(self)

    def _repr_html_(self) -> str:
        """Return the explanation as tables for a notebook."""
        from paradiplomacy.model.bargaining.sentences import tables

        return tables(self)


def negotiation_of(state: State, first: int, second: int, issues: tuple[int, ...] = ()) -> Negotiation:
    """Return the open negotiation of a pair, or a hypothetical one.

    Args:
        state: The state.
        first: Row of the side that approaches.
        second: Row of the side that is approached.
        issues: Issues of a hypothetical negotiation; by default the open one, else a plan on the issues that both sides need
            most.
    """
    open_ = state.book.live(Status.NEGOTIATING)
    pair = state.book.parties.actor[state.book.pair(open_)]
    ours = open_[((pair == (first, second)) | (pair == (second, first))).all(axis=1)]
    if len(ours) and not issues:
        return negotiation_in_book(state, int(ours[-1]))
    actors = state.actors
    wanted = actors.salience[first] * actors.need[first] + actors.salience[second] * actors.need[second]
    chosen = list(issues) or np.argsort(-wanted, kind="stable")[: state.settings.negotiation.issues].tolist()
    agenda = np.zeros(len(state.issues), dtype=bool)
    agenda[chosen] = True
    # A hypothetical negotiation has the key that a real one on this agenda would have, so its draws are the same.
    key = np.uint64(mix(state.key(Purpose.AGENDA), actors.key[first], actors.key[second]))
    return Negotiation(first, second, key, int(Form.PLAN), agenda, error=False)


def negotiation_in_book(state: State, row: int) -> Negotiation:
    """Return an open negotiation, as its negotiators see it."""
    book = state.book.rows
    a, b = state.book.parties.actor[state.book.pair(np.array([row]))[0]].tolist()
    return Negotiation(a, b, book.key[row], int(book.form[row]), book.agenda[row].copy(), error=True)


def has_zone(state: State, cases: Cases) -> bool:
    """Return whether there are terms to agree on, even where the protocol of the scenario misses them."""
    protocol = rule("protocol", state.settings.rules.protocol)
    if protocol.DETERMINES_ROUND:
        protocol = zone_finder()
    return bool(settle(protocol, cases, state.settings.negotiation.agenda).agreed[0])


def _frontier(cases: Cases) -> Floats:
    """Return the gains of both sides along the Pareto frontier: (points, 2)."""
    return np.array([[gain_at(cases, 0, side, weight) for side in range(2)] for weight in WEIGHTS])


def accepted_along(cases: Cases) -> Flags:
    """Return which points of the frontier all veto players accept: (points,)."""
    return np.array([accepted_at_home(cases, 0, weight) for weight in WEIGHTS])


def win_set(cases: Cases, side: int) -> Flags:
    """Return which points of the frontier the veto players of one side accept: (points,)."""
    return accepted_along(without_veto_players_of(cases, 1 - side))


def _closest(cases: Cases, gains: Floats) -> Floats:
    """Return the terms on the frontier at which the worse-off side loses least: (2, K)."""
    # The terms nearest to an agreement are those at which the side that fares worse fares best (egalitarian).
    weight = float(WEIGHTS[gains.min(axis=1).argmax()])
    on = cases.on[0]
    return np.array(
        [[commitment(cases, 0, side, k, weight) if on[k] else 0.0 for k in range(len(on))] for side in range(2)]
    )


def _why_not(state: State, negotiation: Negotiation, cases: Cases) -> tuple[Reason, tuple[str, ...]]:
    """Return why there is no agreement, and who refuses: for fear of a nation, for lack of time, at home, or by interest."""
    # The order follows the month's: fear first, then time, then the veto players, and only then the sides' own interests.
    if decide(state, without_pressure(cases))[0]:
        return Reason.CHILLED, _who_fears(state, negotiation, cases)
    if rule("protocol", state.settings.rules.protocol).DETERMINES_ROUND and has_zone(state, cases):
        return Reason.OUT_OF_TIME, ("neither: the rounds end before an offer that both accept",)
    if has_zone(state, without_veto_players(cases)):
        return Reason.NO_ZONE, _who_vetoes(state, negotiation, cases)
    return Reason.NO_ZONE, _who_loses(state, negotiation, without_veto_players(cases))


def _who_fears(state: State, negotiation: Negotiation, cases: Cases) -> tuple[str, ...]:
    """Return the sides that expect a reaction of their nations."""
    pressed = [row for side, row in enumerate(negotiation.sides) if (cases.pressure[0, side] > 0).any()]
    return tuple(f"{state.names[row]}, for fear of {state.names[int(state.actors.nation[row])]}" for row in pressed)


def _who_vetoes(state: State, negotiation: Negotiation, cases: Cases) -> tuple[str, ...]:
    """Return the sides without whose veto players there would be an agreement."""
    blocking = [
        f"the veto players of {state.names[row]}"
        for side, row in enumerate(negotiation.sides)
        if has_zone(state, without_veto_players_of(cases, side))
    ]
    return tuple(blocking or ["the veto players of both sides together"])


def _who_loses(state: State, negotiation: Negotiation, free: Cases) -> tuple[str, ...]:
    """Return the sides for which no terms are worth their cost."""
    if free.side_payments[0]:
        return ("both together: the gain of one cannot compensate the loss of the other",)
    alone = [row for side, row in enumerate(negotiation.sides) if gain_at(free, 0, side, 1.0 - side) < 0.0]
    return tuple(f"{state.names[row]}: no terms are worth their cost to it" for row in alone) or (
        "neither alone: no terms are worth their cost to both",
    )


def _evaluated(state: State, negotiation: Negotiation, cases: Cases, answers: Answers, gains: Floats) -> Evaluated:
    """Return the terms agreed or, without agreement, the closest feasible ones."""
    if not answers.agreed[0]:
        return Evaluated(_closest(cases, gains), 1.0, (0.0, 0.0))
    terms, share, paid = answers.terms[0], 1.0, float(answers.transfer[0])
    if state.settings.negotiation.agenda != "package":
        # Issue by issue, each issue bears its part of the fixed cost, and only those agreed are paid for.
        share = float((terms > 0.0).any(axis=0).sum() / negotiation.agenda.sum())
    return Evaluated(terms, share, (-paid, paid * float(cases.budget[0, 0] / cases.budget[0, 1])))


def _gain(cases: Cases, answers: Answers, at: Evaluated) -> Floats:
    """Return the gain of each side from the terms evaluated: (2,)."""
    if answers.agreed[0]:
        return answers.gain[0]
    utility = np.zeros((1, 2))
    utility_of_terms(cases, at.terms[None, :], utility)
    return utility[0] - cases.reservation[0]


def _share_lost(state: State, cases: Cases, answers: Answers) -> float:
    """Return the share of the joint gain that the win-sets cost, 0 without agreement."""
    protocol = rule("protocol", state.settings.rules.protocol)
    free = settle(protocol, without_veto_players(cases), state.settings.negotiation.agenda).gain[0].sum()
    if not answers.agreed[0] or free <= 0:
        return 0.0
    return float(np.clip(1.0 - answers.gain[0].sum() / free, 0.0, 1.0))


def explain(state: State, negotiation: Negotiation, date: str) -> Explanation:
    """Explain a negotiation as of this month.

    Args:
        state: The state.
        negotiation: The negotiation, from ``negotiation_of``.
        date: The month, for the record.
    """
    protocol = rule("protocol", state.settings.rules.protocol)
    cases = cases_with(state, negotiation, [None])
    answers = settle(protocol, cases, state.settings.negotiation.agenda)
    agreed = bool(answers.agreed[0])
    gains = _frontier(cases)
    at = _evaluated(state, negotiation, cases, answers, gains)
    gain = _gain(cases, answers, at)
    issues = np.flatnonzero(negotiation.agenda).tolist()

    def by_issue(values: Floats) -> dict[str, float]:
        return {state.issues[k].name: float(values[k]) for k in issues}

    def side_of(side: int) -> Side:
        return Side(
            id=state.identities[negotiation.sides[side]],
            name=state.names[negotiation.sides[side]],
            gives=by_issue(at.terms[side]),
            gets=by_issue(at.terms[1 - side]),
            utility=decompose(state, negotiation, cases, side, at),
            reservation=at.cost_share * float(cases.reservation[0, side]),
            gain=float(gain[side]),
            best=float(gains[:, side].max()),
            win_set=float(win_set(cases, side).mean()),
            veto_players=int(cases.veto_players[0, side]),
        )

    low, high = rational(without_veto_players(cases), 0)
    reason, refused = (Reason.NONE, ()) if agreed else _why_not(state, negotiation, cases)
    # By far the most costly part: several hundred variations of the negotiation are settled.
    change = find_flip(state, negotiation, agreed)
    return Explanation(
        date=date,
        issues=tuple(state.issues[k].name for k in issues),
        agreed=agreed,
        reason="" if agreed else reason.word,
        terms=by_issue(at.terms.mean(axis=0)),
        sides=(side_of(0), side_of(1)),
        zone=None if math.isnan(low) else (float(low), float(high)),
        refused=refused,
        flip=None if change is None else in_names(state, change),
        change=change,
        frontier=gains,
        accepted=accepted_along(cases),
        share_lost=_share_lost(state, cases, answers),
        own_rules=own_rules(state),
    )


def own_rules(state: State) -> tuple[str, ...]:
    """Return the rules of the scenario that come from a user's own file."""
    return tuple(f"{question}: {name}" for question, name in state.settings.rules._asdict().items() if ".py:" in name)
