"""Approaches between actors, agendas of negotiations, and inherited agreements."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Consent, Status
from twin import statutes
from twin.actors import Actor, City, Nation, is_city_diplomacy, kilometres, share_a_language
from twin.agreements import Agreement
from twin.bargaining import BargainingProblem
from twin.challenges import may_commit
from twin.utility import Side, at_signing, side_of

if TYPE_CHECKING:
    from twin.world import TwinWorld

OLDEST = 120
WINDOW = 60
FREQUENT = 0.05
AUTOCRACY = 0.5


def attraction(world: "TwinWorld", a: Actor, b: Actor) -> float:
    """Return the log hazard (or log odds) of a pair without its intercept: gravity of cities, or of nations."""
    search = world.settings.search
    between_cities = isinstance(a, City) and isinstance(b, City)
    first = math.log(a.population / (1e6 if isinstance(a, City) else 1e7))
    second = math.log(b.population / (1e6 if between_cities else 1e7))
    apart = math.log(max(10.0, kilometres(a, b)))
    common = share_a_language(a, b)
    if not between_cities:
        total = search.size_nation * (first + second) + search.democracy_gap * abs(a.democracy - b.democracy)
        return total + a.activity + search.distance_nation * apart + (search.language_nation if common else 0.0)
    total = search.size * (first + second) + search.distance * apart + a.activity + b.activity
    total += search.capital * (a.capital + b.capital) + search.democracy * (a.democracy + b.democracy)
    total += search.autocracy if max(a.democracy, b.democracy) < AUTOCRACY else 0.0
    return total + (search.language if common else 0.0) + (search.same_nation if a.nation is b.nation else 0.0)


def hazard(world: "TwinWorld", a: Actor, b: Actor) -> float:
    """Return the monthly hazard that a approaches b; per unit of need for its own nation, halved within a level."""
    search = world.settings.search
    if isinstance(a, City) and a.nation is b:
        return search.hazard_own_nation
    if isinstance(a, City) and isinstance(b, Nation):
        return math.exp(search.hazard_foreign_nation + attraction(world, a, b))
    if isinstance(a, City):
        weaker = search.approach_distance * math.log(max(10.0, kilometres(a, b)))
        return 0.5 * math.exp(search.hazard + weaker + attraction(world, a, b))
    return 0.5 * math.exp(search.hazard_nation + attraction(world, a, b))


def need_of(actor: Actor) -> float:
    """Return an actor's need, weighted by salience."""
    return sum(weight * need for weight, need in zip(actor.salience, actor.need, strict=True))


def considered(world: "TwinWorld", actor: Actor) -> list[Actor]:
    """Return an actor's candidates: all nations for a nation; all cities, its nation and the most attractive others for a city.

    If there are more cities than the list can hold, it is taken from the fast model.
    """
    search = world.settings.search
    if isinstance(actor, Nation):
        return [other for other in world.nations if other is not actor]
    if len(world.cities) > search.candidates:
        return [world.actors[row] for row in world.listed(actor.row)]
    foreign = [other for other in world.nations if other is not actor.nation]
    foreign.sort(key=lambda other: -attraction(world, actor, other))
    drawn = sorted(foreign[: search.foreign_candidates], key=lambda other: other.row)
    return [*(other for other in world.cities if other is not actor), actor.nation, *drawn]


def find_candidates(world: "TwinWorld") -> None:
    """Set the candidates of every actor once, at the start."""
    for actor in world.actors:
        actor.candidates = [(other, hazard(world, actor, other)) for other in considered(world, actor)]


def inherited_pairs(world: "TwinWorld") -> list[tuple[Actor, Actor]]:
    """Draw the pairs within a level that are tied at the start, by the observed stock of ties."""
    search, odds_of = world.settings.search, {}
    lists = {actor: {other for other, _ in actor.candidates} for actor in world.actors}
    for a in world.actors:
        for b, _ in a.candidates:
            if type(a) is not type(b) or (b.key < a.key and a in lists[b]):
                continue
            odds_of[a, b] = (search.stock if isinstance(a, City) else search.stock_nation) + attraction(world, a, b)
    tied: set[tuple[Actor, Actor]] = set()
    while True:
        partners = {actor: set() for actor in world.actors}
        for a, b in tied:
            partners[a].add(b)
            partners[b].add(a)
        more = {pair for pair in odds_of if pair not in tied and is_tied(world, *pair, odds_of[pair], partners)}
        if not more:
            return [pair for pair in odds_of if pair in tied]
        tied |= more


def is_tied(world: "TwinWorld", a: Actor, b: Actor, odds: float, partners: dict[Actor, set[Actor]]) -> bool:
    """Return true if two actors are tied at the start, given the partners that others have so far."""
    if partners[a] & partners[b]:
        odds += world.settings.search.closure
    return world.draws.occurs(Purpose.TIE, 1.0 / (1.0 + math.exp(-odds)), min(a.key, b.key), max(a.key, b.key))


