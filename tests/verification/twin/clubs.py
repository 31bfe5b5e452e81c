"""Clubs and treaties as objects; membership is found by recomputing every payoff at every turn."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.clubs.plan import Plan
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason
from twin import statutes
from twin.actors import Actor, City
from twin.utility import Terms, curve, scope, slope

if TYPE_CHECKING:
    from twin.world import TwinWorld

IN = (PartyStatus.SIGNED, PartyStatus.BOUND, PartyStatus.IN_FORCE)
SAME = 1e-9


@dataclass(eq=False)
class Place:
    """An actor's place in a club, whether or not it is a member."""

    actor: Actor
    status: PartyStatus = PartyStatus.INVITED
    reason: Reason = Reason.NONE
    joined: int | None = None
    in_force: int | None = None
    left: int | None = None
    entries: int = 0
    terms: Terms = field(default_factory=dict)
    counted: Terms = field(default_factory=dict)
    alone: Terms = field(default_factory=dict)
    gain: float | None = None
    delivered: float | None = None
    failed: int = 0

    @property
    def member(self) -> bool:
        """True if the actor has joined and not left."""
        return self.status in IN


@dataclass(eq=False)
class Club:
    """A club or treaty."""

    number: int
    plan: Plan
    places: list[Place]
    status: ClubStatus = ClubStatus.FORMING
    charter: Terms = field(default_factory=dict)

    @property
    def members(self) -> list[Place]:
        """Places of the current members."""
        return [place for place in self.places if place.member]


class Payoff:
    """Payoff of one actor from a club: ``b Q - c q^2 / 2 + p q`` by issue, plus the private benefits of membership."""

    def __init__(self, world: "TwinWorld", club: Club, place: Place, position: list[float] | None = None) -> None:
        actor, rule, plan = place.actor, world.settings.membership, club.plan
        ideal_point = actor.position if position is None else position
        self.weight = actor.gdp / sum(nation.gdp for nation in world.nations)
        self.most = world.settings.utility.most_depth
        self.b: Terms = {}
        self.c: Terms = {}
        self.p: Terms = {}
        self.adds: Terms = {}
        interest = pride = 0.0
        for k in plan.issues:
            promised = promised_elsewhere(actor, k, place)
            interest += actor.salience[k] * actor.pragmatism * actor.need[k]
            self.b[k] = rule.common_benefit * actor.salience[k] * actor.pragmatism * actor.need[k]
            self.c[k] = curve(world, actor, k)
            self.adds[k] = 1.0 - promised
            self.p[k] = slope(world, actor, k, 0.0, promised, ideal_point[k])
            if isinstance(actor, City) and actor.nation in departed_nations(world, plan.issues, None):
                apart = max(0.0, actor.position[k] - actor.nation.position[k])
                weight = actor.salience[k] * (1.0 - actor.pragmatism)
                pride += weight * world.issues[k].identity_charge * apart
        budget = actor.gdp * world.settings.economy.budget_share * 1000.0
        self.good = plan.good * interest
        self.bonus = plan.bonus - 100.0 * plan.dues / budget + rule.expression * pride - least_gain(world, club, actor)
        if place.status in (PartyStatus.BOUND, PartyStatus.IN_FORCE):
            self.bonus += rule.exit_cost

    def alone(self, k: int) -> float:
        """Return the actor's effort as an outsider."""
        return min(self.most, max(0.0, (self.weight * self.adds[k] * self.b[k] + self.p[k]) / self.c[k]))


def least_gain(world: "TwinWorld", club: Club, actor: Actor) -> float:
    """Return an actor's lasting threshold in a club: none for nations, a low one for members on record."""
    if not isinstance(actor, City):
        return 0.0
    spread = world.settings.membership.threshold_spread
    drawn = world.draws.lasting(Purpose.THRESHOLD, int(club.plan.key), actor.key)
    return spread * (-abs(drawn) if actor.row in club.plan.members else 1.0 + drawn)


def promised_elsewhere(actor: Actor, k: int, place: Place) -> float:
    """Return the effort promised outside one place in a club."""
    undone = 1.0
    for agreement in actor.promises:
        undone *= 1.0 - scope(actor.model, agreement) * agreement.own(actor).get(k, 0.0)
    for other in actor.places:
        if other is not place:
            undone *= 1.0 - other.counted.get(k, 0.0)
    return 1.0 - undone


@dataclass(frozen=True)
class Exit:
    """A nation's exit from a club by a dated event."""

    club: Club
    nation: Actor
    month: int


