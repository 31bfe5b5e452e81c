"""The panels at the side, and what each is given of the month."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.board import Board
from paradiplomacy.visualisation.controls import controls_of, paths_of, scenarios_known
from paradiplomacy.visualisation.exercises import exercises_of
from paradiplomacy.visualisation.lesson import result_of, shown
from paradiplomacy.visualisation.panels.bargain import BargainPanel, picture_of
from paradiplomacy.visualisation.panels.charts import Charts, charts_of
from paradiplomacy.visualisation.panels.controls import Controls
from paradiplomacy.visualisation.panels.duo import Duo
from paradiplomacy.visualisation.panels.exercise import ExercisePanel
from paradiplomacy.visualisation.panels.feed import Feed, lines_of
from paradiplomacy.visualisation.panels.inspector import ActorPanel, AgreementPanel, facts_of
from paradiplomacy.visualisation.panels.league import League, league_of
from paradiplomacy.visualisation.panels.network import NetworkPanel, network_of
from paradiplomacy.visualisation.panels.overlay import Overlay
from paradiplomacy.visualisation.panels.regions import Regions, matrix_of
from paradiplomacy.visualisation.panels.tabs import Tabs
from paradiplomacy.visualisation.rival import compared, overlaid


@solara.component
def Side(board: Board) -> None:
    """The tabs and the panel that is chosen."""
    tab = board.tab.value
    label = {"role": "tabpanel", "tabindex": "0", "aria-label": TABS[tab]}
    with solara.v.Html(tag="aside", class_="pd-side", attributes={"aria-label": "Panels"}):
        Tabs(
            tabs=[{"name": name, "label": text} for name, text in TABS.items()],
            chosen=tab,
            event_choose=board.choose,
        )
        with solara.v.Html(tag="div", class_="pd-panel", attributes=label):
            PANELS[tab](board)


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
    charts = solara.use_memo(lambda: charts_of(now), [id(now)])
    Charts(charts=charts, months=now.months.tolist(), start=cast.start, horizon=cast.horizon)


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
        event_upload=board.upload,
    )


@solara.component
def Beside(board: Board) -> None:
    """Two at once."""
    run, now, rival = board.run.value, board.now.value, board.rival.value
    theirs = None if rival is None else rival.now.value
    resting = not board.playing.value
    told = solara.use_memo(
        lambda: None if rival is None else compared(board.session, rival.session, resting=resting),
        [id(now), id(theirs), id(rival), resting],
    )
    charts = solara.use_memo(lambda: [] if theirs is None else overlaid(now, theirs), [id(now), id(theirs)])
    Duo(
        scenarios=solara.use_memo(scenarios_known, []),
        paths=solara.use_memo(lambda: paths_of(run.scenario), [id(run)]),
        seed=str(run.seed),
        compared=told,
        highlight=board.highlight.value,
        event_begin=board.set_beside,
        event_end=lambda _: board.alone(),
        event_light=board.highlight.set,
    )
    if rival is not None:
        Overlay(charts=charts, start=run.cast.start, horizon=run.cast.horizon)


@solara.component
def Learning(board: Board) -> None:
    """Predict, run, explain."""
    run, now, rival, lesson = board.run.value, board.now.value, board.rival.value, board.lesson.value
    theirs = None if rival is None else rival.now.value
    known = solara.use_memo(
        lambda: [shown(each, run.scenario) for each in exercises_of(board.session.plain)], [id(run)]
    )
    done = lesson is not None and theirs is not None and min(now.month, theirs.month) >= lesson.month
    result = solara.use_memo(
        lambda: result_of(lesson, board.session, rival.session) if done and lesson and rival else None,
        [lesson, done, id(rival)],
    )
    ExercisePanel(
        exercises=known,
        chosen=0 if lesson is None else lesson.number,
        predicted="" if lesson is None else lesson.predicted,
        progress={"month": now.month, "last": 0 if lesson is None else lesson.month},
        result=result,
        event_predict=board.predict,
        event_finish=lambda _: board.finish(),
        event_forget=lambda _: board.alone(),
    )


TABS = {
    "happened": "What happened",
    "inspector": "Inspector and why",
    "series": "Charts",
    "network": "Network",
    "league": "League",
    "regions": "Regions",
    "controls": "Scenario and controls",
    "duo": "Two at once",
    "exercise": "Exercise",
}
PANELS: dict[str, Callable[[Board], solara.Element]] = {
    "happened": Happenings,
    "inspector": Inspector,
    "series": Series,
    "network": Ties,
    "league": Table,
    "regions": Matrix,
    "controls": Controlling,
    "duo": Beside,
    "exercise": Learning,
}
