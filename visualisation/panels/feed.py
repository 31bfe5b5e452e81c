"""What happened, in plain sentences."""

from collections.abc import Callable
from typing import Any

import solara

from paradiplomacy.visualisation.session.facts.feed import FeedLine


def lines_of(feed: tuple[FeedLine, ...]) -> list[dict[str, Any]]:
    """The lines as the page takes them."""
    return [
        {"date": line.date, "tone": line.tone, "text": line.text, "agreement": line.agreement, "who": list(line.actors)}
        for line in feed
    ]


@solara.component_vue("feed.vue")
def Feed(
    lines: list[dict[str, Any]],
    event_agreement: Callable[[int], None],
    event_actor: Callable[[list[int]], None],
) -> None:
    """The latest month first; a line opens the agreement, or the actors, that it is about."""
