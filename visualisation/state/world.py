"""One world of a page: what is played, what is chosen in it, and how it is displayed."""

import solara

from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.playback import Playback
from paradiplomacy.visualisation.state.selection import Selection


class Display:
    """Settings of the display of worlds.

    Attributes:
        shade: Attribute by which nations are shaded.
        size: Attribute by which cities are sized, ``population`` or ``gdp``.
        club: Name of the club whose members are marked; empty for the first one.
        level: Level of the league table, ``cities`` or ``nations``.
        order: Column by which the league table is sorted.
        month: Month of which the feed shows every event; None for the latest months in short.
    """

    def __init__(self) -> None:
        self.shade = solara.reactive("divergence")
        self.size = solara.reactive("population")
        self.club = solara.reactive("")
        self.level = solara.reactive("cities")
        self.order = solara.reactive("force")
        self.month: solara.Reactive[int | None] = solara.reactive(None)


class World:
    """One world of a page.

    Args:
        session: The session.
        like: The first world, for a second one: display and, if it has the same actors, selection are shared.
    """

    def __init__(self, session: Session, *, like: "World | None" = None) -> None:
        self.session = session
        self.playback = Playback(session)
        self.display: Display = Display() if like is None else like.display
        shared = like is not None and session.run.roster.ids == like.session.run.roster.ids
        self.selection: Selection = Selection(self.playback, like.selection if like is not None and shared else None)
