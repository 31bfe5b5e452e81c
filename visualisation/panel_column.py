"""The panels at the side, and what each is given of the month."""

import threading
from collections.abc import Callable

import solara

from paradiplomacy.scenarios.names.selector import GROUPS
from paradiplomacy.visualisation.state.page import Board
from paradiplomacy.visualisation.parameters import controls_of, paths_of, scenarios_known
from paradiplomacy.visualisation.exercises.exercise import exercises_of
from paradiplomacy.visualisation.session.interventions import offered
from paradiplomacy.visualisation.exercises.prediction import result_of, shown
from paradiplomacy.visualisation.components.bargaining import BargainPanel, picture_of
from paradiplomacy.visualisation.panels.charts import Charts, charts_of
from paradiplomacy.visualisation.panels.controls import Controls
from paradiplomacy.visualisation.panels.compare import Duo
from paradiplomacy.visualisation.panels.exercise import ExercisePanel
from paradiplomacy.visualisation.panels.feed import Feed, lines_of
from paradiplomacy.visualisation.panels.inspector import ActorPanel, AgreementPanel, facts_of
from paradiplomacy.visualisation.panels.intervene import Intervene, Seat
from paradiplomacy.visualisation.panels.league import League, league_of
from paradiplomacy.visualisation.panels.network import NetworkPanel, network_of
from paradiplomacy.visualisation.components.overlay import Overlay
from paradiplomacy.visualisation.components.pictures import Pictures
from paradiplomacy.visualisation.panels.regions import Regions, matrix_of
from paradiplomacy.visualisation.panels.runs import Runs
from paradiplomacy.visualisation.panels.share import Share
from paradiplomacy.visualisation.components.tabs import Tabs
from paradiplomacy.visualisation.downloads import file_name, kinds, stamp
from paradiplomacy.visualisation.comparison.second_world import banded, compared, overlaid
from paradiplomacy.visualisation.services import OFFER


def tabs() -> dict[str, str]:
    """The tabs by name; one for the runs of a results folder where the server shows one."""
    return TABS if OFFER.services.results is None else {"runs": "Runs"} | TABS


@solara.component
def Side(board: Board) -> None:
    """The tabs and the panel that is chosen."""
    tab = board.tab.value
    label = {"role": "tabpanel", "tabindex": "0", "aria-label": tabs()[tab]}
    with solara.v.Html(tag="aside", class_="pd-side", attributes={"aria-label": "Panels"}):
        Tabs(
            tabs=[{"name": name, "label": text} for name, text in tabs().items()],
            chosen=tab,
            event_choose=board.choose,
        )
        shown = f"{tab} {board.picked.value[-1:]} {board.agreement.value}" if tab == "inspector" else tab
        with solara.v.Html(tag="div", class_="pd-panel", attributes=label).key(shown):  # another one begins at its top
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
        AgreementPanel(agreement=facts_of(agreement), event_actor=board.pick, event_recall=board.recall)
    first = len(picked) > 1 or actor is None or board.asked.value is not None
    if first:
        Why(board)
    if actor is not None:
        ActorPanel(actor=facts_of(actor), event_agreement=board.open, event_actor=board.pick)
    if not first:
        Why(board)


@solara.component
def Keep(board: Board, what: str) -> None:
    """Pictures of what this panel draws."""
    rival = board.rival.value if what == "both" else None
    Pictures(
        name=f"{file_name(board.session)}-{what}",
        stamp=stamp(board.session, None if rival is None else rival.session),
    )


@solara.component
def Why(board: Board) -> None:
    """The bargaining picture of the pair that is asked about."""
    roster = board.run.value.roster
    asked = board.asked.value
    pair = [roster.names[row] for row in board.picked.value[-2:]] if asked is None else list(asked.names)
    BargainPanel(
        picture=None if asked is None else picture_of(asked),
        names=list(roster.names),
        pair=pair,
        issues=list(roster.issues),
        chosen=[] if asked is None else list(asked.issues),
        event_ask=board.ask,
    )
    if asked is not None:
        Keep(board, "why")


@solara.component
def Series(board: Board) -> None:
    """Time series."""
    now, roster = board.now.value, board.run.value.roster
    charts = solara.use_memo(lambda: charts_of(now), [id(now)])
    Charts(charts=charts, months=now.months.tolist(), start=roster.start, horizon=roster.horizon)
    if len(now.months):
        Keep(board, "charts")


@solara.component
def Ties(board: Board) -> None:
    """The network."""
    now, roster = board.now.value, board.run.value.roster
    NetworkPanel(network=solara.use_memo(lambda: network_of(now, roster), [id(now)]), event_pick=board.pick)
    Keep(board, "network")


@solara.component
def Table(board: Board) -> None:
    """The league table."""
    now, roster, level = board.now.value, board.run.value.roster, board.level.value
    rows = solara.use_memo(lambda: league_of(now, roster, level), [id(now), level])
    League(rows=rows, level=level, event_choose_level=board.level.set, event_pick=board.pick)


