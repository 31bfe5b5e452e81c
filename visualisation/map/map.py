"""The map: land and borders, cities as dots, nations shaded, agreements as arcs."""

from collections.abc import Callable, Sequence
from typing import TypedDict, Unpack

import numpy as np
import solara

from paradiplomacy.scenarios.story.filling import FilledStop
from paradiplomacy.visualisation.comparison.difference import highlighted
from paradiplomacy.visualisation.map.frames import Frame, Frames, geography
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state.world import World
from paradiplomacy.visualisation.theme.palette import COMPARED, OBSERVED, STANCES, TIES, Stance, shade_label
from paradiplomacy.visualisation.vue import vue

CLASSES = [look._asdict() for look in TIES]
CLASSES_COMPARED = [{"stance": number, "short": stance.label} for number, stance in enumerate(COMPARED)]
DEFAULT_SHADE = "divergence"
SIZES = ("population", "gdp")
"""Attributes by which cities can be sized; the browser names one."""
NO_CLUB = "(none)"
"""Name that the browser sends if no club is to be shown."""


class Properties(TypedDict):
    """Properties of the component."""

    geography: str
    frame: Frame
    stances: list[dict[str, str]]
    classes: list[dict[str, object]]
    observed: list[dict[str, str]]
    clubs: list[dict[str, object]]
    club: str
    issues: list[str]
    shades: list[dict[str, str]]
    picked: list[int]
    focus: list[int]
    dark: bool
    event_drawn: Callable[[int], None]
    event_pick: Callable[[list[int]], None]
    event_open: Callable[[int], None]
    event_shade: Callable[[str], None]
    event_size: Callable[[str], None]
    event_ringed: Callable[[str], None]


@vue
def MapView(**properties: Unpack[Properties]) -> None:
    """Draw a frame; filters, zoom and search work in the browser alone."""


@solara.component
def Map(world: World, against: World | None, *, dark: bool, stop: FilledStop | None = None) -> None:
    """Show the map of a world.

    Args:
        world: The world.
        against: Another world; the map then emphasises the agreements that only this one has.
        dark: Whether the page is dark.
        stop: A stop of the story: the map goes where it happens, fades everything else, and marks the members of its club.
    """
    run, now = world.playback.shown.value
    other = None if against is None else against.playback.shown.value.now
    shade = world.display.shade.value if world.display.shade.value in now.shades else DEFAULT_SHADE
    # The club of a stop comes before the one that the visitor has chosen: the sentence is about it.
    look, ring = ((), "") if stop is None else (stop.look, stop.club)
    club = chosen_club(ring or world.display.club.value, now)
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
        lambda: frames.frame(shot, shade=shade, size=size, club=club),
        [id(shot), id(run), shade, size, club, against is None],
    )

    def drawn(number: int) -> None:
        frames.drawn(int(number))
        world.playback.clock.drawn()

    MapView(
        geography=place,
        frame=frame,
        stances=_words(STANCES if against is None else COMPARED),
        classes=CLASSES if against is None else CLASSES_COMPARED,
        observed=_words(OBSERVED) if against is None and len(run.roster.observed) else [],
        clubs=[{"name": each.name, "kind": each.kind, "members": len(each.members)} for each in now.clubs],
        club=club,
        issues=list(run.roster.issues),
        shades=[dict(zip(("name", "label", "unit"), (name, *shade_label(name)), strict=True)) for name in now.shades],
        picked=world.selection.actors.value,
        focus=solara.use_memo(lambda: with_cities(run.roster, look), [id(run), tuple(look)]),
        dark=dark,
        event_drawn=drawn,
        event_pick=world.selection.pick,
        event_open=world.selection.open,
        event_shade=world.display.shade.set,
        event_size=world.display.size.set,
        event_ringed=world.display.club.set,
    )


def chosen_club(name: str, now: Snapshot) -> str:
    """Return the club whose members are shown: the one chosen, or the first while nothing was chosen.

    Args:
        name: What the browser names; empty at first.
        now: The month.

    Returns:
        Its name, or ``NO_CLUB``.
    """
    names = [each.name for each in now.clubs]
    return name if name in names else NO_CLUB if name or not names else names[0]


def with_cities(roster: Roster, rows: Sequence[int]) -> list[int]:
    """Return actors together with the cities of those that are nations."""
    # The place of a nation is a point, and its diplomacy happens in its cities.
    nations = [row for row in rows if row >= roster.n_cities]
    return sorted({*rows, *np.flatnonzero(np.isin(roster.nation, nations)).tolist()})


def _words(stances: Sequence[Stance]) -> list[dict[str, str]]:
    return [each._asdict() for each in stances]
