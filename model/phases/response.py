"""What nations do about the diplomacy of their cities, what the cities do then, and what courts say."""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Bytes, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.agreements.diplomacy import alignment
from paradiplomacy.model.bargaining.cases import cases_of, worth_of_terms
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.network.ties import Network, allied_cities
from paradiplomacy.model.parameters.groups import Response
from paradiplomacy.model.phases.negotiation import fail
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.reply import weighing
from paradiplomacy.model.rules.response import five_options
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import laws as law
from paradiplomacy.model.vocabulary import LawStatus, Pressure, Reason, Reply, Stage, Status

YEAR = 12
PER_CENT = 100.0


class Seen(NamedTuple):
    """Acts of city diplomacy that their nation sees this month."""

    agreement: Rows
    side: Rows
    city: Ints
    nation: Ints


def those(seen: Seen, chosen: Flags) -> Seen:
    """Some of what is seen."""
    return Seen(seen.agreement[chosen], seen.side[chosen], seen.city[chosen], seen.nation[chosen])


@compiled
def gumbel(keys: Keys, book_key: Keys, which: Rows, side: Rows, noise: Floats) -> None:
    """Gumbel noise of each case and option: (c, options)."""
    for c in range(which.shape[0]):
        for option in range(keys.shape[0]):
            u = u01(keys[option], book_key[which[c]], np.uint64(side[c]))
            noise[c, option] = -math.log(-math.log(u))


@compiled
def notice(book: Agreements, which: Rows, key: np.uint64, noticed: Flags) -> None:
    """Whether each agreement is noticed by the nations concerned: by its visibility."""
    for c in range(which.shape[0]):
        for side in range(2):
            noticed[c, side] = (
                book.diplomacy[which[c], side] > 0
                and u01(key, book.key[which[c]], np.uint64(side)) < book.visibility[which[c]]
            )


@inner
def discontent(actors: Actors, book: Agreements, row: int, nation: int, k: int) -> float:
    """What a nation minds about one issue of an agreement: salience x squared distance x visibility."""
    x = book.terms[row, k]
    if x <= 0.0:
        return 0.0
    beyond = max(0.0, x - actors.position[nation, k])
    return actors.salience[nation, k] * beyond * beyond * book.visibility[row]


@compiled
def add_up(actors: Actors, book: Agreements, which: Rows, total: Floats) -> None:
    """What every nation minds in all, by issue: (actors, K)."""
    for row in which:
        for side in range(2):
            if book.diplomacy[row, side] > 0 and book.alignment[row, side] < 0.0:
                nation = actors.nation[book.party[row, side]]
                for k in range(total.shape[1]):
                    total[nation, k] += discontent(actors, book, row, nation, k)


@compiled
def stand_together(actors: Actors, book: Agreements, which: Rows, doing: Flags, number: Ints) -> None:
    """Which cities do on an issue what their nation minds, (actors, K), and how many there are of each nation."""
    for row in which:
        for side in range(2):
            city = book.party[row, side]
            if book.diplomacy[row, side] > 0 and book.alignment[row, side] < 0.0:
                for k in range(doing.shape[1]):
                    if book.terms[row, k] > 0.0 and not doing[city, k]:
                        doing[city, k] = True
                        number[actors.nation[city], k] += 1


@compiled
def weigh(
    actors: Actors,
    book: Agreements,
    response: Response,
    ties: Network,
    n_cities: int,
    seen: Seen,
    total: Floats,
    doing: Flags,
    number: Ints,
    cases: five_options.Cases,
    worst: Bytes,
) -> None:
    """Fill the cases of what was seen, and the issue that each nation minds most."""
    for c in range(seen.agreement.shape[0]):
        row, side, city, nation = seen.agreement[c], seen.side[c], seen.city[c], seen.nation[c]
        aligned = alignment(actors.salience[nation], actors.position[nation], book.terms[row])
        book.alignment[row, side] = aligned
        cases.liked[c] = aligned * book.visibility[row]
        most = -1.0
        for k in range(total.shape[1]):
            here = discontent(actors, book, row, nation, k)
            cases.minded[c] += response.attention * here
            if here > most:
                most = here
                worst[c] = k
        cases.minded_in_all[c] = response.attention * max(most, total[nation, worst[c]])
        cases.law_possible[c] = actors.law[nation, worst[c]] == LawStatus.NONE
        share = min(1.0, actors.gdp[city] / actors.gdp[nation])
        allies = allied_cities(ties, city, n_cities)
        together = number[nation, worst[c]] - doing[city, worst[c]]
        cases.dearness[c] = five_options.dearness(
            response, actors.autonomy[city], actors.court[nation], share, actors.trust[city], allies, together
        )


