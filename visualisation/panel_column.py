"""The column of panels at the side: the tabs, and the panel that is open."""

import solara

from paradiplomacy.visualisation.components.boundary import Boundary
from paradiplomacy.visualisation.components.tabs import Tabs
from paradiplomacy.visualisation.panels import available
from paradiplomacy.visualisation.rooms import LABELS, opened
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.state.selection import FEED, INSPECTOR


@solara.component
def PanelColumn(page: PageState) -> None:
    """Show the tabs and the open panel."""
    panels, selection = available(page.services), page.selection
    room, name = opened(
        {each: declared.rooms for each, declared in panels.items()}, page.rooms.room.value, selection.tab.value
    )
    # After the drawing: a panel may have been opened that the room lacks, by a proposal to the seat for example.
    solara.use_effect(lambda: page.rooms.moved(room), [room])
    panel, other = panels[name], INSPECTOR if name == FEED else FEED
    attributes = {"role": "tabpanel", "tabindex": "0", "aria-label": panel.label}
    # Another panel, or another subject of the inspector, gets a separate key, so that it opens at its top.
    key = f"{name} {selection.actors.value[-1:]} {selection.agreement.value}" if name == INSPECTOR else name
    with solara.v.Html(tag="aside", class_="pd-side", attributes={"aria-label": "Panels"}):
        Tabs(
            tabs=[
                {"name": each, "label": declared.label} for each, declared in panels.items() if room in declared.rooms
            ],
            label=f"Panels of {LABELS[room]}",
            chosen=name,
            event_choose=selection.tab.set,
        )
        with solara.v.Html(tag="div", class_="pd-panel", attributes=attributes).key(key):
            # The feed is the way out of a panel that fails; out of the feed itself it is the inspector.
            ways = {f"open {panels[other].label}": lambda: selection.tab.set(other)}
            Boundary(panel.label, lambda: panel.component(page), ways)
