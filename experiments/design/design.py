"""The typed form of a design: which scenarios, what is varied and how, how often, and what is read off."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from paradiplomacy.agents.fields import Field

DISTRIBUTIONS = ("uniform", "log_uniform", "triangular", "normal")
SAMPLERS = (
    "factorial",
    "latin_hypercube",
    "sobol_sequence",
    "saltelli",
    "morris",
    "one_at_a_time",
    "table",
)
DIRECTIONS = ("rises", "falls", "no_change")
KEPT = ("monthly", "events", "agreements", "cities", "nations")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Factor(NamedTuple):
    """One thing that is varied: a lever (our choice) or an uncertainty (the world's unknown).

    Attributes:
        values: The values that it takes, where it is a list; otherwise it is drawn between ``low`` and ``high``.
    """

    path: Annotated[str, Field("path in the scenario, such as response.tolerance", unit="path")]
    name: Annotated[str | None, Field("name of its column; the path unless given", unit="word")] = None
    low: Annotated[float | None, Field("least value of a range")] = None
    high: Annotated[float | None, Field("largest value of a range")] = None
    distribution: Annotated[str, Field("how a range is drawn from", unit="word", choices=DISTRIBUTIONS)] = "uniform"
    peak: Annotated[float | None, Field("most likely value of a triangular distribution")] = None
    mean: Annotated[float | None, Field("mean of a normal distribution, cut at low and high")] = None
    deviation: Annotated[float | None, Field("standard deviation of a normal distribution", low=1e-300)] = None
    values: tuple[Any, ...] = ()

    @property
    def column(self) -> str:
        """Name of its column in tables."""
        return self.name or self.path


class Experiment(NamedTuple):
    """One of several cases that a design compares: a scenario of its own, or changes of its own."""

    name: Annotated[str, Field("name of the case", unit="word")]
    scenario: Annotated[str | None, Field("its scenario; the design's unless given", unit="name or file")] = None
    changes: Mapping[str, Any] = NOTHING


class Claim(NamedTuple):
    """Something that is said about the question, put so that the runs can contradict it.

    Attributes:
        case: Which runs: values by column, and ``experiment`` for the name of one.
        against: Which runs they are compared with; what neither names pairs up.
    """

    said: Annotated[str, Field("what is said", unit="text")]
    measure: Annotated[str, Field("measure that tells", unit="measure")]
    direction: Annotated[str, Field("what the measure does if it is so", unit="word", choices=DIRECTIONS)]
    by: Annotated[str, Field("who says so", unit="text")] = "the essay"
    within: Annotated[float | None, Field("largest change that counts as none", unit="of the measure", low=1e-300)] = (
        None
    )
    case: Mapping[str, Any] = NOTHING
    against: Mapping[str, Any] = NOTHING


class Sampling(NamedTuple):
    """How the settings are chosen from what is varied."""

    levers: Annotated[str, Field("sampler of the levers", unit="word", choices=SAMPLERS)] = "factorial"
    uncertainties: Annotated[
        str,
        Field(
            "sampler of the uncertainties; each of its points meets each of the levers'",
            unit="word",
            choices=SAMPLERS,
        ),
    ] = "latin_hypercube"
    together: Annotated[
        str | None,
        Field("one sampler for both instead of all pairs of points", unit="word", choices=SAMPLERS),
    ] = None
    samples: Annotated[
        int,
        Field(
            "points of a hypercube or sequence; base points of saltelli; trajectories of morris",
            unit="points",
            low=1,
            high=1_000_000,
        ),
    ] = 64
    levels: Annotated[
        int,
        Field("values that a range takes in factorial, one_at_a_time and morris", unit="values", low=2, high=1000),
    ] = 4
    second_order: Annotated[bool, Field("whether saltelli also serves interactions of two", unit="yes or no")] = False
    table: Annotated[
        str | None, Field("CSV file of the table sampler: a column for each name or path", unit="file")
    ] = None


class Stop(NamedTuple):
    """What ends a run before its last month."""

    measure: Annotated[str | None, Field("measure that is looked at after each month", unit="measure")] = None
    above: Annotated[float | None, Field("stop when the measure is above this")] = None
    below: Annotated[float | None, Field("stop when the measure is below this")] = None
    after: Annotated[int, Field("months to run before looking", unit="months", low=0, high=2400)] = 0
    seconds: Annotated[
        float | None,
        Field("time that a run may take, after which it counts as timed out", unit="seconds", low=0.001, high=1e7),
    ] = None


class Precision(NamedTuple):
    """How sure an answer is to be, where the number of replicates follows from it."""

    measure: Annotated[str | None, Field("measure whose mean is to be known", unit="measure")] = None
    half_width: Annotated[
        float | None,
        Field("half-width of the confidence interval to be reached", unit="of the measure", low=1e-300),
    ] = None
    confidence: Annotated[float, Field("confidence of the interval", unit="share", low=0.5, high=0.9999)] = 0.95
    least: Annotated[int, Field("replicates of the first look", unit="runs", low=3, high=100_000)] = 20
    most: Annotated[int, Field("most replicates", unit="runs", low=3, high=1_000_000)] = 1000


class Design(NamedTuple):
    """What is varied, how often, for how long, and what is measured.

    ``read_design.read`` makes it from a file; ``read_design.checked`` checks one that was made by hand.
    """

    title: Annotated[str, Field("title of the design", unit="text")]
    scenario: Annotated[str, Field("name in the library, or a file beside the design", unit="name or file")]
    measures: Annotated[tuple[str, ...], Field("what is read off each run", unit="measures")]
    name: Annotated[str, Field("name of the design; the name of its file unless it says", unit="word")] = "design"
    question: Annotated[str, Field("what the design is there to answer", unit="text")] = ""
    months: Annotated[
        int | None,
        Field("months of each run; the scenario's own unless given", unit="months", low=1, high=2400),
    ] = None
    seed: Annotated[int, Field("root seed of all runs and of the sampler", unit="seed", low=0, high=2**63 - 1)] = 1
    replicates: Annotated[
        int,
        Field("runs of each setting; the k-th has the same luck in all settings", unit="runs", low=1, high=1_000_000),
    ] = 1
    keep: Annotated[
        tuple[str, ...],
        Field("tables that are kept of every run", unit="tables", choices=KEPT),
    ] = ()
    sampling: Sampling = Sampling()
    stop: Stop = Stop()
    precision: Precision = Precision()
    changes: Mapping[str, Any] = NOTHING
    levers: tuple[Factor, ...] = ()
    uncertainties: tuple[Factor, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Levers, then uncertainties."""
        return self.levers + self.uncertainties

    @property
    def cases(self) -> tuple[Experiment, ...]:
        """The experiments; the scenario itself where none is declared."""
        return self.experiments or (Experiment("only"),)
