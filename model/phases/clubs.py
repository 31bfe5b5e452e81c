"""Clubs and treaties: founding, summits, who joins and leaves, ratification, entry into force (MODEL 4.6)."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.chance import Purpose, uniforms
from paradiplomacy.model.clubs.register import INSIDE, numbers_of
from paradiplomacy.model.clubs.worth import barred, fresh_of, gone_nations, identity_under, looks, seats_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.membership.best_response import Clause, Seats
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason

ALMOST = 1.0 - 1e-9
LEAST = -1e-12


def found(state: State, plan: int) -> int:
    """Found a club: everybody invited gets a place, and the charter is written."""
    charter, register = state.plans[plan], state.register
    first, size = len(register.members), len(charter.invited)
    agenda = np.zeros(len(state.issues), dtype=bool)
    agenda[list(charter.issues)] = True
    club = int(
        register.clubs.append(
            1,
            key=charter.key,
            plan=plan,
            kind=charter.kind,
            host=NO_ACTOR if charter.host is None else charter.host,
            agenda=agenda,
            first=first,
            size=size,
            founded=charter.month,
            **numbers_of(charter),
        )[0]
    )
    rows = register.members.append(
        size, club=club, actor=charter.invited, status=PartyStatus.INVITED, invited=state.month
    )
    host = int(register.clubs.rows.host[club])
    state.ledger.write(
        Event.CLUB_FOUNDED,
        state.month,
        actor=host,
        detail=club,
        value=float(charter.month),
        terms=agenda.astype(np.float64)[None],
    )
    state.ledger.write(
        Event.CLUB_INVITED, state.month, count=size, actor=register.members.rows.actor[rows], other=host, detail=club
    )
    write_charter(state, club)
    return club


def write_charter(state: State, club: int) -> None:
    """Set the terms of the charter by its rule; terms that stay the same are not written down again."""
    clubs = state.register.clubs.rows
    named = rule("charter", state.plans[int(clubs.plan[club])].charter)
    judge = rule("membership", state.settings.rules.membership)
    seats = seats_of(state, club)
    peak = np.zeros_like(seats.benefit)
    judge.peaks(seats, named.SOLVED_AGAIN, peak)
    utility = state.settings.utility
    terms = np.zeros(len(state.issues))
    for at, k in enumerate(state.register.issues(club).tolist()):
        depth = named.depth(np.ascontiguousarray(peak[:, at]), seats.weight) if len(peak) else 0.0
        terms[k] = min(utility.most_depth, max(utility.least_depth, float(depth)))
    if np.array_equal(terms, clubs.terms[club]):
        return
    clubs.terms[club] = terms
    state.ledger.write(
        Event.CLUB_TERMS, state.month, detail=club, value=float(len(state.register.inside(club))), terms=terms[None]
    )


def clause_of(state: State, club: int, seats: Seats) -> Clause:
    """The club's clause, and how its terms are set."""
    clubs = state.register.clubs.rows
    named = rule("charter", state.plans[int(clubs.plan[club])].charter)
    share = float(clubs.clause_share[club]) * float(seats.weight.sum())
    return Clause(int(clubs.clause[club]), share, state.settings.membership.visible_joiners, named.SOLVED_AGAIN)


def drawn_for(state: State, club: int, rows: Rows, purpose: Purpose, draw: int = 0) -> Floats:
    """This month's draws of a purpose for some places in a club."""
    drawn = np.zeros(len(rows))
    keys = state.actors.key[state.register.members.rows.actor[rows]]
    uniforms(state.key(purpose, draw), state.register.clubs.rows.key[club], keys, drawn)
    return drawn


def join(state: State, club: int, rows: Rows) -> None:
    """Some of those invited sign; a city is bound by that, a nation has to ratify."""
    if not len(rows):
        return
    register = state.register
    members = register.members.rows
    who = members.actor[rows]
    before = members.entries[rows] > 0
    register.move_members(rows, PartyStatus.SIGNED, state.month)
    for kind, some in ((Event.CLUB_JOINED, ~before), (Event.CLUB_REJOINED, before)):
        state.ledger.write(
            kind,
            state.month,
            count=int(some.sum()),
            actor=who[some],
            detail=club,
            value=members.gain[rows[some]],
            terms=members.alone[rows[some]],
        )
    bind(state, club, rows[who < state.n_cities])


def bind(state: State, club: int, rows: Rows) -> None:
    """Members are bound."""
    if not len(rows):
        return
    register = state.register
    register.move_members(rows, PartyStatus.BOUND, state.month)
    state.ledger.write(
        Event.CLUB_BOUND, state.month, count=len(rows), actor=register.members.rows.actor[rows], detail=club
    )
    if register.clubs.rows.status[club] == ClubStatus.IN_FORCE:
        register.move_members(rows, PartyStatus.IN_FORCE, state.month)


