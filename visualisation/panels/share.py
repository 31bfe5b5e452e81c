"""Share and save: the address of the page, files, and replicates of the run."""

import threading
from collections.abc import Callable
from typing import TypedDict, Unpack

import solara

from paradiplomacy.visualisation.components.line_charts import LineCharts, banded
from paradiplomacy.visualisation.components.picture_buttons import SavePicture
from paradiplomacy.visualisation.downloads import Download, kinds
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import EVERYWHERE
from paradiplomacy.visualisation.services import Batch, Progress
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue

INTERVAL = 0.5
"""Seconds between two looks at the progress of a batch."""


class Properties(TypedDict):
    """Properties of the component."""

    query: str
    fingerprint: str
    offered: list[dict[str, str]]
    download: Download | None
    batch: dict[str, object] | None
    can_replicate: bool
    event_fetch: Callable[[str], None]
    event_saved: Callable[[object], None]
    event_replicate: Callable[[int], None]
    event_cancel: Callable[[object], None]


@vue
def ShareView(**properties: Unpack[Properties]) -> None:
    """Draw address, files and replicates; the browser saves ``download`` (name, kind and content) when it arrives."""


@solara.component
def Share(page: PageState) -> None:
    """Show the address, the files and the replicates."""
    run, now = page.playback.shown.value
    resting = not page.playback.playing.value
    batch = page.sharing.batch.value
    progress = use_progress(batch)
    # The digest reads the whole ledger, so it is not taken while the clock runs.
    fingerprint = solara.use_memo(lambda: page.session.digest() if resting else "", [id(now), resting])
    address = solara.use_memo(page.origin.address, [id(run), page.origin.run.value])
    ShareView(
        query=page.origin.query(address, now.month, page.rooms.room.value),
        fingerprint=fingerprint,
        offered=[{"kind": kind, "label": label} for kind, label in kinds(page.services).items()],
        download=page.sharing.download.value,
        batch=None if progress is None else progress._asdict(),
        can_replicate=page.services.replicate is not None,
        event_fetch=page.sharing.fetch,
        event_saved=lambda _: page.sharing.download.set(None),
        event_replicate=page.sharing.run_batch,
        event_cancel=lambda _: page.sharing.stop_batch(),
    )
    ReplicateCharts(page, batch if progress is not None and progress.state == "done" else None)


def use_progress(batch: Batch | None) -> Progress | None:
    """Return the progress of a batch, and look again while it runs."""
    # The batch runs in another process, which cannot tell the page; so the page asks.
    looks, set_looks = solara.use_state(0)
    progress = None if batch is None else batch.progress()

    def look_again(cancelled: threading.Event) -> None:
        if progress is not None and progress.state == "running" and not cancelled.wait(INTERVAL):
            set_looks(looks + 1)

    solara.use_thread(look_again, dependencies=[id(batch), looks], intrusive_cancel=False)
    return progress


@solara.component
def ReplicateCharts(page: PageState, batch: Batch | None) -> None:
    """Show the present run within the bands of a batch that is done."""
    run, now = page.playback.shown.value
    bands = solara.use_memo(lambda: None if batch is None else batch.bands(), [id(batch)])
    if bands is not None:
        charts = banded(now, bands)
        LineCharts(charts=charts, months=now.months.tolist(), start=run.roster.start, horizon=run.roster.horizon)
        SavePicture(page, "replicates")


PANEL = Panel("Share and save", 120, Share, EVERYWHERE)
