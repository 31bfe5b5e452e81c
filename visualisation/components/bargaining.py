"""The bargaining picture: utility space, frontier, win-sets, offers, solution, and the sentences that say why."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import solara

from paradiplomacy.visualisation.session.facts.bargaining import Picture


def picture_of(picture: Picture | None) -> dict[str, Any] | None:
    """The picture as the page takes it."""
    return None if picture is None else asdict(picture)


@solara.component_vue("bargain.vue")
def BargainPanel(
    picture: dict[str, Any] | None,
    names: list[str],
    pair: list[str],
    issues: list[str],
    chosen: list[str],
    event_ask: Callable[[dict[str, Any]], None],
) -> None:
    """Choose two actors and, if wanted, issues; ask; look."""
