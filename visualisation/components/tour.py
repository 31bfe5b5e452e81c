"""The guided tour of a first visit: three steps, skipped or gone through by mouse or keyboard, and then remembered."""

from collections.abc import Callable

import solara


@solara.component_vue("tour.vue")
def Tour(offered: bool, event_show: Callable[[str], None]) -> None:
    """A button; where it is ``offered`` it opens by itself, once in a browser. ``show`` names the panel of a step."""
