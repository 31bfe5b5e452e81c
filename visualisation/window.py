"""The window around one session: map and time on the stage, one panel at its side."""

import threading
from collections.abc import Callable
from typing import Any

import solara
import solara.lab

from paradiplomacy.scenarios import read
from paradiplomacy.visualisation.bargain import Picture
from paradiplomacy.visualisation.controls import controls_of, scenarios_known
from paradiplomacy.visualisation.facts import AgreementFacts
from paradiplomacy.visualisation.palette import TIES, shade_label
from paradiplomacy.visualisation.panels.bargain import BargainPanel, picture_of
from paradiplomacy.visualisation.panels.charts import Charts, charts_of
from paradiplomacy.visualisation.panels.controls import Controls
from paradiplomacy.visualisation.panels.feed import Feed, lines_of
from paradiplomacy.visualisation.panels.inspector import ActorPanel, AgreementPanel, facts_of
from paradiplomacy.visualisation.panels.league import League, league_of
from paradiplomacy.visualisation.panels.map import WorldMap
from paradiplomacy.visualisation.panels.network import NetworkPanel, network_of
from paradiplomacy.visualisation.panels.regions import Regions, matrix_of
from paradiplomacy.visualisation.panels.tabs import Tabs
from paradiplomacy.visualisation.panels.timebar import TimeBar
from paradiplomacy.visualisation.panels.toggle import Toggle
from paradiplomacy.visualisation.player import Player
from paradiplomacy.visualisation.session import Session
from paradiplomacy.visualisation.snapshot import Snapshot
from paradiplomacy.visualisation.trouble import Trouble, TroublePanel, troubles
from paradiplomacy.visualisation.wire import Wire, geography

LOOKS = [look._asdict() for look in TIES]


