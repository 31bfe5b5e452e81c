"""Mesa's own page of the World, an example of a few lines, renders and steps."""

import runpy
from pathlib import Path

import ipywidgets
import pytest
import solara

EXAMPLE = Path(__file__).parents[2] / "examples" / "mesa_solara_viz.py"
pytestmark = pytest.mark.filterwarnings("ignore")  # Mesa and Matplotlib warn of their own future


def test_the_world_has_a_page_of_mesas() -> None:
    example = runpy.run_path(str(EXAMPLE))
    box, rendered = solara.render(example["page"], handle_error=False)
    assert len(rendered.find(ipywidgets.Image).widgets) == 2, "the map and the plot"
    rendered.close()
    model = example["Watched"](cities=40, seed=2)
    model.step()
    counted = model.datacollector.get_model_vars_dataframe()
    assert len(counted) == 2 and model.world.month == 1
    assert counted["in force"].iloc[-1] == (model.world.agreements["status"] == "in force").sum()
    box, rendered = solara.render(example["WorldMap"](model), handle_error=False)
    assert box.children
    rendered.close()
