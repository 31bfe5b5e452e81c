"""A session: a month is the same however it was reached, and what is shown never changes."""

from pathlib import Path

import pytest
from shown import same

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session import engine, keyframes
from paradiplomacy.visualisation.session import snapshot as snapshot_module
from paradiplomacy.visualisation.session.seed import SeedError
from paradiplomacy.visualisation.session.session import Session


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


def test_a_month_that_fails_leaves_the_last_good_one(tmp_path: Path) -> None:
    fault = tmp_path / "fault"
    (tmp_path / "fragile.py").write_text(
        "from pathlib import Path\n"
        "def fragile(cases, c):\n"
        f"    if Path({str(fault)!r}).exists():\n"
        "        raise RuntimeError('the protocol broke')\n"
        "    return 0.5\n"
    )
    file = tmp_path / "own.toml"
    file.write_text(
        'extends = "synthetic"\ntitle = "Fragile"\nmonths = 12\n[world]\ncities = 40\nnations = 4\n'
        '[search]\nburn_in = 1\nhazard = -4.0\n[rules]\nprotocol = "fragile.py:fragile"\n'
    )
    owned = read.read(file)
    session = Session(owned, seed=3, owner=owned)
    good, digest = session.go_to(5), session.digest()
    fault.touch()
    with pytest.raises(Exception, match="the protocol broke"):
        session.go_to(8)
    assert same(session.now, good) and session.digest() == digest
    fault.unlink()
    straight = Session(owned, seed=3, owner=owned)
    assert same(session.go_to(9), straight.go_to(9)) and session.digest() == straight.digest()


def test_a_long_visit_records_only_recent_months_of_actors(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "RECORDED", 6)
    monkeypatch.setattr(snapshot_module, "MOST_MONTHS", 10)
    visit.restart()
    shot = visit.go_to(33)
    recorder = visit._world.state.recorder
    assert {len(kept) for kept in recorder.actors.values()} == {6}
    assert len(visit._world.city_months) == 6 * visit.run.roster.n_cities
    assert set(visit._world.city_months.month) == set(range(27, 33))
    assert shot.months.tolist() == [*range(0, 32, 4), 32]
    assert shot.totals["antagonism"][-1] == recorder.totals[-1]["antagonism"]
    assert shot.totals["antagonism"][1] == recorder.totals[recorder.months.index(4)]["antagonism"]
    visit.go_to(3)
    assert visit.go_to(10).months.tolist() == list(range(10))


def test_changes_from_a_page_run_no_file_and_make_no_huge_world(visit: Session, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "evil.py").write_text(f"open({str(mark)!r}, 'w')\ndef rule(cases, c): return 0.5\n")
    before = visit.now
    with pytest.raises(ScenarioError, match="a page cannot use a rule"):
        visit.restart(changes={"rules.protocol": f"{tmp_path}/evil.py:rule"})
    with pytest.raises(ScenarioError, match="too large for a page"):
        visit.restart(changes={"world.cities": 100_000})
    assert visit.now is before and not mark.exists()


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


def test_changes_survive_a_restart(visit: Session) -> None:
    visit.restart(changes={"politics.election_interval": 24})
    visit.restart(seed=3)
    assert visit.run.changes == {"politics.election_interval": 24}
    assert visit.run.scenario.politics.election_interval == 24
    assert visit.plain.politics.election_interval != 24


@pytest.mark.parametrize("seed", ["", "one", "-1", "1.5", "9" * 40, "²", str(2**63)])
def test_a_wrong_seed_is_refused(visit: Session, seed: str) -> None:
    with pytest.raises(SeedError, match="whole number"):
        visit.restart(seed=seed)


def test_nothing_happens_after_the_horizon(visit: Session) -> None:
    visit.go_to(1000)
    assert visit.over and visit.step().month == 40
    assert len(visit.now.months) == 40


def test_an_explanation_leaves_the_run_as_it_is(visit: Session, small: Scenario) -> None:
    straight = Session(small, seed=5)
    straight.go_to(8)
    visit.go_to(4)
    visit.ask(lambda world: world.explain(*visit.run.roster.ids[:2]))
    visit.go_to(8)
    assert visit.digest() == straight.digest()


@pytest.mark.slow
def test_two_thousand_months_do_not_grow_but_by_what_happened(small: Scenario) -> None:
    visit = Session(small, seed=5, changes={"months": 2000, "world.cities": 24, "world.nations": 4})
    sizes, drawn, held = [], [], []
    for month in (500, 1000, 2000):
        shot = visit.go_to(month)
        recorder = visit._world.state.recorder
        sizes.append(visit._engine._frames.size)
        drawn.append(len(shot.months) * len(shot.totals) + len(shot.feed))
        held.append(sum(array.nbytes for column in recorder.actors.values() for array in column))
    assert len(visit._engine._frames) <= keyframes.MOST
    assert sizes[2] < 1.5 * sizes[1] < 3 * sizes[0]
    assert max(drawn) <= 401 * len(shot.totals) + 80
    assert max(held) < 1.01 * min(held)
    assert same(visit.go_to(700), visit.go_to(700)) and visit.now.month == 700
