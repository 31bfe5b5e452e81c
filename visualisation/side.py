"""The panels at the side, and what each is given of the month."""

from collections.abc import Callable

import solara

from paradiplomacy.visualisation.board import Board
from paradiplomacy.visualisation.controls import controls_of, scenarios_known
from paradiplomacy.visualisation.panels.bargain import BargainPanel, picture_of
from paradiplomacy.visualisation.panels.charts import Charts, charts_of
from paradiplomacy.visualisation.panels.controls import Controls
from paradiplomacy.visualisation.panels.feed import Feed, lines_of
from paradiplomacy.visualisation.panels.inspector import ActorPanel, AgreementPanel, facts_of
from paradiplomacy.visualisation.panels.league import League, league_of
from paradiplomacy.visualisation.panels.network import NetworkPanel, network_of
from paradiplomacy.visualisation.panels.regions import Regions, matrix_of
from paradiplomacy.visualisation.panels.tabs import Tabs


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
