"""Plans of clubs and treaties, with everybody they name found."""

from collections.abc import Sequence

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.chance import key_of_name
from paradiplomacy.model.clubs.plan import Plan, numbers_of
from paradiplomacy.model.events.join import Join
from paradiplomacy.model.vocabulary import ClubKind
from paradiplomacy.scenarios.format.scenario import Club
from paradiplomacy.scenarios.world.start import Start


def plan(club: Club, start: Start) -> Plan:
    """Return the plan of a club."""
    scenario, lookup = start.scenario, start.lookup
    return Plan(
        name=club.name,
        kind=ClubKind.of_word(club.kind),
        # The prefix separates a club from an actor of the same name.
        key=key_of_name(f"club {club.name}"),
        month=month_of(scenario.start, club.founded),
        host=None if club.host is None else lookup.row(club.host),
        invited=invited(club, start),
        members=lookup.rows(club.members),
        settles=club.settles,
        issues=lookup.issues(club.issues),
        charter=club.charter or scenario.rules.charter,
        opened=month_of(scenario.start, club.opened or club.founded),
        **numbers_of(club),
    )


def invited(club: Club, start: Start) -> Ints:
    """Return the rows of possible members: those invited and large enough, and those that the record names as members."""
    lookup, first_nation = start.lookup, start.cities.stop
    rows = lookup.rows(club.invited)
    large = rows[(rows >= first_nation) | (start.columns.population[rows] >= club.least_population)]
    joining = [event.who for event in start.scenario.events if isinstance(event, Join) and event.club == club.name]
    named = [lookup.rows(club.members), *(lookup.rows(who) for who in joining)]
    return np.unique(np.concatenate([large, *named])).astype(np.int32)


def foundings(plans: Sequence[Plan], first_month: int) -> dict[int, list[int]]:
    """Return the numbers of the plans by the month of their founding; older clubs are founded in the first month."""
    by_month: dict[int, list[int]] = {}
    for number, founding in enumerate(plans):
        # Clubs older than the run are founded in its first month, with the members on record.
        by_month.setdefault(max(founding.month, first_month), []).append(number)
    return by_month
