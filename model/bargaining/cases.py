"""From agreements to cases: the utility functions of both sides of each negotiation, and of their veto players."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner, uncompiled
from paradiplomacy.agents.packed import packed
from paradiplomacy.agents.preferences import (
    benefit_per_depth,
    curve,
    fixed_cost,
    slope,
    tolerated_depth,
    utility_of_commitment,
)
from paradiplomacy.model.agreements.book import NEVER, Agreements, Parties, Rows
from paradiplomacy.model.chance import Purpose, key, normal
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.network.prospects import CITY_UNIT, common_language, kilometres
from paradiplomacy.model.network.ties import Network, earlier_ties
from paradiplomacy.model.parameters import Form, Utility
from paradiplomacy.model.rules.protocol import Cases, no_cases
from paradiplomacy.model.state import State

HALF_DEPTH = 0.5
WIN_SET = int(Purpose.WIN_SET)
# Views of negotiations: with all that is known, and as the negotiators foresee the veto players; of agreements: as concluded,
# and as running, when only their upkeep is due.
KNOWN, FORESEEN, CONCLUDED, RUNNING = range(4)


class Context(NamedTuple):
    """Parameters and tables that the compiled rules need in addition to the columns.

    Attributes:
        party_position: (parties, K) position of each party relative to the nation's median voter.
        veto_offset: (actors, V) position of each veto player relative to the median voter, in standard deviations.
        veto_count: (actors,) number of veto players.
        cost_share: Share of the fixed cost that is due: 1 for new agreements, the upkeep for running ones.
        concluded: Whether the terms in the book are evaluated, as concluded: what they promise is not counted as promised already,
            the agreement is not its own earlier tie, and its side payment is part of the cost.
        key: Key of the negotiators' errors about the win-sets.
    """

    utility: Utility
    form: Form
    power: float
    tolerance: float
    win_set_error: float
    win_set_caution: float
    n_cities: int
    month: int
    identity_charge: Floats
    party_position: Floats
    veto_offset: Floats
    veto_count: np.ndarray
    deadline: int
    discount_city: float
    discount_nation: float
    side_payments: bool
    budget_share: float
    cost_share: float
    concluded: bool
    key: np.uint64


@compiled
def visibility_of(form: Form, step: int, population: float, depth: float) -> float:
    """Return the visibility of a city's agreement, in [0, 1]; it rises with the city's size, and with depth and form."""
    # Powers, so that each step of form and each tenfold population changes visibility by a constant factor.
    base = form.visibility * form.visibility_step**step * (population / CITY_UNIT) ** form.visibility_size
    visible: float = min(1.0, base * (0.5 + depth))
    return visible


@inner
def pressure_on(actors: Actors, context: Context, i: int, other: int, k: int, step: int) -> float:
    """Return the weight of the expected reaction of a city's nation; 0 for nations and towards the own nation."""
    # Only cities answer to a nation, and an agreement with its own nation cannot provoke it.
    if i >= context.n_cities or actors.nation[i] == other:
        return 0.0
    nation = actors.nation[i]
    dependence = actors.grant_share[i] * (1.0 - actors.autonomy[i])
    visible = visibility_of(context.form, step, actors.population[i], HALF_DEPTH)
    return actors.salience[i, k] * context.utility.anticipation * dependence * actors.salience[nation, k] * visible


@compiled
def promised_beyond(total: float, own: float) -> float:
    """Return the effort promised without one agreement of depth ``own``, below 1, that is part of the total."""
    # Efforts combine as shares of what is still undone, so one of them is divided out, not subtracted.
    return min(1.0, max(0.0, 1.0 - (1.0 - total) / (1.0 - own)))


