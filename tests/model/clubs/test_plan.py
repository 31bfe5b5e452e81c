"""Plans, scenario and register use the same names for the numbers of a club."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.plan import NUMBERS, Plan, names_of, numbers_of
from paradiplomacy.model.clubs.register import Clubs
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format.scenario import Club

LATE = Club(name="late", founded="2030-01", invited=("cities",))
PACT = Club(name="pact", founded="2015-11", invited=("cities",), good=0.02, dues=3.0, clause=4, pace=2.5, interval=6)


def test_every_number_of_a_club_is_one_of_its_plan_and_of_its_row() -> None:
    assert numbers_of(PACT) == {
        "standard": PACT.standard, "good": 0.02, "bonus": 0.0, "dues": 3.0, "clause": 4, "clause_share": 0.0,
        "pace": 2.5, "interval": 6,
    }  # fmt: skip
    assert set(NUMBERS) <= set(Plan._fields) & set(Clubs._fields)


def test_a_club_has_the_name_of_its_plan_and_not_of_its_place(make_state: Callable[..., State]) -> None:
    state = make_state(clubs=(LATE, PACT))
    acts.found(state, 1)
    clubs = state.register.clubs.rows
    assert names_of(state.plans, clubs).tolist() == ["pact"]
    np.testing.assert_array_equal([getattr(clubs, name)[0] for name in NUMBERS], list(numbers_of(PACT).values()))
