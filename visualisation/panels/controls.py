"""Controls: the choice of a scenario, every simple parameter, and a button that first lists what will change."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.parameters import Choice, Group, controls_of, scenarios_of_library
from paradiplomacy.visualisation.rooms import WHAT_IF
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


@vue
def ControlsView(
    groups: list[Group],
    scenarios: list[Choice],
    current: str,
    event_apply: Callable[[dict[str, object]], None],
    event_open: Callable[[str], None],
    event_upload: Callable[[dict[str, object]], None],
) -> None:
    """Draw the controls; nothing changes before the button is pressed."""


@solara.component
def Controls(page: PageState) -> None:
    """Show the controls."""
    run = page.playback.shown.value.run
    ControlsView(
        groups=solara.use_memo(lambda: controls_of(run.scenario, page.session.plain), [id(run)]),
        scenarios=solara.use_memo(scenarios_of_library, []),
        current=run.scenario.name,
        event_apply=lambda changes: page.playback.restart(changes=changes),
        event_open=page.origin.open_scenario,
        event_upload=page.origin.upload,
    )


PANEL = Panel("Scenario and controls", 70, Controls, (WHAT_IF,))