def leave(state: State, club: int, rows: Rows, reason: Reason) -> None:
    """Members leave."""
    if not len(rows):
        return
    register = state.register
    register.move_members(rows, PartyStatus.WITHDRAWN, state.month, reason)
    state.ledger.write(
        Event.CLUB_LEFT,
        state.month,
        count=len(rows),
        actor=register.members.rows.actor[rows],
        detail=club,
        value=float(reason),
    )


def settle(state: State, club: int, free: Flags, *, from_all: bool = False) -> None:
    """Let those who weigh the matter now join and leave until nobody moves any more.

    With ``from_all`` everybody who may join comes in first, and goes out again where that is better for it; else they
    start from the members that there are.
    """
    register, judge = state.register, rule("membership", state.settings.rules.membership)
    members, at = register.members.rows, register.stretch(club)
    seats = seats_of(state, club)
    clause = clause_of(state, club, seats)
    shut = barred(state, club)
    before = INSIDE[members.status[at]]
    inside = before | (free & ~shut) if from_all else before.copy()
    turns = np.flatnonzero(free)
    order = turns[np.argsort(drawn_for(state, club, at.start + turns, Purpose.CLUB_TURN), kind="stable")]
    outcome = judge.settle(seats, clause, order, free, shut, fresh_of(state, club), inside, members.gain[at])
    leave(state, club, at.start + np.flatnonzero(before & ~inside), Reason.NOT_WORTH_IT)
    owed = terms_now(state, club, seats, clause, inside)
    join(state, club, at.start + np.flatnonzero(inside & ~before))
    pledge(state, club, owed)
    clubs = register.clubs.rows
    if from_all:
        clubs.internal[club], clubs.external[club] = outcome.internal, outcome.external
        stable = float(outcome.internal + 2 * outcome.external + 4 * outcome.settled)
        state.ledger.write(Event.CLUB_SETTLED, state.month, detail=club, value=stable)


def terms_now(state: State, club: int, seats: Seats, clause: Clause, inside: Flags) -> Floats:
    """What members owe on the issues of the club, (n, k); what everybody would do had it not joined is kept."""
    owed, at_home = np.zeros_like(seats.benefit), np.zeros_like(seats.benefit)
    judge = rule("membership", state.settings.rules.membership)
    judge.terms_of(seats, clause, inside, owed, at_home)
    register = state.register
    register.members.rows.alone[register.stretch(club), register.issues(club)] = at_home
    return owed


@compiled
def owe(owed: Floats, issues: Rows, inside: Flags, terms: Floats) -> Flags:
    """Let members owe this on the issues of a club; returns for whom that is something new: (n,)."""
    changed = np.zeros(inside.shape[0], dtype=np.bool_)
    for s in range(inside.shape[0]):
        if inside[s]:
            for c in range(issues.shape[0]):
                changed[s] |= owed[s, c] != terms[s, issues[c]]
                terms[s, issues[c]] = owed[s, c]
    return changed


def pledge(state: State, club: int, owed: Floats) -> None:
    """Write down what members owe, where it has changed."""
    register = state.register
    members, at = register.members.rows, register.stretch(club)
    changed = owe(owed, register.issues(club), INSIDE[members.status[at]], members.terms[at])
    some = at.start + np.flatnonzero(changed)
    state.ledger.write(
        Event.CLUB_PLEDGED,
        state.month,
        count=len(some),
        actor=members.actor[some],
        detail=club,
        terms=members.terms[some],
    )


def pledge_anew(state: State, club: int) -> None:
    """Write down what members owe after somebody has come or gone without weighing it."""
    status = state.register.members.rows.status[state.register.stretch(club)]
    seats = seats_of(state, club)
    pledge(state, club, terms_now(state, club, seats, clause_of(state, club, seats), INSIDE[status]))


def enter(state: State, club: int, rows: Rows, *, bound: bool) -> None:
    """Some join because the record says so; ``bound`` where they have ratified too."""
    members = state.register.members.rows
    outside = rows[~INSIDE[members.status[rows]]]
    seats = seats_of(state, club)
    terms_now(state, club, seats, clause_of(state, club, seats), np.zeros(len(seats.weight), dtype=bool))
    join(state, club, outside)
    if bound:
        bind(state, club, outside[members.status[outside] == PartyStatus.SIGNED])
    pledge_anew(state, club)


def launch(state: State, plan: int) -> None:
    """Found a club with the members that the record knows; where those invited decide at once, let them."""
    charter = state.plans[plan]
    club = found(state, plan)
    rows = state.register.seats(club)
    enter(state, club, rows[np.isin(charter.invited, charter.members)], bound=charter.month < state.month)
    if charter.settles:
        settle(state, club, np.ones(len(rows), dtype=bool), from_all=True)


def convene(state: State, club: int) -> None:
    """Hold a summit: the charter is written anew, and all of those invited weigh membership together."""
    register = state.register
    state.ledger.write(
        Event.CLUB_SUMMIT,
        state.month,
        actor=int(register.clubs.rows.host[club]),
        detail=club,
        value=float(register.clubs.rows.size[club]),
    )
    write_charter(state, club)
    settle(state, club, np.ones(int(register.clubs.rows.size[club]), dtype=bool), from_all=True)


