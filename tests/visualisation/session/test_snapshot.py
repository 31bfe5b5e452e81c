"""Snapshots: frozen, and complete for every nation."""

import numpy as np
import pytest

from paradiplomacy.visualisation.session.session import Session


def test_a_snapshot_cannot_be_written_and_does_not_move(visit: Session) -> None:
    first = visit.now
    arcs = first.arcs.status.copy()
    visit.go_to(8)
    assert first.month == 0 and np.array_equal(first.arcs.status, arcs)
    with pytest.raises(ValueError, match="read-only"):
        first.population[0] = 1.0


@pytest.mark.parametrize("month", [0, 30])
def test_every_shade_is_a_number_or_nothing_for_every_nation(visit: Session, month: int) -> None:
    shot = visit.go_to(month)
    assert "position_climate" in shot.shades
    for values in shot.shades.values():
        assert len(values) == len(visit.run.roster.ids) - visit.run.roster.n_cities
        assert not np.isinf(values).any()
