"""A measure is one definition: restricting it to everything gives the unrestricted number, bit by bit."""

import numpy as np
import pytest
from busy import LIVELY

from paradiplomacy import World
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.registry import MEASURES, measure, names
from paradiplomacy.model.calendar import date_of

SCENARIOS = {
    "synthetic": (LIVELY, 36),
    "us-climate-exit": ({}, 33),  # clubs, a treaty, a national exit in month 29, challenges
}


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    """A lively drawn world, and a scenario of the library with clubs and challenges."""
    made = {}
    for name, (changes, months) in SCENARIOS.items():
        made[name] = World.from_scenario(name, seed=4, changes=changes)
        made[name].run(months=months)
    return made


def everything(world: World, name: str, *, among: bool = False) -> str:
    """Name everything to which a measure can be restricted: all actors, all issues, all months."""
    by = MEASURES[name].by
    parts = (
        ("among cities, nations" if among else "of cities, nations") if "actors" in by else "",
        f"on {', '.join(issue.name for issue in world.state.issues)}" if "issues" in by else "",
        f"since {world.state.start} until {date_of(world.state.start, world.month - 1)}" if "months" in by else "",
    )
    return " ".join(part for part in (name, *parts) if part)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("name", names())
def test_restricting_to_everything_gives_the_unrestricted_number(
    name: str, scenario: str, worlds: dict[str, World]
) -> None:
    world = worlds[scenario]
    number = measure(name).of(world)
    np.testing.assert_equal(measure(everything(world, name)).of(world), number)
    if "among" in MEASURES[name].by:
        np.testing.assert_equal(measure(everything(world, name, among=True)).of(world), number)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("name", [name for name in names() if MEASURES[name].by & {"actors", "issues"}])
def test_the_code_that_restricts_gives_the_unrestricted_number_too(
    name: str, scenario: str, worlds: dict[str, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the short cuts for everyone and every issue, each agreement, act and event is looked at."""
    world = worlds[scenario]
    number = measure(name).of(world)
    monkeypatch.setattr(Chosen, "everyone", False)
    monkeypatch.setattr(Chosen, "every_issue", False)
    np.testing.assert_equal(measure(name).of(world), number)


def test_most_measures_have_something_to_read(worlds: dict[str, World]) -> None:
    silent = [name for name in names() if all(np.isnan(measure(name).of(world)) for world in worlds.values())]
    assert len(silent) < len(MEASURES) / 10, silent
