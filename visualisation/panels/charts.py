"""Time series of the whole world."""

from typing import Any

import numpy as np
import solara

from paradiplomacy.agents.columns import Floats
from paradiplomacy.visualisation.theme.palette import TIES
from paradiplomacy.visualisation.session.snapshot import Snapshot

type Chart = tuple[str, str, list[tuple[str, str, Floats]]]
"""Title, unit, and the series: label, colour, values."""
BLUE, ORANGE, GREEN, GREY, PINK = "#0072b2", "#d55e00", "#008a64", "#828d97", "#b85c8f"
CHARTS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Agreements",
        "number",
        (
            ("stock_in_force", "in force", BLUE),
            ("stock_signed", "signed", GREEN),
            ("stock_preempted", "preempted", ORANGE),
            ("stock_negotiating", "negotiating", GREY),
        ),
    ),
    (
        "City diplomacy of the last 24 months, by class",
        "cities in agreements",
        (
            ("cooperative_joint", "coordinated, in line", TIES[2].light),
            ("coordinated_opposed", "coordinated, not in line", TIES[3].light),
            ("parallel_harmony", "on its own, in line", TIES[4].light),
            ("parallel_disharmony", "on its own, not in line", TIES[5].light),
            ("bypass", "bypass", TIES[6].light),
        ),
    ),
    ("Antagonism", "0 to 1", (("antagonism", "mean of the nations whose cities acted", ORANGE),)),
    ("Divergence", "mayor from minister, 0 to 2", (("divergence", "weighted by salience", PINK),)),
    (
        "Effort delivered, by level",
        "share of what is possible",
        (("effort_city", "cities", BLUE), ("effort_nation", "nations", ORANGE)),
    ),
    ("Trust of the public, by level", "share", (("trust_city", "cities", BLUE), ("trust_nation", "nations", ORANGE))),
)
"""Title, unit, and the series: name in the totals, label, colour."""
CLOSED = (
    ("closed_local", "by cities alone", BLUE),
    ("closed_national", "by nations alone", ORANGE),
    ("closed_joint", "by both together", GREEN),
)
STOCK = "challenge_stock_"
STOCKS = (BLUE, ORANGE, GREEN, PINK, GREY)


def charts_of(now: Snapshot) -> list[dict[str, Any]]:
    """The charts as the page takes them."""
    return [
        {
            "title": title,
            "unit": unit,
            "series": [
                {"label": label, "colour": colour, "values": values.round(4).tolist()}
                for label, colour, values in series
            ],
        }
        for title, unit, series in [*_plain(now), *_challenges(now)]
    ]


def _plain(now: Snapshot) -> list[Chart]:
    return [
        (title, unit, [(label, colour, now.totals[name]) for name, label, colour in series if name in now.totals])
        for title, unit, series in CHARTS
    ]


def _challenges(now: Snapshot) -> list[Chart]:
    """Of each common challenge: the share that is closed, and by whom; and what is left of all."""
    names = [name.removeprefix(STOCK) for name in now.totals if name.startswith(STOCK)]
    charts: list[Chart] = []
    for name in names:
        parts = [(label, colour, now.totals[f"challenge_{part}_{name}"]) for part, label, colour in CLOSED]
        total = np.sum([values for _, _, values in parts], axis=0)
        charts.append(
            (
                f"Share of the challenge closed: {name}",
                "share, where the modelled cities are",
                [("in all", GREY, total), *parts],
            )
        )
    left = [(name, STOCKS[at % len(STOCKS)], now.totals[STOCK + name]) for at, name in enumerate(names)]
    return [*charts, ("What is left of the challenges", "1 at the start", left)] if left else charts


@solara.component_vue("charts.vue")
def Charts(charts: list[dict[str, Any]], months: list[int], start: str, horizon: int) -> None:
    """One small chart under the other, on one clock."""
