"""The row of tabs above the panels."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def Tabs(tabs: list[dict[str, str]], label: str, chosen: str, event_choose: Callable[[str], None]) -> None:
    """Draw the tabs; arrow keys move along the row."""
