"""Dated events of the scenario."""

from typing import TYPE_CHECKING

from paradiplomacy.model.events.happening import Happening
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import ClubStatus, Reason, Status
from twin import clubs, law
from twin.actors import Actor
from twin.politics import elect
from twin.search import meet_at_summit

if TYPE_CHECKING:
    from twin.world import TwinWorld

FROM_MINUS_ONE = ("position", "public")
UNBOUNDED = ("gdp", "population")
OWN_VIEW = {"position": "conviction", "public": "anchor"}


def act(world: "TwinWorld") -> None:
    """What happens this month, in the order of the scenario."""
    world.refused = set()
    for happening in world.calendar.get(world.month, ()):
        HANDLERS[happening.kind](world, happening, [world.actors[row] for row in happening.who])


def summit(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Invitees open negotiations with one another."""
    for club in named(world, happening.club):
        clubs.convene(world, club)
    host = None if happening.host is None else world.actors[happening.host]
    world.write(Event.SUMMIT, actor=host, value=float(len(who)))
    meet_at_summit(world, who, happening.meetings, set(happening.issues))


def shocked(happening: Happening, value: float) -> float:
    """A value after a shock, in its range."""
    after = value if happening.to is None else happening.to
    after = after * (1.0 if happening.factor is None else happening.factor) + (happening.add or 0.0)
    low = -1.0 if happening.column in FROM_MINUS_ONE else 0.0
    return max(low, after) if happening.column in UNBOUNDED else min(1.0, max(low, after))


def shock(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """An attribute changes; a leader's or a public's new position lasts."""
    name = happening.column
    for actor in who:
        before = getattr(actor, name)
        if not isinstance(before, list):
            setattr(actor, name, shocked(happening, before))
            world.write(Event.SHOCK, actor=actor, value=getattr(actor, name))
            continue
        for k in happening.issues:
            after = shocked(happening, before[k])
            if name in OWN_VIEW:
                getattr(actor, OWN_VIEW[name])[k] += after - before[k]
            before[k] = after
            world.write(Event.SHOCK, actor=actor, issue=k, value=after)
        if name == "salience":
            actor.salience = [weight / sum(before) for weight in before]


def withdrawal(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Actors leave their agreements on some issues."""
    for agreement in world.in_status(Status.IN_FORCE, Status.DORMANT, Status.PREEMPTED):
        if set(agreement.terms) & set(happening.issues) and any(party in who for party in agreement.parties):
            law.withdraw(world, agreement, Reason.NATIONAL_EXIT)
    for club in world.clubs:
        if set(club.plan.issues) & set(happening.issues):
            step_out(world, club, who)


def named(world: "TwinWorld", plan: int | None) -> list[clubs.Club]:
    """The club that was founded by a plan, if it was and has not been dissolved."""
    return [
        club
        for club in world.clubs
        if plan is not None and club.plan is world.plans[plan] and club.status is not ClubStatus.DISSOLVED
    ]


def step_out(world: "TwinWorld", club: clubs.Club, who: list[Actor]) -> None:
    """Members among these leave."""
    leaving = [place for place in club.members if place.actor in who]
    clubs.leave(world, club, leaving, Reason.NATIONAL_EXIT)
    if leaving:
        clubs.pledge_anew(world, club)


def leave_club(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Actors leave a club."""
    for club in named(world, happening.club):
        step_out(world, club, who)


def join_club(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Actors join a club and are bound."""
    for club in named(world, happening.club):
        clubs.enter(world, club, [place for place in club.places if place.actor in who], bound=True)


def new_law(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Nations change their rule on consent, or enact or repeal preemption."""
    for nation in who:
        for k in happening.issues:
            if happening.consent is not None:
                nation.consent[k] = happening.consent
                world.write(Event.CONSENT_RULE, actor=nation, issue=k, value=float(happening.consent))
            if happening.preemption is True and nation.law[k] == law.NONE:
                law.enact(world, nation, k)
            if happening.preemption is False and nation.law[k] != law.NONE:
                law.lift(world, nation, k, law.NONE, Event.LAW_REPEALED)


def election(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Elections are called."""
    for actor in who:
        elect(world, actor, happening.party)


def refusal(world: "TwinWorld", happening: Happening, who: list[Actor]) -> None:
    """Whose terms are refused by whom, this month."""
    world.refused |= {frozenset((actor.row, int(row))) for actor in who for row in happening.partners}


HANDLERS = {
    "summit": summit,
    "shock": shock,
    "withdrawal": withdrawal,
    "exit": leave_club,
    "join": join_club,
    "law": new_law,
    "election": election,
    "refusal": refusal,
}
