"""The page of a visit: the session at its address, and everything around it."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import solara

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.components.address_bar import AddressBar
from paradiplomacy.visualisation.components.boundary import Boundary
from paradiplomacy.visualisation.components.connection import Connection
from paradiplomacy.visualisation.components.failure_message import FailureMessage
from paradiplomacy.visualisation.components.toggle import Toggle
from paradiplomacy.visualisation.panel_column import PanelColumn
from paradiplomacy.visualisation.rooms import EXPLORE, Name
from paradiplomacy.visualisation.services import RefusedError, Settings
from paradiplomacy.visualisation.session.address import AddressError, parse
from paradiplomacy.visualisation.session.host import EndedError, Host, Server
from paradiplomacy.visualisation.session.opening import Opened, open_at, room_of
from paradiplomacy.visualisation.session.seed import SeedError
from paradiplomacy.visualisation.stage import Head, Stage
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.visitors import Visitors

LOG = logging.getLogger(__name__)
STYLES = tuple(
    Path(__file__).parent / "theme" / f"{name}.css" for name in ("page", "map", "panels", "story", "screens")
)
"""In this order: a later sheet overrides an earlier one."""


@solara.component
def Layout(children: list[solara.Element]) -> None:
    """Show the page without the frame that Solara would add."""
    for style in STYLES:
        solara.Style(style)
    solara.Title("paradiplomacy")
    with solara.v.Html(tag="main", class_="pd-root", style_="width: 100%"):
        for child in children:
            solara.display(child)


def page_of(settings: Settings, visitors: Visitors, server: Server | None = None) -> Callable[[], solara.Element]:
    """Return the page of a server.

    Args:
        settings: What the server was started with.
        visitors: Its places.
        server: Its processors and memory, which visitors share.

    Returns:
        A component without arguments, as Solara's server expects.
    """
    shared = server or Server()

    @solara.component
    def Page() -> None:
        """Show a visit if there is a place, or else that there is none."""
        tries = solara.use_reactive(0)
        # A memo and not an effect: whether there is a place decides what is drawn first.
        entered = solara.use_memo(visitors.enter, [tries.value])
        solara.use_effect(lambda: visitors.leave if entered else None, [entered, tries.value])
        if entered:
            Visit(settings, shared)
        else:
            Full(visitors.most, lambda: tries.set(tries.value + 1))

    return Page


@solara.component
def Full(most: int, again: Callable[[], None]) -> None:
    """Show that all places are taken."""
    with solara.v.Html(tag="div", class_="pd-window"), solara.v.Html(tag="div", class_="pd-wait"):
        solara.v.Html(tag="h1", children=["The window is full at the moment"])
        solara.v.Html(tag="p", children=[f"{most} visitors are here already, each with a world of their own."])
        Toggle(label="try again", event_press=lambda _: again())


@solara.component
def Visit(settings: Settings, server: Server) -> None:
    """Open the session of the address in a thread, and show it when it is ready."""
    router = solara.use_router()
    opened = solara.use_reactive(cast("Opened | None", None))
    problem = solara.use_reactive("")
    ahead = solara.use_reactive(0)
    host = solara.use_memo(lambda: Host(server), [])
    # A visitor who leaves stops whatever is being computed, also while the first world is being built.
    solara.use_effect(lambda: host.end, [host])
    dark = solara.use_reactive(False)  # noqa: FBT003 - a value, not a switch of the function
    room = solara.use_reactive(EXPLORE)

    def make(_cancelled: threading.Event) -> None:
        try:
            address = parse(router.search)
            room.set(room_of(address))
            host.waits = ahead.set
            opened.set(open_at(address, settings, host))
        except EndedError:
            pass  # the visitor has left
        except (AddressError, ScenarioError, SeedError, RefusedError) as error:
            problem.set(str(error))
        except Exception as error:
            LOG.exception("an address could not be opened")
            problem.set(f"{type(error).__name__}: {error}")

    # A separate thread: building a large world takes seconds, and the page answers meanwhile. Solara must not
    # interrupt it while compiled code runs.
    solara.use_thread(make, dependencies=[], intrusive_cancel=False)
    with solara.v.Html(tag="div", class_="pd-window pd-dark" if dark.value else "pd-window"):
        if opened.value is not None:
            Window(opened.value, settings, dark=dark.value, turn=dark.set, room=room.value)
        elif problem.value:
            BadAddress(problem.value)
        elif ahead.value:
            solara.Text(queued(ahead.value), classes=["pd-wait"])
        else:
            solara.Text(
                "Building the world. After a change of the code the model is compiled first, which takes a minute, once.",
                classes=["pd-wait"],
            )


def queued(ahead: int) -> str:
    """Return the sentence for a visitor who waits for a turn."""
    return f"Many visitors are computing: {ahead} {'turn' if ahead == 1 else 'turns'} before yours. No need to reload."


@solara.component
def BadAddress(problem: str) -> None:
    """Show what is wrong with an address, with a way out."""
    with solara.v.Html(tag="div", class_="pd-failure", attributes={"role": "alert"}):
        solara.v.Html(tag="strong", children=["This address cannot be opened."])
        solara.v.Html(tag="pre", children=[problem])
        solara.v.Html(
            tag="a", class_="pd-home", attributes={"href": "?"}, children=["open the first page of this server"]
        )


@solara.component
def Window(opened: Opened, settings: Settings, *, dark: bool, turn: Callable[[bool], None], room: Name) -> None:
    """Show everything of a session.

    Args:
        opened: The session.
        settings: What the server was started with.
        dark: Whether the page is dark.
        turn: Makes it dark or light.
        room: The room that is open at first.
    """
    page = solara.use_memo(lambda: PageState(opened.session, settings, room=room, run=opened.run), [opened.session])
    playback = page.playback
    # A visitor who leaves must not leave a batch behind.
    solara.use_effect(lambda: page.sharing.stop_batch, [page])
    solara.use_thread(page.begin_work, dependencies=[id(page)], intrusive_cancel=False)
    Address(page)
    Connection()
    solara.use_thread(playback.play, dependencies=[playback.playing.value], intrusive_cancel=False)
    Boundary("The head", lambda: Head(page, dark=dark, turn=turn), {})
    # This element is always there: if it came and went, Solara would make everything after it again.
    with solara.v.Html(tag="div", class_="pd-alerts"):
        if playback.failure.value is not None:
            FailureMessage(playback, playback.failure.value, playback.go)
        if playback.ahead.value:
            solara.v.Html(
                tag="p", class_="pd-queued", attributes={"role": "status"}, children=[queued(playback.ahead.value)]
            )
    with solara.v.Html(tag="div", class_="pd-body"):
        Boundary("The map", lambda: Stage(page, dark=dark), {"back to one world": page.comparison.end})
        PanelColumn(page)


@solara.component
def Address(page: PageState) -> None:
    """Keep the address bar at what is shown."""
    run, now = page.playback.shown.value
    address = solara.use_memo(page.origin.address, [id(run), page.origin.run.value])
    AddressBar(query=page.origin.query(address, now.month, page.rooms.room.value))
