"""The feed: recent events in sentences."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.session.facts.feed import FeedLine
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


def lines_of(feed: tuple[FeedLine, ...]) -> list[dict[str, object]]:
    """Return the lines of the feed as data for the page."""
    return [
        {"date": line.date, "tone": line.tone, "text": line.text, "agreement": line.agreement, "who": list(line.actors)}
        for line in feed
    ]


@vue
def FeedView(
    lines: list[dict[str, object]],
    event_agreement: Callable[[int], None],
    event_actor: Callable[[list[int]], None],
) -> None:
    """Draw the lines by month, the latest first; a click opens the agreement or the actors of a line."""


@solara.component
def Feed(page: PageState) -> None:
    """Show the feed."""
    now = page.playback.now.value
    lines = solara.use_memo(lambda: lines_of(now.feed), [id(now)])
    FeedView(lines=lines, event_agreement=page.selection.open, event_actor=page.selection.pick)


PANEL = Panel("What happened", 10, Feed)
