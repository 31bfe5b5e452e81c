"""Conclusions across the uncertain parameters: every point of a Latin hypercube is run in every case.

Cases share random numbers and sampled values, so that a point compares them with everything else equal.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

from paradiplomacy.experiments.design.check_claim import EXPERIMENT
from paradiplomacy.experiments.design.design import Design, Experiment, Factor, Sampling
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.claim import Claim, Group, Library, Side
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings

FILE = Path(__file__).with_name("conclusions.toml")
RUNS = "conclusions"
SAMPLES, REPLICATES = 24, 4
LEAST_SHARE = 0.95
TITLE = "Which conclusions survive"
INTRODUCTION = """The conclusions of the project's motivating essay, stated so that simulations can falsify them, across \
the plausible parameter ranges ({samples} points of a Latin hypercube, {replicates} replicates of each, {months} months). \
*Difference* is the mean over points and replicates with its 95 % interval (points and replicates as crossed random \
effects). *Holds at* counts the points at which the mean difference is above 0. Last comes the parameter most strongly \
correlated with the difference (rank correlation over the points). These are findings about this model, not about the \
world.

Uncertain: {uncertain}."""


class _Question(TypedDict):
    number: int
    title: str


class _Conclusion(TypedDict):
    question: int
    statement: str
    more: list[str]
    than: NotRequired[list[str]]
    least: NotRequired[float]


class _Case(TypedDict):
    scenario: str
    changes: NotRequired[dict[str, float]]


class _Range(TypedDict):
    path: str
    low: float
    high: float


class _File(TypedDict):
    months: int
    questions: list[_Question]
    arms: Mapping[str, _Case]
    conclusions: list[_Conclusion]
    uncertainties: list[_Range]


@cache
def _read() -> _File:
    found: _File = tomllib.loads(FILE.read_text(encoding="utf-8"))  # type: ignore[assignment]
    return found


def library(settings: Settings = AS_IS) -> Library:
    """Return the conclusions as claims that must hold at almost all sampled points."""
    # Claims of no design file: the same points must serve all conclusions, or they could not share one page.
    design = settings.applied(design_of_all())
    ranges = (f"`{each.path}` {each.low:g} to {each.high:g}" for each in design.uncertainties)
    return Library(
        name="conclusions",
        title=TITLE,
        introduction=INTRODUCTION.format(
            samples=design.sampling.samples,
            replicates=design.replicates,
            months=design.months,
            uncertain=", ".join(ranges),
        ),
        groups=tuple(Group(str(each["number"]), f"{each['number']}. {each['title']}") for each in _read()["questions"]),
        claims=claims(),
        plans={RUNS: make(checked(design))},
        columns=(
            "conclusion",
            "difference",
            "holds at",
            "most strongly correlated parameter",
            "adjusted p",
            "survives",
        ),
    )


def claims() -> tuple[Claim, ...]:
    """Return all conclusions."""
    return tuple(_claim(entry) for entry in _read()["conclusions"])


def design_of_all() -> Design:
    """Return the design whose runs all conclusions are read off."""
    file = _read()
    sides = [side for each in claims() for side in (each.case, each.against) if isinstance(side, Side)]
    cases = (Experiment(name, case["scenario"], case.get("changes", {})) for name, case in file["arms"].items())
    return Design(
        title=TITLE,
        name=RUNS,
        scenario="baseline",
        months=file["months"],
        replicates=REPLICATES,
        measures=tuple(dict.fromkeys(side.measure for side in sides)),
        experiments=tuple(cases),
        uncertainties=tuple(Factor(**entry) for entry in file["uncertainties"]),
        sampling=Sampling(samples=SAMPLES),
    )


def _claim(entry: _Conclusion) -> Claim:
    than = entry.get("than")
    return Claim(
        name=entry["statement"],
        statement=entry["statement"],
        group=str(entry["question"]),
        case=_side(entry["more"]),
        against=entry.get("least", 0.0) if than is None else _side(than),
        runs=RUNS,
        least_share=LEAST_SHARE,
    )


def _side(pair: list[str]) -> Side:
    measure, case = pair
    return Side(measure, {EXPERIMENT: case})
