"""Enactment: when nations pass statutes on the diplomacy of their cities, and when new governments repeal them.

A statute is a rare act of a nation and does not answer one agreement. The hazard on an issue rises with the logarithm of the
conflicts of the last two years, with the dealings of cities with hostile nations, and with the opposition of the government
to commitments on the issue.
"""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import NEVER, Agreements, Flags, Parties, Rows
from paradiplomacy.model.chance import NOBODY, Purpose, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ISSUE
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.relations import Changes, relation
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.enforcement import enforce
from paradiplomacy.model.statutes.statutes import ALL_ISSUES
from paradiplomacy.model.vocabulary import PartnerClass, PartyStatus, Status, StatuteKind

WINDOW = 24  # months
YEAR = 12.0
LEFT = int(PartyStatus.WITHDRAWN)
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
    """

    conflicts: Floats
    hostile: Floats


def conflicts_of(state: State) -> Floats:
    """Count the conflicts of nations with their cities in the last two years, (actors, K)."""
    log, book = state.ledger.events, state.book.rows
    start = int(np.searchsorted(log.month, state.month - WINDOW + 1))
    kind = log.kind[start:]
    number = np.zeros(state.actors.position.shape)
    for counts, column in ((CONFLICT, log.actor), (RESISTANCE, log.other)):
        at = start + np.flatnonzero(counts[kind])
        # A refusal of consent names no issue: it is about all issues of the agreement.
        agenda = book.agenda[log.agreement[at]].copy()
        named = log.issue[at] != NO_ISSUE
        agenda[named] = False
        agenda[np.flatnonzero(named), log.issue[at][named]] = True
        np.add.at(number, column[at], agenda)
    return number


@compiled
def add_hostile(
    actors: Actors, changes: Changes, hostile: float, book: Agreements, parties: Parties, which: Rows, total: Floats
) -> None:
    """Add the visible agreements of cities with hostile nations, for each nation and issue. A kernel reads columns."""
    for row in which:
        begin, end = book.first[row], book.first[row] + book.size[row]
        for p in range(begin, end):
            nation = actors.nation[parties.actor[p]]
            if parties.actor[p] == nation or parties.status[p] == LEFT:
                continue
            worst = 1.0
            for q in range(begin, end):
                if parties.status[q] != LEFT:
                    worst = min(worst, relation(actors, changes, nation, actors.nation[parties.actor[q]]))
            if worst <= hostile:
                for k in range(book.agenda.shape[1]):
                    if book.agenda[row, k]:
                        total[nation, k] += -worst * book.visibility[row]


def prompts_of(state: State) -> Prompts:
    """Return what prompts statutes this month."""
    hostile = np.zeros(state.actors.position.shape)
    which, least = state.book.live(Status.IN_FORCE), state.settings.response.hostile
    add_hostile(state.actors, state.relations.rows, least, state.book.rows, state.book.parties, which, hostile)
    return Prompts(conflicts_of(state), hostile)


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


@compiled
def strike(actors: Actors, response: Response, conflicts: Floats, hostile: Floats, keys: Keys, struck: Flags) -> None:
    """Fill on which issues the monthly hazard of a statute strikes which nations: (actors, K).

    Args:
        actors: The columns.
        response: Parameters of national response.
        conflicts: (actors, K) conflicts that prompt statutes.
        hostile: (actors, K) dealings with hostile nations that prompt statutes.
        keys: (K,) keys of the draws, by issue.
        struck: Filled in; false where nothing prompts a statute.
    """
    for nation in range(conflicts.shape[0]):
        for k in range(conflicts.shape[1]):
            # Most nations have neither conflicts with their cities nor ties to hostile nations, and need no draw.
            if conflicts[nation, k] > 0.0 or hostile[nation, k] > 0.0:
                hazard = hazard_of(response, conflicts[nation, k], hostile[nation, k], actors.position[nation, k])
                struck[nation, k] = u01(keys[k], actors.key[nation], NOBODY) < hazard


def enact(state: State) -> None:
    """Let nations enact statutes, each by its own draw for each issue."""
    prompts, response = prompts_of(state), state.settings.response
    keys = np.array([state.key(Purpose.STATUTE, 3 * k) for k in range(len(state.issues))], dtype=np.uint64)
    struck = np.zeros(prompts.conflicts.shape, dtype=bool)
    strike(state.actors, response, prompts.conflicts, prompts.hostile, keys, struck)
    for nation, k in np.argwhere(struck).tolist():
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
        key = state.key(Purpose.REPEAL, place)
        if u01(key, state.actors.key[rows.nation[number]], NOBODY) < response.repeal:
            acts.repeal(state, number)
