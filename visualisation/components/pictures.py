"""Pictures of what a panel draws, for the visitor to keep."""

import solara


@solara.component_vue("pictures.vue")
def Pictures(name: str, stamp: str) -> None:
    """Buttons that put all charts of the panel around them in one file, PNG or SVG, over a line that says what made it."""
