"""The charter of a club: its terms and its clause."""

import numpy as np

from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.clubs import acts, charter
from paradiplomacy.model.clubs.membership import convene, enter, update_pledges
from paradiplomacy.model.clubs.talks import bargain
from paradiplomacy.model.clubs.valuation import depth_now, payoffs_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason


def test_a_treaty_is_in_force_with_the_part_of_the_economy_that_its_clause_asks_for_and_lapses_below(
    treaty: State,
) -> None:
    register, rows = treaty.register, treaty.register.inside(0)
    columns, gdp = register.clubs.rows, treaty.actors.gdp[treaty.book.parties.actor[rows]]
    acts.bind(treaty, 0, rows[treaty.book.parties.status[rows] == PartyStatus.SIGNED])
    acts.leave(treaty, 0, rows[:1], Reason.NOT_WORTH_IT)
    part = float(gdp[1:].sum() / gdp.sum())
    for asked, then, members in (
        (1.001 * part, ClubStatus.LAPSED, PartyStatus.BOUND),
        (0.999 * part, ClubStatus.IN_FORCE, PartyStatus.IN_FORCE),
    ):
        columns.clause_share[0] = asked
        charter.apply_clause(treaty, 0)
        assert columns.status[0] == then
        assert (treaty.book.parties.status[rows[1:]] == members).all()


def test_a_club_that_has_lapsed_is_dissolved_with_its_last_member(treaty: State) -> None:
    rows = treaty.register.inside(0)
    acts.bind(treaty, 0, rows[treaty.book.parties.status[rows] == PartyStatus.SIGNED])
    treaty.register.clubs.rows.clause[0] = len(rows)
    charter.apply_clause(treaty, 0)
    acts.leave(treaty, 0, rows[:1], Reason.NOT_WORTH_IT)
    charter.apply_clause(treaty, 0)
    assert treaty.register.clubs.rows.status[0] == ClubStatus.LAPSED
    acts.leave(treaty, 0, rows[1:], Reason.NOT_WORTH_IT)
    charter.apply_clause(treaty, 0)
    assert treaty.register.clubs.rows.status[0] == ClubStatus.DISSOLVED


def test_terms_that_stay_the_same_are_not_recorded_again(treaty: State) -> None:
    charter.write_charter(treaty, 0)
    before = len(treaty.ledger)
    charter.write_charter(treaty, 0)
    assert len(treaty.ledger) == before
    treaty.register.clubs.rows.terms[0] = 0.0
    charter.write_charter(treaty, 0)
    assert treaty.ledger.events.kind[before:].tolist() == [Event.CLUB_TERMS]
    assert np.flatnonzero(treaty.register.clubs.rows.terms[0]).tolist() == treaty.register.issues(0).tolist()


def bargaining(state: State) -> State:
    """Have the treaty bargain its charter from now on."""
    state.plans = (state.plans[0]._replace(charter="bargained"), *state.plans[1:])
    return state


def test_at_a_summit_each_commits_itself_to_what_the_talks_give(treaty: State) -> None:
    state, at = bargaining(treaty), treaty.register.stretch(0)
    payoffs = payoffs_of(state, 0)
    found = bargain(payoffs, state.settings.utility.least_depth, np.arange(at.stop - at.start))
    assert found.agreed and not found.left and len(np.unique(found.terms[:, 0])) > 2
    convene(state, 0)
    members, issues = state.book.parties, state.register.issues(0)
    inside = INSIDE[members.status[at]]
    assert inside.any()
    np.testing.assert_allclose(members.terms[at][inside][:, issues], found.terms[inside], rtol=1e-12)
    mean = (payoffs.weight[:, None] * found.terms).sum(axis=0) / payoffs.weight.sum()
    np.testing.assert_allclose(state.register.clubs.rows.terms[0, issues], mean, rtol=1e-12)


def test_between_summits_commitments_last_and_whoever_joins_owes_what_the_charter_states(treaty: State) -> None:
    state, at = bargaining(treaty), treaty.register.stretch(0)
    convene(state, 0)
    members, issues = state.book.parties, state.register.issues(0)
    rows = state.register.inside(0)
    before = members.terms[rows].copy()
    acts.leave(state, 0, rows[:1], Reason.NOT_WORTH_IT)
    update_pledges(state, 0)
    np.testing.assert_array_equal(members.terms[rows[1:]], before[1:])
    enter(state, 0, rows[:1], bound=False)
    stated = state.register.clubs.rows.terms[0, issues]
    np.testing.assert_array_equal(members.terms[rows[0], issues], stated)
    np.testing.assert_array_equal(depth_now(state, 0)[rows - at.start], members.terms[rows][:, issues])


def test_whoever_would_lose_by_every_text_leaves_the_club_and_is_on_record(treaty: State) -> None:
    state, rows = bargaining(treaty), treaty.register.inside(0)
    loser = int(state.book.parties.actor[rows[0]])
    # It gains nothing from the effort of others and its public is against any effort.
    state.actors.need[loser], state.actors.pragmatism[loser], state.actors.position[loser] = 0.0, 0.0, -1.0
    state.register.clubs.rows.bonus[0] = -0.001
    convene(state, 0)
    log = state.ledger.events
    left = log.actor[log.kind == Event.CLUB_TALKS_LEFT]
    assert loser in left.tolist()
    assert {Reason(int(why)) for why in log.value[log.kind == Event.CLUB_TALKS_LEFT]} == {Reason.WOULD_LOSE}
    assert state.book.parties.status[rows[0]] == PartyStatus.WITHDRAWN
    assert not state.book.parties.terms[rows[0]].any()
