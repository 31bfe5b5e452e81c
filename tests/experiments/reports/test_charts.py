"""Figures of a batch say what they show."""

import math

import pandas as pd

from paradiplomacy.experiments.reports.charts import differences_of


def test_a_difference_without_an_interval_is_drawn_and_named_as_such() -> None:
    rows = pd.DataFrame(
        {"baseline": "a", "arm": ["b", "c"], "difference": [1.0, -2.0], "low": [0.5, math.nan], "high": [1.5, math.nan]}
    ).assign(p_holm=[0.01, math.nan])
    both, alone = differences_of(rows, "agreements"), differences_of(rows.tail(1), "agreements")
    assert [text.get_text() for text in both.legends[0].texts] == ["significantly different from zero", "no interval"]
    assert both.get_suptitle() == "Difference from “a”, with its 95 % interval"
    assert [text.get_text() for text in alone.legends[0].texts] == ["no interval"]
    assert alone.get_suptitle() == "Difference from “a”"
    bars = [container.has_xerr for container in alone.axes[0].containers]
    assert bars == [False], "an error bar of width zero would read as certainty"
