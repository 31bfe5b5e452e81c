"""The engine: a burn-in that is played in turns gives the same world, and a run that grows too large stops with a message."""

import pytest

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.engine import Engine
from paradiplomacy.visualisation.session.host import Host, Server
from paradiplomacy.visualisation.session.session import Session


def test_the_world_after_the_burn_in_is_the_one_that_is_built_at_once(small: Scenario) -> None:
    engine = Engine(small, 5, 0, Host())
    assert engine.state.month == 0
    assert engine.world.digest() == build.build(small, seed=5).digest()


def test_a_run_that_outgrows_the_memory_stops_at_its_last_month(small: Scenario) -> None:
    server = Server()
    visit = Session(small, host=Host(server))
    server._room = 1.2 * sum(server._held.values())
    with pytest.raises(RefusedError, match="fill the memory"):
        visit.go_to(40)
    reached = visit.now.month
    assert 0 < reached < 40 and visit.now.month == visit._world.state.month
