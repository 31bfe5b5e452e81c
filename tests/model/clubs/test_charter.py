"""The charter of a club: its terms and its clause."""

import numpy as np

from paradiplomacy.model.clubs import acts, charter
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
