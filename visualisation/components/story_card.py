"""The card above the map that tells the story: one sentence and one number at a time."""

from collections.abc import Callable
from typing import TypedDict, Unpack

from paradiplomacy.visualisation.vue import vue


class Properties(TypedDict):
    """Properties of the component."""

    stop: dict[str, object] | None
    at: int
    count: int
    date: str
    question: str
    following: str
    begun: bool
    playing: bool
    note: str
    event_on: Callable[[bool], None]
    event_back: Callable[[object], None]
    event_why: Callable[[object], None]
    event_leave: Callable[[str], None]


@vue
def StoryCard(**properties: Unpack[Properties]) -> None:
    """Draw a stop, or the way to the next; ``at`` is its number from 1, ``following`` names the next, if there is one.

    ``on`` says whether the reader wants no motion. Arrow keys go on and back. ``note`` takes the place of the question.
    """
