"""Stakes: what an agreement, its grant and its public are worth to a city under pressure, as facts for its reply."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Parties, Rows
from paradiplomacy.model.bargaining.parties import running_gains
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.month import month_of
from paradiplomacy.model.responses import are_among, threatening
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.reply import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.courts import chance_in_court
from paradiplomacy.model.statutes.notice import Noticed, noise_of
from paradiplomacy.model.vocabulary import Reply

PER_CENT = 100.0


def stakes_of(state: State, city: Ints, pressure: Bytes) -> Floats:
    """Return what each city risks, in % of its budget: part of its grant, if the response of its nation threatens it."""
    grant = PER_CENT * state.actors.grant_share[city] * state.settings.response.sanction_share
    return np.where(are_among(pressure, threatening()), grant, 0.0)


@compiled
def support_of(
    actors: Actors, parties: Parties, which: Rows, city: Ints, nation: Ints, weight: float, support: Floats
) -> None:
    """Fill what standing up is worth to each mayor: (c,).

    It is her public's trust times the salience-weighted distance of her public from the nation on the issues agreed.
    """
    for c in range(which.shape[0]):
        i, n = city[c], nation[c]
        apart, size = 0.0, 0.0
        for k in range(parties.terms.shape[1]):
            if parties.terms[which[c], k] > 0.0:
                apart += actors.salience[i, k] * max(0.0, actors.public[i, k] - actors.position[n, k])
                size += actors.salience[i, k]
        support[c] = weight * actors.trust[i] * apart / size if size > 0.0 else 0.0


def reply_cases(state: State, pressed: Noticed, pressure: Bytes) -> Cases:
    """Return the facts about each city under pressure, with this month's noise."""
    book, actors, response = state.book, state.actors, state.settings.response
    support = np.zeros(len(pressed.party))
    which = np.unique(pressed.agreement)
    # Running costs only: the cost of concluding the agreement is sunk and cannot be saved by complying.
    gains = running_gains(state, which)
    month, weight = month_of(state), response.mayor_support
    parties = month.desk.shelf.parties
    support_of(month.actors, parties, pressed.party, pressed.city, pressed.nation, weight, support)
    return Cases(
        pressure=pressure,
        gain=gains[np.searchsorted(book.parties_of(which), pressed.party)],
        support=support,
        stakes=stakes_of(state, pressed.city, pressure),
        winning=chance_in_court(response, actors.court[pressed.nation]),
        noise=noise_of(state, Purpose.REPLY, pressed, len(Reply)),
    )


def replies(state: State, pressed: Noticed, pressure: Bytes) -> Bytes:
    """Return the replies of the cities under pressure."""
    choice = np.zeros(len(pressure), dtype=np.int8)
    chooser = rule("reply", state.settings.rules.reply)
    chooser.choose(state.settings.response, reply_cases(state, pressed, pressure), choice)
    return choice
