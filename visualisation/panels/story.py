"""Story: the stops as a list, the sources of the present one, and the talks of its actors on request."""

from collections.abc import Callable
from typing import TypedDict, Unpack

import solara

from paradiplomacy.visualisation.components.bargaining import Bargaining
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import STORY
from paradiplomacy.visualisation.session.story import asked
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


class Properties(TypedDict):
    """Properties of the component."""

    title: str
    stops: list[dict[str, str]]
    at: int
    source: str
    found: bool
    looking: float | None
    refused: str
    question: str
    reasons: str
    event_go: Callable[[int], None]


@vue
def StoryView(**properties: Unpack[Properties]) -> None:
    """Draw the list; ``at`` is the number of the present stop, -1 for none, and ``looking`` the share searched so far."""


@solara.component
def Story(page: PageState) -> None:
    """Show the stops, and the explanation that the reader asked for."""
    run, story = page.playback.shown.value.run, page.story
    roster, stop, looking = run.roster, story.stop.value, story.looking.value
    # Above the list: the reader has just asked for it.
    if story.explained.value and page.selection.picture.value is not None:
        Bargaining(page)
    StoryView(
        title=run.scenario.title,
        stops=[{"date": roster.date(place.month - 1), "name": place.name} for place in story.places],
        at=-1 if story.at.value is None else story.at.value,
        source="" if stop is None else stop.source,
        found=stop is not None and stop.found,
        looking=looking,
        refused=story.refused.value,
        question="" if stop is None else asked(stop, roster),
        reasons=story.reasons.value,
        event_go=story.go_to,
    )


PANEL = Panel("Story", 5, Story, (STORY,))
