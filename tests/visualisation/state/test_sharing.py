"""Sharing: batches are limited and end with a restart; a file that cannot be made ends the wait of the page."""

import pytest

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.services import Bands, Progress, Services, Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


class Fake:
    """A batch that never ends by itself."""

    def __init__(self) -> None:
        self.cancelled = 0

    def progress(self) -> Progress:
        """Run for ever."""
        return Progress("running", 0, 3)

    def bands(self) -> Bands:
        """Never be done."""
        raise AssertionError

    def cancel(self) -> None:
        """Count how often it was ended."""
        self.cancelled += 1


@pytest.mark.parametrize("count", [0, 2, 101])
def test_the_number_of_replicates_is_limited(visit: Session, count: int) -> None:
    page = PageState(visit, Settings(services=Services(replicate=lambda *_: Fake())))
    page.sharing.run_batch(count)
    failure = page.playback.failure.value
    assert page.sharing.batch.value is None and failure is not None and "expected 3 to 100" in failure.cause


def test_another_batch_or_a_restart_ends_the_batch(visit: Session) -> None:
    made: list[Fake] = []

    def start(_scenario: Scenario, seed: int, count: int) -> Fake:
        assert (seed, count) == (5, 3)
        made.append(Fake())
        return made[-1]

    page = PageState(visit, Settings(services=Services(replicate=start)))
    page.sharing.run_batch(3)
    page.sharing.run_batch(3)
    assert [each.cancelled for each in made] == [1, 0]
    page.playback.restart()
    assert [each.cancelled for each in made] == [1, 1] and page.sharing.batch.value is None


def test_a_file_that_cannot_be_made_is_empty_and_a_failure(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.sharing.fetch("tables")
    assert page.sharing.download.value == {"content": ""} and page.playback.failure.value is not None
    page.sharing.fetch("scenario")
    made = page.sharing.download.value
    assert made is not None and made["name"].endswith(".toml") and made["content"]
