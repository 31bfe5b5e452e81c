"""Claims: statements about the model that runs can falsify, and the libraries that hold them."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

import pandas as pd

from paradiplomacy.experiments.design.design import NOTHING
from paradiplomacy.experiments.design.plan import Plan

Direction = Literal["rises", "falls", "no_change", "between"]
Kind = Literal["fit", "internal", "emergent", "theorem"]
Derived = Mapping[str, Callable[[pd.DataFrame], pd.Series]]


class Side(NamedTuple):
    """A measure in some of the runs.

    Attributes:
        measure: Name of the measure, or of a derived one of the library.
        runs: Value by column that selects the runs (``experiment`` for the name of a case); empty for all runs.
    """

    measure: str
    runs: Mapping[str, object] = NOTHING


class Region(NamedTuple):
    """The values of an estimate that agree with a claim: an interval, with or without its ends."""

    low: float
    high: float
    closed: bool

    def has(self, value: float) -> bool:
        """Return whether a value agrees with the claim; NaN never does."""
        return self.low <= value <= self.high if self.closed else self.low < value < self.high

    @property
    def bounds(self) -> tuple[float, ...]:
        """The finite ends."""
        return tuple(end for end in dict.fromkeys((self.low, self.high)) if math.isfinite(end))


class Claim(NamedTuple):
    """A statement about a number of some runs: how it compares with other runs or with given bounds.

    Attributes:
        name: A few words that identify the claim within its group.
        statement: The claim in one sentence.
        group: Name of the group it belongs to: a scenario, a design, a question or a pattern.
        case: The number.
        against: What the number is compared with, run by run: another side, or a constant; None for a level.
        ratio: Whether the two are divided instead of subtracted.
        direction: ``rises`` (above what it is compared with), ``falls``, ``no_change`` (apart by at most ``within``)
            or ``between`` (from ``low`` to ``high``).
        runs: Name of the plan whose runs it is read off; empty for values that need no runs.
        source: Who claims it.
        is_criterion: Whether it is an acceptance band, which most runs must be in, and not a test of a hypothesis.
        least_share: Share of the sampled points at which the claim must hold as well to be confirmed; its complement
            is the largest share at which it can be contradicted. None where points are not looked at one by one.
        observed: Value in the reference data.
        nulls: Measures of the same number in null models, by the name of the model.
        changes: Lines that turn the case into its counterpart.
        on_record: The verdict and the finding that the scenario file keeps.
    """

    name: str
    statement: str
    group: str
    case: Side
    against: Side | float | None = None
    ratio: bool = False
    direction: Direction = "rises"
    within: float = 0.0
    low: float = -math.inf
    high: float = math.inf
    runs: str = ""
    source: str = ""
    is_criterion: bool = False
    least_share: float | None = None
    observed: float | None = None
    nulls: Mapping[str, str] = MappingProxyType({})
    changes: tuple[str, ...] = ()
    on_record: str = ""

    @property
    def region(self) -> Region:
        """The values that agree with the claim.

        Claims of a direction exclude 0, so that a difference of exactly nothing is not confirmed as a rise.
        """
        if self.direction == "between":
            return Region(self.low, self.high, closed=True)
        if self.direction == "no_change":
            return Region(-self.within, self.within, closed=True)
        return (
            Region(0.0, math.inf, closed=False) if self.direction == "rises" else Region(-math.inf, 0.0, closed=False)
        )

    @property
    def number(self) -> str:
        """The number that it is about, such as ``closed, both over cities``."""
        case = ", ".join(map(str, self.case.runs.values()))
        if self.ratio and isinstance(self.against, Side):
            return f"{self.case.measure}, {case} over {', '.join(map(str, self.against.runs.values()))}"
        return f"{self.case.measure} of {case}" if case else self.case.measure


class Group(NamedTuple):
    """Claims that belong together: of one scenario, design, question or pattern.

    Attributes:
        name: Short name, such as Q1.
        title: Its heading.
        about: The question or the observation behind it.
        kind: For patterns: used in the fit, a property of the design, emergent, or a theorem.
        source: Who observed it.
    """

    name: str
    title: str
    about: str = ""
    kind: Kind | None = None
    source: str = ""


class Curve(NamedTuple):
    """A figure: measures along a line, with what was observed.

    Attributes:
        name: Name of the figure.
        design: Runs that it is read off.
        title, x, y: Heading and labels of the axes.
        scale: ``log`` on both axes, ``linear``, or ``bars``.
        at: Position of each measure on the horizontal axis.
        measures: The measures.
        null: Null model drawn for comparison.
        observed: Observed values at the same positions.
        source: Source of the observations.
    """

    name: str
    design: str
    title: str
    x: str
    y: str
    scale: Literal["log", "linear", "bars"]
    at: tuple[float, ...]
    measures: tuple[str, ...]
    null: str | None = None
    observed: tuple[float, ...] = ()
    source: str = ""

    @property
    def of_null(self) -> tuple[str, ...]:
        """Measures of the null model."""
        return tuple(f"{name}_{self.null}" for name in self.measures) if self.null else ()


class Library(NamedTuple):
    """Claims with the runs that they are read off, and how their page is laid out.

    Attributes:
        name: Name for the command line and for files.
        title: Title of the page.
        introduction: First paragraphs of the page, in Markdown.
        groups: The groups, in the order of the page.
        claims: The claims, in the order of the page.
        plans: The runs, by name.
        columns: Columns of the tables, by their names in ``page.COLUMNS``.
        is_joint: Whether the claims of a group are judged together: the group is confirmed where each of them is.
        derived: Measures computed from others, by name.
        tables: Values that need no runs, one row a replicate.
        figures: The figures.
        closing: Further Markdown, made from the runs, at the end of the page.
    """

    name: str
    title: str
    introduction: str
    groups: tuple[Group, ...]
    claims: tuple[Claim, ...]
    plans: Mapping[str, Plan]
    columns: tuple[str, ...] = ("claim", "measure", "result", "adjusted p", "verdict")
    is_joint: bool = False
    derived: Derived = MappingProxyType({})
    tables: Callable[[], pd.DataFrame] = pd.DataFrame
    figures: tuple[Curve, ...] = ()
    closing: Callable[[Mapping[str, pd.DataFrame]], str] = lambda _: ""
