"""A tiny world with the rules of a scenario: it reaches within seconds, uncompiled, what the scenario will call."""

from dataclasses import replace

from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.parameters import Rules
from paradiplomacy.model.vocabulary import ClubKind
from paradiplomacy.scenarios.format import own_rules
from paradiplomacy.scenarios.format.scenario import Club, Place, Scenario

CITIES, NATIONS, MONTHS = 24, 6, 30
INVITED = {
    ClubKind.CITY_CLUB.word: ("cities",),
    ClubKind.NATION_TREATY.word: ("nations",),
    ClubKind.MIXED_CLUB.word: ("cities", "nations"),
}
"""Everybody who may join a club or treaty, by its kind."""


def tiny(scenario: Scenario) -> Scenario:
    """Return a scenario with few actors and months, and with the rules and parameters of another one."""
    # A user's own rule may take long, and it is not compiled into the cache.
    default = {question: getattr(Rules(), question) for question in own_rules.names(scenario)}
    return replace(
        scenario,
        world=Place(kind="synthetic", cities=CITIES, nations=NATIONS),
        months=MONTHS,
        rules=scenario.rules._replace(**default),
        search=scenario.search._replace(burn_in=0),
        actors=(),
        clubs=_clubs(scenario),
        events=_summits(scenario),
        comparisons=(),
        expectations=(),
        stops=(),
    )


def _clubs(scenario: Scenario) -> tuple[Club, ...]:
    """Return one club of each sort that a scenario has."""
    sorts = {(club.kind, club.charter, club.settles): club for club in scenario.clubs}
    return tuple(_club(club, scenario.start) for club in sorts.values())


def _club(club: Club, start: str) -> Club:
    """Return a club that everybody may join, with a summit every other month."""
    charter, settles = club.charter, club.settles
    name, good, dues = f"{club.kind} {charter} {settles}", club.good, club.dues
    invited = INVITED[club.kind]
    return Club(
        name, start, invited, club.kind, charter=charter, settles=settles, good=good, dues=dues, clause=2, interval=2
    )


def _summits(scenario: Scenario) -> tuple[Summit, ...]:
    """Return a summit without a club where a scenario has one."""
    has_one = any(isinstance(event, Summit) for event in scenario.events)
    return (Summit(name="summit", date=date_of(scenario.start, 1), who=("cities",)),) if has_one else ()
