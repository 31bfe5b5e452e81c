"""Charts: time series of the whole world."""

import solara

from paradiplomacy.visualisation.components.line_charts import LineCharts, charts_of
from paradiplomacy.visualisation.components.picture_buttons import SavePicture
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import EXPLORE, WHAT_IF
from paradiplomacy.visualisation.state.page import PageState


@solara.component
def Charts(page: PageState) -> None:
    """Show the charts."""
    run, now = page.playback.shown.value
    charts = solara.use_memo(lambda: charts_of(now), [id(now)])
    LineCharts(charts=charts, months=now.months.tolist(), start=run.roster.start, horizon=run.roster.horizon)
    if len(now.months):
        SavePicture(page, "charts")


PANEL = Panel("Charts", 30, Charts, (EXPLORE, WHAT_IF))
