"""Show the World in Mesa's ``SolaraViz``: ``solara run examples/mesa_solara_viz.py``.

This requires ``pip install altair``, which Mesa's visualisation imports. ``paradiplomacy view`` is faster and shows
more; this example is a starting point for a custom page.
"""

from typing import Any

import mesa
import solara
from matplotlib.figure import Figure
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

import paradiplomacy


class Watched(mesa.Model):
    """A world in the form that ``SolaraViz`` expects: keyword arguments and a data collector."""

    def __init__(self, cities: int = 60, tolerance: float = 0.1, seed: int = 1) -> None:
        super().__init__(rng=seed)
        changes = {"world.cities": cities, "world.nations": 6, "response.tolerance": tolerance, "months": 120}
        self.world = paradiplomacy.World.from_scenario("synthetic", seed=seed, changes=changes | {"search.burn_in": 3})
        self.datacollector = mesa.DataCollector({"in force": self.in_force, "bypasses": self.bypasses})
        self.datacollector.collect(self)

    def in_force(self, _model: mesa.Model | None = None) -> int:
        """Return the number of agreements in force."""
        return int((self.world.agreements["status"] == "in force").sum())

    def bypasses(self, _model: mesa.Model | None = None) -> int:
        """Return the number of agreements in force with which a city bypasses its nation."""
        book = self.world.agreements
        around = (book["class_a"] == "bypass") | (book["class_b"] == "bypass")
        return int((around & (book["status"] == "in force")).sum())

    def step(self) -> None:
        """Run one month."""
        self.world.step()
        self.running = self.world.running
        self.datacollector.collect(self)


@solara.component
def WorldMap(model: Watched) -> None:
    """Draw the cities, and a line for every agreement in force."""
    update_counter.get()
    figure = Figure(figsize=(7, 4))
    axes = figure.subplots()
    cities, nations = model.world.cities, model.world.nations
    place = {each.id: (each.lon, each.lat) for each in [*cities.values(), *nations.values()]}
    book = model.world.agreements
    for a, b in book.loc[book["status"] == "in force", ["a", "b"]].itertuples(index=False):
        axes.plot(*zip(place[a], place[b], strict=True), color="#0072b2", linewidth=0.6, alpha=0.5)
    axes.scatter(*zip(*(place[city.id] for city in cities.values()), strict=True), s=9, color="#26323a", zorder=3)
    axes.set(xlabel="degrees east", ylabel="degrees north", title=model.world.date)
    solara.FigureMatplotlib(figure)


PARAMETERS: dict[str, Any] = {
    "cities": Slider("cities", 60, 20, 200, 10, dtype=int),
    "tolerance": Slider("tolerance of nations (depth)", 0.1, 0.0, 0.5, 0.05),
    "seed": {"type": "InputText", "value": 1, "label": "seed"},
}
page = SolaraViz(
    Watched(),
    components=[WorldMap, make_plot_component(["in force", "bypasses"])],
    model_params=PARAMETERS,
    name="Cities and nations",
)
