"""The typed form of a design: scenarios, factors, samplers, replicates and measures."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.calendar import MOST_MONTHS
from paradiplomacy.scenarios.typed.schema import Entries
from paradiplomacy.scenarios.typed.toml import to_toml

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
ROBUST = ("mean", "worst", "regret")
DIRECTIONS = ("rises", "falls", "no_change")
KEPT = (
    "monthly",
    "events",
    "agreements",
    "parties",
    "disputes",
    "statutes",
    "clubs",
    "memberships",
    "deliveries",
    "cities",
    "nations",
)
# Shared as a default by many records, so that it must not be changeable.
NOTHING: Mapping[str, object] = MappingProxyType({})


class Factor(NamedTuple):
    """One factor that is varied: a lever (our choice) or an uncertainty (unknown).

    Attributes:
        values: Its values, where it is a list; otherwise it is drawn between ``low`` and ``high``.
    """

    path: Annotated[str, Field("path in the scenario, such as response.tolerance", unit="path")]
    name: Annotated[str | None, Field("name of its column; the path unless given", unit="word")] = None
    low: Annotated[float | None, Field("least value of a range")] = None
    high: Annotated[float | None, Field("largest value of a range")] = None
    distribution: Annotated[str, Field("distribution over the range", unit="word", choices=DISTRIBUTIONS)] = "uniform"
    peak: Annotated[float | None, Field("most likely value of a triangular distribution")] = None
    mean: Annotated[float | None, Field("mean of a normal distribution, truncated at low and high")] = None
    # Limits of a field include their ends: the tiny number excludes 0, here and below.
    deviation: Annotated[float | None, Field("standard deviation of a normal distribution", low=1e-300)] = None
    values: Annotated[tuple[object, ...], Field("list of values, instead of a range", unit="values")] = ()

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)

    @property
    def column(self) -> str:
        """The name of its column in tables."""
        return self.name or self.path


class Experiment(NamedTuple):
    """One of several cases that a design compares: another scenario, or other changes."""

    name: Annotated[str, Field("name of the case", unit="word")]
    scenario: Annotated[str | None, Field("its scenario; the design's unless given", unit="name or file")] = None
    changes: Annotated[Mapping[str, object], Field("its changes of the scenario", unit="path=value")] = NOTHING

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)


class Claim(NamedTuple):
    """An entry of ``[[claims]]``: a statement about the question that the runs can falsify.

    Attributes:
        case: Value by column that selects the runs; ``experiment`` for the name of a case.
        against: The runs they are compared with, paired by everything that is not named.
    """

    said: Annotated[str, Field("the claim, in one sentence", unit="text")]
    measure: Annotated[str, Field("measure that decides", unit="measure")]
    direction: Annotated[str, Field("change of the measure according to the claim", unit="word", choices=DIRECTIONS)]
    by: Annotated[str, Field("source of the claim", unit="text")] = "the design"
    within: Annotated[
        float | None, Field("largest change that counts as no change", unit="of the measure", low=1e-300)
    ] = None
    case: Annotated[Mapping[str, object], Field("runs that the claim is about", unit="column=value")] = NOTHING
    against: Annotated[Mapping[str, object], Field("runs they are compared with", unit="column=value")] = NOTHING


class Sampling(NamedTuple):
    """The sampling of settings from the factors."""

    levers: Annotated[str, Field("sampler of the levers", unit="word", choices=SAMPLERS)] = "factorial"
    uncertainties: Annotated[
        str,
        Field(
            "sampler of the uncertainties; each of its points is combined with each of the levers'",
            unit="word",
            choices=SAMPLERS,
        ),
    ] = "latin_hypercube"
    together: Annotated[
        str | None,
        Field("one sampler for both, instead of all combinations of points", unit="word", choices=SAMPLERS),
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
        Field("number of values of a range in factorial, one_at_a_time and morris", unit="values", low=2, high=1000),
    ] = 4
    second_order: Annotated[bool, Field("whether saltelli also samples for second-order indices", unit="yes or no")] = (
        False
    )
    table: Annotated[
        str | None, Field("CSV file of the table sampler: a column for each name or path", unit="file")
    ] = None

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)


class Search(NamedTuple):
    """A search for the best settings of the levers (``paradiplomacy search``)."""

    minimise: Annotated[tuple[str, ...], Field("measures to minimise", unit="measures")] = ()
    maximise: Annotated[tuple[str, ...], Field("measures to maximise", unit="measures")] = ()
    over: Annotated[
        str,
        Field(
            "how values at the points of the uncertainties count: their mean, the worst, or the largest regret",
            unit="word",
            choices=ROBUST,
        ),
    ] = "mean"
    population: Annotated[int, Field("settings of a generation", unit="settings", low=2, high=10_000)] = 16
    generations: Annotated[
        int, Field("budget: largest number of generations", unit="generations", low=1, high=1000)
    ] = 20
    gain: Annotated[
        float,
        Field(
            "improvement below which a generation has not gained, in shares of the range of an objective", "share", 0, 1
        ),
    ] = 0.01
    patience: Annotated[
        int, Field("generations in a row without a gain that end the search", unit="generations", low=1, high=1000)
    ] = 3
    confirm: Annotated[
        int,
        Field(
            "replicates, with fresh random numbers, of the settings on the front; [precision] determines more of them",
            unit="runs",
            low=0,
            high=100_000,
        ),
    ] = 0

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)


class Target(NamedTuple):
    """An entry of ``[[targets]]``: what a measure should be; with a value, what a calibration fits."""

    measure: Annotated[str, Field("the measure, one of the design's", unit="measure")]
    value: Annotated[float | None, Field("value to fit", unit="of the measure", low=-1e12, high=1e12)] = None
    tolerance: Annotated[
        float | None, Field("distance from the value that is still acceptable", unit="of the measure", low=1e-300)
    ] = None
    at_least: Annotated[float | None, Field("least acceptable value", unit="of the measure", low=-1e12, high=1e12)] = (
        None
    )
    at_most: Annotated[float | None, Field("largest acceptable value", unit="of the measure", low=-1e12, high=1e12)] = (
        None
    )

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)


class Stop(NamedTuple):
    """The conditions that end a run before its last month."""

    measure: Annotated[str | None, Field("measure that is checked after each month", unit="measure")] = None
    above: Annotated[float | None, Field("stop when the measure is above this")] = None
    below: Annotated[float | None, Field("stop when the measure is below this")] = None
    after: Annotated[int, Field("months before the first check", unit="months", low=0, high=MOST_MONTHS)] = 0
    seconds: Annotated[
        float | None,
        Field("time limit of a run, after which it counts as timed out", unit="seconds", low=0.001, high=1e7),
    ] = None

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)


class Precision(NamedTuple):
    """The required precision, where it determines the number of replicates."""

    measure: Annotated[str | None, Field("measure whose mean is estimated", unit="measure")] = None
    half_width: Annotated[
        float | None,
        Field("target half-width of the confidence interval", unit="of the measure", low=1e-300),
    ] = None
    confidence: Annotated[float, Field("confidence of the interval", unit="share", low=0.5, high=0.9999)] = 0.95
    least: Annotated[int, Field("replicates of the first look", unit="runs", low=3, high=100_000)] = 20
    most: Annotated[int, Field("largest number of replicates", unit="runs", low=3, high=1_000_000)] = 1000

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)


class Design(NamedTuple):
    """The scenarios, what is varied, how often and for how long, and the measures.

    ``design.read.read`` makes it from a file; ``design.read.checked`` checks one that was made in Python.
    """

    title: Annotated[str, Field("title of the design", unit="text")]
    scenario: Annotated[str, Field("name in the library, or a file in the same folder", unit="name or file")]
    measures: Annotated[tuple[str, ...], Field("measures of each run", unit="measures")]
    name: Annotated[str, Field("name of the design; the name of its file unless given", unit="word")] = "design"
    question: Annotated[str, Field("the question that the design answers", unit="text")] = ""
    months: Annotated[
        int | None,
        Field("months of each run; the scenario's own unless given", unit="months", low=1, high=MOST_MONTHS),
    ] = None
    seed: Annotated[int, Field("root seed of all runs and of the sampler", unit="seed", low=0, high=2**63 - 1)] = 1
    replicates: Annotated[
        int,
        Field("runs of each setting; the k-th runs of all share random numbers", unit="runs", low=1, high=1_000_000),
    ] = 1
    keep: Annotated[
        tuple[str, ...],
        Field("tables to save for every run", unit="tables", choices=KEPT),
    ] = ()
    prepare: Annotated[
        str | None,
        Field("function of a user's file that is called with each world before its first month", unit="file.py:name"),
    ] = None
    sampling: Sampling = Sampling()
    stop: Stop = Stop()
    precision: Precision = Precision()
    search: Search = Search()
    changes: Annotated[Mapping[str, object], Field("changes of all scenarios", unit="path=value")] = NOTHING
    levers: Annotated[tuple[Factor, ...], Entries("path")] = ()
    uncertainties: Annotated[tuple[Factor, ...], Entries("path")] = ()
    experiments: Annotated[tuple[Experiment, ...], Entries("name")] = ()
    claims: Annotated[tuple[Claim, ...], Entries("said")] = ()
    targets: Annotated[tuple[Target, ...], Entries("measure")] = ()

    def __str__(self) -> str:
        """Return the record as it is written in a design file."""
        return to_toml(self)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The levers, then the uncertainties."""
        return self.levers + self.uncertainties

    @property
    def cases(self) -> tuple[Experiment, ...]:
        """The experiments; the scenario itself where none is declared."""
        # A design without experiments still has one case, so that no caller has to treat it differently.
        return self.experiments or (Experiment("only"),)
