"""Why, and why not: what an agreement is worth to each side term by term, who refuses, and what would flip it (MODEL 6)."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.preferences import LEAST_CURVE, kilometres_between
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.bargaining.cases import worth_of_terms
from paradiplomacy.model.bargaining.frontier import accepted_at_home, depth, gain_at, rational
from paradiplomacy.model.bargaining.variation import (
    Attribute,
    Change,
    Talk,
    attributes_of,
    cases_with,
    rounded,
)
from paradiplomacy.model.chance import Purpose, mix
from paradiplomacy.model.phases.negotiation import settle, without_home, without_pressure
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol.cases import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason, Status

POINTS = 65
STEPS = 24
HALVINGS = 24
PASSES = 8
NEARER = 0.999
TERMS = (
    "material gain",
    "trust",
    "partner size",
    "distance",
    "complementarity",
    "effort",
    "identity",
    "national pressure",
    "fixed cost",
    "side payment",
)


@dataclass(frozen=True)
class Side:
    """One side of a negotiation.

    Attributes:
        id, name: Who.
        worth: Worth of the terms looked at, split by term; sums to ``gain`` plus the reservation value, in % of budget.
        reservation: Worth of no agreement.
        gain: Worth of the terms less the reservation value.
        best: Largest gain it could have on the frontier.
        home: Share of the frontier that its veto players accept, in [0, 1].
        veto_players: Number of its veto players.
    """

    id: str
    name: str
    worth: dict[str, float]
    reservation: float
    gain: float
    best: float
    home: float
    veto_players: int


@dataclass(frozen=True)
class Flip:
    """The smallest single change of one attribute that turns the decision around."""

    attribute: str
    actor: str
    issue: str
    before: float
    after: float
    size: float


@dataclass(frozen=True)
class Explanation:
    """Why two sides agree, or do not.

    Attributes:
        date: Month, YYYY-MM.
        issues: Issues on the table.
        agreed: Whether they agree.
        reason: Why not, in a word of the tables; empty where they agree.
        terms: Depth by issue: those agreed, or those at which the worse-off side loses least.
        sides: The two sides.
        zone: Bounds of the frontier weight between which no side loses; None where there is no zone of agreement.
        refused: Who refuses, in words.
        flip: The smallest change that turns the decision around; None where no single one does.
        change: The same as the model takes it.
        frontier: (points, 2) gains along the Pareto frontier, and whether both homes accept each point.
        share_lost: Share of the joint gain that the win-sets cost.
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


def decide(state: State, cases: Cases) -> Flags:
    """Whether each case is agreed, by the protocol and agenda of the scenario; the cases are not changed."""
    protocol = rule("protocol", state.settings.rules.protocol)
    copy = cases._replace(low=cases.low.copy(), high=cases.high.copy())
    return settle(protocol, copy, state.settings.negotiation.agenda).agreed


def have_terms(state: State, cases: Cases) -> bool:
    """Whether there are terms to agree on, found or not: only a protocol with rounds of its own misses any."""
    protocol = rule("protocol", state.settings.rules.protocol)
    if getattr(protocol, "OWN_ROUNDS", False):
        protocol = rule("protocol", "nash")
    copy = cases._replace(low=cases.low.copy(), high=cases.high.copy())
    return bool(settle(protocol, copy, state.settings.negotiation.agenda).agreed[0])


def talk_of(state: State, first: int, second: int, issues: tuple[int, ...] = ()) -> Talk:
    """The negotiation of a pair: the one that is open, or the one that would be.

    Without issues named a supposed negotiation is on those that both sides need most, as a plan.
    """
    book = state.book.rows
    open_ = state.book.live(Status.NEGOTIATING)
    ours = open_[((book.party[open_] == (first, second)) | (book.party[open_] == (second, first))).all(axis=1)]
    if len(ours) and not issues:
        return talk_in_book(state, int(ours[-1]))
    actors = state.actors
    wanted = actors.salience[first] * actors.need[first] + actors.salience[second] * actors.need[second]
    chosen = list(issues) or np.argsort(-wanted, kind="stable")[: state.settings.negotiation.issues].tolist()
    agenda = np.zeros(len(state.issues), dtype=bool)
    agenda[chosen] = True
    key = np.uint64(mix(state.key(Purpose.AGENDA), actors.key[first], actors.key[second]))
    return Talk(first, second, key, 1, agenda, error=False)


