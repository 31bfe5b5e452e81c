"""What the window can ask of the rooms beside it, which it may not import: given by the command that opens it.

A page that is opened without the command (``solara run``) has none of them, and says so where one is wanted.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format.scenario import Scenario


class Measured(NamedTuple):
    """A number read off a world, and what it is."""

    value: float
    about: str


class Played(NamedTuple):
    """What a visitor sees: a scenario without the changes, the changes, the luck, and the months done."""

    scenario: Scenario
    changes: Mapping[str, object]
    seed: int
    replicate: int
    month: int


class RefusedError(RuntimeError):
    """The server will not do something now: why, and what would help."""


class Progress(NamedTuple):
    """How far a batch is: ``state`` is running, done, stopped or failed, ``why`` says why it failed."""

    state: Literal["running", "done", "stopped", "failed"]
    done: int
    total: int
    why: str = ""


class Bands(NamedTuple):
    """Totals of many runs by month: 5 %, 50 % and 95 % of the runs lie below the three.

    Attributes:
        runs: How many.
        months: Months since the start.
        low, middle, high: By name of the total.
    """

    runs: int
    months: Sequence[int]
    low: Mapping[str, Sequence[float]]
    middle: Mapping[str, Sequence[float]]
    high: Mapping[str, Sequence[float]]


class Batch(Protocol):
    """A batch in the background."""

    def progress(self) -> Progress:
        """How far it is."""

    def bands(self) -> Bands:
        """What came out of it; only of one that is done."""

    def cancel(self) -> None:
        """End it, and throw away what it made."""


class KeptRun(NamedTuple):
    """A run of a results folder: what it is made of."""

    scenario: Scenario
    changes: Mapping[str, object]
    seed: int
    replicate: int


class Results(Protocol):
    """The results folder that the server shows.

    Attributes:
        title: What it is.
        first: Number of the run that is opened first.
        columns: What a point can be placed by: name to what it is.
        runs: A row for each run that is drawn: ``run``, ``label``, and the values of the columns (None where missing).
    """

    title: str
    first: int
    columns: Mapping[str, str]
    runs: Sequence[Mapping[str, Any]]

    def open(self, run: int) -> KeptRun:
        """A run by its number; raises LookupError where there is none."""


class Services(NamedTuple):
    """What the command line gives the window; None where it gives nothing.

    Attributes:
        measure: Reads a named measure of the experiments off a world; raises LookupError for a name that is none.
        tables: The tables as a zip of CSV files, each with what made it, and the scenario.
        about: What a measure of the experiments is, by its name; raises LookupError for a name that is none.
        figure: The map as a picture, ``png`` or ``svg``; raises ``RefusedError`` before the first month.
        replicate: Starts so many replicates of a scenario with a seed, to its horizon, in the background; raises
            ``RefusedError`` where the server has enough to do.
        results: The results folder that is shown.
        commit: Commit of the code; empty where it is not known.
    """

    measure: Callable[[World, str], Measured] | None = None
    tables: Callable[[Played], bytes] | None = None
    about: Callable[[str], str] | None = None
    figure: Callable[[Played, str], bytes] | None = None
    replicate: Callable[[Scenario, int, int], Batch] | None = None
    results: Results | None = None
    commit: str = ""


class Offer:
    """Holds what is given, for all visits of a server."""

    def __init__(self) -> None:
        self.services = Services()


OFFER = Offer()
