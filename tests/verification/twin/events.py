"""Dated events of a scenario."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.events.election import Election
from paradiplomacy.model.events.exit import Exit
from paradiplomacy.model.events.join import Join
from paradiplomacy.model.events.law import Law
from paradiplomacy.model.events.reconciliation import Reconciliation
from paradiplomacy.model.events.refusal import Refusal
from paradiplomacy.model.events.rupture import Rupture
from paradiplomacy.model.events.shock import Shock
from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.events.withdrawal import Withdrawal
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import ClubStatus, PartnerClass, Reason, Status, StatuteKind, StatuteStatus
from twin import clubs, statutes
from twin.actors import Actor
from twin.politics import elect
from twin.search import meet_at_summit

if TYPE_CHECKING:
    from twin.world import TwinWorld

FROM_MINUS_ONE = ("position", "public")
UNBOUNDED = ("gdp", "population")
OWN_VIEW = {"position": "conviction", "public": "anchor"}


def act(world: "TwinWorld") -> None:
    """Apply the dated events of the month, in the order of the scenario."""
    world.refused = set()
    for event in world.calendar.get(world.month, ()):
        ACTS[type(event)](world, event, actors(world, event.who))


def actors(world: "TwinWorld", who: tuple[str, ...]) -> list[Actor]:
    """Return the actors that selectors match."""
    return [world.actors[row] for row in world.lookup.rows(who)]


def summit(world: "TwinWorld", event: Summit, who: list[Actor]) -> None:
    """Let participants open negotiations with one another."""
    for club in named(world, event.club):
        clubs.convene(world, club)
    host = None if event.host is None else world.lookup.row(event.host)
    world.write(Event.SUMMIT, actor=None if host is None else world.actors[host], value=float(len(who)))
    meet_at_summit(world, who, event.meetings, set(world.lookup.issues(event.issues)))


def value_after(event: Shock, value: float) -> float:
    """Return a value after a shock, clipped to its range."""
    after = value if event.to is None else event.to
    after = after * (1.0 if event.factor is None else event.factor) + (event.add or 0.0)
    low = -1.0 if event.column in FROM_MINUS_ONE else 0.0
    return max(low, after) if event.column in UNBOUNDED else min(1.0, max(low, after))


def shock(world: "TwinWorld", event: Shock, who: list[Actor]) -> None:
    """Change an attribute; a change in the position of a leader or a public is permanent."""
    name = event.column
    for actor in who:
        before = getattr(actor, name)
        if not isinstance(before, list):
            setattr(actor, name, value_after(event, before))
            world.write(Event.SHOCK, actor=actor, value=getattr(actor, name))
            continue
        for k in world.lookup.issues(event.issues):
            after = value_after(event, before[k])
            if name in OWN_VIEW:
                getattr(actor, OWN_VIEW[name])[k] += after - before[k]
            before[k] = after
            world.write(Event.SHOCK, actor=actor, issue=k, value=after)
        if name == "salience":
            actor.salience = [weight / sum(before) for weight in before]


def withdrawal(world: "TwinWorld", event: Withdrawal, who: list[Actor]) -> None:
    """Withdraw actors from their agreements and clubs on some issues."""
    issues = set(world.lookup.issues(event.issues))
    for agreement in world.in_status(Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED):
        if set(agreement.terms) & issues and any(party in who for party in agreement.parties):
            statutes.withdraw(world, agreement, Reason.NATIONAL_EXIT)
    for club in world.clubs:
        if set(club.plan.issues) & issues:
            depart(world, club, who)


def named(world: "TwinWorld", name: str | None) -> list[clubs.Club]:
    """Return the club with this name, if it has been founded and not dissolved."""
    return [
        club
        for club in world.clubs
        if name is not None
        and club.plan is world.plans[world.lookup.club(name)]
        and club.status is not ClubStatus.DISSOLVED
    ]


def depart(world: "TwinWorld", club: clubs.Club, who: list[Actor]) -> None:
    """Remove the members among these actors from a club."""
    leaving = [place for place in club.members if place.actor in who]
    clubs.leave(world, club, leaving, Reason.NATIONAL_EXIT)
    if leaving:
        clubs.renew_pledges(world, club)


def leave_club(world: "TwinWorld", event: Exit, who: list[Actor]) -> None:
    """Remove actors from the named club."""
    for club in named(world, event.club):
        depart(world, club, who)


def join_club(world: "TwinWorld", event: Join, who: list[Actor]) -> None:
    """Add actors to a club as bound members."""
    for club in named(world, event.club):
        clubs.enter(world, club, [place for place in club.places if place.actor in who], bound=True)


def new_law(world: "TwinWorld", event: Law, who: list[Actor]) -> None:
    """Change the nations' consent rule, or enact or repeal statutes."""
    for nation in who:
        for k in world.lookup.issues(event.issues) if event.consent is not None else ():
            nation.consent[k] = ConsentRule.of_word(event.consent)
            world.write(Event.CONSENT_RULE, actor=nation, issue=k, value=float(nation.consent[k]))
        mine = [old for old in world.statutes if old.alive and old.nation is nation]
        named = set(world.lookup.issues(event.issues))
        for old in mine if event.repealed else ():
            if old.issue in named or (old.issue is None and len(named) == len(world.issues)):
                statutes.change_status(world, old, StatuteStatus.REPEALED, Event.STATUTE_REPEALED)
        for k in world.lookup.issues(event.issues) if event.issues else (None,):
            kind = None if event.statute is None else StatuteKind.of_word(event.statute)
            if kind is not None and not any(old.kind is kind and old.issue == k for old in mine):
                statutes.enact(world, nation, kind, k, PartnerClass.of_word(event.partners))


def rupture(world: "TwinWorld", event: Rupture | Reconciliation, who: list[Actor]) -> None:
    """Change the relations between two groups of nations."""
    others = [world.actors[row] for row in world.lookup.rows(event.others).tolist()]
    for one in who:
        for other in others:
            if one is not other:
                statutes.change_relation(world, one, other, event.relation, broken=isinstance(event, Rupture))


def election(world: "TwinWorld", event: Election, who: list[Actor]) -> None:
    """Hold early elections."""
    for actor in who:
        elect(world, actor, None if event.party is None else world.lookup.party(event.party))


def refusal(world: "TwinWorld", event: Refusal, who: list[Actor]) -> None:
    """Refuse any terms between these actors this month."""
    partners = actors(world, event.partners)
    world.refused |= {frozenset((actor.row, other.row)) for actor in who for other in partners}


ACTS: dict[type, Callable[..., Any]] = {
    Summit: summit,
    Shock: shock,
    Withdrawal: withdrawal,
    Exit: leave_club,
    Join: join_club,
    Law: new_law,
    Rupture: rupture,
    Reconciliation: rupture,
    Election: election,
    Refusal: refusal,
}
