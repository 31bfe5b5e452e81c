"""The map: land and borders, cities as dots, nations shaded, agreements as arcs."""

from collections.abc import Callable
from typing import TypedDict, Unpack

import solara

from paradiplomacy.visualisation.comparison.difference import highlighted
from paradiplomacy.visualisation.map.frames import Frame, Frames, geography
from paradiplomacy.visualisation.state.world import World
from paradiplomacy.visualisation.theme.palette import COMPARED, TIES, shade_label
from paradiplomacy.visualisation.vue import vue

LOOKS = [look._asdict() for look in TIES]
LOOKS_COMPARED = [look._asdict() for look in COMPARED]
DEFAULT_SHADE = "divergence"
SIZES = ("population", "gdp")
"""Attributes by which cities can be sized; the browser names one."""


class Properties(TypedDict):
    """Properties of the component."""

    geography: str
    frame: Frame
    looks: list[dict[str, object]]
    issues: list[str]
    shades: list[dict[str, str]]
    picked: list[int]
    dark: bool
    event_drawn: Callable[[int], None]
    event_pick: Callable[[list[int]], None]
    event_open: Callable[[int], None]
    event_shade: Callable[[str], None]
    event_size: Callable[[str], None]


@vue
def MapView(**properties: Unpack[Properties]) -> None:
    """Draw a frame; filters, zoom and search work in the browser alone."""


@solara.component
def Map(world: World, against: World | None, *, dark: bool) -> None:
    """Show the map of a world.

    Args:
        world: The world.
        against: Another world; the map then emphasises the agreements that only this one has.
        dark: Whether the page is dark.
    """
    run, now = world.playback.shown.value
    other = None if against is None else against.playback.shown.value.now
    shade = world.display.shade.value if world.display.shade.value in now.shades else DEFAULT_SHADE
    size = world.display.size.value if world.display.size.value in SIZES else SIZES[0]
    shot = solara.use_memo(
        lambda: (
            now
            if against is None or other is None
            else highlighted(now, run.roster, other, against.playback.shown.value.run.roster)
        ),
        [id(now), id(other), id(run)],
    )
    place = solara.use_memo(lambda: geography(run.roster), [id(run)])
    # A map that moves to another place on the page is made again and has nothing, so its frames belong to it.
    frames = solara.use_memo(Frames, [])
    solara.use_memo(frames.forget, [id(run.roster)])
    frame = solara.use_memo(
        lambda: frames.frame(shot, shade=shade, size=size), [id(shot), id(run), shade, size, against is None]
    )

    def drawn(number: int) -> None:
        frames.drawn(int(number))
        world.playback.clock.drawn()

    MapView(
        geography=place,
        frame=frame,
        looks=LOOKS if against is None else LOOKS_COMPARED,
        issues=list(run.roster.issues),
        shades=[{"name": name, "label": shade_label(name)} for name in now.shades],
        picked=world.selection.actors.value,
        dark=dark,
        event_drawn=drawn,
        event_pick=world.selection.pick,
        event_open=world.selection.open,
        event_shade=world.display.shade.set,
        event_size=world.display.size.set,
    )
