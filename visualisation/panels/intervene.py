"""Intervene: let something happen while it runs, and take a seat."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("intervene.vue")
def Intervene(
    offered: list[dict[str, Any]],
    groups: list[str],
    names: list[str],
    nations: list[str],
    issues: list[str],
    date: str,
    added: list[dict[str, str]],
    event_happen: Callable[[dict[str, Any]], None],
    event_remove: Callable[[str], None],
) -> None:
    """One form for all kinds of event; what was added can be taken away again."""


@solara.component_vue("seat.vue")
def Seat(
    names: list[str],
    seated: str,
    waiting: list[dict[str, Any]],
    answered: list[dict[str, Any]],
    event_sit: Callable[[str], None],
    event_stand: Callable[[object], None],
    event_answer: Callable[[dict[str, Any]], None],
    event_look: Callable[[int], None],
    event_take_back: Callable[[int], None],
) -> None:
    """The proposals that wait, and what was answered; a click on an answer shows its bargaining picture."""
