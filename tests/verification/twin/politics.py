"""Opinion drift and learning, elections, and the positions of leaders."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from twin.actors import Actor, City, Nation

if TYPE_CHECKING:
    from twin.world import TwinWorld


def clipped(position: float) -> float:
    """Clip a position to the range -1 to 1."""
    return min(1.0, max(-1.0, position))


def act(world: "TwinWorld") -> None:
    """Let publics drift, hold elections that are due, and update the positions of leaders."""
    drift(world)
    count_voters(world)
    for actor in world.actors:
        if actor.next_election == world.month:
            elect(world, actor)
    for actor in [*world.nations, *world.cities]:
        take_position(world, actor)


def drift(world: "TwinWorld") -> None:
    """Update all publics at once from those of the previous month."""
    coming = {nation: national_public(world, nation) for nation in world.nations}
    coming |= {city: city_public(world, city, coming[city.nation]) for city in world.cities}
    for actor, public in coming.items():
        actor.public = public


def national_public(world: "TwinWorld", nation: Nation) -> list[float]:
    """Return the next public of a hinterland, drawn to its nation's anchor minus the vote-weighted divergence of cities."""
    politics, draws = world.settings.politics, world.draws
    urban, rural = voters_of(world, nation)
    coming = []
    for k, (anchor, public) in enumerate(zip(nation.anchor, nation.public, strict=True)):
        gap = politics.divergence_scale * world.issues[k].divergence
        home = anchor - gap * urban / (urban + rural)
        noise = politics.position_noise * draws.normal(Purpose.PUBLIC, nation.key, number=k)
        coming.append(clipped(home + politics.divergence_memory * (public - home) + noise))
    return coming


def voters_of(world: "TwinWorld", nation: Nation) -> tuple[float, float]:
    """Return the weights of a nation's modelled cities and of its hinterland among voters."""
    urban = sum(city.population for city in nation.cities)
    return urban, world.settings.ratification.malapportionment * max(0.0, nation.population - urban)


def city_public(world: "TwinWorld", city: City, national: list[float]) -> list[float]:
    """Return a city's next public, drawn to its hinterland plus the mean divergence, and to the mean of its partners."""
    politics, partners = world.settings.politics, city.partners()
    memory = politics.divergence_memory
    scale = politics.divergence_scale
    spread = scale * politics.divergence_spread * math.sqrt(max(0.0, 1.0 - memory * memory))
    public = []
    for k, own in enumerate(city.public):
        mean = politics.divergence_scale * world.issues[k].divergence
        gap = own - city.nation.public[k]
        if partners:
            gap += scale * politics.diffusion * (sum(partner.public[k] for partner in partners) / len(partners) - own)
        noise = spread * world.draws.normal(Purpose.PUBLIC, city.key, number=k)
        public.append(clipped(national[k] + mean + memory * (gap - mean) + noise))
    return public


def count_voters(world: "TwinWorld") -> None:
    """Update the median and spread of voters; a nation's voters are a mixture of its cities and its hinterland."""
    ratification = world.settings.ratification
    within = ratification.constituent_spread
    for city in world.cities:
        city.median, city.spread = list(city.public), [within] * len(city.public)
    for nation in world.nations:
        urban, rural = voters_of(world, nation)
        groups = [(rural, nation.public)] + [(city.population, city.public) for city in nation.cities]
        total = rural + urban
        for k in range(len(world.issues)):
            mean = sum(size * public[k] for size, public in groups) / total
            square = sum(size * public[k] ** 2 for size, public in groups) / total
            nation.median[k] = clipped(mean)
            nation.spread[k] = math.sqrt(within * within + max(0.0, square - nation.median[k] ** 2))


def elect(world: "TwinWorld", actor: Actor, winner: int | None = None) -> None:
    """Hold an election: the nearest party wins, up to incumbency and noise; the leader draws personal convictions."""
    politics, draws = world.settings.politics, world.draws

    def distance(party: int) -> float:
        total = -politics.vote_noise * draws.gumbel(Purpose.ELECTION, actor.key, number=party)
        for k, weight in enumerate(actor.salience):
            total += weight * abs(actor.nation.median[k] + world.parties[party][k] - actor.median[k])
        return total - (politics.incumbency if party == actor.party else 0.0)

    won = min(range(len(world.parties)), key=distance) if winner is None else winner
    changed = won != actor.party
    if changed:
        actor.turned = world.month
    actor.party = won
    actor.next_election = world.month + actor.term
    actor.conviction = [
        politics.leader_spread * draws.normal(Purpose.LEADER, actor.key, number=k) for k in range(len(world.issues))
    ]
    world.write(Event.ELECTION, actor=actor, detail=won, value=float(changed))


def take_position(world: "TwinWorld", actor: Actor) -> None:
    """Set a leader's position between party and median voter, shifted by office and personal conviction."""
    politics = world.settings.politics
    city = isinstance(actor, City)
    rho = politics.party_weight_city if city else politics.party_weight_nation
    office = politics.office_city if city else politics.office_nation
    for k, median in enumerate(actor.median):
        party = actor.nation.median[k] + world.parties[actor.party][k]
        own = rho * party + (1.0 - rho) * median + office + actor.conviction[k]
        if city:
            beyond_voters = own - median - (actor.nation.position[k] - actor.nation.median[k])
            own += (politics.divergence_scale - 1.0) * beyond_voters
        actor.position[k] = clipped(own)
