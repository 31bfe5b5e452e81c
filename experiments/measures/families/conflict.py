"""Measures of what nations do about their cities' diplomacy, and of how cities answer."""

from typing import TYPE_CHECKING

from paradiplomacy.experiments.measures import laws, parties, selected
from paradiplomacy.experiments.measures.averages import share, share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ALL_BUT_AMONG, Family
from paradiplomacy.model.ledger.kinds import Event

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(ALL_BUT_AMONG, "an event concerns one actor or two: use of")


def times(world: "World", chosen: Chosen, *kinds: Event) -> float:
    """Count the events of some kinds."""
    return float(len(selected.events(world, chosen, *kinds)))


def _times(name: str, about: str, *kinds: Event) -> None:
    FAMILY.add(name, about, "times", lambda world, chosen: times(world, chosen, *kinds))


# A refusal of consent is not pressure: the nation answers a request there, and does not act against the city unasked.
_times("pressure", "objections, sanctions and statutes of nations", Event.OBJECTED, Event.SANCTIONED, Event.LAW_ENACTED)
_times("laws", "statutes enacted by nations against their cities' agreements", Event.LAW_ENACTED)
_times("preempted", "agreements preempted by a statute", Event.PREEMPTED)
_times("sanctions", "grants withheld by nations", Event.SANCTIONED)
_times("objections", "objections by nations", Event.OBJECTED)
_times("endorsements", "endorsements by nations", Event.ENDORSED)
_times("consent_refused", "refusals of consent", Event.CONSENT_REFUSED)
_times("refused_at_home", "refusals to ratify", Event.REFUSED)
_times("compliance", "cities under pressure that complied", Event.COMPLIED)
_times("defiance", "cities under pressure that defied their nation", Event.DEFIED)
_times("lawsuits", "cities under pressure that went to court", Event.LITIGATED)
_times("breaches", "breaches", Event.BREACHED)
_times("renewals", "renewals", Event.RENEWED)


@FAMILY.measure("share of cities under pressure that defied their nation or went to court", "share")
def resisted_share(world: "World", chosen: Chosen) -> float:
    """Among the replies of cities under pressure, the share that defied or went to court."""
    resisted = times(world, chosen, Event.DEFIED, Event.LITIGATED)
    return share(resisted, resisted + times(world, chosen, Event.COMPLIED))


@FAMILY.measure("disputes between nations and their cities", "disputes")
def disputes(world: "World", chosen: Chosen) -> float:
    """Count the disputes that began."""
    return float(len(selected.disputes(world, chosen)))


@FAMILY.measure("share of disputes between a mayor and a government of one party", "share")
def same_party_disputes(world: "World", chosen: Chosen) -> float:
    """Among disputes, the share where mayor and government shared a party when it began."""
    at, rows = selected.disputes(world, chosen), world.state.disputes.rows
    return share_of(parties.in_office_together(world, rows.city[at], rows.nation[at], rows.opened[at]))


@FAMILY.measure(
    "statutes per nation and issue under high divergence, with an agreement at odds with policy", "per year"
)
def preemption_hazard(world: "World", chosen: Chosen) -> float:
    """Statutes per year against city agreements, for each (nation, issue) under high divergence."""
    return laws.preemption_hazard(world, chosen)
