"""A button that switches something."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def Toggle(label: str, event_press: Callable[[object], None]) -> None:
    """Draw the button; its label names what a click switches to."""
