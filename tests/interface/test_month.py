"""The diagram of a month shows what each phase changes, as a run shows it."""

from pathlib import Path

import pytest

from paradiplomacy import World
from paradiplomacy.agents.columns import Actors
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.world import PHASES
from paradiplomacy.month import Change, changes, month_figure


@pytest.fixture(scope="module")
def found() -> dict[str, Change]:
    return changes(World.from_scenario("us-climate-exit", seed=1), 30)


def test_every_change_of_a_run_belongs_to_a_phase(found: dict[str, Change]) -> None:
    world = World.from_scenario("us-climate-exit", seed=1)
    before = Actors(*(column.copy() for column in world.state.actors))
    world.run(30)
    changed = {
        name for name, old, new in zip(Actors._fields, before, world.state.actors, strict=True) if (old != new).any()
    }
    assert changed <= set.union(*(each.columns for each in found.values()))
    assert list(found) == [name for name, _ in PHASES]


def test_a_phase_changes_what_the_model_says(found: dict[str, Change]) -> None:
    assert found["economy"].columns == {"population", "gdp", "returns"} and not found["economy"].events
    assert found["challenges"].columns == {"need"}
    assert not found["record"].columns and not found["record"].events
    assert found["search"].events == {Event.OPENED}
    assert Event.IN_FORCE in found["domestic level"].events and Event.SIGNED in found["negotiation"].events
    assert found["economy"].words() == ("population, gdp, returns", "-")


def test_what_is_fixed_changes_in_no_phase(found: dict[str, Change]) -> None:
    fixed = {"key", "nation", "place", "language", "democracy", "autonomy", "pragmatism", "concession", "activity"}
    assert not fixed & set.union(*(each.columns for each in found.values()))


def test_the_diagram_is_a_picture_with_all_phases(tmp_path: Path) -> None:
    month_figure(tmp_path / "month.svg")
    drawn = (tmp_path / "month.svg").read_text()
    assert all(f"{n}  {name}" in drawn for n, (name, _) in enumerate(PHASES, start=1))
    with pytest.raises(ResultsError, match=r"month\.doc: unknown format"):
        month_figure(tmp_path / "month.doc")
