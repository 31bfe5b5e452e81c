"""Attributes of actors that the scenario sets in place of facts, parameters and draws."""

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.columns import Actors, Ints
from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.format.scenario import Override
from paradiplomacy.scenarios.world.opinions import normalise
from paradiplomacy.scenarios.world.start import Start

BY_ISSUE = ("public", "need", "salience")
SINGLE = ("trust", "autonomy", "grant_share")


def override(start: Start) -> None:
    """Set the columns that the scenario gives for some actors; leaders' positions follow when they take office."""
    for row, actor in enumerate(start.population.everyone):
        for name, by_issue in (("need", actor.need), ("salience", actor.salience)):
            for issue, value in by_issue:
                getattr(start.columns, name)[row, start.lookup.issues((issue,))[0]] = value
    # In the order of the scenario: what is said of one city overrides what was said before of all, or in a table.
    for given in start.scenario.actors:
        who = start.lookup.rows((given.who,))
        _by_issue(start, given, who)
        _single(start.columns, given, who)
        if given.party is not None:
            start.columns.party[who] = start.lookup.party(given.party)
        if given.next_election is not None:
            start.columns.next_election[who] = month_of(start.scenario.start, given.next_election)
    # Again, because a salience that was set on one issue changes the sum.
    normalise(start.columns)


def _by_issue(start: Start, given: Override, who: Ints) -> None:
    for name in BY_ISSUE:
        for issue, value in (getattr(given, name) or {}).items():
            getattr(start.columns, name)[who, start.lookup.issues((issue,))[0]] = value
    for issue, rule in (given.consent or {}).items():
        start.columns.consent[who, start.lookup.issues((issue,))[0]] = ConsentRule.of_word(rule)


def _single(columns: Actors, given: Override, who: Ints) -> None:
    for name in SINGLE:
        if getattr(given, name) is not None:
            getattr(columns, name)[who] = getattr(given, name)
