"""The state of one page, by concern."""

import threading

from paradiplomacy.visualisation.rooms import EXPLORE, Name
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.comparison import Comparison
from paradiplomacy.visualisation.state.intervention import Intervention
from paradiplomacy.visualisation.state.origin import Origin
from paradiplomacy.visualisation.state.rooms import Rooms
from paradiplomacy.visualisation.state.sharing import Sharing
from paradiplomacy.visualisation.state.story import Story
from paradiplomacy.visualisation.state.worker import Worker
from paradiplomacy.visualisation.state.world import World


class PageState:
    """The state of one page.

    Args:
        session: The session of the visit.
        settings: What the server was started with.
        room: The room that is open at first.
        run: Number of the session's run in the results folder, or None.

    Attributes:
        session, playback, selection, display: Those of the world.
        world: The world of the visit.
        rooms: Which room is open.
        story: The stop of the story at which the reader is.
        comparison: The second world.
        intervention: What the visitor does to the world.
        origin: Where the run comes from.
        sharing: What the visitor takes away.
        services: Services of the command line.
    """

    def __init__(self, session: Session, settings: Settings, *, room: Name = EXPLORE, run: int | None = None) -> None:
        self.services = settings.services
        self.world = World(session)
        self.session = session
        self.playback, self.selection, self.display = self.world.playback, self.world.selection, self.world.display
        self.rooms = Rooms(self.selection, room)
        self.story = Story(self.world, self.rooms)
        self.comparison = Comparison(self.world)
        self.intervention = Intervention(self.world)
        self.origin = Origin(self.world, settings, run)
        self.sharing = Sharing(self.world, settings.services)
        self.playback.on_restart.append(lambda _: self.selection.clear())
        session.host.waits = self.playback.ahead.set

    def begin_work(self, cancelled: threading.Event) -> None:
        """Do what takes long in the present thread from now on, until the page ends.

        Args:
            cancelled: Set when the page has ended.
        """
        worker = Worker()
        self.playback.work = worker.do
        worker.run(cancelled)
