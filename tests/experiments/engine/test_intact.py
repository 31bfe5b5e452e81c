"""A world that is only read is intact; one that is changed in any way is not."""

from collections.abc import Callable

import pytest

from paradiplomacy.experiments.engine.intact import Intact
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world.build import build

SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1, "search.candidates": 64, "months": 8}


@pytest.fixture(scope="module")
def world() -> World:
    found: World = build(change.apply(read.read("synthetic"), SMALL))
    for _ in range(4):
        found.step()
    return found


def set_trust(world: World) -> None:
    world.state.actors.trust[0] += 0.01


def add_event(world: World) -> None:
    world.state.book.party_table.append(1)


def rewrite_history(world: World) -> None:
    world.state.recorder.actors["trust"][0][0] += 1


def rewrite_totals(world: World) -> None:
    next(iter(world.state.recorder.totals))["extra"] = 1.0


def turn_back(world: World) -> None:
    world.state.month -= 1


def rewrite_column(world: World) -> None:
    world.state.recorder.own["made_up"] = [1.0] * len(world.state.recorder.months)


def add_function(world: World) -> None:
    world.before("search", turn_back)


CHANGES = (set_trust, add_event, rewrite_history, rewrite_totals, rewrite_column, turn_back, World.step, add_function)


def test_reading_leaves_it_intact(world: World) -> None:
    intact = Intact(world)
    for table in ("events", "agreements", "monthly", "city_months", "disputes", "clubs"):
        assert getattr(world, table) is not None
    assert world.digest() and not intact.is_changed()


@pytest.mark.parametrize("do", CHANGES)
def test_every_change_is_noticed(world: World, do: Callable[[World], object]) -> None:
    intact = Intact(world)
    do(world)
    assert intact.is_changed()
    assert not Intact(world).is_changed()


def test_a_step_is_noticed_without_the_history(world: World) -> None:
    intact = Intact(world, history=False)
    world.step()
    assert intact.is_changed()
