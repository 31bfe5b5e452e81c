"""The feed: recent events in sentences."""

import json
from collections.abc import Callable

import solara

from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import EXPLORE, STORY
from paradiplomacy.visualisation.session.facts.feed import FeedLine
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


def lines_of(feed: tuple[FeedLine, ...]) -> str:
    """Return the lines of the feed as JSON."""
    # Text, because Solara visits each value of a list whenever it draws: with 80 lines that is a tenth of a month's time.
    return json.dumps(
        [
            {
                "month": line.month,
                "date": line.date,
                "tone": line.tone,
                "text": line.text,
                "note": line.note,
                "agreement": line.agreement,
                "who": list(line.actors),
            }
            for line in feed
        ]
    )


@vue
def FeedView(
    lines: str,
    whole: bool,
    event_month: Callable[[int | None], None],
    event_agreement: Callable[[int], None],
    event_actor: Callable[[list[int]], None],
) -> None:
    """Draw the lines by month, the latest first; a click opens the agreement or the actors of a line.

    ``whole`` says that they are all lines of one month, asked for by ``event_month``; None asks for the latest again.
    """


@solara.component
def Feed(page: PageState) -> None:
    """Show the feed."""
    now = page.playback.shown.value.now
    asked = page.display.month.value
    # It comes from the browser, so it may be anything.
    month = asked if isinstance(asked, int) and 0 <= asked < now.month else None
    lines = solara.use_memo(
        lambda: lines_of(now.feed if month is None else page.session.events_of(month)), [id(now), month]
    )
    FeedView(
        lines=lines,
        whole=month is not None,
        event_month=page.display.month.set,
        event_agreement=page.selection.open,
        event_actor=page.selection.pick,
    )


PANEL = Panel("What happened", 10, Feed, (EXPLORE, STORY))
