"""The results of a search: a table of all settings, the Pareto front, and a picture."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from paradiplomacy.agents.card import grid
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.parts import write_text
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, folder_of
from paradiplomacy.experiments.results.store import SPREADSHEETS, stamped_csv
from paradiplomacy.experiments.search.objectives import front_of, objectives_of, robust, satisfied
from paradiplomacy.experiments.search.trace import Trace, scores_of, with_misfit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE, RECORD = "settings.csv", "search.json"
MOST_SHOWN = 10


class SearchResults:
    """The results of a search.

    Args:
        folder: The folder of the search.

    Attributes:
        record: What was searched for, why the search ended, and the provenance.
        settings: All settings, one row each: generation, levers, mean of each measure and, for each objective, its worst
            value and largest regret over the points of the uncertainties; the share of points at which all targets are met
            (``satisfied``); whether the setting is on the Pareto front (``front``); and, where the front was run again with
            fresh random numbers, the means of these runs (``_confirmed``).

    Raises:
        ResultsError: The folder holds no search that has ended.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = folder_of(folder)
        file = self.folder / RECORD
        if not file.is_file():
            raise ResultsError(f"{self.folder}: expected the folder of a search that has ended")
        self.record: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
        # Namibia has the code NA, which pandas would read as a missing value.
        self.settings = pd.read_csv(
            self.folder / TABLE,
            skiprows=1,
            keep_default_na=False,
            na_values=[""],
            encoding=SPREADSHEETS,
        )

    @property
    def front(self) -> pd.DataFrame:
        """The settings that no other setting dominates, the best by the first objective first."""
        found = self.settings[self.settings["front"]]
        first = self._objectives()[0]
        return found.sort_values(first["name"], ascending=first["direction"] == "minimise", kind="stable")

    def _objectives(self) -> list[dict[str, str]]:
        found = self.record["objectives"]
        assert isinstance(found, list)
        return found

    def __str__(self) -> str:
        """Return what was searched for, why the search ended, and the Pareto front."""
        # Without the other measures: a front of ten rows should fit a page.
        columns = self._columns()
        rows = self.front[columns].head(MOST_SHOWN).to_string(index=False)
        return f"{self._headline()}\n{rows}"

    def _repr_html_(self) -> str:
        """Return the Pareto front as a table for a notebook."""
        columns = self._columns()
        rows = self.front[columns].head(MOST_SHOWN).round(4).astype(str).to_numpy().tolist()
        return grid(self._headline(), columns, rows)

    def _columns(self) -> list[str]:
        levers, names = self.record["levers"], [each["name"] for each in self._objectives()]
        assert isinstance(levers, list)
        return [*levers, *names, *(["satisfied"] if self.settings["satisfied"].notna().any() else [])]

    def _headline(self) -> str:
        aims = ", ".join(f"{each['direction']} {each['name']}" for each in self._objectives())
        front = counted(int(self.settings["front"].sum()), "setting")
        tried = counted(len(self.settings), "setting")
        return f"{self.record['title']}: {aims}; {front} on the front of {tried} tried; ended because {self.record['ended']}"

    def figure(self) -> "Figure":
        """Return a picture: the plane of the first two objectives, or the best value by generation."""
        from paradiplomacy.experiments.search.picture import figure_of

        return figure_of(self.settings, self._objectives())


type Confirmed = Mapping[str, Mapping[int, float]]
"""Mean of each measure with fresh random numbers, by row of the table; of the settings on the front."""


def table(design: Design, trace: Trace, confirmed: Confirmed = MappingProxyType({})) -> pd.DataFrame:
    """Return all settings with their values."""
    values = with_misfit(design, trace.measured)
    found = pd.DataFrame(trace.settings)
    found.insert(0, "generation", trace.generation)
    for name, each in values.items():
        found[name] = each.mean(axis=1)
    for objective in objectives_of(design.search, design.targets):
        of = values[objective.name]
        found[f"{objective.name}_worst"] = objective.sign * robust(of, objective.sign, "worst")
        found[f"{objective.name}_regret"] = robust(of, objective.sign, "regret")
    found["satisfied"] = satisfied(trace.measured, design.targets)
    found["front"] = front_of(scores_of(design, trace.measured))
    for name, means in confirmed.items():
        found[f"{name}_confirmed"] = pd.Series(means, dtype=float)
    return found


def write(design: Design, trace: Trace, folder: Path, confirmed: Confirmed = MappingProxyType({})) -> SearchResults:
    """Write the table and the record of a search into its folder, and return its results."""
    # All generations have the same code and seed, so that the provenance of the first is that of the search.
    first = BatchResults(folder / "generation-000")
    with (folder / TABLE).open("w", encoding=SPREADSHEETS, newline="") as file:
        stamped_csv(table(design, trace, confirmed), file, first.stamp)
    record = {
        "format": 1,
        "title": design.title,
        "design": design.name,
        "seed": design.seed,
        "over": design.search.over,
        "objectives": [
            {"name": each.name, "direction": "minimise" if each.sign > 0.0 else "maximise"}
            for each in objectives_of(design.search, design.targets)
        ],
        "levers": [factor.column for factor in design.levers],
        "targets": [
            {key: value for key, value in each._asdict().items() if value is not None} for each in design.targets
        ],
        "settings": len(trace.settings),
        "generations": int(np.max(trace.generation)) + 1,
        "points": next(iter(trace.measured.values())).shape[1],
        "ended": trace.ended,
        "provenance": first.stamp,
    }
    write_text(folder / RECORD, json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    return SearchResults(folder)
