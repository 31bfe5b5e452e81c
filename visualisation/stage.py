"""The stage: the head of the page, the map or maps, and the time bar."""

from collections.abc import Callable, Mapping, Sequence

import solara

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world.effect import notes
from paradiplomacy.visualisation.comparison.second_world import change_between, warning_between
from paradiplomacy.visualisation.components.failure_message import FailureMessage
from paradiplomacy.visualisation.components.rooms import RoomRow
from paradiplomacy.visualisation.components.story_card import StoryCard
from paradiplomacy.visualisation.components.time_bar import TimeBar
from paradiplomacy.visualisation.components.toggle import Toggle
from paradiplomacy.visualisation.components.tour import Tour
from paradiplomacy.visualisation.map.map import Map
from paradiplomacy.visualisation.rooms import LABELS, STORY
from paradiplomacy.visualisation.session.address import assignment
from paradiplomacy.visualisation.session.story import asked, following
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.state.world import World

NAMED = 3
"""Number of changes that the head names; the others are counted."""


@solara.component
def Head(page: PageState, *, dark: bool, turn: Callable[[bool], None]) -> None:
    """Show the rooms, the title, the question, the tour, and the switch of light and dark.

    Args:
        page: The state of the page.
        dark: Whether it is dark.
        turn: Makes it dark or light.
    """
    run = page.playback.shown.value.run
    telling = page.rooms.room.value == STORY
    with solara.v.Html(tag="header", class_="pd-head pd-head-telling" if telling else "pd-head"):
        RoomRow(
            rooms=[{"name": name, "label": label} for name, label in LABELS.items()],
            shown=page.rooms.room.value,
            event_enter=page.rooms.enter,
        )
        with solara.v.Html(tag="div", class_="pd-title"):
            solara.v.Html(tag="h1", children=[run.scenario.title])
            solara.v.Html(tag="p", class_="pd-quiet", children=[run.scenario.question])
            if run.changes:
                Changes(run.changes)
            Notes(run.scenario)
        Tour(event_show=page.selection.tab.set)
        Toggle(label="light" if dark else "dark", event_press=lambda _: turn(not dark))


@solara.component
def Changes(changes: Mapping[str, object]) -> None:
    """Show the changes of the scenario in one line that opens to the whole list."""
    first, more = list(changes)[:NAMED], len(changes) - NAMED
    line = f"changed: {', '.join(first)}" + (f" and {more} more" if more > 0 else "")
    Folded(line, [assignment(path, value) for path, value in changes.items()])


@solara.component
def Notes(scenario: Scenario) -> None:
    """Show what has no effect in a scenario, as the command line does; nothing where everything has one."""
    # Looks every event and actor up, so once for each scenario and not for each month.
    found = solara.use_memo(lambda: notes(scenario), [id(scenario)])
    if found:
        more = len(found) - 1
        Folded(f"note: {found[0]}" + (f" (and {more} more)" if more else ""), found)


@solara.component
def Folded(line: str, items: Sequence[str]) -> None:
    """Show a line that opens to a list."""
    with solara.v.Html(tag="details", class_="pd-changes"):
        solara.v.Html(tag="summary", children=[line])
        solara.v.Html(tag="ul", children=[solara.v.Html(tag="li", children=[item]) for item in items])


@solara.component
def Stage(page: PageState, *, dark: bool) -> None:
    """Show the map, or two maps if there is a second world, and the time bar."""
    second = page.comparison.second.value
    telling = page.rooms.room.value == STORY
    with solara.v.Html(tag="div", class_="pd-stage pd-telling" if telling else "pd-stage"):
        if telling:
            Telling(page)
        if second is None:
            # In the other rooms the map is the visitor's, and nothing fades.
            stop = page.story.stop.value if telling else None
            Map(page.world, None, dark=dark, stop=stop)
        else:
            TwoMaps(page, second, dark=dark)
        Time(page)


@solara.component
def Telling(page: PageState) -> None:
    """Show the card of the story, and search the run for stops if it has none."""
    story, playback = page.story, page.playback
    run, now = playback.shown.value
    # Here and not in the panel: the card needs the stops whichever panel is open.
    solara.use_thread(story.search, dependencies=[id(run)], intrusive_cancel=False)
    stop, at, listed = story.stop.value, story.at.value, story.places
    next_stop = following(listed, now.month, at)
    StoryCard(
        stop=None if stop is None else {**stop._asdict(), "asked": asked(stop, run.roster)},
        at=0 if at is None else at + 1,
        count=len(listed),
        date=now.date,
        question=run.scenario.question,
        following="" if next_stop is None else listed[next_stop].name,
        begun=now.month > 0,
        playing=playback.playing.value,
        note="Looking for the turning points of this world ..." if story.looking.value is not None else "",
        event_on=story.go_on,
        event_back=lambda _: story.go_back(),
        event_why=lambda _: story.explain(),
        event_leave=page.rooms.enter,
    )


@solara.component
def TwoMaps(page: PageState, second: World, *, dark: bool) -> None:
    """Show both worlds, each with a line that identifies it."""
    run, other = page.playback.shown.value.run, second.playback.shown.value.run
    # Compares whole scenarios, so once for each pair of runs and not for each month.
    change = solara.use_memo(lambda: change_between(page.session, second.session), [id(run), id(other)])
    warning = solara.use_memo(lambda: warning_between(run.scenario, other.scenario), [id(run), id(other)])
    failure = second.playback.failure.value
    emphasise = page.comparison.highlight.value
    if warning:
        solara.v.Html(tag="p", class_="pd-failure pd-unlike", attributes={"role": "alert"}, children=[warning])
    with solara.v.Html(tag="div", class_="pd-compare-maps"):
        with solara.v.Html(tag="div"):
            WorldLine(page.world, "A", "")
            Map(page.world, second if emphasise else None, dark=dark)
        with solara.v.Html(tag="div"):
            WorldLine(second, "B", f" ({change})")
            Map(second, page.world if emphasise else None, dark=dark)
            if failure is not None:
                FailureMessage(second.playback, failure, second.playback.follow)


@solara.component
def WorldLine(world: World, letter: str, note: str) -> None:
    """Show letter, title, seed and date of a world, and a note."""
    run, now = world.playback.shown.value
    line = f"{run.scenario.title}, world {run.seed}, {now.date}{note}"
    solara.v.Html(tag="p", class_="pd-worlds", children=[solara.v.Html(tag="b", children=[letter]), line])


@solara.component
def Time(page: PageState) -> None:
    """Show the time bar."""
    playback = page.playback
    run, now = playback.shown.value
    TimeBar(
        month=now.month,
        date=now.date,
        horizon=run.roster.horizon,
        start=run.roster.start,
        markers=[marker.__dict__ for marker in run.roster.markers],
        playing=playback.playing.value,
        speed=playback.speed.value,
        seed=str(run.seed),
        event_play=playback.play_or_pause,
        event_go=playback.go,
        event_pace=playback.pace,
        event_again=lambda _: playback.restart(),
        event_reseed=lambda text: playback.restart(seed=text),
    )
