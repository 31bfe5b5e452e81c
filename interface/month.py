"""The diagram of a month: its phases in order, and what each of them changes, read off a run."""

import textwrap
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Actors
from paradiplomacy.experiments.reports.figures import FORMATS
from paradiplomacy.experiments.reports.lettering import FAINT, style
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.model.hooks import When
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.world import PHASES
from paradiplomacy.world import World

SCENARIO, MONTHS = "us-climate-exit", 30
"""A scenario in which every phase has something to do: clubs, treaties, an exit, elections, statutes."""
HEADS = ("phase", "what changes in the actors", "events that it writes")
COLUMNS = (0.02, 0.25, 0.52)
LEDGER = "ledger"
WIDTHS = (20, 36, 62)
LINE, GAP, HEAD = 0.135, 0.16, 0.55  # inches


class Change:
    """Record of what one phase has changed in a run.

    Attributes:
        columns: Columns of the actors, in their order.
        events: Kinds of event that it has written, by code.
    """

    def __init__(self) -> None:
        self.columns: set[str] = set()
        self.events: set[Event] = set()

    def words(self) -> tuple[str, str]:
        """Return both lists as text."""
        columns = [name.replace("_", " ") for name in Actors._fields if name in self.columns]
        return ", ".join(columns) or "-", ", ".join(
            event.word.replace("_", " ") for event in sorted(self.events)
        ) or "-"


def changes(world: World, months: int) -> dict[str, Change]:
    """Run a world and return what every phase changes, by name of the phase."""
    found = {name: Change() for name, _ in PHASES}
    before: dict[str, NDArray[Any]] = {}

    def look(phase: str, when: When, _: object) -> None:
        columns, kinds = world.state.actors._asdict(), world.state.ledger.events.kind
        if when == "after":
            found[phase].columns |= {name for name in columns if not np.array_equal(before[name], columns[name])}
            found[phase].events |= {Event(int(code)) for code in kinds[len(before[LEDGER]) :]}
        before.update({name: column.copy() for name, column in columns.items()} | {LEDGER: kinds.copy()})

    for name in found:
        world.before(name, partial(look, name, "before"))
        world.after(name, partial(look, name, "after"))
    world.run(months)
    return found


def month_figure(path: Path) -> None:
    """Draw the phases of a month with what each of them changes, and save the picture.

    Raises:
        ResultsError: The name of the file ends in something else than ``.png``, ``.svg`` or ``.pdf``.
    """
    if path.suffix.lower() not in FORMATS:
        raise ResultsError(f"{path}: unknown format, expected a name that ends in {', '.join(FORMATS)}")
    found = changes(World.from_scenario(SCENARIO, seed=1), MONTHS)
    rows = [(f"{n}  {name}", *found[name].words()) for n, (name, _) in enumerate(PHASES, start=1)]
    texts = [[textwrap.fill(text, width) for text, width in zip(row, WIDTHS, strict=True)] for row in rows]
    heights = [LINE * max(text.count("\n") + 1 for text in row) + GAP for row in texts]
    size = 10.0, sum(heights) + GAP * len(rows) + HEAD + 0.35
    with style(()):
        figure = Figure(figsize=size, dpi=150)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(size[1], 0))
        axes.set_axis_off()
        for at, head in zip(COLUMNS, HEADS, strict=True):
            axes.text(at + 0.01, 0.3, head, weight="bold", va="center")
        top = HEAD
        for height, row in zip(heights, texts, strict=True):
            box = FancyBboxPatch(
                (COLUMNS[0], top), 0.96, height, boxstyle="round,pad=0,rounding_size=0.01", fc="#eef4f8", ec="#0072b2"
            )
            axes.add_patch(box)
            for at, text, weight in zip(COLUMNS, row, ("bold", "normal", "normal"), strict=True):
                axes.text(at + 0.01, top + height / 2, text, va="center", fontsize=8, weight=weight)
            top += height + GAP
            if row is not texts[-1]:
                arrow = {"arrowstyle": "-|>", "color": "#0072b2"}
                axes.annotate("", (0.1, top), (0.1, top - GAP), arrowprops=arrow)
        note = f"Read off {MONTHS} months of {SCENARIO}, seed 1. All phases see the network of ties of the start of the month."
        axes.text(COLUMNS[0], top + 0.02, note, fontsize=7.5, color=FAINT, va="center")
        # Without the date of an SVG, the same program draws the same file.
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