@compiled
def fill(
    actors: Actors,
    book: Agreements,
    parties: Parties,
    ties: Network,
    context: Context,
    pairs: Rows,
    cases: Cases,
) -> None:
    """Fill the cases of these pairs of parties, (c, 2), each of one agreement.

    It is one long loop because each number is used by several columns of a case.
    """
    utility = context.utility
    issues = actors.need.shape[1]
    for c in range(pairs.shape[0]):
        row = parties.agreement[pairs[c, 0]]
        step = book.form[row]
        a, b = parties.actor[pairs[c, 0]], parties.actor[pairs[c, 1]]
        apart = kilometres(actors, a, b)
        earlier = earlier_ties(ties.first, ties.partner, a, b)
        if context.concluded and earlier > 0 and NEVER < book.in_force[row] < context.month:
            earlier -= 1
        cost = fixed_cost(
            utility.contact_cost * context.cost_share * context.form.cost**step,
            apart,
            utility.contact_cost_distance,
            common_language(actors, a, b),
            utility.contact_cost_language,
            abs(actors.democracy[a] - actors.democracy[b]),
            utility.contact_cost_regime,
            utility.contact_cost_level if (a < context.n_cities) != (b < context.n_cities) else 0.0,
            earlier,
            utility.contact_cost_relief,
        )
        # Bargaining power comes from the economy, with an exponent: 0 makes all sides equal, 1 makes it proportional.
        strength_a, strength_b = actors.gdp[a] ** context.power, actors.gdp[b] ** context.power
        cases.power[c] = strength_a / (strength_a + strength_b)
        cases.rounds[c], cases.least[c] = context.deadline, utility.least_depth
        cases.side_payments[c] = context.side_payments
        for k in range(issues):
            cases.on[c, k] = book.agenda[row, k]
        for side in range(2):
            p = pairs[c, side]
            i, j, place = parties.actor[p], parties.actor[pairs[c, 1 - side]], p - book.first[row]
            cases.cost[c, side] = cost
            cases.budget[c, side] = actors.gdp[i] * context.budget_share
            cases.discount[c, side] = context.discount_city if i < context.n_cities else context.discount_nation
            cases.concession[c, side] = actors.concession[i]
            cases.veto_players[c, side] = context.veto_count[i]
            for k in range(issues):
                if not book.agenda[row, k]:
                    continue
                promised = actors.promised[i, k]
                # Terms that count as promised already would be paid for twice if they were weighed on top of themselves.
                if context.concluded and parties.counted[p, k] > 0.0:
                    promised = promised_beyond(promised, parties.counted[p, k])
                benefit = benefit_per_depth(
                    utility.benefit_scale * context.form.benefit**step,
                    actors.trust[j],
                    actors.reputation[j],
                    actors.gdp[j] / utility.reference_gdp,
                    utility.partner_gdp_elasticity,
                    apart,
                    utility.distance_elasticity,
                    actors.need[i, k],
                    actors.need[j, k],
                    utility.complementarity,
                )
                weight, pragmatism, identity = actors.salience[i, k], actors.pragmatism[i], context.identity_charge[k]
                whole = actors.need[i, k] * benefit
                own = utility.own_share * whole
                cases.slope[c, side, k] = slope(weight, pragmatism, own, promised, identity, actors.position[i, k])
                cases.curve[c, side, k] = curve(weight, pragmatism, identity)
                cases.received[c, side, k] = weight * pragmatism * (whole - own)
                cases.high[c, side, k] = utility.most_depth
                cases.pressure[c, side, k] = pressure_on(actors, context, i, j, k, step)
                cases.bearable[c, side, k] = tolerated_depth(actors.position[actors.nation[i], k], context.tolerance)
                for v in range(context.veto_count[i]):
                    error = 0.0
                    if context.win_set_error > 0.0:
                        # Eight numbers for each party, more than there are veto players, so that the draws of parties
                        # do not coincide.
                        draw = normal(context.key, book.key[row], np.uint64(8 * place + v))
                        # Cautious negotiators believe their veto players to be less willing than they are.
                        error = context.win_set_error * (draw - context.win_set_caution)
                    position = actors.median[i, k] + context.veto_offset[i, v] * actors.spread[i, k] + error
                    cases.veto_slope[c, side, v, k] = slope(weight, pragmatism, own, promised, identity, position)
            if context.concluded:
                # Payments are fixed in % of the first party's budget at signature; the others count them in % of theirs.
                paid = parties.transfer[p]
                if place > 0:
                    paid *= actors.gdp[parties.actor[book.first[row]]] * context.budget_share
                    paid /= cases.budget[c, side]
                cases.cost[c, side] += paid


