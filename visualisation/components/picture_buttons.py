"""Buttons that save the charts of a panel as a picture."""

import solara

from paradiplomacy.visualisation.downloads import file_name, stamp
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


@vue
def PictureButtons(name: str, stamp: str) -> None:
    """Save all charts of the panel around the buttons in one file, PNG or SVG, above a line with their provenance."""


@solara.component
def SavePicture(page: PageState, what: str, *, both: bool = False) -> None:
    """Show the buttons.

    Args:
        page: The state of the page.
        what: What the panel draws, for the name of the file.
        both: Whether it draws the second world as well.
    """
    second = page.comparison.second.value if both else None
    PictureButtons(
        name=f"{file_name(page.session)}-{what}",
        stamp=stamp(page.session, None if second is None else second.session, page.services),
    )
