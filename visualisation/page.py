"""The page: ``paradiplomacy view``, or ``solara run visualisation/app.py``."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import roster

import solara
from solara.server import settings

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.session.address import AddressError, parse
from paradiplomacy.visualisation.session.opening import Opened, first_visit, open_at
from paradiplomacy.visualisation.components.toggle import Toggle
from paradiplomacy.visualisation.session.session import SeedError
from paradiplomacy.visualisation.visitors import VISITORS
from paradiplomacy.visualisation.stage import Window

# ``paradiplomacy view`` sets these in the environment; ``solara run`` does not. Its development page is heavy and asks a
# far machine whether all is well.
settings.main.mode = "production"
settings.theme.show_banner = False
settings.telemetry.mixpanel_enable = False
if "SOLARA_KERNEL_CULL_TIMEOUT" not in os.environ:
    settings.kernel.cull_timeout = "60s"  # a visitor who does not come back within that gives the world back
CSS, MORE = Path(__file__).with_name("window.css"), Path(__file__).with_name("more.css")


@solara.component
def Layout(children: list[solara.Element]) -> None:
    """Nothing but the page."""
    solara.Style(CSS)
    solara.Style(MORE)
    solara.Title("paradiplomacy")
    with solara.v.Html(tag="main", class_="pd-root", style_="width: 100%"):
        for child in children:
            solara.display(child)


@solara.component
def Page() -> None:
    """One visit, if there is a seat."""
    asked = solara.use_reactive(0)
    seated = solara.use_memo(VISITORS.enter, [asked.value])
    solara.use_effect(lambda: VISITORS.leave if seated else None, [seated, asked.value])
    if seated:
        Visit()
    else:
        Full(lambda: asked.set(asked.value + 1))


@solara.component
def Full(again: Callable[[], None]) -> None:
    """What a visitor reads who comes when all seats are taken."""
    with solara.v.Html(tag="div", class_="pd-window"), solara.v.Html(tag="div", class_="pd-wait"):
        solara.v.Html(tag="h1", children=["The window is full just now"])
        solara.v.Html(tag="p", children=[f"{VISITORS.most} visitors each watch a world of their own already."])
        Toggle(label="try again", event_press=lambda _: again())


@solara.component
def Visit() -> None:
    """A session of its own, made here and nowhere else."""
    router = solara.use_router()
    opened = solara.use_reactive(cast("Opened | None", None))
    problem = solara.use_reactive("")
    dark = solara.use_reactive(False)  # noqa: FBT003 - a value, not a switch of the function
    first = solara.use_reactive(False)  # noqa: FBT003 - as above

    def make(_cancelled: threading.Event) -> None:
        try:
            address = parse(router.search)
            first.set(first_visit(address))
            opened.set(open_at(address))
        except (AddressError, ScenarioError, SeedError) as error:
            problem.set(str(error))

    solara.use_thread(make, dependencies=[], intrusive_cancel=False)
    with solara.v.Html(tag="div", class_="pd-window pd-dark" if dark.value else "pd-window"):
        if opened.value is not None:
            session, number = opened.value
            Window(session, dark=dark.value, turn=dark.set, first=first.value, number=number)
        elif problem.value:
            with solara.v.Html(tag="div", class_="pd-trouble", attributes={"role": "alert"}):
                solara.v.Html(tag="strong", children=["This address cannot be opened."])
                solara.v.Html(tag="pre", children=[problem.value])
                solara.v.Html(
                    tag="a", class_="pd-home", attributes={"href": "?"}, children=["open what this server shows first"]
                )
        else:
            solara.Text(
                "The world is being built. After a change of the code its rules are compiled first: "
                "that takes a minute, once.",
                classes=["pd-wait"],
            )
