"""The chosen part of a world: agreements, acts of city diplomacy, events, recorded months.

An agreement is chosen if one of its parties and one of its issues are; an act of city diplomacy if its city is, or the
nation of that city; an event if its actor is, or whom it concerns.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Ints
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.model.agreements.book import NEVER, Flags, Rows
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR, NO_AGREEMENT, NO_ISSUE
from paradiplomacy.model.vocabulary import Diplomacy, Status

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

STATUTES = (
    Event.STATUTE_ENACTED,
    Event.STATUTE_SUSPENDED,
    Event.STATUTE_REINSTATED,
    Event.STATUTE_ANNULLED,
    Event.STATUTE_REPEALED,
)
"""The kinds of event about a statute itself, which may cover all issues."""
# Coordination with the nation does not make an act serve it: a city may consult its nation and still act against it.
AGAINST = (Diplomacy.PARALLEL_DISHARMONY, Diplomacy.BYPASS, Diplomacy.COORDINATED_OPPOSED)
"""The classes of city diplomacy that do not serve the nation."""


def agreements(world: "World", chosen: Chosen) -> Flags:
    """Select agreements and negotiations by parties, issues and kind.

    Before its signature an agreement covers the issues of its agenda, afterwards those of its terms.

    Returns:
        (agreements,) whether each is chosen.
    """
    book = world.state.book.rows
    which = np.ones(len(book.kind), dtype=bool) if chosen.kind is None else book.kind == chosen.kind
    # The two conditions are skipped for everything: measures are read off thousands of runs, and most are unrestricted.
    if not chosen.everyone:
        everything = np.arange(len(book.kind))
        mine = chosen.actors[world.state.book.parties.actor[world.state.book.parties_of(everything)]]
        which &= (
            ~world.state.book.with_any(everything, ~mine)
            if chosen.among
            else world.state.book.with_any(everything, mine)
        )
    if not chosen.every_issue:
        # A negotiation has no terms yet, only an agenda; what was signed may cover less than was on its agenda.
        covered = np.where((book.signed != NEVER)[:, None], book.terms > 0, book.agenda)
        which &= covered[:, chosen.issues].any(axis=1)
    return which


def signed(world: "World", chosen: Chosen) -> Flags:
    """Select the agreements signed in the chosen months: (agreements,)."""
    return agreements(world, chosen) & chosen.when(world.state.book.rows.signed)


def in_force(world: "World", chosen: Chosen) -> Flags:
    """Select the agreements in force at the end of the run: (agreements,)."""
    lives: Flags = world.state.book.rows.status == Status.IN_FORCE
    return agreements(world, chosen) & lives


class Acts(NamedTuple):
    """Acts of city diplomacy: a signed agreement as an act of one of its city parties.

    Attributes:
        party: (acts,) row of the city among the parties of the book.
        agreement: (acts,) row of the agreement.
        city: (acts,) row of the city.
        nation: (acts,) row of the city's nation.
    """

    party: Rows
    agreement: Rows
    city: Ints
    nation: Ints


def acts(world: "World", chosen: Chosen) -> Acts:
    """Select the acts of city diplomacy signed in the chosen months."""
    state = world.state
    book, parties = state.book.rows, state.book.parties
    covered = chosen.when(book.signed)
    if not chosen.every_issue:
        covered &= (book.terms[:, chosen.issues] > 0).any(axis=1)
    # Each city party is a separate act, since the same agreement may serve the nation of one and not of the other.
    party = np.flatnonzero(parties.diplomacy != Diplomacy.NONE)
    party = party[covered[parties.agreement[party]]]
    city = parties.actor[party]
    nation = state.actors.nation[city]
    mine = chosen.actors[city] | chosen.actors[nation]
    return Acts(party[mine], parties.agreement[party[mine]], city[mine], nation[mine])


def classes(world: "World", found: Acts) -> NDArray[np.int8]:
    """Look up the class of each act of city diplomacy: (acts,)."""
    of_acts: NDArray[np.int8] = world.state.book.parties.diplomacy[found.party]
    return of_acts


def events(world: "World", chosen: Chosen, *kinds: Event) -> Rows:
    """Select the events of some kinds in the chosen months: their rows in the ledger, ascending."""
    log = world.state.ledger.events
    at = np.flatnonzero(np.isin(log.kind, kinds) & chosen.when(log.month))
    mine = np.ones(len(at), dtype=bool)
    if not chosen.everyone:
        mine &= _concerns(chosen, log.actor[at]) | _concerns(chosen, log.other[at])
    if not chosen.every_issue:
        mine &= _on_issues(world, chosen, at)
    return at[mine]


def _concerns(chosen: Chosen, actor: Ints) -> Flags:
    """Flag the chosen actors among these; an event without an actor is never flagged."""
    found: Flags = chosen.actors[actor] & (actor != NO_ACTOR)
    return found


def _on_issues(world: "World", chosen: Chosen, at: Rows) -> Flags:
    """Flag the events on a chosen issue: their own, else those of their agreement."""
    log, book = world.state.ledger.events, world.state.book.rows
    issue, agreement = log.issue[at], log.agreement[at]
    on = np.zeros(len(at), dtype=bool)
    # Statutes name an issue; objections and sanctions are directed at an agreement, and concern whatever it covers.
    has_issue = issue != NO_ISSUE
    has_terms = ~has_issue & (agreement != NO_AGREEMENT)
    on[has_issue] = chosen.issues[issue[has_issue]]
    # The agenda, which is what the terms cover once they are signed: a negotiation that fails has none.
    on[has_terms] = book.agenda[agreement[has_terms]][:, chosen.issues].any(axis=1)
    # A statute that names no issue covers all.
    on[~has_issue & np.isin(log.kind[at], STATUTES)] = chosen.issues.any()
    return on


def disputes(world: "World", chosen: Chosen) -> Rows:
    """Select the disputes between nations and their cities that began in the chosen months: their rows."""
    rows = world.state.disputes.rows
    mine = chosen.actors[rows.city] | chosen.actors[rows.nation]
    return np.flatnonzero(mine & chosen.issues[rows.issue] & chosen.when(rows.opened))


def totals(world: "World", chosen: Chosen) -> list[Mapping[str, float]]:
    """List the recorded totals of the model in the chosen months, one mapping a month."""
    recorder = world.state.recorder
    months = zip(recorder.months, recorder.totals, strict=True)
    return [row for month, row in months if chosen.first <= month <= chosen.last]


def columns(world: "World", chosen: Chosen, name: str) -> list[NDArray[np.floating]]:
    """List a recorded column of all actors in the chosen months: an array (actors, ...) a month."""
    recorder = world.state.recorder
    # Strict, because the window may limit the recorder to recent months: a mean over those would pass as one over all.
    months = zip(recorder.months, recorder.actors[name], strict=True)
    return [column for month, column in months if chosen.first <= month <= chosen.last]
