"""An election is held in its month, with the winner on record if there is one."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.events.election import Election
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State


@pytest.mark.parametrize("party", ["progressive", "conservative"])
def test_the_winner_on_record_takes_office(after: Callable[..., State], party: str) -> None:
    state = after(Election(date="2016-01", name="It", who=("N001", "N002"), party=party))
    rows = state.lookup.rows(("N001", "N002"))
    assert state.actors.party[rows].tolist() == [state.lookup.party(party)] * 2
    log = state.ledger.events
    assert sorted(log.actor[log.kind == Event.ELECTION].tolist()) == rows.tolist()


def test_without_a_winner_the_voters_decide(after: Callable[..., State]) -> None:
    state = after(Election(date="2016-01", name="It", who=("cities",)))
    assert np.count_nonzero(state.ledger.events.kind == Event.ELECTION) == state.n_cities
