"""Keyframes: few, small, and enough to restore every column."""

import numpy as np
import pytest
from shown import same

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session import keyframes
from paradiplomacy.visualisation.session.session import Session


def test_keyframes_are_few_however_long_the_run(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyframes, "MOST", 4)
    monkeypatch.setattr(keyframes, "EVERY", 2)
    visit.restart()
    early = visit.go_to(3)
    visit.go_to(40)
    assert len(visit._engine._frames) <= 4
    assert same(visit.go_to(3), early)


def test_going_back_restores_every_column(visit: Session, small: Scenario) -> None:
    straight = Session(small, seed=5)
    straight.go_to(13)
    visit.go_to(40)
    visit.go_to(13)
    mine, theirs = visit._world.state, straight._world.state
    for name, column in mine.actors._asdict().items():
        assert np.array_equal(column, getattr(theirs.actors, name), equal_nan=True), name
    for part, table in mine.tables().items():
        for name, column in table.rows._asdict().items():
            wanted = getattr(theirs.tables()[part].rows, name)
            assert np.array_equal(column, wanted, equal_nan=column.dtype.kind == "f"), (part, name)
    assert mine.recorder.months == theirs.recorder.months and mine.recorder.totals == theirs.recorder.totals


def test_keyframes_hold_what_may_change_and_not_what_is_over(visit: Session) -> None:
    visit.go_to(36)
    ended = visit._world.state.book.rows.ended
    part = visit._engine._frames.before(36).parts["book"]
    assert part.length == len(ended)
    assert len(part.columns["key"]) == (ended == NEVER).sum() < len(ended)
    assert visit._engine._frames.before(36).parts["events"].columns == {}
