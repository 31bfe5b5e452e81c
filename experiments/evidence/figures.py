"""Figures of a library: the model along a line, with its null model and the observations."""

import io

import numpy as np
from matplotlib.axes import Axes

from paradiplomacy.experiments.evidence.runner import Drawn
from paradiplomacy.experiments.reports.canvas import open_figure
from paradiplomacy.experiments.reports.lettering import style
from paradiplomacy.experiments.statistics.interval import Estimate, Floats

MODEL, NULL, OBSERVED = "#1f4e79", "#a0a0a0", "#c0392b"


def figure(drawn: Drawn) -> bytes:
    """Return a figure as the content of a PNG file."""
    curve = drawn.curve
    with style([curve.x, curve.y, curve.null or ""]):
        made, (axes,) = open_figure(7.5, 4.2)
        _draw(axes, np.array(curve.at), drawn)
        axes.set_xlabel(curve.x)
        axes.set_ylabel(curve.y)
        buffer = io.BytesIO()
        made.savefig(buffer, format="png", dpi=140)
    return buffer.getvalue()


def _draw(axes: Axes, at: Floats, drawn: Drawn) -> None:
    curve = drawn.curve
    if curve.scale == "bars":
        _bars(axes, at, drawn.model)
    else:
        _lines(axes, at, drawn)
    if curve.scale == "log":
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks(at, [f"{value:g}" for value in at], minor=False)
        axes.minorticks_off()
        # The usual labels of a logarithmic axis are formulas, which our figures do not read.
        axes.yaxis.set_major_formatter("{x:g}")
    else:
        # Shares and counts: an axis that begins elsewhere would exaggerate differences.
        axes.set_ylim(bottom=0)


def _bars(axes: Axes, at: Floats, found: tuple[Estimate, ...]) -> None:
    middle, ends = _ends(found)
    axes.bar(at, middle, width=0.9 * np.diff(at).min(), yerr=ends, color=MODEL, alpha=0.75, capsize=3)
    axes.set_xticks(at, [f"{value:g}" for value in at])


def _lines(axes: Axes, at: Floats, drawn: Drawn) -> None:
    curve = drawn.curve
    if drawn.null:
        _line(axes, at, drawn.null, NULL, f"null model: {(curve.null or '').replace('_', ' ')}")
    _line(axes, at, drawn.model, MODEL, "model")
    if curve.observed:
        axes.plot(at, _visible(np.array(curve.observed), curve.scale), "s", color=OBSERVED, label="observed")
    axes.legend(frameon=False)


def _line(axes: Axes, at: Floats, found: tuple[Estimate, ...], colour: str, label: str) -> None:
    middle, ends = _ends(found)
    positive = middle > 0
    axes.errorbar(
        at[positive], middle[positive], yerr=ends[:, positive], fmt="o-", color=colour, capsize=3, label=label
    )


def _ends(found: tuple[Estimate, ...]) -> tuple[Floats, Floats]:
    middle = np.array([each.mean for each in found])
    ends = np.array([[each.mean - each.low for each in found], [each.high - each.mean for each in found]])
    # A mean without an interval, such as that of one run, is drawn without whiskers.
    return middle, np.nan_to_num(ends)


def _visible(values: Floats, scale: str) -> Floats:
    """Return the values without those that a logarithmic axis cannot show."""
    return np.where((scale != "log") | (values > 0), values, np.nan)
