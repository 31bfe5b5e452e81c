"""The second world: a wrong request is refused, and the change is named."""

import pytest

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.comparison.second_world import change_between, second_world
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.seed import SeedError
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"scenario": "../secret"}, ScenarioError),
        ({"scenario": "/etc/passwd"}, ScenarioError),
        ({"changes": "nonsense"}, ScenarioError),
        ({"changes": "negotiation.power=9"}, ScenarioError),
        ({"seed": "x"}, SeedError),
    ],
)
def test_a_wrong_second_world_is_refused_and_the_first_stays(
    visit: Session, asked: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        second_world(visit, asked)
    page = PageState(visit, Settings())
    page.comparison.begin(asked)
    assert page.comparison.second.value is None and page.playback.failure.value is not None


def test_the_change_between_two_worlds_is_named(visit: Session) -> None:
    beside = second_world(visit, {"seed": "8", "changes": "politics.election_interval=12\nmonths=30"})
    assert change_between(visit, beside) == "months = 30; politics.election_interval = 12; seed 8"
    assert change_between(
        visit, second_world(visit, {"scenario": "c40-paris", "changes": "world.cities=40"})
    ).startswith("The mayors")