def talk_in_book(state: State, row: int) -> Talk:
    """An open negotiation, as its negotiators see it."""
    book = state.book.rows
    a, b = book.party[row].tolist()
    return Talk(a, b, book.key[row], int(book.form[row]), book.agenda[row].copy(), error=True)


def split(
    state: State, talk: Talk, cases: Cases, side: int, terms: Floats, *, part: float = 1.0, payment: float = 0.0
) -> dict[str, float]:
    """Worth of terms to one side, term by term (MODEL 4.1).

    Args:
        state: The state.
        talk: The negotiation.
        cases: Its case.
        side: 0 or 1.
        terms: (K,) depth by issue.
        part: Share of the fixed cost that these terms bear.
        payment: What the side is paid, in % of its budget.

    The benefit is a product of factors. What trust, the partner's size, distance and complementarity change
    about it is told by the logarithmic mean, so that the parts add up (Ang 2004).
    """
    actors, utility, form = state.actors, state.settings.utility, state.settings.form
    i, j = (talk.first, talk.second) if side == 0 else (talk.second, talk.first)
    apart = kilometres_between(*actors.place[i], *actors.place[j])
    worth = dict.fromkeys(TERMS, 0.0)
    worth["fixed cost"] = -part * float(cases.cost[0, side])
    worth["side payment"] = payment
    for k in np.flatnonzero(talk.agenda).tolist():
        x, weight, pragmatism = float(terms[k]), float(actors.salience[i, k]), float(actors.pragmatism[i])
        need = float(actors.need[i, k])
        plain = weight * pragmatism * need * utility.benefit_scale * form.benefit**talk.form * x
        factors = {
            "trust": math.sqrt(float(actors.trust[j] * actors.reputation[j])),
            "partner size": float(actors.gdp[j] / utility.reference_gdp) ** utility.partner_gdp_elasticity,
            "distance": (1.0 + apart / 1000.0) ** -utility.distance_elasticity,
            "complementarity": 1.0 + utility.complementarity * (need - float(actors.need[j, k])),
        }
        worth["material gain"] += plain
        whole = plain * math.prod(factors.values())
        mean = (whole - plain) / math.log(whole / plain) if plain > 0.0 and whole > 0.0 and whole != plain else plain
        if whole > 0.0:
            for name, factor in factors.items():
                worth[name] += mean * math.log(float(factor))
        else:
            worth["trust"] += whole - plain
        excess = max(0.0, x - float(cases.bearable[0, side, k]))
        worth["national pressure"] -= float(cases.pressure[0, side, k]) * excess * excess
        promised = float(actors.promised[i, k])
        rest = 1.0 - promised
        worth["effort"] -= weight * pragmatism * (promised * rest * x + 0.5 * rest * rest * x * x)
        bend = rest * rest * (pragmatism + 2.0 * (1.0 - pragmatism) * state.issues[k].identity_charge)
        worth["effort"] -= 0.5 * weight * max(0.0, LEAST_CURVE - bend) * x * x
        charge = weight * (1.0 - pragmatism) * state.issues[k].identity_charge
        stand = float(actors.position[i, k])
        worth["identity"] += charge * (2.0 * (stand - promised) * rest * x - rest * rest * x * x)
    return worth


