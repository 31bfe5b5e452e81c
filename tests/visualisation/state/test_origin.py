"""Origin: a page opens the library, a file or a run, and has an address only where one leads back."""

from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState

FILE = (
    'extends = "synthetic"\ntitle = "Mine"\nquestion = "Does it open?"\nmonths = 6\n[world]\ncities = 40\nnations = 4\n'
)


def test_a_page_opens_scenarios_of_the_library_only(visit: Session) -> None:
    page, before = PageState(visit, Settings()), visit.run
    page.origin.open_scenario("../secret")
    failure = page.playback.failure.value
    assert visit.run is before and failure is not None and failure.cause.startswith("unknown scenario")


def test_an_upload_starts_and_leaves_the_second_world_behind(visit: Session) -> None:
    page = PageState(visit, Settings(), run=4)
    page.comparison.begin({"seed": "9"})
    page.selection.pick([3])
    page.origin.upload({"name": "mine.toml", "text": FILE})
    assert page.playback.shown.value.run.scenario.title == "Mine" and page.comparison.second.value is None
    assert page.origin.run.value is None and page.selection.actors.value == []
    assert page.origin.address() is None and page.origin.query(None, 3, "explore") == ""


def test_a_run_needs_a_results_folder(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.origin.open_run(1)
    failure = page.playback.failure.value
    assert failure is not None and "no results folder" in failure.cause and not failure.place
