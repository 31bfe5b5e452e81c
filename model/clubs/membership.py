"""Membership: who joins and leaves a club, and what its members owe."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import INSIDE, Flags, Rows
from paradiplomacy.model.chance import Purpose, uniforms
from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.charter import clause_of, write_charter
from paradiplomacy.model.clubs.eligibility import barred, fresh_of
from paradiplomacy.model.clubs.payoffs import gain_of, terms_of
from paradiplomacy.model.clubs.talks import Offer
from paradiplomacy.model.clubs.valuation import identity_under, payoffs_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Payoffs
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason

# A veto player who is indifferent passes: a gain that is 0 but for rounding counts as one.
LEAST = -1e-12


def launch(state: State, plan: int) -> None:
    """Found a club with the members that the scenario names; then let all invited decide, where the plan says so."""
    charter = state.plans[plan]
    club = acts.found(state, plan)
    offer = write_charter(state, club)
    rows = state.register.places(club)
    named = rows[np.isin(charter.invited, charter.members)]
    enter(state, club, named, bound=charter.month < state.month, depth=offer.depth)
    if charter.settles:
        settle(state, club, np.ones(len(rows), dtype=bool), offer)


def convene(state: State, club: int) -> None:
    """Hold a summit: the charter is renewed, and all invited decide on membership together."""
    acts.hold_summit(state, club)
    offer = write_charter(state, club)
    settle(state, club, np.ones(int(state.register.clubs.rows.size[club]), dtype=bool), offer)


def settle(state: State, club: int, free: Flags, offer: Offer | None = None) -> None:
    """Let some actors join and leave in turn until none of them moves.

    Args:
        state: The state.
        club: The club.
        free: (n,) who of the invited decides now.
        offer: What a new charter offers; then all who may join start as members, and leave where that is better for them.
            None keeps the present charter and starts from the present members.
    """
    register, judge = state.register, rule("membership", state.settings.rules.membership)
    members, at = state.book.parties, register.stretch(club)
    payoffs = payoffs_of(state, club, None if offer is None else offer.depth)
    clause = clause_of(state, club, payoffs)
    shut = barred(state, club) if offer is None else barred(state, club) | offer.away
    before = INSIDE[members.status[at]]
    # A copy where nobody is added: the rule changes it in place, and the difference from ``before`` is what happens.
    inside = before.copy() if offer is None else (before & ~offer.away) | (free & ~shut)
    turns = np.flatnonzero(free)
    # Actors decide in a random order, drawn again each time: a fixed order would always favour the same actors.
    order = turns[np.argsort(draws_of(state, club, at.start + turns, Purpose.CLUB_TURN), kind="stable")]
    # ``at`` is a slice, so the gains are a view: what the rule writes is in the register.
    answers = Answers(inside, fresh_of(state, club), members.gain[at])
    outcome = judge.settle(Cases(payoffs, clause, order, free, shut), answers)
    acts.leave(state, club, at.start + np.flatnonzero(before & ~inside), Reason.NOT_WORTH_IT)
    # The terms come before the new members, because joining records what each would do outside.
    owed = terms_now(state, club, payoffs, clause, inside)
    acts.join(state, club, at.start + np.flatnonzero(inside & ~before))
    pledge(state, club, owed)
    if offer is not None:
        acts.record_stability(state, club, outcome)


def enter(state: State, club: int, rows: Rows, *, bound: bool, depth: Floats | None = None) -> None:
    """Let actors join because the record says so.

    Args:
        state: The state.
        club: The club.
        rows: Rows of the actors; members among them are passed over.
        bound: Whether they have ratified, too.
        depth: (n, k) what each of the invited owes as a member; None means under the present charter.
    """
    members = state.book.parties
    outside = rows[~INSIDE[members.status[rows]]]
    payoffs = payoffs_of(state, club, depth)
    # With nobody inside: only what each would do as an outsider is needed, which joining records.
    terms_now(state, club, payoffs, clause_of(state, club, payoffs), np.zeros(len(payoffs.weight), dtype=bool))
    acts.join(state, club, outside)
    if bound:
        acts.bind(state, club, outside[members.status[outside] == PartyStatus.SIGNED])
    # With the depths from before: under a bargained charter those who have just joined have no terms of their own yet.
    update_pledges(state, club, payoffs.depth)


def update_pledges(state: State, club: int, depth: Floats | None = None) -> None:
    """Record what members owe after a member has come or gone without a decision of the others."""
    status = state.book.parties.status[state.register.stretch(club)]
    payoffs = payoffs_of(state, club, depth)
    pledge(state, club, terms_now(state, club, payoffs, clause_of(state, club, payoffs), INSIDE[status]))


def pledge(state: State, club: int, owed: Floats) -> None:
    """Record what members owe, where it has changed; ``owed`` is (n, k) on the issues of the club."""
    register = state.register
    members, at = state.book.parties, register.stretch(club)
    changed = owe(owed, register.issues(club), INSIDE[members.status[at]], members.terms[at])
    acts.pledge(state, club, at.start + np.flatnonzero(changed))


@compiled
def owe(owed: Floats, issues: Rows, inside: Flags, terms: Floats) -> Flags:
    """Set the terms of members on the issues of a club; return for whom they changed, (n,)."""
    changed = np.zeros(inside.shape[0], dtype=np.bool_)
    for s in range(inside.shape[0]):
        if inside[s]:
            for c in range(issues.shape[0]):
                changed[s] |= owed[s, c] != terms[s, issues[c]]
                terms[s, issues[c]] = owed[s, c]
    return changed


def terms_now(state: State, club: int, payoffs: Payoffs, clause: Clause, inside: Flags) -> Floats:
    """Return what members owe on the issues of the club, (n, k), and store what each would do as a non-member."""
    owed, at_home = np.zeros_like(payoffs.benefit), np.zeros_like(payoffs.benefit)
    terms_of(payoffs, clause, inside, owed, at_home)
    register = state.register
    state.book.parties.alone[register.stretch(club), register.issues(club)] = at_home
    return owed


def draws_of(state: State, club: int, rows: Rows, purpose: Purpose) -> Floats:
    """Return this month's draws of a purpose for some of the invited, (n,)."""
    draws = np.zeros(len(rows))
    keys = state.actors.key[state.book.parties.actor[rows]]
    uniforms(state.key(purpose), state.register.clubs.rows.key[club], keys, draws)
    return draws


def passing(state: State, club: int, rows: Rows) -> Flags:
    """Return for which nations every veto player prefers membership, as things are: (n,)."""
    register, actors = state.register, state.actors
    members, at, issues = state.book.parties, register.stretch(club), register.issues(club)
    payoffs, fresh, inside = payoffs_of(state, club), fresh_of(state, club), INSIDE[members.status[at]]
    clause = clause_of(state, club, payoffs)
    passed = np.ones(len(rows), dtype=bool)
    for c, row in enumerate(rows.tolist()):
        who, place = int(members.actor[row]), row - at.start
        # The payoffs of one nation are replaced in place and put back: copying all of them would take longer than the vote.
        of_leader = payoffs.identity[place].copy()
        for v in range(int(state.veto_count[who])):
            position = actors.median[who] + state.veto_offset[who, v] * actors.spread[who]
            counted, identity = members.counted[row], payoffs.identity[place]
            identity_under(actors, state.identity_charge, who, counted, issues, position, identity)
            passed[c] &= gain_of(payoffs, clause, fresh, inside, place) >= LEAST
        # The row was lent to the veto players one after the other; the next nation meets the leader's again.
        payoffs.identity[place] = of_leader
    return passed
