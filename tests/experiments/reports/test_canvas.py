"""A figure is a page's own: as large as asked, with open axes, and unknown to pyplot."""

import matplotlib.pyplot as plt
import pytest

from paradiplomacy.experiments.reports.canvas import open_figure


def test_a_figure_has_its_axes_row_by_row_and_is_not_registered() -> None:
    before = plt.get_fignums()
    figure, panels = open_figure(6.0, 3.0, rows=2, columns=3)
    assert figure.get_size_inches() == pytest.approx([6.0, 3.0]) and plt.get_fignums() == before
    assert len(panels) == 6 and list(figure.axes) == panels
    assert panels[0].get_subplotspec().rowspan.start == panels[2].get_subplotspec().rowspan.start == 0  # type: ignore[union-attr]
    lines = [
        (spine, axes.spines[spine].get_visible()) for axes in panels for spine in ("top", "right", "left", "bottom")
    ]
    assert lines == [("top", False), ("right", False), ("left", True), ("bottom", True)] * 6
