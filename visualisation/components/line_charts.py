"""Line charts of the totals of a world: one world, two worlds in the same axes, or one world and many runs."""

from typing import NamedTuple, TypedDict

import numpy as np

from paradiplomacy.model.vocabulary import Diplomacy
from paradiplomacy.visualisation.services import Bands
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.theme.palette import BLUE, GREEN, GREY, ORANGE, PINK, look
from paradiplomacy.visualisation.vue import vue


class Series(NamedTuple):
    """One line: name of the total, label, colour."""

    name: str
    label: str
    colour: str


class Template(NamedTuple):
    """One chart: title, unit and lines."""

    title: str
    unit: str
    series: tuple[Series, ...]


class Line(TypedDict):
    """A line as data for the page; ``every_month`` says that it has a value for each month, not only for those drawn."""

    label: str
    colour: str
    values: list[float]
    dash: bool
    every_month: bool


class Band(TypedDict):
    """A band of many runs as data for the page, a value for each month."""

    label: str
    colour: str
    low: list[float]
    high: list[float]


class Chart(TypedDict):
    """A chart as data for the page."""

    title: str
    unit: str
    series: list[Line]
    bands: list[Band]


# The hues of the map, two tones each, because a line must be seen on light and on dark paper.
COLOUR_OF_CLASS = {
    Diplomacy.COOPERATIVE_JOINT: BLUE,
    Diplomacy.COORDINATED_OPPOSED: "#4a93c8",
    Diplomacy.PARALLEL_HARMONY: "#8f4fb3",
    Diplomacy.PARALLEL_DISHARMONY: "#ab7fca",
    Diplomacy.BYPASS: ORANGE,
}


def _by_class() -> tuple[Series, ...]:
    return tuple(Series(each.name.lower(), look(each).short, colour) for each, colour in COLOUR_OF_CLASS.items())


CHARTS = (
    Template(
        "Agreements",
        "number",
        (
            Series("stock_in_force", "in force", BLUE),
            Series("stock_signed", "signed", GREEN),
            Series("stock_suspended", "suspended", ORANGE),
            Series("stock_negotiating", "negotiating", GREY),
        ),
    ),
    Template("City diplomacy of the last 24 months, by class", "cities in agreements", _by_class()),
    Template("Antagonism", "0 to 1", (Series("antagonism", "mean of the nations whose cities acted", ORANGE),)),
    Template("Divergence", "mayor from minister, 0 to 2", (Series("divergence", "weighted by salience", PINK),)),
    Template(
        "Effort delivered, by level",
        "share of what is possible",
        (Series("effort_city", "cities", BLUE), Series("effort_nation", "nations", ORANGE)),
    ),
    Template(
        "Trust of the public, by level",
        "share",
        (Series("trust_city", "cities", BLUE), Series("trust_nation", "nations", ORANGE)),
    ),
)
CLOSED = (
    Series("closed_local", "by cities alone", BLUE),
    Series("closed_national", "by nations alone", ORANGE),
    Series("closed_joint", "by both together", GREEN),
)
STOCK = "challenge_stock_"
STOCK_COLOURS = (BLUE, ORANGE, GREEN, PINK, GREY)


def charts_of(now: Snapshot) -> list[Chart]:
    """Return the charts of a world, up to the present month."""
    return [*_totals(now), *_challenges(now)]


def overlaid(one: Snapshot, other: Snapshot) -> list[Chart]:
    """Return the charts of two worlds in the same axes; the lines of the second are dashed."""
    second = {chart["title"]: chart["series"] for chart in charts_of(other)}
    return [
        _chart(
            chart["title"],
            chart["unit"],
            [
                *(_marked(line, "A", dash=False) for line in chart["series"]),
                *(_marked(line, "B", dash=True) for line in second.get(chart["title"], [])),
            ],
        )
        for chart in charts_of(one)
    ]


def banded(now: Snapshot, bands: Bands) -> list[Chart]:
    """Return the charts of a world and the bands of many runs, for each total that both have."""
    return [chart for template in CHARTS if (chart := _banded(template, now, bands))["series"]]


def _banded(template: Template, now: Snapshot, bands: Bands) -> Chart:
    chart = _chart(template.title, template.unit, [])
    for name, label, colour in template.series:
        if name not in bands.middle or name not in now.totals:
            continue
        of_runs = f"{label}, {bands.runs} runs"
        median = Line(label=of_runs, colour=colour, values=list(bands.middle[name]), dash=True, every_month=True)
        chart["series"] += [_line(label, colour, now.totals[name]), median]
        chart["bands"].append(
            Band(label=of_runs, colour=colour, low=list(bands.low[name]), high=list(bands.high[name]))
        )
    return chart


def _chart(title: str, unit: str, series: list[Line]) -> Chart:
    return Chart(title=title, unit=unit, series=series, bands=[])


def _line(label: str, colour: str, values: np.ndarray) -> Line:
    return Line(label=label, colour=colour, values=values.round(4).tolist(), dash=False, every_month=False)


def _marked(line: Line, world: str, *, dash: bool) -> Line:
    return {**line, "label": f"{line['label']} ({world})", "dash": dash}


def _totals(now: Snapshot) -> list[Chart]:
    return [
        _chart(
            template.title,
            template.unit,
            [
                _line(each.label, each.colour, now.totals[each.name])
                for each in template.series
                if each.name in now.totals
            ],
        )
        for template in CHARTS
    ]


def _challenges(now: Snapshot) -> list[Chart]:
    """Return the closed share of each common challenge, by who closed it, and the remaining share of all."""
    # Challenges are named by the scenario, so their charts are made from the totals that it records.
    names = [name.removeprefix(STOCK) for name in now.totals if name.startswith(STOCK)]
    charts = [_closed(now, name) for name in names]
    left = [
        _line(name, STOCK_COLOURS[at % len(STOCK_COLOURS)], now.totals[STOCK + name]) for at, name in enumerate(names)
    ]
    return [*charts, _chart("Remaining share of the challenges", "1 at the start", left)] if left else charts


def _closed(now: Snapshot, challenge: str) -> Chart:
    columns = [now.totals[f"challenge_{each.name}_{challenge}"] for each in CLOSED]
    lines = [_line(each.label, each.colour, column) for each, column in zip(CLOSED, columns, strict=True)]
    total = _line("in total", GREY, np.sum(columns, axis=0))
    return _chart(
        f"Share of the challenge closed: {challenge}", "share, where the modelled cities are", [total, *lines]
    )


@vue
def LineCharts(charts: list[Chart], months: list[int], start: str, horizon: int) -> None:
    """Draw the charts one below the other, on one time axis of ``horizon`` months.

    ``months`` are the months of the values of lines without ``every_month``.
    """
