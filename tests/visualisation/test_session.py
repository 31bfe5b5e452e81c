"""One visitor, one world: the same month is the same however it was reached, and what is shown never changes."""

import numpy as np
import pytest

from paradiplomacy.scenarios.problem import ScenarioError
from paradiplomacy.scenarios.scenario import Scenario
from paradiplomacy.visualisation import keyframes
from paradiplomacy.visualisation.session import SeedError, Session
from paradiplomacy.visualisation.snapshot import Snapshot


def same(one: Snapshot, other: Snapshot) -> bool:
    return (
        (one.month, one.date, one.feed) == (other.month, other.date, other.feed)
        and all(np.array_equal(a, b) for a, b in zip(one.arcs, other.arcs, strict=True))
        and np.array_equal(one.population, other.population)
        and all(np.array_equal(one.shades[name], other.shades[name], equal_nan=True) for name in one.shades)
        and all(np.array_equal(one.totals[name], other.totals[name], equal_nan=True) for name in one.totals)
    )


def test_going_back_shows_the_month_as_it_was(visit: Session) -> None:
    seen = [visit.go_to(month) for month in (1, 7, 13, 20)]
    for before in reversed(seen):
        assert same(visit.go_to(before.month), before)


def test_the_run_goes_on_after_going_back_as_if_it_never_had(visit: Session, small: Scenario) -> None:
    straight = Session(small, seed=5)
    straight.go_to(26)
    for month in (19, 3, 15, 14, 26):
        visit.go_to(month)
    assert visit.digest() == straight.digest()
    assert same(visit.now, straight.now)


def test_keyframes_are_few_however_long_the_run(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyframes, "MOST", 4)
    monkeypatch.setattr(keyframes, "EVERY", 2)
    visit.restart()
    early = visit.go_to(3)
    visit.go_to(40)
    assert len(visit._frames) <= 4
    assert same(visit.go_to(3), early)


def test_a_snapshot_cannot_be_written_and_does_not_move(visit: Session) -> None:
    first = visit.now
    arcs = first.arcs.status.copy()
    visit.go_to(8)
    assert first.month == 0 and np.array_equal(first.arcs.status, arcs)
    with pytest.raises(ValueError, match="read-only"):
        first.population[0] = 1.0


def test_restart_with_the_same_seed_is_the_same_run_and_another_seed_is_not(visit: Session) -> None:
    visit.go_to(6)
    digest = visit.digest()
    visit.restart()
    visit.go_to(6)
    assert visit.digest() == digest
    visit.restart(seed="6")
    visit.go_to(6)
    assert visit.run.seed == 6 and visit.digest() != digest


def test_one_session_does_not_move_another(visit: Session, small: Scenario) -> None:
    other = Session(small, seed=5)
    visit.go_to(5)
    assert other.now.month == 0 and len(other.now.months) == 0


def test_a_wrong_change_leaves_the_world_as_it_was(visit: Session) -> None:
    visit.go_to(4)
    before = visit.now
    with pytest.raises(ScenarioError, match=r"negotiation\.power"):
        visit.restart(changes={"negotiation.power": 7})
    assert visit.now is before and not visit.run.changes


def test_changes_are_kept_on_restart_and_left_with_the_scenario(visit: Session) -> None:
    visit.restart(changes={"politics.election_interval": 24})
    visit.restart(seed=3)
    assert visit.run.changes == {"politics.election_interval": 24}
    assert visit.run.scenario.politics.election_interval == 24
    assert visit.plain.politics.election_interval != 24


@pytest.mark.parametrize("seed", ["", "one", "-1", "1.5", "9" * 40, "²", str(2**63)])
def test_a_seed_that_is_none_is_refused(visit: Session, seed: str) -> None:
    with pytest.raises(SeedError, match="whole number"):
        visit.restart(seed=seed)


def test_nothing_happens_after_the_horizon(visit: Session) -> None:
    visit.go_to(1000)
    assert visit.over and visit.step().month == 40
    assert len(visit.now.months) == 40


def test_the_feed_names_those_who_sign(visit: Session) -> None:
    visit.go_to(20)
    signed = [line for line in visit.now.feed if " sign on " in line.text]
    assert signed
    for line in signed:
        assert line.agreement is not None
        assert all(visit.run.cast.names[row] in line.text for row in line.actors)
        assert set(visit.agreement(line.agreement).rows) == set(line.actors)


def test_facts_of_an_actor_count_its_ties(visit: Session) -> None:
    visit.go_to(6)
    row = int(np.argmax(visit.now.ties))
    facts = visit.actor(row)
    assert sum(tie.status == "in force" for tie in facts.ties) == visit.now.ties[row]
    assert {tie.number for tie in facts.ties} <= set(visit.now.arcs.number.tolist())
    with pytest.raises(IndexError, match="want 0"):
        visit.actor(10_000)
    with pytest.raises(LookupError, match="there are"):
        visit.agreement(10_000_000)


def test_an_explanation_leaves_the_run_as_it_is(visit: Session, small: Scenario) -> None:
    straight = Session(small, seed=5)
    straight.go_to(8)
    visit.go_to(4)
    visit.explain(*visit.run.cast.ids[:2])
    visit.go_to(8)
    assert visit.digest() == straight.digest()
