"""Hand-over from the command line to the page: what to open, and services of rooms that the window may not import.

A service that is None is not available, and the page says so where a visitor asks for it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Protocol

from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format.scenario import Scenario

FIRST_SCENARIO = "c40-paris"


class Measured(NamedTuple):
    """A number measured in a world, and its description."""

    value: float
    about: str


type Turn = Callable[[], AbstractContextManager[None]]
"""Waits for a turn of the server's processors."""


class Played(NamedTuple):
    """The world that a visitor sees: the scenario without changes, the changes, the seed, the replicate, and the months done."""

    scenario: Scenario
    changes: Mapping[str, object]
    seed: int
    replicate: int
    month: int


class RefusedError(RuntimeError):
    """The server cannot do something now: the reason, and what would help."""


class Progress(NamedTuple):
    """Progress of a batch; ``why`` is the reason of a failure."""

    state: Literal["running", "done", "stopped", "failed"]
    done: int
    total: int
    why: str = ""


class Bands(NamedTuple):
    """Monthly totals over many runs: the 5th, 50th and 95th percentile.

    Attributes:
        runs: Number of runs.
        months: Months since the start.
        low, middle, high: The percentiles by name of the total, one value a month.
    """

    runs: int
    months: Sequence[int]
    low: Mapping[str, Sequence[float]]
    middle: Mapping[str, Sequence[float]]
    high: Mapping[str, Sequence[float]]


class Batch(Protocol):
    """A batch of replicates in the background."""

    def progress(self) -> Progress:
        """Return its progress."""

    def bands(self) -> Bands:
        """Return its results; only once it is done."""

    def cancel(self) -> None:
        """End it and delete its results."""


class RecordedRun(NamedTuple):
    """One run of a results folder: what is needed to play it."""

    scenario: Scenario
    changes: Mapping[str, object]
    seed: int
    replicate: int


class Results(Protocol):
    """The results folder that the server shows.

    Attributes:
        title: Title of the batch.
        first: Number of the run that is opened first.
        columns: Columns by which points can be placed: name to description.
        runs: One row per run drawn: ``run``, ``label``, and the values of the columns (None where missing).
    """

    title: str
    first: int
    columns: Mapping[str, str]
    runs: Sequence[Mapping[str, int | float | str | None]]

    def open(self, run: int) -> RecordedRun:
        """Return a run by its number; raise LookupError if there is none."""


class Services(NamedTuple):
    """Services of the command line.

    Attributes:
        measure: Evaluates a named measure of the experiments in a world; raises LookupError for an unknown name.
        tables: Returns the tables as a zip of CSV files with their provenance and the scenario; each month of the run
            that this takes waits for a turn.
        export: Returns the run in a format of another program, zipped, in turns like the tables; raises ``RefusedError``
            before the first month.
        about: Describes a named measure of the experiments; raises LookupError for an unknown name.
        figure: Returns the map as a picture, ``png`` or ``svg``, in turns like the tables; raises ``RefusedError`` before
            the first month.
        replicate: Starts replicates of a scenario in the background: scenario, seed, number of replicates; raises
            ``RefusedError`` while too many batches run.
        results: The results folder that is shown.
        commit: Commit of the code; empty if unknown.
    """

    measure: Callable[[World, str], Measured] | None = None
    tables: Callable[[Played, Turn], bytes] | None = None
    export: Callable[[Played, str, Turn], bytes] | None = None
    about: Callable[[str], str] | None = None
    figure: Callable[[Played, str, Turn], bytes] | None = None
    replicate: Callable[[Scenario, int, int], Batch] | None = None
    results: Results | None = None
    commit: str = ""


class Settings(NamedTuple):
    """Settings with which a server was started.

    Attributes:
        scenario: Name or path of the scenario that an address without one opens.
        seed: Its seed.
        visitors: Largest number of visitors at a time; each has a world, and memory is finite.
        services: Services of the command line.
        replicate: Replicate of the seed that is opened, such as that of a saved run.
    """

    scenario: str = FIRST_SCENARIO
    seed: int = 1
    visitors: int = 40
    services: Services = Services()
    replicate: int = 0