def _frontier(cases: Cases) -> tuple[Floats, Flags]:
    weights = np.linspace(0.0, 1.0, POINTS)
    gains = np.array([[gain_at(cases, 0, side, weight) for side in range(2)] for weight in weights])
    return gains, np.array([accepted_at_home(cases, 0, weight) for weight in weights])


def _closest(cases: Cases, gains: Floats) -> Floats:
    """Terms at which the side that fares worse fares best."""
    weight = float(np.linspace(0.0, 1.0, POINTS)[gains.min(axis=1).argmax()])
    on = cases.on[0]
    return np.array([depth(cases, 0, k, weight) if on[k] else 0.0 for k in range(len(on))])


def _home_share(cases: Cases, side: int) -> float:
    count = cases.veto_players.copy()
    count[0, 1 - side] = 0
    alone = cases._replace(veto_players=count)
    return float(np.mean([accepted_at_home(alone, 0, weight) for weight in np.linspace(0.0, 1.0, POINTS)]))


def _who_refuses(state: State, talk: Talk, cases: Cases) -> tuple[Reason, tuple[str, ...]]:
    """Why there is no agreement: expected reaction, homes, or the negotiators themselves."""
    names = [state.names[row] for row in (talk.first, talk.second)]
    if decide(state, without_pressure(cases))[0]:
        pressed = [side for side in range(2) if (cases.pressure[0, side] > 0).any()]
        homes = [state.names[int(state.actors.nation[(talk.first, talk.second)[side]])] for side in pressed]
        return Reason.CHILLED, tuple(
            f"{names[side]}, for fear of {home}" for side, home in zip(pressed, homes, strict=True)
        )
    rounds = getattr(rule("protocol", state.settings.rules.protocol), "OWN_ROUNDS", False)
    if rounds and have_terms(state, cases):
        return Reason.OUT_OF_TIME, ("neither: their rounds end before an offer that both take",)
    free = without_home(cases)
    if have_terms(state, free):
        blocking = []
        for side in range(2):
            count = cases.veto_players.copy()
            count[0, side] = 0
            if have_terms(state, cases._replace(veto_players=count)):
                blocking.append(f"the veto players of {names[side]}")
        return Reason.NO_ZONE, tuple(blocking or ["the veto players of both together"])
    if cases.side_payments[0]:
        return Reason.NO_ZONE, ("both together: what one gains would not pay for what the other loses",)
    alone = [names[side] for side in range(2) if gain_at(free, 0, side, 1.0 - side) < 0.0]
    return Reason.NO_ZONE, tuple(f"{name}: no terms are worth their cost to it" for name in alone) or (
        "neither alone: what is worth it to one is not to the other",
    )


def find_flip(state: State, talk: Talk, agreed: bool) -> Change | None:
    """The smallest single change of one attribute that turns the decision around.

    Each attribute is moved towards both ends of its range in steps; where the decision turns the place is
    narrowed by halving. Then the same is done again below the smallest change found so far, with steps as much
    smaller, until none of them turns it. The change that is returned has been made and decided again.
    """
    best, size = None, math.inf
    attributes = attributes_of(state, talk)
    for _ in range(PASSES):
        smaller = _smallest(state, talk, attributes, agreed, size * NEARER)
        if smaller is None:
            break
        best = smaller
        size = best.size
    if best is None:
        return None
    plain = rounded(best)
    if plain.value != plain.attribute.value and decide(state, cases_with(state, talk, [plain]))[0] != agreed:
        return plain
    return best


