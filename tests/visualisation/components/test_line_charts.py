"""Line charts: a value for every month, shares that add up, and bands behind the run."""

import numpy as np

from paradiplomacy.visualisation.components.line_charts import CHARTS, banded, charts_of
from paradiplomacy.visualisation.services import Bands
from paradiplomacy.visualisation.session.session import Session


def test_charts_have_a_value_for_every_month(visit: Session) -> None:
    charts = charts_of(visit.go_to(9))
    assert len(charts) >= 6
    for chart in charts:
        assert chart["series"] and all(len(line["values"]) == 9 for line in chart["series"])


def test_the_share_of_a_challenge_that_is_closed_is_the_sum_of_who_closes_it(visit: Session) -> None:
    charts = {chart["title"]: chart["series"] for chart in charts_of(visit.go_to(30))}
    closed = {title: series for title, series in charts.items() if title.startswith("Share of the challenge closed")}
    assert "Share of the challenge closed: climate" in closed
    for series in closed.values():
        total, *parts = ([*line["values"]] for line in series)
        assert len(parts) == 3 and total[-1] > 0
        assert np.allclose(total, np.sum(parts, axis=0), atol=2e-4)
    assert len(charts["Remaining share of the challenges"]) == len(closed)


def test_bands_lie_behind_the_run(visit: Session) -> None:
    now = visit.go_to(4)
    low, middle, high = ({name: [value] * 4 for name in now.totals} for value in (0.0, 1.0, 2.0))
    charts = banded(now, Bands(9, range(4), low, middle, high))
    assert len(charts) == len(CHARTS)
    for chart, (_, _, lines) in zip(charts, CHARTS, strict=True):
        assert len(chart["series"]) == 2 * len(lines) and len(chart["bands"]) == len(lines)
        assert [line["values"] for line in chart["series"] if line["dash"]] == [[1.0] * 4] * len(lines)
        played = [line["values"] for line in chart["series"] if not line["dash"]]
        assert played == [now.totals[name].round(4).tolist() for name, _, _ in lines]
        assert all(band["low"] == [0.0] * 4 and band["high"] == [2.0] * 4 for band in chart["bands"])
    assert banded(now, Bands(9, range(4), {}, {}, {})) == []
