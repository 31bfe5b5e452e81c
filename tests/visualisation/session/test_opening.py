"""Opening: an address gives the same world, and a wrong one runs nothing."""

from pathlib import Path

import pytest

from paradiplomacy.cli.window import Folder, services
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.address import Address, AddressError, parse, written
from paradiplomacy.visualisation.session.opening import address_of, open_at, room_of
from paradiplomacy.visualisation.session.session import Session

CHANGES = {"world.cities": 60, "world.nations": 6, "search.burn_in": 2, "months": 30, "negotiation.agenda": "package"}


def test_wrong_changes_and_runs_are_refused_before_anything_runs() -> None:
    with pytest.raises(ScenarioError, match="negotiation"):
        open_at(parse("scenario=synthetic&set=negotiation.power=7"), Settings())
    with pytest.raises(AddressError, match="no results folder"):
        open_at(parse("run=3"), Settings())


def test_opening_the_address_gives_the_same_world() -> None:
    session = Session("synthetic", seed=11, changes=CHANGES)
    session.go_to(9)
    address = address_of(session, None, Settings())
    assert address is not None
    text = written(address._replace(month=9))
    assert text is not None
    again = open_at(parse(text), Settings()).session
    assert again.digest() == session.digest() and again.now.month == 9
    assert again.run.changes == session.run.changes


def test_a_scenario_from_elsewhere_has_no_address(small: Scenario, tmp_path: Path) -> None:
    assert address_of(Session(small, seed=3), None, Settings()) is None
    file = tmp_path / "mine.toml"
    file.write_text(to_toml(small))
    settings = Settings(scenario=str(file))
    session = Session(read.read(file), seed=3)
    found = address_of(session, None, settings)
    assert found == Address(seed=3)
    assert open_at(found, settings).session.digest() == session.digest()


def test_a_visit_that_asks_for_nothing_begins_with_the_story() -> None:
    assert room_of(parse("")) == room_of(parse(None)) == "story"


def test_an_address_without_a_room_opens_the_room_for_exploring() -> None:
    assert room_of(parse("scenario=c40-paris&seed=1&month=24")) == "explore"
    assert room_of(parse("scenario=c40-paris&room=whatif")) == "whatif"


def test_every_run_of_a_folder_opens_as_it_was(folder: Path) -> None:
    recorded, shown, settings = BatchResults(folder), Folder(folder), Settings(services=services(folder))
    assert len(shown.runs) == 4 and shown.title == "Power"
    assert {"agreements", "antagonism_of_surviving_acts", "run", "replicate"} < set(shown.columns)
    for run in range(4):
        opened = open_at(parse(f"run={run}&month=8"), settings)
        digest = recorded.runs.set_index("run").loc[run, "digest"]
        assert opened.session.digest() == digest
        address = address_of(opened.session, opened.run, settings)
        assert address is not None and not address.changes and address.run == run
        assert open_at(address._replace(month=8), settings).session.digest() == digest
    assert open_at(Address(), settings).run == 0
    with pytest.raises(AddressError, match="unknown run 4"):
        open_at(parse("run=4"), settings)
