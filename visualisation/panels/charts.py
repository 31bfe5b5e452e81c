"""Time series of the whole world."""

from typing import Any

import solara

from paradiplomacy.visualisation.palette import TIES
from paradiplomacy.visualisation.snapshot import Snapshot

BLUE, ORANGE, GREEN, GREY, PINK = "#0072b2", "#d55e00", "#009e73", "#7d8a95", "#cc79a7"
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
    ("Antagonism", "0 to 1", (("antagonism", "mean of nations with acts", ORANGE),)),
    ("Divergence", "mayor from minister", (("divergence", "weighted by salience", PINK),)),
    (
        "Effort delivered, by level",
        "share of what is possible",
        (("effort_city", "cities", BLUE), ("effort_nation", "nations", ORANGE)),
    ),
    ("Trust of the public, by level", "share", (("trust_city", "cities", BLUE), ("trust_nation", "nations", ORANGE))),
)
"""Title, unit, and the series: name in the totals, label, colour."""


def charts_of(now: Snapshot) -> list[dict[str, Any]]:
    """The charts as the page takes them."""
    return [
        {
            "title": title,
            "unit": unit,
            "series": [
                {"label": label, "colour": colour, "values": now.totals[name].round(4).tolist()}
                for name, label, colour in series
                if name in now.totals
            ],
        }
        for title, unit, series in CHARTS
    ]


@solara.component_vue("charts.vue")
def Charts(charts: list[dict[str, Any]], start: str, horizon: int) -> None:
    """One small chart under the other, on one clock."""
