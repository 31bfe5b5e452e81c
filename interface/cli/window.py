"""Services for the window: what it needs of rooms that it may not import (``visualisation.services``)."""

import io
import math
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paradiplomacy.cli.background import Batches
from paradiplomacy.experiments.engine.run import Underway
from paradiplomacy.experiments.results.provenance import code_version
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.own_files import is_own
from paradiplomacy.model.world import World
from paradiplomacy.visualisation.services import Measured, Played, RecordedRun, RefusedError, Services, Turn

if TYPE_CHECKING:
    from paradiplomacy.experiments.measures.measure import Measure

MOST_POINTS = 2_000
"""Largest number of runs of a results folder that are drawn; of more, every second, third and so on."""
NUMBERS = {"run": "number of the run", "replicate": "number of the replicate"}


def services(folder: Path | None = None) -> Services:
    """Return all services.

    Args:
        folder: The results folder of a batch that the window shows, or None.

    Returns:
        The services.
    """
    return Services(
        measure=measured,
        tables=tables,
        export=export,
        about=about,
        figure=figure,
        # One collection for the whole server, because its limit applies to all visitors together.
        replicate=Batches().start,
        results=None if folder is None else Folder(folder),
        commit=code_version()[0],
    )


def measured(world: World, name: str) -> Measured:
    """Evaluate a measure of the experiments in a world.

    Args:
        world: The world.
        name: Name of the measure.

    Returns:
        Its value and its description.

    Raises:
        LookupError: The measure is unknown.
    """
    found = _measure(name)
    return Measured(float(found.of(world)), found.about)


def about(name: str) -> str:
    """Return the description of a measure of the experiments.

    Raises:
        LookupError: The measure is unknown.
    """
    return _measure(name).about


def _measure(name: str) -> "Measure":
    from paradiplomacy.experiments.measures import registry as measures

    if is_own(name):  # it would run a file that a visitor names
        raise LookupError("a page cannot use a measure from a file")
    wrong = measures.fault(name)
    if wrong is not None:
        raise LookupError(": ".join(wrong))
    return measures.measure(name)


def played_again(played: Played, turn: Turn) -> Run:
    """Run what a visitor sees again from the start, since a session has no complete tables."""
    with turn():
        underway = Underway(
            played.scenario,
            seed=played.seed,
            replicate=played.replicate,
            changes=played.changes,
            command="paradiplomacy view",
        )
    while underway.months < played.month:
        # Other visitors have their turns between two months.
        with turn():
            underway.step()
    return underway.results()


def tables(played: Played, turn: Turn) -> bytes:
    """Return the tables as CSV files with the scenario and the manifest, zipped."""
    with tempfile.TemporaryDirectory() as folder:
        return zipped(played_again(played, turn).save(Path(folder) / "run", format="csv"))


def export(played: Played, name: str, turn: Turn) -> bytes:
    """Return the run in a format of another program, with its provenance, zipped.

    Raises:
        RefusedError: No month is done yet.
    """
    if played.month < 1:
        raise RefusedError("There is nothing to export before the first month: step a month, then save the file.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "run"
        played_again(played, turn).export(place, format=name)
        return zipped(place)


def zipped(folder: Path) -> bytes:
    """Return all files of a folder and of those in it, zipped."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    return packed.getvalue()


def figure(played: Played, ending: str, turn: Turn) -> bytes:
    """Return the map of agreements in force as a picture.

    Args:
        played: What a visitor sees.
        ending: ``png`` or ``svg``.
        turn: Waits for a turn of the server's processors.

    Returns:
        Content of the file.

    Raises:
        RefusedError: No month is done yet.
    """
    from paradiplomacy.experiments.reports.figures import map_of_agreements

    if played.month < 1:
        raise RefusedError("There is nothing to draw before the first month: step a month, then save the map.")
    with tempfile.TemporaryDirectory() as folder:
        return map_of_agreements(played_again(played, turn), Path(folder) / f"map.{ending}").read_bytes()


class Folder:
    """The results folder of a batch for the window.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        from paradiplomacy.experiments.results.batch import BatchResults

        self._batch = BatchResults(folder)
        self._recipe = self._batch.recipe()
        self.title = str(self._batch.manifest.get("title") or folder.name)
        self.columns: Mapping[str, str] = self._columns()
        self.runs: Sequence[Mapping[str, int | float | str | None]] = self._runs()
        self.first = int(self._batch.joined["run"].iloc[0]) if self.runs else 0

    def open(self, run: int) -> RecordedRun:
        """Return a run by its number.

        Raises:
            LookupError: There is no such run.
        """
        from paradiplomacy.experiments.results.folder import ResultsError

        try:
            task = self._batch.task(run)
        except ResultsError as error:
            raise LookupError(str(error)) from error
        changes = {self._recipe.paths[column]: value for column, value in task.point.items()}
        return RecordedRun(self._recipe.bases[task.experiment], changes, self._recipe.seed, task.replicate)

    def _columns(self) -> dict[str, str]:
        from paradiplomacy.experiments.measures.registry import MEASURES

        varied = {
            column: f"varied in this batch: {path}"
            for column, path in self._batch.manifest["paths"].items()
            # Only numbers have a place on an axis.
            if self._batch.manifest["kinds"][column] in ("int", "float")
        }
        return (
            varied
            | {name: MEASURES[name].about if name in MEASURES else name for name in self._batch.measures}
            | NUMBERS
        )

    def _runs(self) -> list[dict[str, int | float | str | None]]:
        joined = self._batch.joined
        # Every n-th run, because the first ones all belong to the first replicate.
        some = joined.iloc[:: max(1, math.ceil(len(joined) / MOST_POINTS))]
        rows = some.to_dict(orient="records")
        return [self._point({str(name): value for name, value in row.items()}) for row in rows]

    def _point(self, row: Mapping[str, Any]) -> dict[str, int | float | str | None]:
        several = len(self._batch.manifest["experiments"]) > 1
        parts = [str(row["experiment"])] if several else []
        parts += [f"{column} {row[column]}" for column in self._batch.columns if row.get(column) is not None]
        label = ", ".join([f"run {row['run']}", *parts, f"replicate {row['replicate']}"])
        numbers = {name: _number(row.get(name)) for name in self.columns}
        return {"label": label, **numbers, "run": int(row["run"])}


def _number(value: float | None) -> float | int | None:
    """Return a number that JSON can hold; None for a missing one."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else float(value)
