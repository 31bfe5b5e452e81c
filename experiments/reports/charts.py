"""Figures of a batch: differences with intervals, convergence, and what drives a measure."""

from collections.abc import Sequence
from textwrap import fill, wrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from paradiplomacy.experiments.reports.canvas import open_figure
from paradiplomacy.experiments.reports.lettering import INK, style
from paradiplomacy.experiments.reports.phrases import shortened
from paradiplomacy.experiments.statistics.arms import Arm, differences
from paradiplomacy.experiments.statistics.compare import SIGNIFICANT
from paradiplomacy.experiments.statistics.interval import LEAST_PAIRS, Estimate, Floats, estimate

SIGNIFICANT_COLOUR, OTHER_COLOUR = "#0072b2", "#8d99a3"
METHODS = {
    "sobol first": ("#0072b2", "Sobol, alone"),
    "sobol total": ("#d55e00", "Sobol, with interactions"),
    "morris mu_star": ("#0072b2", "Morris, mean effect"),
    "morris sigma": ("#e69f00", "Morris, spread of effects"),
    "feature score": ("#8d99a3", "feature score (trees)"),
}
WIDTH = 7.2
"""Text width of a printed page, inches."""
LABEL, ACROSS = 46, 100
"""Characters to the left of a figure, and across its width."""
MOST_LINES = 4
COLUMNS = 2


def differences_of(rows: pd.DataFrame, unit: str) -> Figure:
    """Draw paired differences of one measure with their intervals; significant ones are highlighted.

    Args:
        rows: Rows of a comparison, all of one measure.
        unit: Unit of the measure.
    """
    baseline = str(rows["baseline"].iloc[0])
    with style([*rows["arm"], baseline, unit]) as letters:
        arms = [_wrapped(letters.shown(arm)) for arm in rows["arm"]]
        lines = max(arm.count("\n") for arm in arms)
        figure, (axes,) = open_figure(WIDTH, 1.2 + (0.34 + 0.12 * lines) * len(rows))
        # Axes count upwards, but the first arm belongs at the top.
        places = np.arange(len(rows))[::-1]
        _draw_differences(axes, rows, places)
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_yticks(places, arms, fontsize=8)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlabel(f"difference, {letters.shown(unit)}")
        # Few replicates, or equal ones, give no interval: the title must not promise one.
        ending = ", with its 95 % interval" if rows["low"].notna().any() else ""
        title = fill(f"Difference from “{letters.shown(baseline)}”{ending}", ACROSS)
        figure.suptitle(title, x=0.01, ha="left", fontsize=9)
        axes.tick_params(left=False)
        axes.spines["left"].set_visible(False)
        # Without a value in any arm there is nothing to explain.
        if axes.containers:
            figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8)
        letters.annotate(figure)
    return figure


def _draw_differences(axes: Axes, rows: pd.DataFrame, places: NDArray[np.int64]) -> None:
    middle = rows["difference"].to_numpy(dtype=float)
    ends = np.abs(np.vstack([middle - rows["low"], rows["high"] - middle]))
    # By the adjusted p-value: intervals are not adjusted, so that one of many may exclude 0 by chance.
    is_sure, has_interval = (rows["p_holm"] <= SIGNIFICANT).to_numpy(), rows["low"].notna().to_numpy()
    for which, colour, filled, label in (
        (is_sure, SIGNIFICANT_COLOUR, SIGNIFICANT_COLOUR, "significantly different from zero"),
        (~is_sure & has_interval, OTHER_COLOUR, "white", "not significant"),
    ):
        if which.any():
            axes.errorbar(
                middle[which], places[which], xerr=ends[:, which], fmt="o", color=colour, capsize=3, label=label,
                markersize=5, markerfacecolor=filled,
            )  # fmt: skip
    alone = ~has_interval & ~np.isnan(middle)
    if alone.any():
        axes.errorbar(middle[alone], places[alone], fmt="x", color=INK, label="no interval", markersize=5)


def _wrapped(label: str) -> str:
    """Return a label broken into short lines."""
    return "\n".join(wrap(label, LABEL, max_lines=MOST_LINES, placeholder=" …"))


def convergence_of(arms: Sequence[Arm], measures: Sequence[str]) -> Figure:
    """Draw how the difference of the last arm from the first, or the mean of a single arm, converges with replicates."""
    with style(measures) as letters:
        rows = -(-len(measures) // COLUMNS)
        figure, panels = open_figure(WIDTH, 0.6 + 1.7 * rows, rows=rows, columns=min(COLUMNS, len(measures)))
        for axes, name in zip(panels, measures, strict=False):
            counts, found = _growing(arms, name)
            low, high = ([getattr(each, end) for each in found] for end in ("low", "high"))
            axes.fill_between(counts, low, high, color=SIGNIFICANT_COLOUR, alpha=0.18, linewidth=0)
            axes.plot(counts, [each.mean for each in found], color=SIGNIFICANT_COLOUR, linewidth=1.4)
            if len(arms) > 1:
                axes.axhline(0, color=INK, linewidth=0.8)
            axes.set_title(shortened(letters.shown(name), 40), loc="left", fontsize=9)
            axes.set_xlabel("replicates")
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        for axes in panels[len(measures) :]:
            axes.set_axis_off()
        letters.annotate(figure)
    return figure


def _growing(arms: Sequence[Arm], measure: str) -> tuple[list[int], list[Estimate]]:
    """Return estimates from the first replicates, at most forty of them, from the least number with an interval on."""
    values = values_of(arms, measure)
    least = min(values.shape[1], LEAST_PAIRS)
    counts = sorted({int(count) for count in np.linspace(least, values.shape[1], 40)})
    return counts, [estimate(values[:, :count]) for count in counts]


def values_of(arms: Sequence[Arm], measure: str) -> Floats:
    """Return what is estimated, by point and replicate: the last arm minus the first, or a single arm."""
    if len(arms) > 1:
        return differences(measure, arms[-1], arms[0])[0]
    wide: Floats = arms[0].rows[measure].unstack().to_numpy(dtype=float)  # noqa: PD010 - a series has no pivot_table
    return wide


def drivers_of(rows: pd.DataFrame) -> Figure:
    """Draw indices of one measure by factor and method, with intervals where the method gives them."""
    named = list(dict.fromkeys(rows["factor"]))
    methods = [method for method in METHODS if (rows["method"] == method).any()]
    with style(named) as letters:
        figure, (axes,) = open_figure(WIDTH, 0.9 + 0.16 * len(named) * (len(methods) + 1))
        height = 0.8 / len(methods)
        for at, method in enumerate(methods):
            # A method may lack a factor; each factor keeps its row all the same.
            own = rows[rows["method"] == method].set_index("factor").reindex(named)
            places = np.arange(len(named))[::-1] + 0.4 - (at + 0.5) * height
            colour, label = METHODS[method]
            error = own["error"].to_numpy(dtype=float)
            axes.barh(
                places, own["index"], height * 0.9, color=colour, label=label, ecolor=INK,
                xerr=None if np.isnan(error).all() else np.nan_to_num(error),
            )  # fmt: skip
        labels = [shortened(letters.shown(name), LABEL) for name in named]
        axes.set_yticks(np.arange(len(named))[::-1], labels)
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_xlabel("index, with its 95 % interval where the method gives one")
        figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8)
        letters.annotate(figure)
    return figure
