"""Facts of actors and agreements count what the snapshot counts."""

import numpy as np
import pytest

from paradiplomacy.visualisation.session.session import Session


def test_facts_of_an_actor_count_its_agreements(visit: Session) -> None:
    visit.go_to(6)
    row = int(np.argmax(visit.now.ties))
    facts = visit.actor(row)
    assert sum(tie.status == "in force" for tie in facts.ties) == visit.now.ties[row]
    assert {tie.number for tie in facts.ties} <= set(visit.now.arcs.number.tolist())
    with pytest.raises(LookupError, match="expected 0"):
        visit.actor(10_000)
    with pytest.raises(LookupError, match="there are"):
        visit.agreement(10_000_000)
