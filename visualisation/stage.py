"""The window around one session: map and time on the stage, one panel at its side."""

from collections.abc import Callable, Mapping

import solara

from paradiplomacy.visualisation.session.address import assignment
from paradiplomacy.visualisation.state.page import Board
from paradiplomacy.visualisation.comparison.difference import apart
from paradiplomacy.visualisation.theme.palette import APART, TIES, shade_label
from paradiplomacy.visualisation.map.map import WorldMap
from paradiplomacy.visualisation.panels.share import AddressBar
from paradiplomacy.visualisation.components.time_bar import TimeBar
from paradiplomacy.visualisation.components.toggle import Toggle
from paradiplomacy.visualisation.components.tour import Tour
from paradiplomacy.visualisation.comparison.second_world import told
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.panel_column import Side
from paradiplomacy.visualisation.session.failures import TroublePanel
from paradiplomacy.visualisation.map.frames import Wire, geography

LOOKS = [look._asdict() for look in TIES]
LOOKS_APART = [look._asdict() for look in APART]
NAMED = 3
"""Changes that the head names before it counts the rest."""


@solara.component
def Window(
    session: Session, *, dark: bool, turn: Callable[[bool], None], first: bool = False, number: int | None = None
) -> None:
    """The whole page of a session (of that run of the results folder); on a first visit it moves, and a tour is offered."""
    board = solara.use_memo(lambda: Board(session, playing=first, number=number), [session])
    solara.use_effect(lambda: board.stop_batch, [board])
    Bar(board)
    solara.use_thread(board.play, dependencies=[board.playing.value], intrusive_cancel=False)
    Head(board, dark=dark, turn=turn, first=first)
    with solara.v.Html(tag="div", class_="pd-alerts"):  # always there: what comes after it is not made anew
        if board.trouble.value is not None:
            TroublePanel(board.trouble.value, board.go, lambda: board.trouble.set(None))
    with solara.v.Html(tag="div", class_="pd-body"):
        Stage(board, dark=dark)
        Side(board)


@solara.component
def Bar(board: Board) -> None:
    """The address bar."""
    run, now = board.run.value, board.now.value
    address = solara.use_memo(board.address, [id(run), board.number.value])
    AddressBar(query=board.query(address, now.month))


@solara.component
def Head(board: Board, *, dark: bool, turn: Callable[[bool], None], first: bool) -> None:
    """Title, question, the tour, light and dark."""
    scenario = board.run.value.scenario
    with solara.v.Html(tag="header", class_="pd-head"):
        with solara.v.Html(tag="div"):
            solara.v.Html(tag="h1", children=[scenario.title])
            solara.v.Html(tag="p", class_="pd-quiet", children=[scenario.question])
            if board.run.value.changes:
                Changes(board.run.value.changes)
        Tour(offered=first, event_show=board.choose)
        Toggle(label="light" if dark else "dark", event_press=lambda _: turn(not dark))


@solara.component
def Changes(changes: Mapping[str, object]) -> None:
    """What was changed: one line, however many there are, which opens to the whole list."""
    first, more = list(changes)[:NAMED], len(changes) - NAMED
    line = f"changed: {', '.join(first)}" + (f" and {more} more" if more > 0 else "")
    with solara.v.Html(tag="details", class_="pd-changes"):
        solara.v.Html(tag="summary", children=[line])
        each = [solara.v.Html(tag="li", children=[assignment(path, value)]) for path, value in changes.items()]
        solara.v.Html(tag="ul", children=each)


@solara.component
def Stage(board: Board, *, dark: bool) -> None:
    """Map and time; two maps on one clock where there is a second world."""
    run, now, rival = board.run.value, board.now.value, board.rival.value
    apart_by = solara.use_memo(
        lambda: "" if rival is None else told(board.session, rival.session), [id(run), id(rival)]
    )
    with solara.v.Html(tag="div", class_="pd-stage"):
        if rival is None:
            Map(board, None, dark=dark)
        else:
            with solara.v.Html(tag="div", class_="pd-duo"):
                for letter, one, other in (("A", board, rival), ("B", rival, board)):
                    with solara.v.Html(tag="div"):
                        line = f"{one.run.value.scenario.title}, seed {one.run.value.seed}, {one.now.value.date}"
                        if one is rival:
                            line += f" ({apart_by})"
                        solara.v.Html(
                            tag="p",
                            class_="pd-worlds",
                            children=[solara.v.Html(tag="b", children=[letter]), line],
                        )
                        Map(one, other if board.highlight.value else None, dark=dark)
                        if one is rival and rival.trouble.value is not None:
                            TroublePanel(rival.trouble.value, rival.follow, lambda: rival.trouble.set(None))
        TimeBar(
            month=now.month,
            date=now.date,
            horizon=run.roster.horizon,
            start=run.roster.start,
            markers=[marker.__dict__ for marker in run.roster.markers],
            playing=board.playing.value,
            speed=board.speed.value,
            seed=str(run.seed),
            event_play=board.play_or_pause,
            event_go=lambda month: board.go(int(month)),
            event_pace=board.pace,
            event_again=lambda _: board.restart(),
            event_reseed=lambda text: board.restart(seed=text),
        )


@solara.component
def Map(board: Board, against: Board | None, *, dark: bool) -> None:
    """The map of one world; against another one, its ties are coloured by whether the other has them too."""
    run, now = board.run.value, board.now.value
    theirs = None if against is None else against.now.value
    shade = board.shade.value if board.shade.value in now.shades else "divergence"
    size = board.size.value
    shot = solara.use_memo(
        lambda: now if against is None or theirs is None else apart(now, run.roster, theirs, against.run.value.roster),
        [id(now), id(theirs), id(run)],
    )
    place = solara.use_memo(lambda: geography(run.roster), [id(run)])
    wire = solara.use_memo(Wire, [])  # a map that is put elsewhere on the page is made anew, and has nothing yet
    solara.use_memo(wire.forget, [id(run.roster)])
    frame = solara.use_memo(
        lambda: wire.frame(shot, shade=shade, size=size), [id(shot), id(run), shade, size, against is None]
    )

    def drawn(number: int) -> None:
        wire.drawn(int(number))
        board.drawn()

    WorldMap(
        geography=place,
        frame=frame,
        looks=LOOKS if against is None else LOOKS_APART,
        issues=list(run.roster.issues),
        shades=[{"name": name, "label": shade_label(name)} for name in now.shades],
        picked=board.picked.value,
        dark=dark,
        event_drawn=drawn,
        event_pick=board.pick,
        event_open=lambda number: board.guarded(lambda: board.open(number)),
        event_shade=board.shade.set,
        event_size=board.size.set,
    )
