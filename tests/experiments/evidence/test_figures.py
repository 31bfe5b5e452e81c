"""Figures are drawn on every scale, with gaps where a logarithm does not exist."""

import pytest

from paradiplomacy.experiments.evidence.claim import Curve
from paradiplomacy.experiments.evidence.figures import figure
from paradiplomacy.experiments.evidence.runner import Drawn
from paradiplomacy.experiments.statistics.interval import Estimate

MODEL = tuple(Estimate(mean, mean - 0.1, mean + 0.1, 0.05, 9, 0.0) for mean in (0.0, 0.5, 0.25))


@pytest.mark.parametrize("scale", ["log", "linear", "bars"])
def test_a_figure_is_drawn_on_every_scale(scale) -> None:
    curve = Curve("c", "r", "t", "x", "y", scale, (1.0, 2.0, 3.0), ("a", "b", "c"), "rewired", (0.0, 0.4, 0.2))
    assert figure(Drawn(curve, MODEL, MODEL)).startswith(b"\x89PNG")