def noise_of(state: State, purpose: Purpose, which: Rows, side: Rows, options: int) -> Floats:
    """Gumbel noise of a choice among options for each case."""
    keys = np.array([state.key(purpose, option) for option in range(options)], dtype=np.uint64)
    noise = np.zeros((len(which), options))
    gumbel(keys, state.book.rows.key, which, side, noise)
    return noise


def looked_at(state: State) -> Seen:
    """What nations see: agreements signed this month, and those in force at their yearly review.

    An agreement that is disputed already, or endorsed, is not taken up again.
    """
    book = state.book.rows
    signed = state.book.live(Status.SIGNED)
    signed = signed[book.signed[signed] == state.month]
    running = state.book.live(Status.IN_FORCE)
    age = state.month - book.in_force[running]
    which = np.concatenate([signed, running[(age > 0) & (age % YEAR == 0)]])
    disputes = state.disputes.rows
    in_court = (disputes.stage == Stage.IN_COURT) | (disputes.stage == Stage.SUSPENDED)
    disputed = disputes.agreement[in_court | (state.month - disputes.opened < YEAR)]
    which = which[~np.isin(which, disputed)]
    noticed = np.zeros((len(which), 2), dtype=bool)
    notice(book, which, state.key(Purpose.SEEN), noticed)
    at, side = np.nonzero(noticed & ~book.endorsed[which])
    city = book.party[which[at], side]
    return Seen(which[at], side.astype(np.int64), city, state.actors.nation[city])


def respond(state: State) -> None:
    """Let nations choose what to do about what they see, and cities reply."""
    seen = looked_at(state)
    count = len(seen.agreement)
    if not count:
        return
    book, actors, response = state.book.rows, state.actors, state.settings.response
    total = np.zeros_like(actors.position)
    running = state.book.live(Status.IN_FORCE, Status.SIGNED)
    add_up(actors, book, running, total)
    doing, number = np.zeros(total.shape, dtype=bool), np.zeros(total.shape, dtype=np.int32)
    stand_together(actors, book, running, doing, number)
    chooser = rule("response", state.settings.rules.response)
    cases = chooser.Cases(
        liked=np.zeros(count),
        minded=np.zeros(count),
        minded_in_all=np.zeros(count),
        law_possible=np.zeros(count, dtype=bool),
        dearness=np.zeros(count),
        noise=noise_of(state, Purpose.RESPONSE, seen.agreement, seen.side, chooser.OPTIONS),
    )
    worst, choice = np.zeros(count, dtype=np.int8), np.zeros(count, dtype=np.int8)
    weigh(actors, book, response, state.ties, state.n_cities, seen, total, doing, number, cases, worst)
    chooser.choose(response, cases, choice)
    endorse(state, those(seen, choice == Pressure.ENDORSE))
    pressed = choice >= Pressure.OBJECT
    press(state, those(seen, pressed), choice[pressed], worst[pressed])


def endorse(state: State, seen: Seen) -> None:
    """Nations stand behind agreements of their cities."""
    state.book.rows.endorsed[seen.agreement, seen.side] = True
    state.ledger.write(
        Event.ENDORSED,
        state.month,
        count=len(seen.agreement),
        agreement=seen.agreement,
        actor=seen.nation,
        other=seen.city,
    )


def stakes_of(state: State, city: Ints, pressure: Bytes) -> Floats:
    """What a city stands to lose, in % of its budget: part of its grant, unless the nation only objects."""
    grant = PER_CENT * state.actors.grant_share[city] * state.settings.response.sanction_share
    return np.where(pressure == Pressure.OBJECT, 0.0, grant)


@compiled
def support_of(
    actors: Actors, book: Agreements, which: Rows, city: Ints, nation: Ints, weight: float, out: Floats
) -> None:
    """What standing up is worth to a mayor: her public's trust times its distance from the nation on what is agreed."""
    for c in range(which.shape[0]):
        i, n = city[c], nation[c]
        apart, size = 0.0, 0.0
        for k in range(book.terms.shape[1]):
            if book.terms[which[c], k] > 0.0:
                apart += actors.salience[i, k] * max(0.0, actors.public[i, k] - actors.position[n, k])
                size += actors.salience[i, k]
        out[c] = weight * actors.trust[i] * apart / size if size > 0.0 else 0.0