def inherit(world: "TwinWorld") -> None:
    """Create the initial agreements: in force, of random age, with terms at equal weights on the Pareto frontier."""
    from twin.negotiation import classify  # imported late, because it imports this module

    begun = [draft_agreement(world, a, b, set(range(len(world.issues)))) for a, b in inherited_pairs(world)]
    for agreement in keep_what_is_worth_it(world, [each for each in begun if each is not None]):
        age = 1 + int(OLDEST * world.draws.uniform(Purpose.AGE, agreement.key))
        term = world.settings.delivery.term
        agreement.in_force = agreement.signed = agreement.opened = world.month - age
        agreement.term_ends = world.month + term - age % term
        world.write(
            Event.INHERITED, agreement, detail=agreement.form, value=float(agreement.in_force), terms=agreement.terms
        )
        for side, party in enumerate(agreement.parties):
            if is_city_diplomacy(party, agreement.parties[1 - side]):
                classify(world, agreement, side)
                if agreement.consent[side] is Consent.PENDING:
                    agreement.consent[side] = Consent.GRANTED
                    world.write(Event.CONSENTED, agreement, actor=party.nation, other=party)
        for party, terms in zip(agreement.parties, agreement.given, strict=True):
            world.write(Event.COMMITTED, agreement, actor=party, other=agreement.other(party), terms=terms)


def keep_what_is_worth_it(world: "TwinWorld", begun: list[Agreement]) -> list[Agreement]:
    """Drop ties from which a side loses, half of them at a time, while both adapt their terms to what they have promised."""
    from twin.delivery import add_up_effort

    number, losing = 0, begun
    for agreement in begun:
        agreement.status = Status.IN_FORCE
    while losing:
        number, losing = number + 1, []
        for agreement, sides in [(each, seen_by_both(world, each)) for each in begun]:
            problem = bargaining_problem(world, agreement, sides)
            halfway = problem.terms(0.5)
            least = 0.0 if problem.commits(0.5) else problem.least
            given = tuple({k: max(x, least) for k, x in own.items()} for own in halfway)
            agreement.commit(given)
            if min(side.gain(given[s], given[1 - s]) for s, side in enumerate(sides)) < 0.0:
                losing.append(agreement)
        dropped = {each for each in losing if world.draws.occurs(Purpose.TIE, 0.5, each.key, number=number)}
        begun = [each for each in begun if each not in dropped]
        for owner in (world, *world.actors):
            owner.live_agreements = [each for each in owner.live_agreements if each not in dropped]
        add_up_effort(world)
    world.agreements = begun
    for at, agreement in enumerate(begun):
        agreement.number = at
    return begun


def seen_by_both(world: "TwinWorld", agreement: Agreement) -> tuple[Side, Side]:
    """Return both sides of an agreement as they are, without what they promise in it."""
    share = world.settings.utility.upkeep
    first, second = (side_of(world, agreement, s, existing=True, error=False, cost_share=share) for s in (0, 1))
    return first, second


def bargaining_problem(
    world: "TwinWorld", agreement: Agreement, seen: tuple[Side, Side] | None = None
) -> BargainingProblem:
    """Build the bargaining problem of an agreement, at the start of its negotiation unless its sides are given."""
    eta, utility = world.settings.negotiation.power, world.settings.utility
    first, second = (party.gdp**eta for party in agreement.parties)
    sides, power = seen or at_signing(world, agreement), first / (first + second)
    return BargainingProblem(sides, power, sorted(agreement.agenda), utility.least_depth, utility.most_depth)


def trend(world: "TwinWorld", a: Actor, b: Actor, month: int) -> float:
    """Return the factor of growth since the start, between cities."""
    growth = world.settings.search.growth
    return (1.0 + growth) ** (month / 12) if isinstance(a, City) and isinstance(b, City) else 1.0


def most_hazard(world: "TwinWorld", a: Actor, b: Actor, usual: float) -> float:
    """Return the hazard of a pair if it has a common partner, and its nation is needed in full."""
    return usual * math.exp(world.settings.search.closure) if type(a) is type(b) else usual


