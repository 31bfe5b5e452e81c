"""Enactment: when nations pass statutes on the diplomacy of their cities, and when new governments repeal them.

A statute is a rare act of a nation and does not answer one agreement. The hazard on an issue rises with the logarithm of the
conflicts of the last two years, with the dealings of cities with hostile nations, and with the opposition of the government
to commitments on the issue.
"""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import NEVER, Flags
from paradiplomacy.model.chance import NOBODY, Purpose, key, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ISSUE, Events
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.relations import Changes, relation
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.coverage import standing_in
from paradiplomacy.model.statutes.enforcement import enforce
from paradiplomacy.model.statutes.statutes import ALL_ISSUES
from paradiplomacy.model.vocabulary import PartnerClass, PartyStatus, Status, StatuteKind

WINDOW = 24  # months
YEAR = 12.0
LEFT, RUNNING, STATUTE = int(PartyStatus.WITHDRAWN), int(Status.IN_FORCE), int(Purpose.STATUTE)
# By code, because a lookup in all events of two years takes a quarter of the time of a search.
CONFLICT = np.array([kind in (Event.OBJECTED, Event.SANCTIONED, Event.CONSENT_REFUSED) for kind in Event])
"""Flags of the kinds that are acts of a nation against acts of its cities: their actor is the nation."""
RESISTANCE = np.array([kind in (Event.LITIGATED, Event.DEFIED) for kind in Event])
"""Flags of the kinds that are acts of a city against its nation: their other actor is the nation."""


class Prompts(NamedTuple):
    """Prompts of statutes, (actors, K) each; only the rows of nations are filled.

    Attributes:
        conflicts: Number of conflicts of a nation with its cities in the last two years.
        hostile: Visible agreements of its cities with hostile nations, weighted by hostility.
        struck: Whether the hazard of a statute strikes this month.
    """

    conflicts: Floats
    hostile: Floats
    struck: Flags


@inner
def _nation_in(events: Events, at: int) -> int:
    """Return the nation of a conflict with a city; -1 where an event is none."""
    if CONFLICT[events.kind[at]]:
        return int(events.actor[at])
    return int(events.other[at]) if RESISTANCE[events.kind[at]] else -1


@inner
def conflicts_of(month: Month) -> Floats:
    """Count the conflicts of nations with their cities in the last two years, (actors, K)."""
    events, agenda = month.desk.log.events, month.desk.shelf.agreements.agenda
    number = np.zeros(month.actors.position.shape)
    # Backwards from the last event: a century has many more that are older.
    at = month.desk.log.filled[0] - 1
    while at >= 0 and events.month[at] > month.month - WINDOW:
        nation = _nation_in(events, at)
        if nation >= 0 and events.issue[at] != NO_ISSUE:
            number[nation, events.issue[at]] += 1.0
        elif nation >= 0:
            # A refusal of consent names no issue: it is about all issues of the agreement.
            for k in range(number.shape[1]):
                number[nation, k] += agenda[events.agreement[at], k]
        at -= 1
    return number


@inner
def _worst_relation(month: Month, changes: Changes, row: int, nation: int) -> float:
    """Return the worst relation of a nation to those of the parties of an agreement."""
    shelf, worst = month.desk.shelf, 1.0
    for q in range(shelf.agreements.first[row], shelf.agreements.first[row] + shelf.agreements.size[row]):
        if shelf.parties.status[q] != LEFT:
            other = month.actors.nation[shelf.parties.actor[q]]
            worst = min(worst, relation(month.actors, changes, nation, other))
    return worst


@inner
def hostile_dealings(month: Month) -> Floats:
    """Return the visible agreements of cities with hostile nations, weighted by hostility: (actors, K)."""
    shelf, changes = month.desk.shelf, standing_in(month).changes
    book, parties, total = shelf.agreements, shelf.parties, np.zeros(month.actors.position.shape)
    for row in shelf.live[: shelf.listed[0]]:
        for p in range(book.first[row], book.first[row] + book.size[row]):
            nation = month.actors.nation[parties.actor[p]]
            if book.status[row] != RUNNING or parties.actor[p] == nation or parties.status[p] == LEFT:
                continue
            worst = _worst_relation(month, changes, row, nation)
            if worst <= month.settings.response.hostile:
                for k in range(total.shape[1]):
                    if book.agenda[row, k]:
                        total[nation, k] += -worst * book.visibility[row]
    return total


