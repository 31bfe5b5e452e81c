"""A withdrawal ends agreements and membership."""

from collections.abc import Callable

import numpy as np
from sides import two_sided

from paradiplomacy.model.events.withdrawal import Withdrawal
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason, Status

Members = Callable[[State], set[str]]


def test_a_withdrawal_ends_the_agreements_on_its_issues_and_membership(
    after: Callable[..., State], members: Members
) -> None:
    event = Withdrawal(date="2016-01", name="It", who=("N001",), issues=("climate",))
    calm, state = after(founded=True), after(event, founded=True)
    row, (k,) = state.lookup.row("N001"), state.lookup.issues(("climate",))
    live = calm.book.live(Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED)
    mine = (two_sided(calm.book).party[live] == row).any(axis=1)
    concerned = mine & (calm.book.rows.terms[live, k] > 0)
    assert concerned.any()
    assert np.all(state.book.rows.status[live[concerned]] == Status.WITHDRAWN)
    assert np.all(state.book.rows.reason[live[concerned]] == Reason.NATIONAL_EXIT)
    assert np.array_equal(state.book.rows.status[live[~concerned]], calm.book.rows.status[live[~concerned]])
    assert "N001" in members(calm) and "N001" not in members(state)
