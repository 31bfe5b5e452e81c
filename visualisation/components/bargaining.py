"""The bargaining picture: utility space, frontier, win-sets, offers, solution, and its explanation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

import solara

from paradiplomacy.visualisation.components.picture_buttons import SavePicture
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


@vue
def BargainingView(
    picture: dict[str, object] | None,
    names: list[str],
    pair: list[str],
    issues: list[str],
    chosen: list[str],
    event_ask: Callable[[Mapping[str, Sequence[str]]], None],
) -> None:
    """Draw a form for two actors and, if wished, issues, and the picture of their negotiation."""


@solara.component
def Bargaining(page: PageState) -> None:
    """Show the bargaining picture of the pair that is explained, or the form for the pair that is chosen."""
    roster, picture = page.playback.shown.value.run.roster, page.selection.picture.value
    rows = page.selection.actors.value[-2:] if picture is None else picture.rows
    BargainingView(
        picture=None if picture is None else asdict(picture),
        names=list(roster.labels),
        pair=[roster.labels[row] for row in rows],
        issues=list(roster.issues),
        chosen=[] if picture is None else list(picture.issues),
        event_ask=page.selection.explain,
    )
    if picture is not None:
        SavePicture(page, "why")