@solara.component
def Matrix(board: Board) -> None:
    """Region by region."""
    now, roster = board.now.value, board.run.value.roster
    Regions(matrix=solara.use_memo(lambda: matrix_of(now, roster), [id(now)]))


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
        Overlay(charts=charts, start=run.roster.start, horizon=run.roster.horizon)
        Keep(board, "both")


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


@solara.component
def Sharing(board: Board) -> None:
    """Share and keep."""
    run, now, resting, batch = board.run.value, board.now.value, not board.playing.value, board.batch.value
    again, set_again = solara.use_state(0)
    fingerprint = solara.use_memo(lambda: board.session.digest() if resting else "", [id(now), resting])
    address = solara.use_memo(board.address, [id(run), board.number.value])
    progress = None if batch is None else batch.progress()

    def look(cancelled: threading.Event) -> None:
        """Ask again, twice a second, while the batch runs."""
        if progress is not None and progress.state == "running" and not cancelled.wait(0.5):
            set_again(again + 1)

    solara.use_thread(look, dependencies=[id(batch), again], intrusive_cancel=False)
    Share(
        query=board.query(address, now.month),
        fingerprint=fingerprint,
        offered=[{"kind": kind, "label": label} for kind, label in kinds().items()],
        parcel=board.parcel.value,
        batch=None if progress is None else progress._asdict(),
        can_replicate=OFFER.services.replicate is not None,
        event_fetch=board.fetch,
        event_took=lambda _: board.parcel.set(None),
        event_replicate=board.run_batch,
        event_cancel=lambda _: board.stop_batch(),
    )
    bands = solara.use_memo(
        lambda: batch.bands() if batch is not None and progress is not None and progress.state == "done" else None,
        [id(batch), progress is not None and progress.state == "done"],
    )
    if bands is not None:
        charts = banded(now, bands)
        Overlay(charts=charts, start=run.roster.start, horizon=run.roster.horizon)
        Keep(board, "replicates")


@solara.component
def RunsOfFolder(board: Board) -> None:
    """The runs of the results folder."""
    results = OFFER.services.results
    if results is not None:
        Runs(
            title=results.title,
            columns=dict(results.columns),
            runs=[dict(run) for run in results.runs],
            current=board.number.value,
            event_open=board.open_run,
        )
        Keep(board, "runs")


@solara.component
def Happening(board: Board) -> None:
    """Let something happen."""
    run, now = board.run.value, board.now.value
    roster, n = run.roster, run.roster.n_cities
    added = [
        {"name": path.removeprefix('events."').removesuffix('"'), "date": str(value["date"])}
        for path, value in run.changes.items()
        if isinstance(value, dict) and path.startswith('events."') and value.get("kind") != "refusal"
    ]
    Intervene(
        offered=offered(),
        groups=list(GROUPS),
        names=list(roster.names),
        nations=list(roster.names[n:]),
        issues=list(roster.issues),
        date=roster.date(now.month),
        added=added,
        event_happen=board.happen,
        event_remove=board.take_away,
    )


@solara.component
def Sitting(board: Board) -> None:
    """Take a seat; the bargaining picture of an answer below it."""
    roster, session, asked = board.run.value.roster, board.session, board.asked.value
    board.now.get()  # what the session has become is drawn when the month is
    waiting = [
        {
            "partner": each.partner,
            "name": roster.names[each.partner],
            "date": roster.date(each.month),
            "rows": [
                [roster.issues[k], *numbers]
                for k, *numbers in zip(each.issues, each.terms, each.wants, each.needs, strict=True)
            ],
        }
        for each in board.waiting.value
    ]
    answered = [
        {
            "date": roster.date(word.proposal.month),
            "name": roster.names[word.proposal.partner],
            "accepted": word.accepted,
        }
        for word in session.words
    ]
    Seat(
        names=list(roster.names),
        seated="" if session.seat is None else roster.names[session.seat],
        waiting=waiting,
        answered=answered,
        event_sit=board.sit,
        event_stand=lambda _: board.sit(None),
        event_answer=board.answer,
        event_look=board.look_back,
        event_take_back=board.take_back,
    )
    if session.words and asked is not None and not waiting:
        Why(board)


TABS = {
    "happened": "What happened",
    "inspector": "Inspector and why",
    "series": "Charts",
    "network": "Network",
    "league": "League",
    "regions": "Regions",
    "controls": "Scenario and controls",
    "intervene": "Intervene",
    "seat": "Take a seat",
    "duo": "Two at once",
    "exercise": "Exercise",
    "share": "Share and keep",
}
PANELS: dict[str, Callable[[Board], solara.Element]] = {
    "happened": Happenings,
    "inspector": Inspector,
    "series": Series,
    "network": Ties,
    "league": Table,
    "regions": Matrix,
    "controls": Controlling,
    "intervene": Happening,
    "seat": Sitting,
    "duo": Beside,
    "exercise": Learning,
    "share": Sharing,
    "runs": RunsOfFolder,
}