def due(state: State, club: int) -> bool:
    """Whether a club holds its summit this month."""
    clubs = state.register.clubs.rows
    age, interval = state.month - int(clubs.founded[club]), int(clubs.interval[club])
    return interval > 0 and age > 0 and age % interval == 0


def look_again(state: State, club: int) -> None:
    """Some weigh membership anew on their own."""
    register, settings, actors = state.register, state.settings.membership, state.actors
    clubs = register.clubs.rows
    struck = np.zeros(state.n_actors, dtype=bool)
    if settings.exit_attention > 0:
        struck = gone_nations(state, clubs.agenda[club], settings.exit_attention)
    free = looks(
        actors.key,
        actors.nation,
        actors.turned,
        register.members.rows.actor[register.stretch(club)],
        state.month,
        settings.attention,
        struck,
        clubs.key[club],
        state.key(Purpose.CLUB_LOOK),
    )
    if free.any():
        settle(state, club, free)


def ratify(state: State, club: int) -> None:
    """Nations that have signed vote at their own hazard; what a veto player refuses has failed at home.

    Nobody votes in the month of the signature.
    """
    members, at = state.register.members.rows, state.register.stretch(club)
    signed = (members.status[at] == PartyStatus.SIGNED) & (members.joined[at] < state.month)
    if not signed.any():
        return
    waiting = at.start + np.flatnonzero(signed)
    held = waiting[drawn_for(state, club, waiting, Purpose.CLUB_VOTE) < state.settings.ratification.hazard_nation]
    if not len(held):
        return
    passed = passing(state, club, held)
    bind(state, club, held[passed])
    leave(state, club, held[~passed], Reason.REFUSED_AT_HOME)
    if not passed.all():
        pledge_anew(state, club)


def passing(state: State, club: int, rows: Rows) -> Flags:
    """For which nations every veto player would rather have it in than out, as things stand."""
    register, actors = state.register, state.actors
    members, at, issues = register.members.rows, register.stretch(club), register.issues(club)
    judge = rule("membership", state.settings.rules.membership)
    seats, fresh, inside = seats_of(state, club), fresh_of(state, club), INSIDE[members.status[at]]
    clause = clause_of(state, club, seats)
    passed = np.ones(len(rows), dtype=bool)
    for c, row in enumerate(rows.tolist()):
        who, seat = int(members.actor[row]), row - at.start
        of_leader = seats.identity[seat].copy()
        for v in range(int(state.veto_count[who])):
            position = actors.median[who] + state.veto_offset[who, v] * actors.spread[who]
            counted, identity = members.counted[row], seats.identity[seat]
            identity_under(actors, state.identity_charge, who, counted, issues, position, identity)
            passed[c] &= judge.worth(seats, clause, fresh, inside, seat) >= LEAST
        seats.identity[seat] = of_leader
    return passed


def take_force(state: State, club: int) -> None:
    """A club whose clause is met by members that are bound enters into force; one whose clause is not, lapses.

    One that has lapsed and has nobody left is dissolved.
    """
    register = state.register
    clubs, members, at = register.clubs.rows, register.members.rows, register.stretch(club)
    status = members.status[at]
    bound = (status == PartyStatus.BOUND) | (status == PartyStatus.IN_FORCE)
    number, share = int(np.count_nonzero(bound)), float(clubs.clause_share[club])
    enough = number >= max(1, int(clubs.clause[club]))
    if enough and share > 0.0:
        gdp = state.actors.gdp[members.actor[at]]
        enough = bool(gdp[bound].sum() >= ALMOST * share * gdp.sum())
    in_force = clubs.status[club] == ClubStatus.IN_FORCE
    if enough and not in_force:
        register.move(club, ClubStatus.IN_FORCE, state.month)
        register.move_members(at.start + np.flatnonzero(bound), PartyStatus.IN_FORCE, state.month)
        state.ledger.write(Event.CLUB_IN_FORCE, state.month, detail=club, value=float(number))
    elif in_force and not enough:
        register.move(club, ClubStatus.LAPSED, state.month)
        register.move_members(at.start + np.flatnonzero(bound), PartyStatus.BOUND, state.month)
        state.ledger.write(Event.CLUB_LAPSED, state.month, detail=club, value=float(number))
    if clubs.status[club] == ClubStatus.LAPSED and not INSIDE[status].any():
        register.move(club, ClubStatus.DISSOLVED, state.month)
        state.ledger.write(Event.CLUB_DISSOLVED, state.month, detail=club)


def act(state: State) -> None:
    """Found what is due, hold summits, let some look again, ratify, and see what is in force.

    A club does each of these by itself; what it decides is read by the others in the next month only.
    """
    for plan in state.foundings.get(state.month, ()):
        launch(state, plan)
    for club in state.register.live():
        if due(state, club):
            convene(state, club)
        else:
            look_again(state, club)
        ratify(state, club)
        take_force(state, club)