def _smallest(state: State, talk: Talk, attributes: list[Attribute], agreed: bool, most: float) -> Change | None:
    """The smallest change on a grid of steps up to a size, narrowed by halving; None where none turns the decision."""
    roads = [
        (attribute, attribute.along(attribute.towards(end, most), STEPS))
        for attribute in attributes
        for end in (attribute.low, attribute.high)
        if not math.isclose(end, attribute.value)
    ]
    tried = [Change(attribute, float(value)) for attribute, values in roads for value in values]
    turned = (decide(state, cases_with(state, talk, tried)) != agreed).reshape(len(roads), STEPS)
    found = []
    for (attribute, values), row in zip(roads, turned, strict=True):
        if row.any():
            at = int(row.argmax())
            near = Change(attribute, float(values[at - 1]) if at else attribute.value)
            found.append((near, Change(attribute, float(values[at]))))
    for _ in range(HALVINGS):
        least = min((far.size for _, far in found), default=0.0)
        found = [(near, far) for near, far in found if near.size <= least]
        middle = [Change(near.attribute, 0.5 * (near.value + far.value)) for near, far in found]
        good = decide(state, cases_with(state, talk, middle)) != agreed if middle else ()
        found = [
            (near, half) if turns else (half, far) for (near, far), half, turns in zip(found, middle, good, strict=True)
        ]
    return min((far for _, far in found), key=lambda change: change.size, default=None)


def told(state: State, change: Change) -> Flip:
    """A change in names."""
    attribute = change.attribute
    return Flip(
        attribute=attribute.column.replace("_", " "),
        actor="" if attribute.actor is None else state.names[attribute.actor],
        issue="" if attribute.issue is None else state.issues[attribute.issue].name,
        before=attribute.value,
        after=change.value,
        size=change.size,
    )


def explain(state: State, talk: Talk, date: str) -> Explanation:
    """Explain a negotiation as it stands.

    Args:
        state: The state.
        talk: The negotiation, from ``talk_of``.
        date: The month, for the record.
    """
    protocol: Any = rule("protocol", state.settings.rules.protocol)
    cases = cases_with(state, talk, [None])
    copy = cases._replace(low=cases.low.copy(), high=cases.high.copy())
    answers = settle(protocol, copy, state.settings.negotiation.agenda)
    agreed = bool(answers.agreed[0])
    gains, accepted = _frontier(cases)
    terms = answers.terms[0] if agreed else _closest(cases, gains)
    worth, gain, part = np.zeros((1, 2)), answers.gain[0], 1.0
    if agreed and state.settings.negotiation.agenda != "package":
        part = float((terms > 0.0).sum() / talk.agenda.sum())  # the issues share the fixed cost
    if not agreed:
        worth_of_terms(cases, terms[None, :], worth)
        gain = worth[0] - cases.reservation[0]
    paid = float(answers.transfer[0])
    payment = (-paid, paid * float(cases.budget[0, 0] / cases.budget[0, 1]))
    low, high = rational(without_home(cases), 0)
    reason, refused = (Reason.NONE, ()) if agreed else _who_refuses(state, talk, cases)
    change = find_flip(state, talk, agreed)
    free = settle(protocol, without_home(cases), state.settings.negotiation.agenda).gain[0].sum()
    sides = []
    for side, row in enumerate((talk.first, talk.second)):
        sides.append(
            Side(
                id=state.identities[row],
                name=state.names[row],
                worth=split(state, talk, cases, side, terms, part=part, payment=payment[side]),
                reservation=part * float(cases.reservation[0, side]),
                gain=float(gain[side]),
                best=float(gains[:, side].max()),
                home=_home_share(cases, side),
                veto_players=int(cases.veto_players[0, side]),
            )
        )
    return Explanation(
        date=date,
        issues=tuple(state.issues[k].name for k in np.flatnonzero(talk.agenda)),
        agreed=agreed,
        reason="" if agreed else reason.name.lower().replace("_", " "),
        terms={state.issues[k].name: float(terms[k]) for k in np.flatnonzero(talk.agenda)},
        sides=(sides[0], sides[1]),
        zone=None if math.isnan(low) else (float(low), float(high)),
        refused=refused,
        flip=None if change is None else told(state, change),
        change=change,
        frontier=gains,
        accepted=accepted,
        share_lost=float(np.clip(1.0 - answers.gain[0].sum() / free, 0.0, 1.0)) if agreed and free > 0 else 0.0,
    )
