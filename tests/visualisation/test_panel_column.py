"""The column of panels: every panel of every scenario can be drawn."""

from collections.abc import Iterator

import pytest
import reacton
import solara

from paradiplomacy.cli.window import services
from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.panel_column import PanelColumn
from paradiplomacy.visualisation.panels import available
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


def drawn(element: solara.Element) -> Iterator[str]:
    """Draw an element without a browser, and return its texts."""
    box, context = reacton.render(element, handle_error=False)
    yield from (str(child) for widget in context.find().widgets for child in getattr(widget, "children", ()) or ())
    context.close()
    box.close()


@pytest.mark.parametrize("name", read.names())
def test_every_panel_of_every_scenario_can_be_drawn(name: str) -> None:
    # A burn-in would only take time: the panels do not know how long it was.
    page = PageState(Session(name, changes={"search.burn_in": 0}), Settings(services=services()))
    page.playback.go(1)
    page.selection.pick([0, 1])
    for tab in available(page.services):
        page.selection.tab.set(tab)
        assert not [text for text in drawn(PanelColumn(page)) if "cannot be shown" in text], tab
