"""Compare: a second world on the same clock, and the difference between the two."""

from collections.abc import Callable, Mapping
from typing import TypedDict, Unpack

import solara

from paradiplomacy.visualisation.comparison.second_world import Comparison, compared
from paradiplomacy.visualisation.components.line_charts import LineCharts, overlaid
from paradiplomacy.visualisation.components.picture_buttons import SavePicture
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.parameters import Choice, paths_of, scenarios_of_library
from paradiplomacy.visualisation.rooms import WHAT_IF
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


class Properties(TypedDict):
    """Properties of the component."""

    scenarios: list[Choice]
    paths: list[dict[str, str]]
    seed: str
    compared: Comparison | None
    highlight: bool
    event_begin: Callable[[Mapping[str, object]], None]
    event_end: Callable[[object], None]
    event_emphasise: Callable[[bool], None]


@vue
def CompareView(**properties: Unpack[Properties]) -> None:
    """Draw a form while there is one world, and the difference while there are two."""


@solara.component
def Compare(page: PageState) -> None:
    """Show the form or the difference, and the charts of both worlds in the same axes."""
    shown, second = page.playback.shown.value, page.comparison.second.value
    run, now = shown
    shown_too = None if second is None else second.playback.shown.value
    other = None if shown_too is None else shown_too.now
    # The first divergence is sought in whole ledgers, so only while the clock rests.
    resting = not page.playback.playing.value
    difference = solara.use_memo(
        lambda: (
            None
            if second is None or shown_too is None
            else compared(page.session, second.session, (shown, shown_too), resting=resting)
        ),
        [id(shown), id(shown_too), id(second), resting],
    )
    charts = solara.use_memo(lambda: [] if other is None else overlaid(now, other), [id(now), id(other)])
    CompareView(
        scenarios=solara.use_memo(scenarios_of_library, []),
        paths=solara.use_memo(lambda: paths_of(run.scenario), [id(run)]),
        seed=str(run.seed),
        compared=difference,
        highlight=page.comparison.highlight.value,
        event_begin=page.comparison.begin,
        event_end=lambda _: page.comparison.end(),
        event_emphasise=page.comparison.highlight.set,
    )
    if second is not None:
        roster = run.roster
        LineCharts(charts=charts, months=now.months.tolist(), start=roster.start, horizon=roster.horizon)
        SavePicture(page, "both", both=True)


PANEL = Panel("Two worlds", 100, Compare, (WHAT_IF,))