@compiled
def hazard_of(response: Response, conflicts: float, hostile: float, position: float) -> float:
    """Return the monthly hazard of a statute of a nation on an issue."""
    visible = math.log(1.0 + conflicts) + response.statute_hostility * math.log(1.0 + hostile)
    return response.statute_rate / YEAR * visible * math.exp(response.statute_opposition * max(0.0, -position))


@compiled
def bar_share(response: Response, conflicts: float, hostile: float) -> float:
    """Return the share of the hazard that is due to dealings with hostile nations: a statute it causes is a bar."""
    abroad = response.statute_hostility * math.log(1.0 + hostile)
    total = abroad + math.log(1.0 + conflicts)
    return abroad / total if total > 0.0 else 0.0


@inner
def strike(month: Month, conflicts: Floats, hostile: Floats) -> Flags:
    """Return on which issues the monthly hazard of a statute strikes which nations: (actors, K).

    Args:
        month: The month.
        conflicts: (actors, K) conflicts that prompt statutes.
        hostile: (actors, K) dealings with hostile nations that prompt statutes.
    """
    struck = np.zeros(conflicts.shape, dtype=np.bool_)
    for k in range(conflicts.shape[1]):
        drawn = key(month.run, month.month, STATUTE, 3 * k)
        for nation in range(month.n_cities, conflicts.shape[0]):
            # Most nations have neither conflicts with their cities nor ties to hostile nations, and need no draw.
            if conflicts[nation, k] > 0.0 or hostile[nation, k] > 0.0:
                position = month.actors.position[nation, k]
                hazard = hazard_of(month.settings.response, conflicts[nation, k], hostile[nation, k], position)
                struck[nation, k] = u01(drawn, month.actors.key[nation], NOBODY) < hazard
    return struck


@compiled
def prompted(month: Month) -> Prompts:
    """Return what prompts statutes this month, and where the hazard strikes."""
    conflicts, hostile = conflicts_of(month), hostile_dealings(month)
    return Prompts(conflicts, hostile, strike(month, conflicts, hostile))


def prompts_of(state: State) -> Prompts:
    """Return what prompts statutes this month."""
    return prompted(month_of(state))


def enact(state: State) -> None:
    """Let nations enact statutes, each by its own draw for each issue."""
    prompts, response = prompts_of(state), state.settings.response
    for nation, k in np.argwhere(prompts.struck).tolist():
        conflicts, hostile = float(prompts.conflicts[nation, k]), float(prompts.hostile[nation, k])
        what, how = (u01(state.key(Purpose.STATUTE, 3 * k + n), state.actors.key[nation], NOBODY) for n in (1, 2))
        if what < bar_share(response, conflicts, hostile):
            _pass(state, nation, StatuteKind.BAR, ALL_ISSUES, PartnerClass.HOSTILE, k)
            continue
        # The milder type is passed where courts are independent: prior leave would hardly survive them.
        mild = how < state.actors.court[nation]
        _pass(state, nation, StatuteKind.NOTICE if mild else StatuteKind.CONSENT, k, PartnerClass.ANY, k)


def _pass(state: State, nation: int, kind: StatuteKind, issue: int, partners: PartnerClass, prompted: int) -> None:
    """Enact and enforce a statute, unless one that is as strict covers the same already."""
    rows = state.statutes.rows
    wide = (rows.issue == ALL_ISSUES) | (rows.issue == issue)
    same = (rows.partners == PartnerClass.ANY) | (rows.partners == partners)
    if not ((rows.nation == nation) & (rows.ended == NEVER) & (rows.kind >= kind) & wide & same).any():
        enforce(state, acts.enact(state, nation, kind, issue, partners, prompted))


def repeal(state: State) -> None:
    """Let nations in which another party has taken office this month repeal statutes, each by its own draw."""
    rows, response = state.statutes.rows, state.settings.response
    due = np.flatnonzero((rows.ended == NEVER) & (state.actors.turned[rows.nation] == state.month))
    for number in due.tolist():
        # Keyed by what a nation has at most once, and not by the number of the statute, which others change.
        place = int(rows.kind[number]) * (len(state.issues) + 1) + int(rows.issue[number]) + 1
        if u01(state.key(Purpose.REPEAL, place), state.actors.key[rows.nation[number]], NOBODY) < response.repeal:
            acts.repeal(state, number)
