"""Sharing: the file that is being saved, and the batch of replicates in the background."""

import solara

from paradiplomacy.visualisation.downloads import Download, download
from paradiplomacy.visualisation.services import Batch, Services
from paradiplomacy.visualisation.state.asked import whole
from paradiplomacy.visualisation.state.playback import same
from paradiplomacy.visualisation.state.world import World

LEAST_REPLICATES, MOST_REPLICATES = 3, 100


class Sharing:
    """Downloads and links that a visitor takes away from a world.

    Args:
        world: The world.
        services: Services of the command line.

    Attributes:
        download: The file that the browser is to save, or None.
        batch: The batch in the background, or None.
    """

    def __init__(self, world: World, services: Services) -> None:
        self._world, self._services = world, services
        self.download: solara.Reactive[Download | None] = solara.reactive(None)
        self.batch: solara.Reactive[Batch | None] = solara.reactive(None, equals=same)
        world.playback.on_restart.append(lambda _: self.stop_batch())

    def fetch(self, kind: str) -> None:
        """Make a file for the browser to save."""

        def act() -> None:
            made = Download(content="")
            try:
                made = download(str(kind), self._world.session, self._services)
            finally:
                # An empty file tells the page that its wait is over; the reason is shown as a failure.
                self.download.set(made)

        self._world.playback.ask(act)

    def run_batch(self, count: int) -> None:
        """Run replicates of the present run in the background."""

        def act() -> None:
            replicate = self._services.replicate
            if replicate is None:
                raise LookupError("only available if the window is opened by the command paradiplomacy view")
            number = whole(count)
            if not LEAST_REPLICATES <= number <= MOST_REPLICATES:
                raise LookupError(f"{number} replicates: expected {LEAST_REPLICATES} to {MOST_REPLICATES}")
            # One batch for each visitor; the server limits their number as well.
            self.stop_batch()
            run = self._world.session.run
            self.batch.set(replicate(run.scenario, run.seed, number))

        self._world.playback.ask(act)

    def stop_batch(self) -> None:
        """End the batch in the background, if there is one."""
        if self.batch.value is not None:
            self.batch.value.cancel()
            self.batch.set(None)
