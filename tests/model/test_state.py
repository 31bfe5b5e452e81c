"""The state names what a copy of a run needs, and keys its draws by month and purpose."""

import dataclasses

import numpy as np

from paradiplomacy.model.chance import Purpose, key_of
from paradiplomacy.model.state import State
from paradiplomacy.model.table import Table


def tables_of(value: object) -> list[Table]:
    """Every table in an object, however deep."""
    if isinstance(value, Table):
        return [value]
    inside = vars(value).values() if type(value).__name__ in ("State", "Book", "Register", "Ledger") else ()
    return [table for each in inside for table in tables_of(each)]


def test_a_draw_is_keyed_by_run_month_purpose_and_number(state: State) -> None:
    state.month = 7
    assert state.key(Purpose.SEEN, 3) == key_of(state.stream, 7, Purpose.SEEN, 3)
    here = state.key(Purpose.SEEN)
    assert here == key_of(state.stream, 7, Purpose.SEEN, 0)
    state.month = 8
    assert state.key(Purpose.SEEN) != here


def test_a_copy_has_every_table_that_the_state_has(state: State) -> None:
    assert {id(table) for table in state.tables().values()} == {id(table) for table in tables_of(state)}


def test_cities_and_nations_are_counted_together(state: State) -> None:
    assert state.n_actors == len(state.actors.key) == len(state.names)
    assert 0 < state.n_cities < state.n_actors


def test_the_identity_charge_is_in_the_order_of_the_issues(state: State) -> None:
    issues = tuple(issue._replace(identity_charge=0.1 * k) for k, issue in enumerate(state.issues))
    changed = dataclasses.replace(state, issues=issues)
    np.testing.assert_allclose(changed.identity_charge, 0.1 * np.arange(len(issues)))