def standing_exits(world: "TwinWorld") -> list[Exit]:
    """Return the dated exits of nations that have not returned."""
    return [
        Exit(club, place.actor, place.left)
        for club in world.clubs
        for place in club.places
        if place.status is PartyStatus.WITHDRAWN
        and place.reason is Reason.NATIONAL_EXIT
        and not isinstance(place.actor, City)
    ]


def departed_nations(world: "TwinWorld", issues: tuple[int, ...], months: int | None) -> set[Actor]:
    """Return the nations that left a club on these issues by a dated exit, within ``months``, and have not returned.

    While clubs act, a return of the same month does not count yet.
    """
    exits = standing_exits(world) if world.exits is None else world.exits
    return {
        each.nation
        for each in exits
        if set(each.club.plan.issues) & set(issues) and (months is None or each.month > world.month - months)
    }


class Game:
    """The membership game of a club: the payoffs of all invitees and the current members."""

    def __init__(self, world: "TwinWorld", club: Club, payoffs: dict[Place, Payoff] | None = None) -> None:
        self.world, self.club = world, club
        self.payoffs = payoffs or {place: Payoff(world, club, place) for place in club.places}
        self.inside = set(club.members)
        news = world.settings.membership.news_months
        self.fresh = {place for place in self.inside if place.joined > world.month - news}

    def in_force(self, inside: set[Place]) -> bool:
        """Return true if these members meet the participation clause."""
        plan = self.club.plan
        share = sum(self.payoffs[place].weight for place in inside)
        needed = plan.clause_share * sum(payoff.weight for payoff in self.payoffs.values())
        return len(inside) >= max(1, plan.clause) and share >= needed * (1.0 - SAME)

    def effort(self, place: Place, k: int, inside: set[Place], mover: Place) -> float:
        """Return an actor's effort with these members, as anticipated by an actor about to move.

        The mover knows its own obligation; it treats others at a corner (full or zero effort) as fixed.
        """
        payoff, moving = self.payoffs[place], self.payoffs[mover]
        if place not in inside or not self.in_force(inside):
            return payoff.alone(k)
        if place is mover:
            return self.owed(place, k, inside)
        now = self.owed(place, k, self.inside)
        if inside == self.inside or self.club.plan.charter != "joint_optimum" or not 0.0 < now < payoff.most:
            return now
        change = payoff.adds[k] * moving.weight * moving.b[k] / payoff.c[k]
        return now + change if mover in inside else now - change

    def owed(self, place: Place, k: int, inside: set[Place]) -> float:
        """Return the effort that a member owes with these members."""
        payoff = self.payoffs[place]
        if self.club.plan.charter == "joint_optimum":
            joint = sum(self.payoffs[other].weight * self.payoffs[other].b[k] for other in self.in_order(inside))
            return min(payoff.most, max(0.0, (payoff.adds[k] * joint + payoff.p[k]) / payoff.c[k]))
        return min(payoff.most, self.club.charter[k])

    def in_order(self, inside: set[Place]) -> list[Place]:
        """Return members in the order of their places."""
        return [place for place in self.club.places if place in inside]

    def gain(self, place: Place) -> tuple[float, float]:
        """Return the gain from membership over staying out, and the sum of the absolute terms."""
        payoff, rest = self.payoffs[place], self.inside - {place}
        both = rest | {place}
        if not self.in_force(both):
            return 0.0, 0.0
        fellows = len(rest) + self.world.settings.membership.visible_joiners * len(self.fresh - {place})
        gain = payoff.good * fellows + payoff.bonus
        size = abs(payoff.good * fellows) + abs(payoff.bonus)
        for k in self.club.plan.issues:
            moved = sum(
                self.payoffs[other].weight
                * self.payoffs[other].adds[k]
                * (self.effort(other, k, both, place) - self.effort(other, k, rest, place))
                for other in self.in_order(both)
            )
            q, q_alone = self.effort(place, k, both, place), payoff.alone(k)
            parts = (
                payoff.b[k] * moved,
                -payoff.c[k] * (q * q - q_alone * q_alone) / 2.0,
                payoff.p[k] * (q - q_alone),
            )
            gain += sum(parts)
            size += sum(abs(part) for part in parts)
        return gain, size

    def take_turns(self, free: set[Place], barred_places: set[Place]) -> bool:
        """Let free actors move in turn until nobody moves; return true if that point is reached."""
        club, draws = self.club, self.world.draws
        turns = sorted(
            club.places,
            key=lambda place: draws.uniform(Purpose.CLUB_TURN, int(club.plan.key), place.actor.key),
        )
        for _ in range(1000):
            moved = False
            for place in turns:
                if place not in free or (place in barred_places and place not in self.inside):
                    continue
                gain, size = self.gain(place)
                if place in self.inside and gain < -SAME * size:
                    self.inside.discard(place)
                    self.fresh.discard(place)
                    moved = True
                elif place not in self.inside and gain > SAME * size:
                    self.inside.add(place)
                    self.fresh.add(place)
                    moved = True
            if not moved:
                return True
        return False


