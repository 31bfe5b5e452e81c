"""Put each conclusion to the test across the uncertain parameters, and write the table of the docs.

    python -m paradiplomacy.experiments.evidence.conclusions.conclude --out results/conclusions --page docs/conclusions.md

Every point of a Latin hypercube over the uncertain parameters meets every arm under the same luck. The same folder
again goes on where it stopped.
"""

import argparse
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import spearmanr

from paradiplomacy.experiments.design.design import Design, Experiment, Factor, Sampling
from paradiplomacy.experiments.engine.parts import write_text
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.statistics.interval import Estimate, Floats, estimate

FILE = Path(__file__).with_name("conclusions.toml")
QUESTIONS = {
    1: "When do cities and nations agree, on what terms, how fast, and what is delivered?",
    2: "When does a city's diplomacy run with, beside or against its nation, and what does the nation do?",
    3: "Does antagonism grow as cities diverge from the rest of their nation?",
    4: "Which level closes a common challenge: cities, nations, or both?",
}
SURVIVES, FALLS = 0.95, 0.05
HEAD = """# Which conclusions survive

Written by `python -m paradiplomacy.experiments.evidence.conclusions.conclude`; run it again instead of editing this page.

The conclusions of the essay behind the model, put so that runs can refute them, across what is not known of the
parameters ({samples} points of a Latin hypercube, {replicates} replicates of each, {months} months; all arms of a point
share values and luck). *Difference* is the mean over points and replicates with its 95 % interval (points and
replicates as crossed random effects). *Holds at* counts the points at which the mean difference is above 0. A conclusion
*survives* where that is so at 95 % of the points or more, *falls* at 5 % or fewer, and otherwise *depends*, most of all
on the parameter named (rank correlation with the difference). It is a finding about this model, not about the world.
"""


class Conclusion(NamedTuple):
    """A number of one arm that is said to be above another, or above ``least``."""

    question: int
    said: str
    more: tuple[str, str]
    than: tuple[str, str] | None = None
    least: float = 0.0


class Found(NamedTuple):
    """What came of a conclusion.

    Attributes:
        conclusion: What was said.
        difference: Mean over points and replicates.
        holds, points: At how many points the mean is above 0, of those that have a value.
        driver: The uncertain parameter that the difference goes with most, and its rank correlation.
    """

    conclusion: Conclusion
    difference: Estimate
    holds: int
    points: int
    driver: tuple[str, float]

    @property
    def verdict(self) -> str:
        """In one word."""
        share = self.holds / self.points if self.points else 0.5
        return "survives" if share >= SURVIVES else "falls" if share <= FALLS else "depends"


def questions() -> tuple[Conclusion, ...]:
    """All conclusions."""
    made = []
    for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["conclusions"]:
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        made.append(Conclusion(**fields))
    return tuple(made)


def design(samples: int, replicates: int, seed: int) -> Design:
    """The runs that all conclusions are read off."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sides = [side for each in questions() for side in (each.more, each.than) if side]
    return Design(
        title="Which conclusions survive",
        name="conclusions",
        scenario="baseline",
        months=told["months"],
        seed=seed,
        replicates=replicates,
        measures=tuple(dict.fromkeys(measure for measure, _ in sides)),
        experiments=tuple(Experiment(name, **arm) for name, arm in told["arms"].items()),
        uncertainties=tuple(Factor(**entry) for entry in told["uncertainties"]),
        sampling=Sampling(samples=samples),
    )


def conclude(found: BatchResults) -> list[Found]:
    """What came of every conclusion."""
    points = found.settings[found.columns].iloc[: _samples(found)]
    return [_found(each, found, points.to_numpy(dtype=np.float64)) for each in questions()]


def _found(conclusion: Conclusion, runs: BatchResults, points: Floats) -> Found:
    values = _side(conclusion.more, runs) - (
        _side(conclusion.than, runs) if conclusion.than is not None else conclusion.least
    )
    some = ~np.isnan(values).all(axis=1)
    means = np.nanmean(values[some], axis=1)
    with_each = [float(spearmanr(points[some, at], means).statistic) for at in range(points.shape[1])]
    most = int(np.nanargmax(np.abs(with_each))) if len(means) > 2 and np.ptp(means) > 0 else 0
    return Found(
        conclusion, estimate(values), int((means > 0).sum()), int(some.sum()), (runs.columns[most], with_each[most])
    )


def _side(side: tuple[str, str], runs: BatchResults) -> Floats:
    """(points, replicates) values of a measure in an arm."""
    measure, arm = side
    rows = runs.joined[runs.joined["experiment"] == arm]
    values = np.full((_samples(runs), runs.manifest["replicates"]), np.nan)
    values[rows["setting"] % _samples(runs), rows["replicate"]] = rows[measure]
    return values


def _samples(runs: BatchResults) -> int:
    """Points of the uncertain parameters: the settings of each arm are the same points in the same order."""
    return len(runs.settings) // len(runs.manifest["experiments"])


def page(found: Sequence[Found], runs: BatchResults, kept: Mapping[str, Any]) -> str:
    """The page of the docs."""
    told = HEAD.format(samples=_samples(runs), replicates=kept["replicates"], months=months_of_runs())
    ranges = [f"`{factor['path']}` {factor['low']:g} to {factor['high']:g}" for factor in kept["factors"]]
    parts = [told, f"Uncertain: {', '.join(ranges)}.\n"]
    for number, asked in QUESTIONS.items():
        parts.append(f"## {number}. {asked}\n")
        parts.append("| conclusion | difference | holds at | goes most with | verdict |\n|---|---|---|---|---|")
        parts += [_row(each) for each in found if each.conclusion.question == number]
        parts.append("")
    session = kept["sessions"][-1]
    state = " with changes" if session["dirty"] else ""
    versions = ", ".join(f"{name} {version}" for name, version in session["versions"].items())
    parts.append(
        f"Made from {kept['runs']} runs ({kept['status']['complete']} complete), seed {kept['seed']}, commit "
        f"`{session['commit'][:10]}`{state}; {versions}."
    )
    return "\n".join(parts) + "\n"


def months_of_runs() -> int:
    """Months of each run."""
    return int(tomllib.loads(FILE.read_text(encoding="utf-8"))["months"])


def _row(found: Found) -> str:
    difference = found.difference
    name, correlation = found.driver
    return (
        f"| {found.conclusion.said} | {difference.mean:+.3g} [{difference.low:+.3g}, {difference.high:+.3g}] "
        f"| {found.holds} of {found.points} | `{name}` ({correlation:+.2f}) | **{found.verdict}** |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=24, help="points of the hypercube (default: 24)")
    parser.add_argument("--replicates", type=int, default=4, help="replicates of each (default: 4)")
    parser.add_argument("--seed", type=int, default=1, help="root seed (default: 1)")
    parser.add_argument("--workers", type=int, default=None, help="processes (default: all processors)")
    parser.add_argument("--out", type=Path, default=Path("results/conclusions"), help="folder of the runs")
    parser.add_argument("--page", type=Path, help="where the page goes (default: conclusions.md in the folder)")
    asked = parser.parse_args(arguments)
    runs = batch(design(asked.samples, asked.replicates, asked.seed), asked.out, workers=asked.workers)
    text = page(conclude(runs), runs, runs.manifest)
    write_text(asked.page or asked.out / "conclusions.md", text)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
