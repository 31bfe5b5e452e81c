"""The question: what share of its commitments a party delivers in a year.

A rule is asked about every party of an agreement, and every member of a club, at its annual review (Simmons 2000; Downs, Rocke
and Barsoom 1996). The functions here collect the facts of the reviews; the answers judge them.
"""

import math
from typing import NamedTuple, Protocol

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Parties, Rows
from paradiplomacy.model.chance import NOBODY, normal
from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.vocabulary import Diplomacy, Form

LEAST, MOST = -0.5, 1.5
"""Range of a delivered share: below 0 a party undoes what it committed to, above 1 it does more."""
PLAN = int(Form.PLAN)


class Cases(NamedTuple):
    """Parties under review, shape (c,) each.

    Attributes:
        reputation: Reputation of the party, in [0, 1].
        form: Form of the agreement (``Form``); what members of a club owe counts as a plan.
        support: Support of a city's nation for the agreement, in [-1, 1]; 0 for nations.
        depth: Mean depth of its commitments, in [0, 1].
        noise: Standard normal draw, part of which is the same at every review of an actor.
    """

    reputation: Floats
    form: Bytes
    support: Floats
    depth: Floats
    noise: Floats


class Chance(NamedTuple):
    """Where the chance of a review comes from.

    Attributes:
        yearly: Key of this month's reviews.
        lasting: Key of what lasts with an actor through all reviews of a run, its administrative capacity.
        share: Share of the variance that lasts, in [0, 1].
    """

    yearly: np.uint64
    lasting: np.uint64
    share: float


class DeliveryRule(Protocol):
    """An answer: a module of this folder, or an object from a user's file.

    Attributes:
        SOURCE: Where the rule comes from.
    """

    SOURCE: str

    def deliver(self, parameters: Delivery, rise_by_form: float, cases: Cases, delivered: Floats) -> None:
        """Write the delivered share of every case, in [LEAST, MOST], into ``delivered``.

        Args:
            parameters: Parameters of delivery.
            rise_by_form: Rise of the share from one form of agreement to the next.
            cases: The parties under review.
            delivered: (c,) filled in.
        """


@compiled
def no_cases(count: int) -> Cases:
    """Allocate ``count`` empty cases (zeros)."""
    form = np.zeros(count, dtype=np.int8)
    return Cases(np.zeros(count), form, np.zeros(count), np.zeros(count), np.zeros(count))


@inner
def noise(chance: Chance, actor: np.uint64, first: np.uint64, second: np.uint64) -> float:
    """Return a standard normal draw of an actor, yearly for a pair of keys and in part lasting."""
    yearly = normal(chance.yearly, first, second)
    return math.sqrt(chance.share) * normal(chance.lasting, actor, NOBODY) + math.sqrt(1.0 - chance.share) * yearly


@compiled
def fill_parties(actors: Actors, book: Agreements, parties: Parties, which: Rows, chance: Chance, cases: Cases) -> None:
    """Fill the cases of these parties of agreements: (c,).

    A nation that has endorsed an agreement supports it fully; otherwise its support is its alignment with the terms.
    """
    for c in range(which.shape[0]):
        p = which[c]
        row = parties.agreement[p]
        depth, issues = 0.0, 0
        for k in range(parties.terms.shape[1]):
            if parties.terms[p, k] > 0.0:
                depth += parties.terms[p, k]
                issues += 1
        if parties.endorsed[p]:
            cases.support[c] = 1.0
        elif parties.diplomacy[p] != Diplomacy.NONE:
            cases.support[c] = parties.alignment[p]
        cases.reputation[c] = actors.reputation[parties.actor[p]]
        cases.form[c] = book.form[row]
        # Mean over the issues agreed, so that breadth alone does not make an agreement harder to deliver.
        cases.depth[c] = depth / max(1, issues)
        # The draw is keyed by agreement and party, not by its place in the list: one agreement more changes no other review.
        cases.noise[c] = noise(chance, actors.key[parties.actor[p]], book.key[row], np.uint64(p - book.first[row]))


@compiled
def fill_members(
    actors: Actors, n_cities: int, who: Ints, terms: Floats, club: np.uint64, chance: Chance, cases: Cases
) -> None:
    """Fill the cases of members of one club: (c,).

    A city has the support of its nation as far as the terms serve the nation: its utility of them over their size.

    Args:
        actors: The columns.
        n_cities: Number of cities.
        who: (c,) rows of the members.
        terms: (c, K) what each owes.
        club: Stable key of the club.
        chance: Where the chance comes from.
        cases: Filled in.
    """
    for c in range(who.shape[0]):
        i = who[c]
        nation = actors.nation[i]
        depth, issues, utility, size = 0.0, 0, 0.0, 0.0
        for k in range(terms.shape[1]):
            x = terms[c, k]
            if x > 0.0:
                depth += x
                issues += 1
                utility += actors.salience[nation, k] * (2.0 * actors.position[nation, k] - x) * x
                size += actors.salience[nation, k] * x
        # Nations need nobody's support, and where the nation has no weight on the issues it neither helps nor hinders.
        cases.support[c] = min(1.0, max(-1.0, utility / size)) if i < n_cities and size > 0.0 else 0.0
        cases.reputation[c] = actors.reputation[i]
        # A club has no form; its terms commit like a plan, between a declaration and a funded programme.
        cases.form[c] = PLAN
        cases.depth[c] = depth / max(1, issues)
        cases.noise[c] = noise(chance, actors.key[i], club, actors.key[i])
