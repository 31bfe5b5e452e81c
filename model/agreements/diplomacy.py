"""City diplomacy towards the nation: alignment, policy, coordination and class (Soldatos 1990)."""

import numpy as np

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.columns import Actors, Bytes, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Agreements, Parties, Rows
from paradiplomacy.model.bargaining.cases import visibility_of
from paradiplomacy.model.chance import Purpose, key, u01
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.parameters import Form
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.coverage import NO_STATUTE, standing_in, strictest
from paradiplomacy.model.statutes.statutes import Standing
from paradiplomacy.model.vocabulary import Consent, Diplomacy, StatuteKind
from paradiplomacy.model.vocabulary import Form as Forms

NO_RULE, NOTIFY, REQUIRED = int(ConsentRule.NONE), int(ConsentRule.NOTIFY), int(ConsentRule.REQUIRED)
NOT_NEEDED, PENDING, NOTIFIED = int(Consent.NOT_NEEDED), int(Consent.PENDING), int(Consent.NOTIFIED)
JOINT, HARMONY = int(Diplomacy.COOPERATIVE_JOINT), int(Diplomacy.PARALLEL_HARMONY)
DISHARMONY, BYPASS = int(Diplomacy.PARALLEL_DISHARMONY), int(Diplomacy.BYPASS)
NOTICE, STATEMENT = int(StatuteKind.NOTICE), int(Forms.STATEMENT)
COORDINATED_OPPOSED, NO_ACT = int(Diplomacy.COORDINATED_OPPOSED), int(Diplomacy.NONE)
COORDINATION = int(Purpose.COORDINATION)


@compiled
def alignment(salience: Floats, position: Floats, terms: Floats) -> float:
    """Return the alignment of terms with a nation, in [-1, 1]: its identity utility over salience times depth."""
    utility, size = 0.0, 0.0
    for k in range(terms.shape[0]):
        utility += salience[k] * (2.0 * position[k] - terms[k]) * terms[k]
        size += salience[k] * terms[k]
    if size <= 0.0:
        return 0.0
    return min(1.0, max(-1.0, utility / size))


@compiled
def against_policy(position: Floats, rules: Bytes, terms: Floats) -> bool:
    """Return whether any commitment is against a standing policy of the nation.

    Beyond twice its position, a nation prefers none. It has a standing policy on an issue where it has a rule on consent,
    or where its government opposes all commitments.
    """
    for k in range(terms.shape[0]):
        unwanted = terms[k] > 0.0 and terms[k] > 2.0 * position[k]
        if unwanted and (position[k] < 0.0 or rules[k] != NO_RULE):
            return True
    return False


@compiled
def class_of(coordinated: bool, aligned: float, against: bool) -> int:
    """Return the class of an act of city diplomacy (Soldatos 1990).

    Args:
        coordinated: Whether the city coordinates it with its nation.
        aligned: Alignment of its commitments with the nation.
        against: Whether it is against a standing policy or a statute.
    """
    if coordinated:
        return JOINT if aligned >= 0.0 else COORDINATED_OPPOSED
    if aligned >= 0.0:
        return HARMONY
    return BYPASS if against else DISHARMONY


@inner
def takes_part(parties: Parties, first: int, size: int, actor: int) -> bool:
    """Return whether an actor is one of the parties of an agreement."""
    for p in range(first, first + size):
        if parties.actor[p] == actor:
            return True
    return False


@inner
def _classify(
    actors: Actors,
    book: Agreements,
    parties: Parties,
    n_cities: int,
    form: Form,
    coordination: float,
    statutes: Standing,
    which: Rows,
    key: np.uint64,
) -> None:
    for row in which:
        book.visibility[row] = 0.0
        first = book.first[row]
        for p in range(first, first + book.size[row]):
            i, terms = parties.actor[p], parties.terms[p]
            nation = actors.nation[i]
            # A nation acts for itself, and an agreement with the own nation does not count as city diplomacy.
            if i >= n_cities or takes_part(parties, first, book.size[row], nation):
                continue
            aligned = alignment(actors.salience[nation], actors.position[nation], terms)
            applies = strictest(statutes, actors, book, parties, n_cities, p)
            against = applies != NO_STATUTE or against_policy(actors.position[nation], actors.consent[nation], terms)
            rule = NO_RULE
            # Nobody asks for leave to write a letter.
            for k in range(terms.shape[0] if book.form[row] != STATEMENT else 0):
                if terms[k] > 0.0:
                    # The strictest rule on any issue agreed applies: codes rise with strictness.
                    rule = max(rule, actors.consent[nation, k])
            if applies != NO_STATUTE and book.form[row] != STATEMENT:
                parties.statute[p] = statutes.number[applies]
                rule = max(rule, NOTIFY if statutes.kind[applies] == NOTICE else REQUIRED)
            coordinated = u01(key, book.key[row], np.uint64(p - first)) < coordination
            if aligned < 0.0 and rule == NO_RULE:
                coordinated = False
            elif aligned >= 0.0 and rule == NOTIFY:
                coordinated = True
            parties.coordinated[p] = coordinated
            parties.alignment[p] = aligned
            parties.opposed[p] = against
            parties.diplomacy[p] = class_of(coordinated, aligned, against)
            # Consent has to be asked for whether or not the city coordinates; only a notification can be omitted.
            if rule == REQUIRED:
                parties.consent[p] = PENDING
            elif rule == NOTIFY and coordinated:
                parties.consent[p] = NOTIFIED
            visible = visibility_of(form, book.form[row], actors.population[i], terms.max())
            # An agreement is as visible as its more visible city.
            book.visibility[row] = max(book.visibility[row], visible)


@compiled
def classify_in(month: Month, which: Rows) -> None:
    """Classify the acts of the cities that are parties of newly signed agreements; see ``classify``, which takes a state."""
    book, parties, settings = month.desk.shelf.agreements, month.desk.shelf.parties, month.settings
    draws = key(month.run, month.month, COORDINATION, 0)
    coordination, statutes = settings.response.coordination, standing_in(month)
    _classify(month.actors, book, parties, month.n_cities, settings.form, coordination, statutes, which, draws)
    most = 0
    for row in which:
        most = max(most, book.size[row])
    # Those who opened the negotiations first, then the second parties, and so on.
    acting = np.empty(which.shape[0], dtype=np.int64)
    for side in range(most):
        count = 0
        for row in which:
            if side < book.size[row] and parties.diplomacy[book.first[row] + side] != NO_ACT:
                acting[count] = book.first[row] + side
                count += 1
        procedures.classify(month.desk, acting[:count])


def classify(state: State, which: Rows) -> None:
    """Classify the acts of the cities that are parties of newly signed agreements.

    A city coordinates with its nation where a rule requires notification and the nation can be expected to approve, and
    otherwise at random; it never does where the nation would disapprove and no rule requires it.
    """
    # A class of each party, and a request or a notification.
    state.ledger.reserve(2 * int(state.book.rows.size[which].sum()), 0)
    classify_in(month_of(state), which)
