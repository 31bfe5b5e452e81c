"""The page: ``paradiplomacy view``, or ``solara run visualisation/app.py --production``."""

import os
import threading
from pathlib import Path

import solara
import solara.lab

from paradiplomacy.scenarios.problem import ScenarioError
from paradiplomacy.visualisation.session import SeedError, Session
from paradiplomacy.visualisation.window import Window

CSS = Path(__file__).with_name("window.css")
FIRST = "c40-paris"
ASKED_SCENARIO, ASKED_SEED = "PARADIPLOMACY_SCENARIO", "PARADIPLOMACY_SEED"
"""Environment variables in which the command says what to open."""


@solara.component
def Layout(children: list[solara.Element]) -> None:
    """Nothing but the page."""
    solara.Style(CSS)
    solara.Title("paradiplomacy")
    with solara.v.Html(tag="main", class_="pd-root", style_="width: 100%"):
        for child in children:
            solara.display(child)


@solara.component
def Page() -> None:
    """One visit: a session of its own, made here and nowhere else."""
    session = solara.use_reactive(None)
    problem = solara.use_reactive("")

    def make(_cancelled: threading.Event) -> None:
        try:
            session.set(Session(os.environ.get(ASKED_SCENARIO, FIRST), seed=os.environ.get(ASKED_SEED, "1")))
        except (ScenarioError, SeedError) as error:
            problem.set(str(error))

    solara.use_thread(make, dependencies=[], intrusive_cancel=False)
    dark = solara.lab.use_dark_effective()
    with solara.v.Html(tag="div", class_="pd-window pd-dark" if dark else "pd-window"):
        if session.value is not None:
            Window(session.value, dark=dark)
        elif problem.value:
            solara.HTML(tag="p", classes=["pd-trouble"], attributes={"role": "alert"}, unsafe_innerHTML="")
            solara.Text(problem.value, classes=["pd-trouble"])
        else:
            solara.Text(
                "The world is being built. After a change of the code its rules are compiled first: "
                "that takes a minute, once.",
                classes=["pd-wait"],
            )
