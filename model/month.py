"""The month as compiled rules take it: one named tuple of everything that they read and change.

It is reused, and brought up to date where a table has moved, the month has changed, or the settings have.
"""

from functools import lru_cache
from operator import is_
from typing import NamedTuple, cast, get_type_hints

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.packed import packed, updated
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.desk import Desk
from paradiplomacy.model.challenges.challenges import Challenges
from paradiplomacy.model.challenges.stored import Stored
from paradiplomacy.model.figures import Figures
from paradiplomacy.model.network.potential import Potential
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.parameters import Rules, Settings
from paradiplomacy.model.relations import Changes
from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.disputes import Disputes
from paradiplomacy.model.statutes.statutes import Statutes

OWN = -1
"""The code of a rule from a user's own file, which Python has to ask."""


class Codes(NamedTuple):
    """The rule that answers each question, by its place in the catalogue, or ``OWN``."""

    protocol: int
    ratification: int
    response: int
    reply: int
    delivery: int
    charter: int
    membership: int


class Month(NamedTuple):
    """Everything that compiled phases read and change.

    Attributes:
        month: The month.
        run: Key of the random numbers of the run.
        settings: The parameters; a word is written as its place among the choices, and no rule has its name.
        rules: The rules.
        pragmatists: The actors, as if they only counted material pay-offs.
        disputes, filed: The whole table of disputes, and how much of it is filled.
        statutes, enacted: The same of statutes.
        changes, changed: The same of the changes of relations.
    """

    month: int
    run: np.uint64
    n_cities: int
    settings: Settings
    rules: Codes
    actors: Actors
    pragmatists: Actors
    desk: Desk
    disputes: Disputes
    filed: Rows
    statutes: Statutes
    enacted: Rows
    changes: Changes
    changed: Rows
    potential: Potential
    ties: Network
    dealings: Network
    figures: Figures
    challenges: Challenges
    stored: Stored
    mandate: Flags
    identity_charge: Floats
    divergence: Floats
    party_position: Floats
    veto_offset: Floats
    veto_count: np.ndarray


def code_of(question: str, name: str) -> int:
    """Return the code of a rule: its place in the catalogue, or ``OWN``."""
    answers = list(CATALOGUE[question])
    return answers.index(name) if name in answers else OWN


# A run asks for the same settings every month.
@lru_cache(maxsize=8)
def numbers_of(settings: Settings) -> tuple[Settings, Codes]:
    """Return settings without words, which compiled code does not take, and the codes of the rules."""
    codes = Codes(*map(code_of, Codes._fields, settings.rules))
    groups = {name: _without_words(group) for name, group in settings._asdict().items() if name != "rules"}
    return settings._replace(rules=cast("Rules", codes), **groups), codes


def _without_words[G: NamedTuple](group: G) -> G:
    """Return a group of parameters with numbers in the place of words."""
    hints = get_type_hints(type(group), include_extras=True)
    words = {name: value for name, value in group._asdict().items() if isinstance(value, str)}
    return group._replace(**{name: hints[name].__metadata__[0].choices.index(word) for name, word in words.items()})


def month_of(state: State) -> Month:
    """Return the month of a state as compiled rules take it. Whoever has rules write makes room in the tables before."""
    sources = _sources(state)
    if state.at_hand is None:
        state.at_hand = packed(_put_together(state)), sources
    month, before = state.at_hand
    if not all(map(is_, before, sources)):
        month = updated(cast("Month", month), _put_together(state))
        state.at_hand = month, sources
    return cast("Month", month)


def _sources(state: State) -> tuple[object, ...]:
    """Return all that a month is put together from and that may be another object at its next use."""
    book = state.book
    return (
        state.month,
        state.settings,
        state.ties,
        state.dealings,
        state.actors,
        state.issues,
        state.figures,
        state.potential,
        book.whole_list,
        *state.ledger.log,
        book.table.room,
        book.party_table.room,
        state.disputes.room,
        state.statutes.room,
        state.relations.room,
    )


def _put_together(state: State) -> Month:
    settings, rules = numbers_of(state.settings)
    return Month(
        month=state.month,
        run=state.stream.key,
        n_cities=state.n_cities,
        settings=settings,
        rules=rules,
        actors=state.actors,
        pragmatists=state.pragmatists,
        desk=state.desk,
        disputes=state.disputes.room,
        filed=state.disputes.filled,
        statutes=state.statutes.room,
        enacted=state.statutes.filled,
        changes=state.relations.room,
        changed=state.relations.filled,
        potential=state.potential,
        ties=state.ties,
        dealings=state.dealings,
        figures=state.figures,
        challenges=state.challenges,
        stored=state.stored,
        mandate=state.mandate,
        identity_charge=state.identity_charge,
        divergence=np.array([issue.divergence for issue in state.issues]),
        party_position=state.party_position,
        veto_offset=state.veto_offset,
        veto_count=state.veto_count,
    )