@inner
def context_for(month: Month | State, key: np.uint64, view: int) -> Context:
    """Return what rules about cases need in addition to the columns; see ``context_of``, which takes a state.

    Args:
        month: The month.
        key: Key of the negotiators' errors about the win-sets.
        view: One of the views below ``HALF_DEPTH``.
    """
    settings, negotiation = month.settings, month.settings.negotiation
    error = negotiation.win_set_error if view == FORESEEN else 0.0
    cost_share = settings.utility.upkeep if view == RUNNING else 1.0
    # By position, in the order of the fields: compiled code takes few keywords.
    return Context(
        settings.utility,
        settings.form,
        negotiation.power,
        settings.response.tolerance,
        error,
        negotiation.win_set_caution,
        month.n_cities,
        month.month,
        month.identity_charge,
        month.party_position,
        month.veto_offset,
        month.veto_count,
        negotiation.deadline,
        negotiation.discount_city,
        negotiation.discount_nation,
        negotiation.side_payments,
        settings.economy.budget_share,
        cost_share,
        view >= CONCLUDED,
        key,
    )


def context_of(state: State, *, error: bool = False, concluded: bool = False, running: bool = False) -> Context:
    """Return what the compiled rules need this month in addition to the columns.

    Args:
        state: The state.
        error: Whether the negotiators misperceive the veto players.
        concluded: Whether the terms in the book are evaluated, as concluded.
        running: Whether the agreements are running, so that only their upkeep is due.
    """
    view = _view(error=error, concluded=concluded, running=running)
    return uncompiled(context_for)(state, state.key(Purpose.WIN_SET), view)


@compiled
def cases_for(month: Month, actors: Actors, pairs: Rows, view: int) -> Cases:
    """Return the cases of these pairs of parties, (c, 2), as of this month; see ``cases_of``, which takes a state."""
    context = context_for(month, key(month.run, month.month, WIN_SET, 0), view)
    cases = no_cases(pairs.shape[0], actors.need.shape[1])
    shelf = month.desk.shelf
    fill(actors, shelf.agreements, shelf.parties, month.ties, context, pairs, cases)
    return cases


def cases_of(
    state: State,
    pairs: Rows,
    *,
    error: bool = False,
    concluded: bool = False,
    running: bool = False,
    actors: Actors | None = None,
) -> Cases:
    """Return the cases of these pairs of parties as of this month.

    Args:
        state: The state.
        pairs: (c, 2) rows of two parties of one agreement each.
        error: Whether the negotiators misperceive the veto players.
        concluded: Whether the terms in the book are evaluated, without counting what they promise twice.
        running: Whether the agreements are running, so that only their upkeep is due.
        actors: Columns of the actors to read in place of the present ones.
    """
    month = month_of(state)
    return cases_for(
        month,
        month.actors if actors is None else packed(actors),
        pairs,
        _view(error=error, concluded=concluded, running=running),
    )


def _view(*, error: bool, concluded: bool, running: bool) -> int:
    """Return the view of negotiations and agreements."""
    return (RUNNING if running else CONCLUDED) if concluded else (FORESEEN if error else KNOWN)


@inner
def _utility(cases: Cases, c: int, side: int, slopes: Floats, terms: Floats) -> float:
    """Return the utility of terms, (2, K), to a side or, with its slopes, to one of its veto players."""
    total = -cases.cost[c, side]
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            total += cases.received[c, side, k] * terms[1 - side, k]
            curve_, pressure = cases.curve[c, side, k], cases.pressure[c, side, k]
            total += utility_of_commitment(terms[side, k], slopes[k], curve_, pressure, cases.bearable[c, side, k])
    return total


@compiled
def utility_of_terms(cases: Cases, terms: Floats, utility: Floats) -> None:
    """Fill the utility of given terms, (c, 2, K), to each side, less its fixed cost: (c, 2)."""
    for c in range(cases.power.shape[0]):
        for side in range(2):
            utility[c, side] = _utility(cases, c, side, cases.slope[c, side], terms[c])


@compiled
def veto_utility(cases: Cases, terms: Floats, utility: Floats) -> None:
    """Fill the utility of given terms to each veto player of each side: (c, 2, V); infinite where there is none."""
    for c in range(cases.power.shape[0]):
        for side in range(2):
            for v in range(utility.shape[2]):
                utility[c, side, v] = np.inf
                if v < cases.veto_players[c, side]:
                    utility[c, side, v] = _utility(cases, c, side, cases.veto_slope[c, side, v], terms[c])
