"""The time bar: play, pause, step, speed, the month, the seed."""

from collections.abc import Callable
from typing import TypedDict, Unpack

from paradiplomacy.visualisation.vue import vue


class Properties(TypedDict):
    """Properties of the component."""

    month: int
    date: str
    horizon: int
    start: str
    markers: list[dict[str, object]]
    playing: bool
    speed: int
    seed: str
    event_play: Callable[[bool], None]
    event_go: Callable[[int], None]
    event_pace: Callable[[int], None]
    event_again: Callable[[object], None]
    event_reseed: Callable[[str], None]


@vue
def TimeBar(**properties: Unpack[Properties]) -> None:
    """Draw the bar; ``month`` of ``horizon`` months are done, and dated events are marked on the line."""
