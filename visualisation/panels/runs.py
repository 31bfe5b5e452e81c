"""Runs: the runs of the results folder as points in a plane; a click opens one."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.components.picture_buttons import SavePicture
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


@vue
def RunsView(
    title: str,
    columns: dict[str, str],
    runs: list[dict[str, object]],
    current: int | None,
    event_open: Callable[[int], None],
) -> None:
    """Draw the runs by two columns of choice; each point is a button."""


@solara.component
def Runs(page: PageState) -> None:
    """Show the runs of the results folder."""
    results = page.services.results
    if results is not None:
        RunsView(
            title=results.title,
            columns=dict(results.columns),
            runs=[dict(run) for run in results.runs],
            current=page.origin.run.value,
            event_open=page.origin.open_run,
        )
        SavePicture(page, "runs")


PANEL = Panel("Runs", 0, Runs, available=lambda services: services.results is not None)