def act(world: "TwinWorld") -> None:
    """Found clubs, hold summits, reconsider membership, vote, and update the status of clubs."""
    world.exits = standing_exits(world)
    for number in world.foundings.get(world.month, ()):
        launch(world, world.plans[number])
    for club in world.clubs:
        if club.status is ClubStatus.DISSOLVED:
            continue
        age = world.month - club.plan.month
        if club.plan.interval and age > 0 and age % club.plan.interval == 0:
            convene(world, club)
        else:
            reconsider(world, club)
        vote(world, club)
        update_force(world, club)
    world.exits = None


def launch(world: "TwinWorld", plan: Plan) -> None:
    """Found a club."""
    club = Club(len(world.clubs), plan, [Place(world.actors[row]) for row in plan.invited])
    world.clubs.append(club)
    host = None if plan.host is None else world.actors[plan.host]
    on = dict.fromkeys(plan.issues, 1.0)
    world.write(Event.CLUB_FOUNDED, actor=host, detail=club.number, value=float(plan.month), terms=on)
    for place in club.places:
        place.actor.places.append(place)
        world.write(Event.CLUB_INVITED, actor=place.actor, other=host, detail=club.number)
    write_charter(world, club)
    recorded = [place for place in club.places if place.actor.row in set(plan.members.tolist())]
    enter(world, club, recorded, bound=plan.month < world.month)
    if plan.settles:
        settle(world, club, set(club.places), from_all=True)