class Board:
    """What one page remembers: reactive values and the clock."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.wire = Wire()
        self.player = Player(session, self.publish)
        self.now: solara.Reactive[Snapshot] = solara.reactive(session.now, equals=lambda a, b: a is b)
        self.run = solara.reactive(session.run, equals=lambda a, b: a is b)
        self.playing = solara.reactive(False)
        self.speed = solara.reactive(self.player.speed)
        self.picked: solara.Reactive[list[int]] = solara.reactive([])
        self.agreement: solara.Reactive[int | None] = solara.reactive(None)
        self.shade, self.size = solara.reactive("divergence"), solara.reactive("population")
        self.tab, self.level = solara.reactive("happened"), solara.reactive("cities")
        self.asked: solara.Reactive[Picture | None] = solara.reactive(None)
        self.trouble: solara.Reactive[Trouble | None] = solara.reactive(None)

    def publish(self, shot: Snapshot) -> None:
        """Let the page draw a month."""
        self.now.set(shot)

    def guarded(self, act: Callable[[], Any]) -> None:
        """Do something that may fail: what fails is shown, and the last good month stays."""
        found = troubles(self.session, act)
        if found is not None:
            self.playing.set(False)
        self.trouble.set(found)

    def play(self, cancelled: threading.Event) -> None:
        """Play for as long as ``playing`` says so."""
        if self.playing.value:
            self.guarded(lambda: self.player.play(cancelled))
            if not cancelled.is_set():
                self.playing.set(False)

    def go(self, month: int) -> None:
        """Go to a month and stop there."""
        self.playing.set(False)
        self.guarded(lambda: self.publish(self.session.go_to(month)))

    def restart(self, **new: Any) -> None:
        """Start again, with whatever is new."""
        self.playing.set(False)

        def act() -> None:
            self.session.restart(**new)
            self.wire = Wire()
            self.picked.set([])
            self.agreement.set(None)
            self.asked.set(None)
            self.run.set(self.session.run)
            self.publish(self.session.now)

        self.guarded(act)

    def pick(self, rows: list[int]) -> None:
        """Pin actors on the map and show the last one."""
        self.picked.set([int(row) for row in rows])
        self.agreement.set(None)
        if rows:
            self.tab.set("inspector")

    def open(self, number: int) -> None:
        """Show an agreement."""
        facts = self.session.agreement(int(number))
        self.picked.set(list(facts.rows))
        self.agreement.set(facts.number)
        self.tab.set("inspector")

    def agreement_facts(self, number: int | None) -> AgreementFacts | None:
        """The facts of the chosen agreement; None where there is none in this month."""
        try:
            return None if number is None else self.session.agreement(number)
        except LookupError:
            return None

    def ask(self, question: dict[str, Any]) -> None:
        """Draw the bargaining picture of a pair of names."""

        def act() -> None:
            cast = self.session.run.cast
            first, second = (cast.row(str(name)) for name in question["pair"])
            chosen = [cast.issues.index(name) for name in question.get("issues", []) if name in cast.issues]
            self.asked.set(self.session.picture(first, second, tuple(chosen)))

        self.guarded(act)

    def open_scenario(self, name: str) -> None:
        """Start a scenario of the library; a page may open no other file."""
        if name in read.names():
            self.restart(scenario=name)

    def drawn(self, number: int) -> None:
        """The page has drawn a frame."""
        self.wire.drawn(int(number))
        self.player.drawn()


@solara.component
def Window(session: Session, *, dark: bool) -> None:
    """The whole page of a session."""
    board = solara.use_memo(lambda: Board(session), [session])
    solara.use_thread(board.play, dependencies=[board.playing.value], intrusive_cancel=False)
    Head(board, dark=dark)
    if board.trouble.value is not None:
        TroublePanel(board.trouble.value, board.go, lambda: board.trouble.set(None))
    with solara.v.Html(tag="div", class_="pd-body"):
        with solara.v.Html(tag="div", class_="pd-stage"):
            Stage(board, dark=dark)
        with solara.v.Html(tag="aside", class_="pd-side", attributes={"aria-label": "Panels"}):
            Side(board)


@solara.component
def Head(board: Board, *, dark: bool) -> None:
    """Title, question, light and dark."""
    scenario = board.run.value.scenario
    changed = f" (changed: {', '.join(board.run.value.changes)})" if board.run.value.changes else ""
    with solara.v.Html(tag="header", class_="pd-head"):
        with solara.v.Html(tag="div"):
            solara.v.Html(tag="h1", children=[scenario.title])
            solara.v.Html(tag="p", class_="pd-quiet", children=[scenario.question + changed])
        Toggle(label="light" if dark else "dark", event_press=lambda _: setattr(solara.lab.theme, "dark", not dark))


@solara.component
def Stage(board: Board, *, dark: bool) -> None:
    """Map and time."""
    run, now = board.run.value, board.now.value
    shade = board.shade.value if board.shade.value in now.shades else "divergence"
    size = board.size.value
    place = solara.use_memo(lambda: geography(run.cast), [id(run)])
    frame = solara.use_memo(lambda: board.wire.frame(now, shade=shade, size=size), [id(now), id(run), shade, size])
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

    def pace(speed: int) -> None:
        board.player.speed = min(20, max(1, int(speed)))
        board.speed.set(board.player.speed)

    TimeBar(
        month=now.month,
        date=now.date,
        horizon=run.cast.horizon,
        start=run.cast.start,
        markers=[marker.__dict__ for marker in run.cast.markers],
        playing=board.playing.value,
        speed=board.speed.value,
        seed=str(run.seed),
        event_play=lambda wanted: board.playing.set(bool(wanted)),
        event_go=lambda month: board.go(int(month)),
        event_pace=pace,
        event_again=lambda _: board.restart(),
        event_reseed=lambda text: board.restart(seed=text),
    )


@solara.component
def Side(board: Board) -> None:
    """The panel that is chosen."""
    Tabs(
        tabs=[{"name": name, "label": label} for name, label in TABS.items()],
        chosen=board.tab.value,
        event_choose=board.tab.set,
    )
    with solara.v.Html(
        tag="div",
        class_="pd-panel",
        attributes={"role": "tabpanel", "tabindex": "0", "aria-label": TABS[board.tab.value]},
    ):
        PANELS[board.tab.value](board)


@solara.component
def Happenings(board: Board) -> None:
    """The feed."""
    now = board.now.value
    lines = solara.use_memo(lambda: lines_of(now.feed), [id(now)])
    Feed(lines=lines, event_agreement=board.open, event_actor=board.pick)


@solara.component
def Inspector(board: Board) -> None:
    """The agreement or the actor that was chosen last, and the question why."""
    now, picked, number = board.now.value, board.picked.value, board.agreement.value
    agreement = solara.use_memo(lambda: board.agreement_facts(number), [id(now), number])
    actor = solara.use_memo(
        lambda: board.session.actor(picked[-1]) if picked and agreement is None else None,
        [id(now), tuple(picked), number],
    )
    if agreement is not None:
        AgreementPanel(agreement=facts_of(agreement), event_actor=board.pick)
    if len(picked) > 1 or actor is None:
        Why(board)
    if actor is not None:
        ActorPanel(actor=facts_of(actor), event_agreement=board.open, event_actor=board.pick)
        if len(picked) == 1:
            Why(board)


@solara.component
def Why(board: Board) -> None:
    """The bargaining picture of the pair that is asked about."""
    cast = board.run.value.cast
    asked = board.asked.value
    pair = [cast.names[row] for row in board.picked.value[-2:]]
    BargainPanel(
        picture=None if asked is None else picture_of(asked),
        names=list(cast.names),
        pair=pair,
        issues=list(cast.issues),
        chosen=[] if asked is None else list(asked.issues),
        event_ask=board.ask,
    )


@solara.component
def Series(board: Board) -> None:
    """Time series."""
    now, cast = board.now.value, board.run.value.cast
    Charts(charts=solara.use_memo(lambda: charts_of(now), [id(now)]), start=cast.start, horizon=cast.horizon)


@solara.component
def Ties(board: Board) -> None:
    """The network."""
    now, cast = board.now.value, board.run.value.cast
    NetworkPanel(network=solara.use_memo(lambda: network_of(now, cast), [id(now)]), event_pick=board.pick)


@solara.component
def Table(board: Board) -> None:
    """The league table."""
    now, cast, level = board.now.value, board.run.value.cast, board.level.value
    rows = solara.use_memo(lambda: league_of(now, cast, level), [id(now), level])
    League(rows=rows, level=level, event_choose_level=board.level.set, event_pick=board.pick)


@solara.component
def Matrix(board: Board) -> None:
    """Region by region."""
    now, cast = board.now.value, board.run.value.cast
    Regions(matrix=solara.use_memo(lambda: matrix_of(now, cast), [id(now)]))


@solara.component
def Controlling(board: Board) -> None:
    """Scenario picker and controls."""
    run = board.run.value
    Controls(
        groups=solara.use_memo(lambda: controls_of(run.scenario, board.session.plain), [id(run)]),
        scenarios=solara.use_memo(scenarios_known, []),
        current=run.scenario.name,
        event_apply=lambda changes: board.restart(changes=changes),
        event_open=board.open_scenario,
    )


TABS = {
    "happened": "What happened",
    "inspector": "Inspector and why",
    "series": "Charts",
    "network": "Network",
    "league": "League",
    "regions": "Regions",
    "controls": "Scenario and controls",
}
PANELS: dict[str, Callable[[Board], solara.Element]] = {
    "happened": Happenings,
    "inspector": Inspector,
    "series": Series,
    "network": Ties,
    "league": Table,
    "regions": Matrix,
    "controls": Controlling,
}
