"""The picture of a search: the plane of two objectives, or the best value by generation."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from paradiplomacy.experiments.reports.canvas import open_figure
from paradiplomacy.experiments.reports.lettering import style

TRIED, FRONT = "#8d99a3", "#d55e00"


def figure_of(settings: pd.DataFrame, objectives: Sequence[Mapping[str, str]]) -> Figure:
    """Draw all settings, with those on the Pareto front highlighted by colour and shape."""
    names = [each["name"] for each in objectives]
    with style(names) as letters:
        figure, (axes,) = open_figure(7.2, 4.8)
        labels = [f"{letters.shown(each['name'])} ({each['direction']})" for each in objectives]
        if len(names) > 1:
            _plane(axes, settings, names, labels)
        else:
            _best(axes, settings, names[0], labels[0], is_least=objectives[0]["direction"] == "minimise")
        figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8)
        letters.annotate(figure)
    return figure


def _plane(axes: Axes, settings: pd.DataFrame, names: Sequence[str], labels: Sequence[str]) -> None:
    on = settings["front"]
    first, second = names[:2]
    axes.scatter(settings.loc[~on, first], settings.loc[~on, second], s=16, color=TRIED, label="tried")
    axes.scatter(settings.loc[on, first], settings.loc[on, second], s=40, marker="D", color=FRONT, label="Pareto front")
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])


def _best(axes: Axes, settings: pd.DataFrame, name: str, label: str, *, is_least: bool) -> None:
    axes.scatter(settings["generation"], settings[name], s=16, color=TRIED, label="tried")
    # Settings of a generation are run together, so that its best one is what the next could build on.
    by_generation = settings.groupby("generation")[name]
    best = by_generation.min().cummin() if is_least else by_generation.max().cummax()
    axes.plot(best.index, best, color=FRONT, marker="D", markersize=4, label="best so far")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("generation")
    axes.set_ylabel(label)
