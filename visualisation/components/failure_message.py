"""The message on a failure, with a way back."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.session.failures import Failure
from paradiplomacy.visualisation.state.playback import Playback


@solara.component
def FailureMessage(playback: Playback, failure: Failure, go_back: Callable[[int], None]) -> None:
    """Show a failure.

    Args:
        playback: The world that failed.
        failure: The failure.
        go_back: Goes back to the last good month.
    """
    with solara.v.Html(tag="div", class_="pd-failure", attributes={"role": "alert"}):
        solara.v.Html(tag="strong", children=[failure.what])
        solara.v.Html(tag="pre", children=["\n".join(part for part in (failure.cause, failure.place) if part)])
        if failure.month_failed:
            solara.Button(f"back to month {failure.month}", on_click=lambda: go_back(failure.month), small=True)
        solara.Button("close", on_click=lambda: playback.failure.set(None), small=True, text=True, classes=["pd-close"])