def median(values: list[float]) -> float:
    """Return the median."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2.0


def write_charter(world: "TwinWorld", club: Club) -> None:
    """Set the terms by the rule of the charter."""
    payoffs = [Payoff(world, club, place) for place in club.places]
    utility, terms = world.settings.utility, {}
    for k in club.plan.issues:
        joint = sum(payoff.weight * payoff.b[k] for payoff in payoffs)
        common = sum(payoff.weight * payoff.adds[k] for payoff in payoffs)
        solved = club.plan.charter == "joint_optimum"
        peaks = [
            min(
                payoff.most,
                max(0.0, ((payoff.adds[k] * joint if solved else common * payoff.b[k]) + payoff.p[k]) / payoff.c[k]),
            )
            for payoff in payoffs
        ]
        if club.plan.charter == "median":
            depth = median(peaks)
        elif solved:
            total = sum(payoff.weight for payoff in payoffs)
            depth = sum(peak * payoff.weight for peak, payoff in zip(peaks, payoffs, strict=True)) / total
        else:
            depth = max(
                (2.0 * peak for peak in peaks),
                key=lambda x: x * sum(s.weight for s, peak in zip(payoffs, peaks, strict=True) if 2.0 * peak >= x),
            )
        terms[k] = min(utility.most_depth, max(utility.least_depth, depth))
    if terms != club.charter:
        club.charter = terms
        world.write(Event.CLUB_TERMS, detail=club.number, value=float(len(club.members)), terms=terms)


def host_of(world: "TwinWorld", club: Club) -> Actor | None:
    """Return the host of a club."""
    return None if club.plan.host is None else world.actors[club.plan.host]


def barred(world: "TwinWorld", club: Club) -> set[Place]:
    """Return the places of actors that may not join now."""
    barred_places = set()
    for place in club.places:
        actor = place.actor
        if statutes.keeps_out(world, actor, club.plan.issues, club.charter, host_of(world, club)):
            barred_places.add(place)
        if place.status is PartyStatus.WITHDRAWN:
            same_party = actor.turned is None or actor.turned <= place.left
            if place.reason is Reason.NATIONAL_EXIT and same_party:
                barred_places.add(place)
            if place.reason is Reason.EXPELLED and world.month - place.left < 12:
                barred_places.add(place)
    return barred_places


def settle(world: "TwinWorld", club: Club, free: set[Place], *, from_all: bool = False) -> None:
    """Let free actors join and leave."""
    game, barred_places = Game(world, club), barred(world, club)
    before = set(game.inside)
    if from_all:
        game.inside |= free - barred_places
    settled = game.take_turns(free, barred_places)
    weighed = {place: game.gain(place) for place in club.places}
    for place in free:
        place.gain = weighed[place][0]
    leave(world, club, [place for place in club.places if place in before - game.inside], Reason.NOT_WORTH_IT)
    update_alone(club, game)
    join(world, club, [place for place in club.places if place in game.inside - before])
    pledge(world, club, game)
    if from_all:
        internal = all(weighed[place][0] >= -SAME * weighed[place][1] for place in game.inside)
        outside = [place for place in club.places if place not in game.inside and place not in barred_places]
        external = all(weighed[place][0] <= SAME * weighed[place][1] for place in outside)
        world.write(Event.CLUB_SETTLED, detail=club.number, value=float(internal + 2 * external + 4 * settled))


def update_alone(club: Club, game: Game) -> None:
    """Store the effort that each actor would make as an outsider."""
    for place in club.places:
        place.alone = {k: game.payoffs[place].alone(k) for k in club.plan.issues}


def pledge(world: "TwinWorld", club: Club, game: Game) -> None:
    """Record the current obligations of members."""
    inside = set(club.members)
    for place in club.members:
        terms = {k: game.owed(place, k, inside) for k in club.plan.issues}
        if any(abs(terms[k] - place.terms.get(k, 0.0)) > 1e-12 for k in club.plan.issues):
            world.write(Event.CLUB_PLEDGED, actor=place.actor, detail=club.number, terms=terms)
        place.terms = terms


def join(world: "TwinWorld", club: Club, places: list[Place]) -> None:
    """Sign up new members; cities are bound by their signature."""
    for place in places:
        kind = Event.CLUB_REJOINED if place.entries else Event.CLUB_JOINED
        place.status, place.joined, place.delivered, place.failed = PartyStatus.SIGNED, world.month, None, 0
        place.reason = Reason.NONE
        place.entries += 1
        world.write(kind, actor=place.actor, detail=club.number, value=place.gain, terms=place.alone)
    bind(world, club, [place for place in places if isinstance(place.actor, City)])


def bind(world: "TwinWorld", club: Club, places: list[Place]) -> None:
    """Bind members to a club."""
    for place in places:
        place.status = PartyStatus.BOUND
        world.write(Event.CLUB_BOUND, actor=place.actor, detail=club.number)
        if club.status is ClubStatus.IN_FORCE:
            place.status, place.in_force = PartyStatus.IN_FORCE, world.month


def leave(world: "TwinWorld", club: Club, places: list[Place], reason: Reason) -> None:
    """Remove members."""
    for place in places:
        place.status, place.reason, place.left, place.terms = PartyStatus.WITHDRAWN, reason, world.month, {}
        world.write(Event.CLUB_LEFT, actor=place.actor, detail=club.number, value=float(reason))


def enter(world: "TwinWorld", club: Club, places: list[Place], *, bound: bool) -> None:
    """Add members by decree, as recorded in the scenario."""
    new = [place for place in places if not place.member]
    game = Game(world, club)
    update_alone(club, game)
    join(world, club, new)
    if bound:
        bind(world, club, [place for place in new if place.status is PartyStatus.SIGNED])
    pledge(world, club, game)


def convene(world: "TwinWorld", club: Club) -> None:
    """Hold a summit."""
    host = None if club.plan.host is None else world.actors[club.plan.host]
    world.write(Event.CLUB_SUMMIT, actor=host, detail=club.number, value=float(len(club.places)))
    write_charter(world, club)
    settle(world, club, set(club.places), from_all=True)


def reconsider(world: "TwinWorld", club: Club) -> None:
    """Let some actors reconsider: at random, under a new party, or because their nation has just left."""
    membership = world.settings.membership
    left = departed_nations(world, club.plan.issues, membership.exit_attention) if membership.exit_attention else set()
    free = {
        place
        for place in club.places
        if place.actor.turned == world.month
        or place.actor.nation in left
        or world.draws.occurs(Purpose.CLUB_LOOK, membership.attention, int(club.plan.key), place.actor.key)
    }
    if free:
        settle(world, club, free)


def vote(world: "TwinWorld", club: Club) -> None:
    """Let nations that have signed vote, once the treaty is open."""
    if world.month < club.plan.opened:
        return
    hazard = world.settings.ratification.hazard_nation * club.plan.pace
    held = [
        place
        for place in club.places
        if place.status is PartyStatus.SIGNED
        and place.joined < world.month
        and world.draws.occurs(Purpose.CLUB_VOTE, hazard, int(club.plan.key), place.actor.key)
    ]
    passed = [place for place in held if passes(world, club, place)]
    bind(world, club, passed)
    refused = [place for place in held if place not in passed]
    leave(world, club, refused, Reason.REFUSED_AT_HOME)
    if refused:
        renew_pledges(world, club)


def passes(world: "TwinWorld", club: Club, place: Place) -> bool:
    """Return true if every veto player supports membership."""
    nation, step = place.actor, world.settings.ratification.veto_step
    payoffs = {other: Payoff(world, club, other) for other in club.places}
    for v in range(nation.veto_players):
        ideal_point = [middle - step * v * spread for middle, spread in zip(nation.median, nation.spread, strict=True)]
        game = Game(world, club, payoffs | {place: Payoff(world, club, place, ideal_point)})
        if game.gain(place)[0] < -1e-12:
            return False
    return True


def renew_pledges(world: "TwinWorld", club: Club) -> None:
    """Recompute obligations after a change in membership."""
    game = Game(world, club)
    update_alone(club, game)
    pledge(world, club, game)


def update_force(world: "TwinWorld", club: Club) -> None:
    """Update the status of a club by whether its bound members meet the clause."""
    bound = [place for place in club.places if place.status in (PartyStatus.BOUND, PartyStatus.IN_FORCE)]
    whole = sum(place.actor.gdp for place in club.places)
    share = sum(place.actor.gdp for place in bound)
    enough = len(bound) >= max(1, club.plan.clause) and share >= (1.0 - SAME) * club.plan.clause_share * whole
    if enough and club.status is not ClubStatus.IN_FORCE:
        club.status = ClubStatus.IN_FORCE
        world.write(Event.CLUB_IN_FORCE, detail=club.number, value=float(len(bound)))
        for place in bound:
            place.status, place.in_force = PartyStatus.IN_FORCE, world.month
    elif club.status is ClubStatus.IN_FORCE and not enough:
        club.status = ClubStatus.LAPSED
        world.write(Event.CLUB_LAPSED, detail=club.number, value=float(len(bound)))
        for place in bound:
            place.status, place.in_force = PartyStatus.BOUND, None
    if club.status is ClubStatus.LAPSED and not club.members:
        club.status = ClubStatus.DISSOLVED
        world.write(Event.CLUB_DISSOLVED, detail=club.number)


def review(world: "TwinWorld") -> dict[Actor, list[float]]:
    """Draw members' delivered shares once a year; members below the standard are warned, then may be expelled."""
    reviews: dict[Actor, list[float]] = {}
    for club in world.clubs:
        due = [
            place
            for place in club.places
            if place.status is PartyStatus.IN_FORCE
            and world.month > place.in_force
            and (world.month - place.in_force) % 12 == 0
        ]
        for place in due:
            place.delivered = share(world, club, place)
            reviews.setdefault(place.actor, []).append(min(1.0, max(0.0, place.delivered)))
            world.write(
                Event.CLUB_REVIEWED, actor=place.actor, detail=club.number, value=place.delivered, terms=place.alone
            )
        chance, key = world.settings.membership.expulsion, int(club.plan.key)
        below = [place for place in due if place.delivered < club.plan.standard]
        for place in due:
            place.failed = place.failed + 1 if place in below else 0
        for place in below:
            world.write(Event.CLUB_WARNED, actor=place.actor, detail=club.number, value=float(place.failed))
        expelled = [
            place
            for place in below
            if place.failed >= 2 and world.draws.occurs(Purpose.CLUB_EXPEL, chance, key, place.actor.key)
        ]
        leave(world, club, expelled, Reason.EXPELLED)
        if expelled:
            renew_pledges(world, club)
    return reviews


def share(world: "TwinWorld", club: Club, place: Place) -> float:
    """Return the delivered share of a member; its obligation counts as a plan."""
    delivery, nation, support = world.settings.delivery, place.actor.nation, 0.0
    terms = {k: x for k, x in place.terms.items() if x > 0.0}
    if isinstance(place.actor, City) and terms:
        size = sum(nation.salience[k] * x for k, x in terms.items())
        utility = sum(nation.salience[k] * (2.0 * nation.position[k] - x) * x for k, x in terms.items())
        support = min(1.0, max(-1.0, utility / size))
    depth = sum(terms.values()) / max(1, len(terms))
    mean = delivery.mean + delivery.reputation * place.actor.reputation + world.settings.form.delivery
    mean += delivery.support * support - delivery.depth * depth
    actor, key = place.actor.key, int(club.plan.key)
    drawn = mean + delivery.spread * world.draws.review(Purpose.CLUB_REVIEW, delivery.capacity, actor, key, actor)
    return min(1.5, max(-0.5, drawn))
