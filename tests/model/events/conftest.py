"""A small synthetic world before its first month, and its copy after a dated event."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.scenarios.world import build

CHANGES = {
    "world.cities": 12,
    "world.nations": 3,
    "search.burn_in": 0,
    "search.stock": 0.0,
    "search.stock_nation": 10.0,
}
PACT = Club(
    name="Pact", kind="mixed club", founded="2010-01", invited=("nations",), members=("N001", "N002"), good=0.05
)


@pytest.fixture(scope="session")
def small() -> Scenario:
    """The scenario of the small world, with a club of two of its three nations."""
    return replace(change.apply(read.read("synthetic"), CHANGES), clubs=(PACT,), expectations=())


@pytest.fixture
def after(small: Scenario) -> Callable[..., State]:
    """Return the state after some events of the first month, and nothing else of that month."""

    def act(*events: DatedEvent, founded: bool = False) -> State:
        scenario = checked(replace(small, events=events))
        state = build.build(scenario, seed=3, burn_in=False).state
        if founded:
            from paradiplomacy.model.clubs.membership import launch

            launch(state, 0)
        for event in scenario.events:
            event.act(state)
        return state

    return act


@pytest.fixture
def members() -> Callable[[State], set[str]]:
    """Returns the ids of all members of clubs."""

    def of(state: State) -> set[str]:
        rows = [state.register.inside(club) for club in state.register.live()]
        return {state.identities[actor] for inside in rows for actor in state.book.parties.actor[inside].tolist()}

    return of