def replies(state: State, seen: Seen, pressure: Bytes) -> Bytes:
    """What the cities under pressure choose."""
    count = len(seen.agreement)
    book, actors, response = state.book.rows, state.actors, state.settings.response
    worth, support = np.zeros((count, 2)), np.zeros(count)
    worth_of_terms(cases_of(state, seen.agreement, kept=True, running=True), book.terms[seen.agreement], worth)
    support_of(actors, book, seen.agreement, seen.city, seen.nation, response.mayor_support, support)
    chooser = rule("reply", state.settings.rules.reply)
    cases = chooser.Cases(
        pressure=pressure,
        gain=worth[np.arange(count), seen.side],
        support=support,
        stakes=stakes_of(state, seen.city, pressure),
        winning=np.array([weighing.chance_in_court(response, court) for court in actors.court[seen.nation]]),
        noise=noise_of(state, Purpose.REPLY, seen.agreement, seen.side, chooser.OPTIONS),
    )
    choice = np.zeros(count, dtype=np.int8)
    chooser.choose(response, cases, choice)
    return choice


def press(state: State, seen: Seen, pressure: Bytes, issue: Bytes) -> None:
    """Nations object, withhold grants or make a law; a dispute is entered with the city's reply."""
    if not len(pressure):
        return
    actors, month = state.actors, state.month
    reply = replies(state, seen, pressure)
    stakes = stakes_of(state, seen.city, pressure)
    for kind, chosen in (
        (Event.OBJECTED, pressure == Pressure.OBJECT),
        (Event.SANCTIONED, pressure == Pressure.SANCTION),
    ):
        state.ledger.write(
            kind,
            month,
            count=int(chosen.sum()),
            agreement=seen.agreement[chosen],
            actor=seen.nation[chosen],
            other=seen.city[chosen],
            issue=issue[chosen],
            value=stakes[chosen],
        )
    until = month + state.settings.response.sanction_months
    actors.sanctioned_until[seen.city[pressure == Pressure.SANCTION]] = until
    for c in np.flatnonzero(pressure == Pressure.PREEMPT).tolist():
        if actors.law[seen.nation[c], issue[c]] == LawStatus.NONE:
            law.enact(state, int(seen.nation[c]), int(issue[c]), because=int(seen.agreement[c]))
    stage = np.array([Stage.COMPLIED, Stage.IN_COURT, Stage.DEFIED], dtype=np.int8)[reply]
    hearing = np.where(reply == Reply.LITIGATE, month + state.settings.response.injunction_months, law.NO_HEARING)
    state.disputes.append(
        len(pressure),
        city=seen.city,
        nation=seen.nation,
        agreement=seen.agreement,
        issue=issue,
        pressure=pressure,
        stage=stage,
        opened=month,
        hearing=hearing,
        ended=np.where(reply == Reply.COMPLY, month, law.NO_HEARING),
        stakes=stakes,
    )
    for kind, chosen in (
        (Event.COMPLIED, reply == Reply.COMPLY),
        (Event.LITIGATED, reply == Reply.LITIGATE),
        (Event.DEFIED, reply == Reply.DEFY),
    ):
        state.ledger.write(
            kind,
            month,
            count=int(chosen.sum()),
            agreement=seen.agreement[chosen],
            actor=seen.city[chosen],
            other=seen.nation[chosen],
            issue=issue[chosen],
            detail=pressure[chosen],
            value=stakes[chosen],
        )
    leave(state, those(seen, reply == Reply.COMPLY))


def leave(state: State, seen: Seen) -> None:
    """Cities that comply leave their agreement, and a sanction on them ends."""
    book = state.book.rows
    which = np.unique(seen.agreement)
    fail(state, which[book.status[which] == Status.SIGNED], Reason.COMPLIED)
    law.withdraw(state, which[book.status[which] == Status.IN_FORCE], Reason.COMPLIED)
    under = np.unique(seen.city[state.actors.sanctioned_until[seen.city] > state.month]).astype(np.int64)
    law.lift_sanctions(state, under)


def act(state: State) -> None:
    """Courts rule, sanctions run out, nations respond to what they see, cities reply."""
    law.hear(state)
    law.lift_sanctions(state, np.flatnonzero(state.actors.sanctioned_until == state.month))
    respond(state)
