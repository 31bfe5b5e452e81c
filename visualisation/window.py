"""The window around one session: map and time on the stage, one panel at its side."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.board import Board
from paradiplomacy.visualisation.palette import TIES, shade_label
from paradiplomacy.visualisation.panels.map import WorldMap
from paradiplomacy.visualisation.panels.timebar import TimeBar
from paradiplomacy.visualisation.panels.toggle import Toggle
from paradiplomacy.visualisation.session import Session
from paradiplomacy.visualisation.side import Side
from paradiplomacy.visualisation.trouble import TroublePanel
from paradiplomacy.visualisation.wire import geography

LOOKS = [look._asdict() for look in TIES]


@solara.component
def Window(session: Session, *, dark: bool, turn: Callable[[bool], None]) -> None:
    """The whole page of a session."""
    board = solara.use_memo(lambda: Board(session), [session])
    solara.use_thread(board.play, dependencies=[board.playing.value], intrusive_cancel=False)
    Head(board, dark=dark, turn=turn)
    if board.trouble.value is not None:
        TroublePanel(board.trouble.value, board.go, lambda: board.trouble.set(None))
    with solara.v.Html(tag="div", class_="pd-body"):
        Stage(board, dark=dark)
        Side(board)


@solara.component
def Head(board: Board, *, dark: bool, turn: Callable[[bool], None]) -> None:
    """Title, question, light and dark."""
    scenario = board.run.value.scenario
    changed = f" (changed: {', '.join(board.run.value.changes)})" if board.run.value.changes else ""
    with solara.v.Html(tag="header", class_="pd-head"):
        with solara.v.Html(tag="div"):
            solara.v.Html(tag="h1", children=[scenario.title])
            solara.v.Html(tag="p", class_="pd-quiet", children=[scenario.question + changed])
        Toggle(label="light" if dark else "dark", event_press=lambda _: turn(not dark))


@solara.component
def Stage(board: Board, *, dark: bool) -> None:
    """Map and time."""
    run, now = board.run.value, board.now.value
    shade = board.shade.value if board.shade.value in now.shades else "divergence"
    size = board.size.value
    place = solara.use_memo(lambda: geography(run.cast), [id(run)])
    frame = solara.use_memo(lambda: board.wire.frame(now, shade=shade, size=size), [id(now), id(run), shade, size])
    with solara.v.Html(tag="div", class_="pd-stage"):
        WorldMap(
            geography=place,
            frame=frame,
            looks=LOOKS,
            issues=list(run.cast.issues),
            shades=[{"name": name, "label": shade_label(name)} for name in now.shades],
            picked=board.picked.value,
            dark=dark,
            event_drawn=board.drawn,
            event_pick=board.pick,
            event_shade=board.shade.set,
            event_size=board.size.set,
        )

        TimeBar(
            month=now.month,
            date=now.date,
            horizon=run.cast.horizon,
            start=run.cast.start,
            markers=[marker.__dict__ for marker in run.cast.markers],
            playing=board.playing.value,
            speed=board.speed.value,
            seed=str(run.seed),
            event_play=board.play_or_pause,
            event_go=lambda month: board.go(int(month)),
            event_pace=board.pace,
            event_again=lambda _: board.restart(),
            event_reseed=lambda text: board.restart(seed=text),
        )
