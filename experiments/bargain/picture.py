"""The picture of a negotiation: the plane of gains for two parties, bars for more."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.bargain.finite import FiniteSpace
from paradiplomacy.experiments.bargain.space import EGALITARIAN, KALAI_SMORODINSKY, NASH, UTILITARIAN
from paradiplomacy.experiments.reports.canvas import open_figure
from paradiplomacy.experiments.reports.lettering import FAINT, INK, style

if TYPE_CHECKING:
    from paradiplomacy.experiments.bargain.bargain import Bargain

OUTCOMES, EDGE, AGREEMENT = "#b9c2c9", "#0072b2", "#d55e00"
# Points differ by shape as well as by colour (Okabe and Ito 2008).
MARKS = {
    NASH: ("^", "#009e73"),
    KALAI_SMORODINSKY: ("s", "#cc79a7"),
    EGALITARIAN: ("D", "#e69f00"),
    UTILITARIAN: ("o", "#56b4e9"),
}
HATCHES = {NASH: "//", KALAI_SMORODINSKY: "..", EGALITARIAN: "xx", UTILITARIAN: "\\\\"}
MOST_DOTS = 5_000


def figure_of(bargain: "Bargain") -> Figure:
    """Draw a negotiation."""
    parties = bargain.domain.parties
    with style(parties) as letters:
        figure, (axes,) = open_figure(7.2, 5.2)
        names = [letters.shown(party) for party in parties]
        (_plane if len(parties) == 2 else _bars)(axes, bargain, names)
        ending = "agreement" if bargain.agreed else "no agreement"
        figure.suptitle(f"Protocol {letters.shown(bargain.protocol)}: {ending}", x=0.01, ha="left", fontsize=10)
        figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=8)
        letters.annotate(figure)
    return figure


def _plane(axes: Axes, bargain: "Bargain", names: list[str]) -> None:
    space = bargain.domain.space(finite=bargain.protocol == "blind_offers")
    if isinstance(space, FiniteSpace):
        _outcomes(axes, space.gain)
    if len(bargain.frontier):
        mark = "." if isinstance(space, FiniteSpace) else ""
        axes.plot(*bargain.frontier.T, color=EDGE, marker=mark, linewidth=1.4, label="Pareto frontier", zorder=2)
    for name, at in bargain.points.items():
        shape, colour = MARKS[name]
        axes.scatter(
            [at[bargain.domain.parties[0]]], [at[bargain.domain.parties[1]]], marker=shape, s=110, facecolors="none",
            edgecolors=colour, linewidths=2.0, label=name, zorder=3,
        )  # fmt: skip
    if bargain.agreed:
        first, second = bargain.gain.values()
        axes.scatter([first], [second], marker="*", s=130, color=AGREEMENT, label="agreement", zorder=4)
    # No agreement is at the crossing of these lines.
    axes.axhline(0.0, color=FAINT, linewidth=0.8, linestyle="--")
    axes.axvline(0.0, color=FAINT, linewidth=0.8, linestyle="--", label="no agreement")
    axes.set_xlabel(f"gain of {names[0]} over no agreement")
    axes.set_ylabel(f"gain of {names[1]} over no agreement")


def _outcomes(axes: Axes, gain: Floats) -> None:
    # Not all: a picture of half a million dots is slow to draw and shows no more.
    step = -(-gain.shape[1] // MOST_DOTS)
    axes.scatter(gain[0, ::step], gain[1, ::step], s=8, color=OUTCOMES, label="outcomes", zorder=1)


def _bars(axes: Axes, bargain: "Bargain", names: list[str]) -> None:
    rows = [("agreement", bargain.gain)] if bargain.agreed else []
    rows += list(bargain.points.items())
    height = 0.8 / max(1, len(rows))
    places = np.arange(len(names))[::-1]
    for at, (label, gains) in enumerate(rows):
        colour = AGREEMENT if label == "agreement" else MARKS[label][1]
        axes.barh(
            places + 0.4 - (at + 0.5) * height, list(gains.values()), height * 0.9, color=colour, edgecolor=INK,
            linewidth=0.5, hatch=HATCHES.get(label, ""), label=label,
        )  # fmt: skip
    axes.set_yticks(places, names)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.set_xlabel("gain over no agreement")