def potential_clocks(world: "TwinWorld", a: Actor, b: Actor, bound: float) -> dict[int, float]:
    """Return the months of the present window in which a might approach b, each with its unit-exponential clock."""
    begin, clocks = world.month // WINDOW * WINDOW, {}
    after = 0.0
    number = 0
    while True:
        u = world.draws.uniform_of_window(Purpose.WAITING, world.month // WINDOW, a.key, b.key, number)
        after -= math.log(1.0 - u) / bound
        if after >= WINDOW:
            return clocks
        clocks[begin + int(after)] = (after - int(after)) * bound
        after = int(after) + 1.0
        number += 1


def clock_of(world: "TwinWorld", a: Actor, b: Actor, usual: float) -> float:
    """Return this month's unit-exponential clock of a pair, or infinity if it certainly does not ring in time."""
    begin = world.month // WINDOW * WINDOW
    bound = most_hazard(world, a, b, usual) * max(trend(world, a, b, begin), trend(world, a, b, begin + WINDOW))
    if bound >= FREQUENT:
        return -math.log(1.0 - world.draws.uniform(Purpose.APPROACH, a.key, b.key))
    if bound <= 0.0:
        return math.inf
    window, pair = world.month // WINDOW, (a.key, b.key)
    if world.clocks.get(pair, (None, None))[0] != window:
        world.clocks[pair] = window, potential_clocks(world, a, b, bound)
    return world.clocks[pair][1].get(world.month, math.inf)


def approaches(world: "TwinWorld") -> list[tuple[float, int, int, Actor, Actor]]:
    """Return the approaches of the month in order of time, only the first for each pair."""
    found = []
    for a in world.actors:
        friends = set(a.partners())
        for b, usual in a.candidates:
            clock = clock_of(world, a, b, usual)
            if math.isinf(clock):
                continue
            introduced = type(a) is type(b) and any(partner in friends for partner in b.partners())
            needed = usual * need_of(a) if b is a.nation else usual
            rate = (most_hazard(world, a, b, usual) if introduced else needed) * trend(world, a, b, world.month)
            if clock < rate:
                found.append((clock / rate, a.key, b.key, a, b))
    return first_of_each_pair(sorted(found, key=lambda approach: approach[:3]))


def first_of_each_pair(meetings: list) -> list:
    """Drop later meetings of the same pair; the two actors are the last entries of a meeting."""
    first: dict[frozenset[Actor], tuple] = {}
    for meeting in meetings:
        first.setdefault(frozenset(meeting[-2:]), meeting)
    return list(first.values())


def approach_partners(world: "TwinWorld") -> None:
    """Open negotiations from approaches, if both actors have capacity left and are not yet negotiating with each other."""
    free = {actor: actor.capacity for actor in world.actors}
    for *_, a, b in approaches(world):
        negotiating = any(d.status is Status.NEGOTIATING and d.other(a) is b for d in a.live_agreements)
        if free[a] > 0 and free[b] > 0 and not negotiating:
            free[a] -= 1
            free[b] -= 1
            open_negotiation(world, a, b, set(range(len(world.issues))))


def open_negotiation(world: "TwinWorld", a: Actor, b: Actor, issues: set[int]) -> None:
    """Open a negotiation, if there is something to negotiate about."""
    agreement = draft_agreement(world, a, b, issues)
    if agreement:
        world.write(Event.OPENED, agreement, detail=agreement.form, terms=dict.fromkeys(agreement.agenda, 1.0))


def draft_agreement(world: "TwinWorld", a: Actor, b: Actor, issues: set[int]) -> Agreement | None:
    """Draft an agreement: sample its agenda without replacement, weighted by both sides' needs, and its form and length."""
    key = world.draws.word(Purpose.AGENDA, a.key, b.key)
    covered = set().union(*(d.agenda for d in a.live_agreements if d.other(a) is b and d.live))
    race = []
    for k in issues - covered:
        if not (may_commit(world, a, k) and may_commit(world, b, k)):
            continue
        weight = agenda_weight(world, a, b, k) + agenda_weight(world, b, a, k)
        if weight > 0.0 and not statutes.bars(world, a, b, k) and not statutes.bars(world, b, a, k):
            race.append((-math.log(world.draws.uniform(Purpose.AGENDA, key, number=1 + k)) / weight, k))
    if not race:
        return None
    agenda = {k for _, k in sorted(race)[: world.settings.negotiation.issues]}
    mean = world.settings.negotiation.rounds_to_close
    rounds = max(1.0, -math.log(world.draws.uniform(Purpose.ROUNDS, key)) * mean)
    return world.enter(Agreement(len(world.agreements), key, (a, b), form_of(world, key), agenda, world.month, rounds))


def agenda_weight(world: "TwinWorld", actor: Actor, other: Actor, k: int) -> float:
    """Return the weight of an issue on an agenda to one side: a city turns abroad with what its nation wants less."""
    need = actor.need[k]
    if isinstance(actor, City) and other.nation is not actor.nation:
        need += world.settings.search.venue * max(0.0, actor.position[k] - actor.nation.position[k])
    return actor.salience[k] * need


def form_of(world: "TwinWorld", key: int) -> int:
    """Draw the form: declaration, plan or programme."""
    shape, u = world.settings.form, world.draws.uniform(Purpose.FORM, key)
    return 0 if u < shape.declaration else 1 if u < shape.declaration + shape.plan else 2


def meet_at_summit(world: "TwinWorld", who: list[Actor], meetings: int, issues: set[int]) -> None:
    """Let each invitee open negotiations with the first others that it meets, without search."""
    met = []
    for a in who:
        times = [(world.draws.uniform(Purpose.SUMMIT, a.key, b.key), a.row, b.row, a, b) for b in who if b is not a]
        met += sorted(times, key=lambda meeting: meeting[:3])[:meetings]
    for *_, a, b in first_of_each_pair(sorted(met, key=lambda meeting: meeting[:3])):
        open_negotiation(world, a, b, issues)
